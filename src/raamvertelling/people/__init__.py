"""Organisations, members, roles and sign-in."""
