"""Giving away: rows of answers as a file, and the stories of a use that an inquiry asked in its own words."""
