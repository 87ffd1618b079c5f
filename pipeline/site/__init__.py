"""What the pages of Datasette are made of; the pages themselves are plugins in `datasette/plugins`."""
