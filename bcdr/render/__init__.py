"""From a report or findings to text or bytes. No thinking here."""
