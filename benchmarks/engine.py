"""`./run bench engine`: the pattern engine beside a loop of pandas and scipy, with equal results asserted first."""

import argparse
import os
import platform
import resource
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import TypeVar

REPORT = Path(__file__).parent / "engine.md"
REPEATS = 5
QUICK, LARGE = (10_000, 100_000), (1_000_000,)
BOOTSTRAPS, DRAWS = 2_000, 999
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what, how many stories, processor seconds of both, and what was checked first."""

    name: str
    n: int
    reference: float
    ours: float
    checked: str

    @property
    def ratio(self) -> float:
        """Return how many times faster ours is."""
        return self.reference / self.ours


def main(arguments: list[str]) -> int:
    """Measure, print the table and write it beside this file."""
    parser = argparse.ArgumentParser(prog="./run bench engine", description="Meet de rekenmachine achter de patronen.")
    parser.add_argument("--quick", action="store_true", help="alleen 10.000 en 100.000 verhalen (de gewone maat)")
    parser.add_argument("--large", action="store_true", help="ook 1.000.000 verhalen: de lus alleen duurt minuten")
    parser.add_argument("--noise", type=int, default=0, metavar="N", help="ook N overzichten van louter toeval")
    parser.add_argument("--only", default="", help="alleen regels met dit in de naam; schrijft geen tabel weg")
    options = parser.parse_args(arguments)
    # One thread each, set before numpy is loaded: the ratio is of work, not of cores.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
        os.environ[name] = "1"
    sizes = QUICK + LARGE if options.large and not options.quick else QUICK
    rows = [row for n in sizes for row in _measured(n, options.only)]
    table = as_markdown(rows, _noise(options.noise) if options.noise else "")
    print(table)
    if not options.only:
        REPORT.write_text(table, encoding="utf-8")
    return 0


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    begun = process_time()
    result = work()
    return result, process_time() - begun


def _median(work: Callable[[], object]) -> float:
    """Return the median of five times; the first call, which may compile, does not count."""
    work()
    return statistics.median(_timed(work)[1] for _ in range(REPEATS))


def _measured(n: int, only: str) -> list[Row]:
    print(f"{n} verhalen ...", flush=True)
    parts = {
        "overzicht": _scan,
        "alle 780 paren": _all_pairs,
        "tellen": _counting,
        "kruisfilter": _cross_filter,
        "permutaties": _permutations,
        "bootstrap": _bootstrap,
        "dichtheid": _density,
    }
    return [measure(n) for name, measure in parts.items() if only in name]


def _all_pairs(n: int) -> Row:
    import numpy as np

    from benchmarks.engine_data import invent
    from raamvertelling.core.stats.scanning import scan

    matrix = invent(n).matrix
    whole = _median(lambda: scan(matrix, rng=np.random.default_rng(1)))
    return Row("alle 780 paren, met driehoeken", n, 0.0, whole, "geen lus: driehoeken kosten daar n²")


def _counting(n: int) -> Row:
    from benchmarks.engine_data import invent
    from raamvertelling.core.stats.joint import count_tables

    matrix = invent(n).matrix
    counted = _median(lambda: count_tables(matrix))
    return Row("waarvan tellen", n, 0.0, counted, "tegen een voor een tellen, in de tests")


def _cross_filter(n: int) -> Row:
    from benchmarks.engine_filter import cross_filter

    return Row("kruisfilter, 40 vragen opnieuw geteld", n, *cross_filter(n))


def _scan(n: int) -> Row:
    import numpy as np

    from benchmarks.engine_data import invent
    from benchmarks.engine_reference import loop
    from raamvertelling.core.stats.scanning import scan

    data = invent(n)
    matrix = data.without_triads()
    seen = scan(matrix, rng=np.random.default_rng(1))
    expected, reference = _timed(lambda: loop(data.frame))
    assert len(expected) == seen.looks, (len(expected), seen.looks)
    worst_effect = worst_p = 0.0
    for pattern in seen.patterns:
        ours = (pattern.a, pattern.b)
        statistic, effect, p = expected[ours if ours in expected else (pattern.b, pattern.a)]
        # scipy takes 3 (n + 1) off a number as large, so of its H the digits below 1e-14 n are rounding.
        assert abs(pattern.statistic - statistic) <= 1e-10 * max(1, abs(statistic)) + 1e-14 * n, pattern
        worst_effect = max(worst_effect, abs(pattern.effect.value - effect))
        worst_p = max(worst_p, abs(pattern.p_asymptotic - p) / max(p, 1e-290))
    assert worst_effect <= 1e-12 and worst_p <= 1e-8, (worst_effect, worst_p)
    ours_time = _median(lambda: scan(matrix, rng=np.random.default_rng(1)))
    checked = f"{seen.looks} toetsen: effect op {worst_effect:.0e}, p op {worst_p:.0e} gelijk"
    return Row("overzicht van 496 paren zonder driehoek", n, reference, ours_time, checked)


def _permutations(n: int) -> Row:
    import numpy as np

    from benchmarks.engine_reference import shuffled_spread
    from raamvertelling.core.codes import triad_places
    from raamvertelling.core.stats.clouds import distances, within
    from raamvertelling.core.stats.drawing import random_tables

    rng = np.random.default_rng(2)
    groups, cells = rng.choice(4, n, p=(0.5, 0.3, 0.15, 0.05)), rng.integers(0, 231, n)
    apart = distances(triad_places())
    table = np.bincount(groups * 231 + cells, minlength=4 * 231).reshape(4, 231)
    naive_draws = 20 if n > 100_000 else 100
    naive, reference = _timed(lambda: shuffled_spread(groups, cells, apart, draws=naive_draws))

    def ours() -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
        return within(random_tables(table, draws=DRAWS, rng=np.random.default_rng(5)), apart)

    found = ours()
    gap = abs(found.mean() - naive.mean()) / (found.std() * np.sqrt(1 / DRAWS + 1 / naive_draws))
    assert gap < 4, gap
    checked = f"zelfde gemiddelde: {gap:.1f} standaardfouten; de lus deed {naive_draws} keer, omgerekend naar {DRAWS}"
    return Row("999 permutaties, driehoek en stem", n, reference * DRAWS / naive_draws, _median(ours), checked)


def _bootstrap(n: int) -> Row:
    import numpy as np

    from benchmarks.engine_reference import resampled_means
    from raamvertelling.core.stats.tables import Floats, bootstrapped

    rng = np.random.default_rng(3)
    groups, codes = rng.choice(4, n, p=(0.5, 0.3, 0.15, 0.05)), rng.integers(0, 101, n)
    table = np.bincount(groups * 101 + codes, minlength=404).reshape(4, 101)
    values, sizes = np.arange(101.0), table.sum(axis=1)
    naive_draws = 20
    naive, reference = _timed(lambda: resampled_means(codes.astype(float), groups, draws=naive_draws))

    def means(drawn: Floats) -> Floats:
        return np.asarray(drawn @ values / sizes)

    def ours() -> Floats:
        return bootstrapped(table, means, rng=np.random.default_rng(6), draws=BOOTSTRAPS)

    found = ours()
    gap = np.abs(found.mean(axis=0) - naive.mean(axis=0)) / (found.std(axis=0) / np.sqrt(naive_draws))
    assert gap.max() < 5, gap
    checked = f"zelfde gemiddelden: {gap.max():.1f} standaardfouten; de lus deed {naive_draws} keer, omgerekend"
    return Row(
        f"bootstrap van {BOOTSTRAPS}, 4 stemmen", n, reference * BOOTSTRAPS / naive_draws, _median(ours), checked
    )


def _density(n: int) -> Row:
    import numpy as np

    from benchmarks.engine_reference import summed_density
    from raamvertelling.core.stats.density import GRID, PAD, density_grid, to_plane

    flat = to_plane(np.random.default_rng(4).dirichlet((2, 2, 2), n))
    width = 0.04
    grid = density_grid(flat, width)
    rows, columns = np.mgrid[20:70:5, 30:70:5]
    places = np.column_stack([columns.ravel() / GRID, rows.ravel() / GRID])
    kept = places[:, 1] < 1.6 * np.minimum(places[:, 0], 1 - places[:, 0]) - 0.25
    places, rows, columns = places[kept], rows.ravel()[kept], columns.ravel()[kept]
    naive, reference = _timed(lambda: summed_density(places, flat, width))
    error = float(np.abs(grid[rows + PAD, columns + PAD] - naive).max() / grid.max())
    assert error < 0.003, error
    inside = int(GRID * GRID * 0.433)
    checked = f"afwijking {100 * error:.2f}% van de top; de som op {len(places)} plekken, omgerekend naar {inside}"
    ours = _median(lambda: density_grid(flat, width))
    return Row("dichtheid in een driehoek", n, reference * inside / len(places), ours, checked)


def _noise(times: int) -> str:
    import numpy as np

    from benchmarks.engine_data import invent
    from raamvertelling.core.codes import from_columns
    from raamvertelling.core.stats.scanning import noise

    matrix = invent(240).matrix
    kept = [place for place, column in enumerate(matrix.columns) if column.id in NOISE]
    columns = [matrix.columns[place] for place in kept]
    exact = {id: matrix.exact[id] for id in matrix.exact if id in NOISE}
    check = noise(from_columns(columns, matrix.by_column[kept], exact), times=times, rng=np.random.default_rng(7))
    return (
        f"Louter toeval, {times} overzichten van 240 verhalen: {100 * check.single.value:.2f}% van {check.tests} losse "
        f"toetsen onder 0,05; {100 * check.looks.value:.2f}% van de overzichten noemde een verband."
    )


NOISE = {"triad0", "slider0", "choice0", "choice1", "several0:0"}


def as_markdown(rows: list[Row], noise: str) -> str:
    """Return the table; ratios are what counts, seconds depend on the machine."""
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = [
        "# De rekenmachine gemeten",
        "",
        f"Gemaakt met `./run bench engine`. Python {platform.python_version()}, één draad voor beide, mediaan van "
        f"{REPEATS} keer; de lus van pandas en scipy één keer. Processortijd; lees de verhouding, niet de seconden.",
        "",
        "- 40 vragen: 8 driehoeken, 12 schuiven, 16 keuzes, 4 meerkeuzevragen van 6; 5% ontbreekt. 1.710 toetsen.",
        "- Ons overzicht geeft ook marges en de correctie voor vaak kijken; de lus niet.",
        "- Eerst is nagegaan dat beide hetzelfde uitrekenen: de laatste kolom.",
        f"- Meeste geheugen van het hele proces, met de lus: {megabytes:.0f} MB.",
        "",
        "| wat | verhalen | lus (s) | wij (s) | verhouding | nagegaan |",
        "|---|--:|--:|--:|--:|---|",
    ]
    for row in rows:
        loop = (f"{row.reference:.2f}", f"{row.ours:.4f}", f"{row.ratio:.0f}x")
        cells = loop if row.reference else ("–", f"{row.ours:.4f}", "–")
        lines.append(f"| {row.name} | {row.n} | {' | '.join(cells)} | {row.checked} |")
    permutations = [row.ours for row in rows if row.name.startswith("999")]
    if len(permutations) > 1:
        growth = permutations[-1] / permutations[0]
        lines += ["", f"Permutaties: van de kleinste naar de grootste maat kost het {growth:.1f} keer zoveel."]
    return "\n".join([*lines, *(["", noise] if noise else []), ""])
