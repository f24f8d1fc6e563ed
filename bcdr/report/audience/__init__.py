"""Who may read what: a plan as others may see it, before anything is computed from it."""
