"""All pairs of questions looked at once, the strongest patterns first, and those that the team marks."""
