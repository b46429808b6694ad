"""Copies of a place: stories, keys and withdrawals each in a file of its own; making them, and putting them back."""
