"""Reports: what one reader needs, as plain data: computed, grouped, sorted, worded."""
