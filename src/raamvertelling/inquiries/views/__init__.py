"""The pages of this room, one file a part of the work."""
