"""A stack of stories to lay on a table, and how it was drawn."""
