"""The pages of the reading room, one file a group of pages."""
