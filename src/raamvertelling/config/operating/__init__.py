"""What an operator needs: is it well set up, how is it doing, and new keys."""
