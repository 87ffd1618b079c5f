"""From a file to a `Layout`: one module for each format, and what they share."""
