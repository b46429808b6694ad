"""The questions on paper: the sheet, what somebody types of it, and whether two people typed the same."""
