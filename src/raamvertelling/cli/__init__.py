"""The command line: raam."""
