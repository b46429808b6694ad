"""Predict, then look: a group says where the dots will lie, and sees afterwards how far that was."""
