"""`python -m soak NAME`: run one proof."""

import sys

from soak import copies, duplicates, full, install, kill, migrations, power

NAMES = {
    "power": power.main,
    "kill": kill.main,
    "duplicates": duplicates.main,
    "full": full.main,
    "migrations": migrations.main,
    "copies": copies.main,
    "install": install.main,
}


def main(arguments: list[str]) -> int:
    """Run what was asked for, or say what there is."""
    if not arguments or arguments[0] not in NAMES:
        print(f"Kies wat u wilt beproeven: ./run soak {' | '.join(NAMES)}", file=sys.stderr)
        return 2
    return NAMES[arguments[0]](arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
