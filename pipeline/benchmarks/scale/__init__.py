"""Pages of a large database: how it is filled, what is asked of it, how long that takes, what is read whole."""
