"""Template tag libraries of the design system."""
