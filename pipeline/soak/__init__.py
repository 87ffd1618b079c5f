"""Long trials of the import: processes killed at any moment, files broken in any way."""
