"""Reads a table of stories for a framework of our own; also exports of KoboToolbox and LimeSurvey."""

from raamvertelling.exchange.tabel.columns import Columns, match_columns
from raamvertelling.exchange.tabel.table import read_tabel

__all__ = ["Columns", "match_columns", "read_tabel"]
