"""Reads a SenseMaker project: the definition JSON and the data CSV."""

from raamvertelling.exchange.sensemaker.project import read_sensemaker

__all__ = ["read_sensemaker"]
