"""The public storypoint: steps, drafts, receipt, and the teller's own page."""
