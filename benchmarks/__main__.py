"""`python -m benchmarks NAME`: run one measurement."""

import sys

from benchmarks import engine, load, masking, pages, reading_room, start, weight

NAMES = {
    "pages": pages.main,
    "weight": weight.main,
    "start": start.main,
    "masking": masking.main,
    "engine": engine.main,
    "load": load.main,
    "reading-room": reading_room.main,
}


def main(arguments: list[str]) -> int:
    """Run what was asked for, or say what there is."""
    if not arguments or arguments[0] not in NAMES:
        print(f"Kies wat u wilt meten: ./run bench {' | '.join(NAMES)}", file=sys.stderr)
        return 2
    return NAMES[arguments[0]](arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
