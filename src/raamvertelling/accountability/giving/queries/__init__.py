"""What may be given away now: rows for a use, and the stories of a use of one's own."""
