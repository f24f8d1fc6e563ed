"""A PDF that somebody was given: what is in it, and whether it is as it was made. Nothing in it is believed or run."""
