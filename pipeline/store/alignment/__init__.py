"""The same duty in the documents of other regions: candidates by shared keys, a score, and what differs."""
