"""What we protect against and what we do not, and the papers that go with it: one source for page, file and docs."""
