"""Lets `python -m raamvertelling.cli` do what `raam` does."""

import sys

from raamvertelling.cli.main import main

sys.exit(main(sys.argv[1:]))
