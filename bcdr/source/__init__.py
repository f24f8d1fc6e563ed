"""From text to Plan, and from a finding back to its line: the only room that reads plan files."""
