"""A runbook carried out: its commands run, its people asked, the clock read, and the record written as edits."""
