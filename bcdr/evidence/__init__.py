"""What backup programs say about themselves: their reports become facts, and facts become edits of the plan."""
