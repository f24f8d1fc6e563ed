"""What if: after given events, what happens, why, and what would cure it; and which events are fatal."""
