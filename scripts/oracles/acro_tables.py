"""Make the reference of acro for small tables: `python scripts/oracles/acro_tables.py` with requirements/oracles.txt.

acro (AI-SDC) is the tool with which British research data services check what leaves them. Of each table it says which
cells fail its checks: fewer than ten people, or nobody.
"""

import csv
import logging
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from acro import ACRO

REFERENCE = Path(__file__).parents[2] / "src" / "raamvertelling" / "core" / "tests" / "acro_tables.csv"
SEED, TABLES = 2026, 40
VOICES, OPTIONS = ("inwoner", "professional", "manager"), ("a", "b", "c", "d")


def main() -> None:
    """Draw tables of three voices by four options, ask acro, and write one line a cell."""
    logging.disable(logging.CRITICAL)
    warnings.filterwarnings("ignore")
    rng = np.random.default_rng(SEED)
    tool = ACRO(suppress=True)
    with REFERENCE.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["table", "voice", "option", "count", "shown"])
        for table in range(TABLES):
            counts = rng.poisson(rng.choice([2, 9, 14, 40], size=(len(VOICES), len(OPTIONS))))
            shown = tool.crosstab(*people(counts), dropna=False)
            for v, voice in enumerate(VOICES):
                for o, option in enumerate(OPTIONS):
                    value = shown.loc[voice, option]
                    lines.writerow([table, voice, option, counts[v, o], "" if pd.isna(value) else int(value)])


def people(counts: np.ndarray) -> tuple[pd.Series, pd.Series]:
    """Return one row a teller: the voice and the option."""
    voices = [voice for v, voice in enumerate(VOICES) for o in range(len(OPTIONS)) for _ in range(counts[v, o])]
    options = [option for v in range(len(VOICES)) for o, option in enumerate(OPTIONS) for _ in range(counts[v, o])]
    return (
        pd.Series(pd.Categorical(voices, categories=VOICES), name="voice"),
        pd.Series(pd.Categorical(options, categories=OPTIONS), name="option"),
    )


if __name__ == "__main__":
    main()
