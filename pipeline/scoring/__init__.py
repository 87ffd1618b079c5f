"""Scores: what was read against what stands in gold, field by field."""
