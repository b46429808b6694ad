"""The invented demonstration inquiry, and the check of the full circle."""
