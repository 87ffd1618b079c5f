"""Many files at once: where they come from, who reads them, and what becomes of each."""
