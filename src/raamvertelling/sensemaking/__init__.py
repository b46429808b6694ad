"""The reading room: patterns, mirrors and windows, observations and meanings."""
