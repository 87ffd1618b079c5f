"""Tables of the generator: tab-separated, wording for everyday letters and for held-out ones apart."""
