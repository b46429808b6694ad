"""The pure heart: frameworks, answers, geometry, statistics, text and privacy. Knows no Django, clock or randomness."""
