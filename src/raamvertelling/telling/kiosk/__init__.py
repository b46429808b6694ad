"""A device that stays where it is: its own address for an event, its own quota, and nothing left on it."""
