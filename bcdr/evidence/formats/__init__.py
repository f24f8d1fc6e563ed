"""One module a format: what its reports look like, and what they mean."""
