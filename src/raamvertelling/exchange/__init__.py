"""File formats in and out, as core objects. Knows no Django, clock or global random."""
