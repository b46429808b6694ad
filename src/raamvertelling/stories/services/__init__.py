"""What changes a story: one module a moment in its life."""
