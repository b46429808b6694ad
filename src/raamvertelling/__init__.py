"""Raamvertelling: people tell, say what they mean, and groups make sense of it together."""
