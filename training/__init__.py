"""How the model of the masking engine is made: `python -m training.train`."""
