"""What is prepared for speaking to people."""
