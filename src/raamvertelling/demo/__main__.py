"""`./run demo`: the demonstration from nothing to a living inquiry; `--check` walks the full circle and stops."""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

import django

from raamvertelling.demo import servers


def main(arguments: list[str] | None = None) -> int:
    """Start the demonstration and stay until Ctrl-C, or check it and return 0 or 1."""
    parser = argparse.ArgumentParser(prog="./run demo", description="Start de demonstratie met verzonnen verhalen.")
    parser.add_argument("--check", action="store_true", help="loop de hele kring door in een verse map en stop")
    parser.add_argument("--port", type=int, default=8000, help="poort (8000)")
    options = parser.parse_args(arguments)
    if options.check:
        return check()
    if not servers.port_is_free(options.port):
        print(f"Poort {options.port} is bezet. Kies een andere: ./run demo --port {options.port + 1}", file=sys.stderr)
        return 1
    return demonstrate(options.port)


def set_up(folder: Path, port: int) -> None:
    """Point the settings at `folder` and `port`, and load Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raamvertelling.config.settings")
    os.environ.update(RAAM_DATA=str(folder), RAAM_DEMO="1", RAAM_ADDRESS=f"http://{servers.HOST}:{port}")
    django.setup()
    from raamvertelling.config.prepare import prepare  # after setup: it reads the settings

    print("Tabellen en bestanden klaarzetten ...", flush=True)
    prepare()


def demonstrate(port: int) -> int:
    """Seed an empty data folder once, start the processes, say where to look, and wait."""
    set_up(Path(os.environ.get("RAAM_DATA", "data/demo")).resolve(), port)
    from raamvertelling.demo import seed  # after setup: it needs the models

    if not seed.is_seeded():
        try:
            seed.seed(progress=lambda done, total: print(f"\r{done} van {total} verhalen", end="", flush=True))
        except seed.NotEmpty as refusal:
            print(refusal, file=sys.stderr)
            return 1
        print()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        with servers.running(port, {}):
            print(seed.welcome(f"http://{servers.HOST}:{port}"), flush=True)
            while True:
                time.sleep(3600)
    except KeyboardInterrupt:
        print("\nGestopt. De gegevens blijven staan; begin opnieuw met een lege map: rm -r data/demo")
    except servers.CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


def check() -> int:
    """Seed a fresh folder, walk the circle by HTTP, and remove the folder."""
    folder = Path(tempfile.mkdtemp(prefix="raam-check-"))
    port = servers.any_free_port()
    try:
        set_up(folder, port)
        from raamvertelling.demo import seed  # after setup: they need the models
        from raamvertelling.demo.circle import walk

        seed.seed(progress=lambda done, total: None)
        with servers.running(port, {}):
            return walk(f"http://{servers.HOST}:{port}", seed.accounts(), folder)
    except servers.CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
