"""Reads a NarraFirma story form with its stories."""

from raamvertelling.exchange.narrafirma.collection import read_narrafirma

__all__ = ["read_narrafirma"]
