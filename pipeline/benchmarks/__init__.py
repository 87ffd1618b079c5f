"""Measurements of what Prikaz reads, beside other tools."""
