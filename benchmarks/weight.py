"""`./run bench weight`: what each question page weighs, with its styles and scripts, against 60 kB."""

from benchmarks.demonstration import grow_to, in_a_folder

LIMIT = 60_000


def main(arguments: list[str]) -> int:
    """Print the weight of every step of a teller; return 1 if one is too heavy."""
    with in_a_folder():
        from benchmarks.tellers import walk_all_steps
        from benchmarks.weighing import compressed, loaded_by, weight

        grow_to(120)
        walker, paths = walk_all_steps()
        heaviest = 0
        print(f"{'stap':<24}{'pagina':>9}{'alles':>9}  bestanden   (bytes, gzip; grens {LIMIT})")
        for path in paths:
            html = walker.client.get(path).content
            total = weight(html)
            heaviest = max(heaviest, total)
            mark = "  TE ZWAAR" if total > LIMIT else ""
            name = path.rstrip("/").rpartition("/")[2]
            print(f"{name:<24}{compressed(html):>9}{total:>9}{len(loaded_by(html)):>6}{mark}")
    return int(heaviest > LIMIT)
