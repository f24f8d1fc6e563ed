"""What can be written into a plan for a finding: edits as plain data, which never state what only the world knows."""
