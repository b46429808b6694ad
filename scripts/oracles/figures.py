"""Makes core/stats/tests/oracles.json: what other programs say of one small invented set of answers.

Run it where these are installed; none is a requirement of the project, and the tests read only the file:

    pip install pingouin dcor scikit-bio statsmodels
    apt install r-base-core r-cran-energy r-cran-vcd
    python scripts/oracles/figures.py
"""

import csv
import json
import subprocess
import tempfile
from pathlib import Path

import dcor
import numpy as np
import pandas as pd
import pingouin
import skbio
from scipy import stats
from statsmodels.multivariate.manova import MANOVA
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src" / "raamvertelling" / "core" / "stats" / "tests" / "oracles.json"
P_VALUES = [0.001, 0.2, 0.03, 0.03, 0.5, 0.9, 0.004]


def invented() -> dict[str, list]:
    """Return 72 stories: a group of three, a choice of four, two sliders with many ties, and a triad in hundredths."""
    rng = np.random.default_rng(2026)
    group = rng.integers(0, 3, 72)
    x = np.clip(np.rint(rng.normal(9 + 2 * group, 4)), 0, 20).astype(int)
    y = np.clip(np.rint(0.5 * x + rng.normal(5, 3, 72)), 0, 20).astype(int)
    choice = np.clip(np.digitize(x + rng.normal(0, 4, 72), [6, 11, 15]), 0, 3)
    parts = rng.multinomial(94, rng.dirichlet((2, 2, 2), 72)) + 2
    parts[:, 0] += 100 - parts.sum(axis=1)
    return {
        "group": group.tolist(),
        "choice": choice.tolist(),
        "x": x.tolist(),
        "y": y.tolist(),
        "triad": parts.tolist(),
    }


def of_python(data: dict[str, list]) -> dict[str, float]:
    """Return the figures of scipy, statsmodels, pingouin, dcor and scikit-bio."""
    frame = pd.DataFrame({name: data[name] for name in ("group", "choice", "x", "y")})
    weights = np.array(data["triad"]) / 100
    flat = np.column_stack([weights[:, 0] / 2 + weights[:, 2], weights[:, 0] * np.sqrt(3) / 2])
    parts = [frame.x[frame.group == g] for g in range(3)]
    clouds = [flat[frame.group == g] for g in range(3)]
    found: dict[str, float] = {}
    _, _, crossed = pingouin.chi2_independence(frame, "group", "choice", correction=False)
    pearson = crossed[crossed.test == "pearson"].iloc[0]
    found |= {"pingouin chi2": pearson.chi2, "pingouin chi2 p": pearson.pval, "pingouin cramer": pearson.cramer}
    ranked = pingouin.kruskal(frame, dv="x", between="group").iloc[0]
    found |= {"pingouin H": ranked["H"], "pingouin H p": ranked.filter(like="p").iloc[-1]}
    found["scipy mwu p"] = stats.mannwhitneyu(parts[0], parts[1], use_continuity=False, method="asymptotic").pvalue
    found["pingouin rbc"] = float(pingouin.mwu(parts[0], parts[1]).iloc[0]["RBC"])
    found["pingouin rho"] = float(pingouin.corr(frame.x, frame.y, method="spearman").iloc[0]["r"])
    found["scipy rho p"] = stats.spearmanr(frame.x, frame.y).pvalue
    found["scipy tau"] = stats.kendalltau(frame.x, frame.y).statistic
    found["dcor triad x"] = dcor.u_distance_correlation_sqr(flat, frame.x.to_numpy(float)[:, None])
    found["dcor energy 0 1"] = dcor.energy_distance(clouds[0], clouds[1])
    roots = skbio.DistanceMatrix(np.sqrt(np.sqrt(((flat[:, None] - flat[None]) ** 2).sum(axis=2))))
    found["skbio permanova F"] = skbio.stats.distance.permanova(roots, data["group"], permutations=0)["test statistic"]
    ilr = skbio.stats.composition.ilr(weights)
    found |= {"skbio ilr first": ilr[0, 0], "skbio ilr second": ilr[0, 1]}
    table = MANOVA(ilr, pd.get_dummies(frame.group).to_numpy(float)).mv_test(
        [("g", np.array([[1, -1, 0], [0, 1, -1.0]]))]
    )
    row = table.results["g"]["stat"].loc["Pillai's trace"]
    found |= {"statsmodels pillai": float(row["Value"]), "statsmodels pillai p": float(row["Pr > F"])}
    low, high = proportion_confint(7, 33, method="wilson")
    found |= {"statsmodels wilson low": low, "statsmodels wilson high": high}
    low, high = confint_proportions_2indep(7, 33, 20, 41, method="newcomb")
    found |= {"statsmodels newcombe low": low, "statsmodels newcombe high": high}
    found |= {f"statsmodels bh {k}": q for k, q in enumerate(multipletests(P_VALUES, method="fdr_bh")[1])}
    return {name: float(value) for name, value in found.items()}


def of_r(data: dict[str, list]) -> dict[str, float]:
    """Return the figures of R with energy and vcd."""
    with tempfile.TemporaryDirectory() as folder:
        with (Path(folder) / "data.csv").open("w", newline="") as opened:
            writer = csv.writer(opened)
            writer.writerow(["group", "choice", "x", "y", "a", "b", "c"])
            lines = zip(*(data[name] for name in ("group", "choice", "x", "y", "triad")), strict=True)
            writer.writerows([*line[:4], *line[4]] for line in lines)
        done = subprocess.run(
            ["Rscript", "--vanilla", str(HERE / "figures.R"), folder], check=True, capture_output=True, text=True
        )
    rows = (line.split(";") for line in done.stdout.splitlines() if ";" in line)
    return {name: float(value) for name, value in rows}


def main() -> None:
    """Write the file."""
    data = invented()
    made = {"data": data, "p_values": P_VALUES, "python": of_python(data), "r": of_r(data)}
    lines = []
    for part, figures in made.items():
        if isinstance(figures, dict):
            inner = ",\n".join(f'  "{name}": {json.dumps(value)}' for name, value in figures.items())
            lines.append(f' "{part}": {{\n{inner}\n }}')
        else:
            lines.append(f' "{part}": {json.dumps(figures)}')
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
