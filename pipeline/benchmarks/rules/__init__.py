"""Which rules no test would miss: what can be switched off in the extractors, and the tests that notice."""
