"""How long stories are kept, what was destroyed, and what left the house: terms, destroying, archive."""
