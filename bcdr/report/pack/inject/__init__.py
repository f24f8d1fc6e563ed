"""Messages of a tabletop, one family a module: each has a condition on the facts of the plan, and a text."""
