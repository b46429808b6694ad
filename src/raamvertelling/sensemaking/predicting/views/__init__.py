"""The pages of predicting: of who leads a group, and of who sits in the room."""
