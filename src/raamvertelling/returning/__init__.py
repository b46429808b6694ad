"""What goes back to residents: the public page."""
