"""How each of the 55 criteria of WCAG 2.2 A and AA is checked, and what the last recorded run of the tests found."""
