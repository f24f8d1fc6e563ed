"""A tabletop pack aimed at the weak spots of one plan: story, messages, sheets for whoever leads it, record."""
