"""Start the server: `python -m raamvertelling.config.serve`. No access log: it would hold addresses."""

import argparse
import os
import sys

import django


def command(host: str, port: int, workers: int) -> list[str]:
    """Return the command line of the server."""
    return [
        *(
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--no-ws",
            "--no-access-log",
            "--log-level",
            "warning",
        ),
        *("--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", "4"),
        *("--workers-kill-timeout", "5", "raamvertelling.config.wsgi:application"),
    ]


def main() -> None:
    """Prepare the data folder and become the server."""
    parser = argparse.ArgumentParser(prog="./run serve", description="Start de server.")
    parser.add_argument("--host", default="127.0.0.1", help="adres om op te luisteren")
    parser.add_argument("--port", type=int, default=8000, help="poort")
    parser.add_argument("--workers", type=int, default=1, help="aantal processen")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raamvertelling.config.settings")
    django.setup()
    from raamvertelling.config.operating.in_use import hold  # after setup: it reads the settings
    from raamvertelling.config.prepare import prepare  # as above

    # Ends when this process becomes the server, which then holds by itself.
    hold()
    prepare()
    print(f"Raamvertelling luistert op http://{options.host}:{options.port} (stop met Ctrl-C)", flush=True)
    words = command(options.host, options.port, options.workers)
    os.execv(words[0], words)  # noqa: S606  # becomes the server, no shell in between


if __name__ == "__main__":
    main()
