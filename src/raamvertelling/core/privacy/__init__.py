"""Protecting tellers: what can identify a person in a text, and what a number can give away."""
