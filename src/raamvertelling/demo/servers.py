"""The demonstration's two processes, the server and the worker, and their end."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

from raamvertelling.config import serve

HOST = "127.0.0.1"
PATIENCE = 30  # seconds for a cold start on a slow machine


class CannotStart(Exception):
    """The server did not come up; the message says why and what to do."""


def port_is_free(port: int) -> bool:
    """Whether nothing listens on this port yet."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def any_free_port() -> int:
    """Return a port that nothing uses now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        number: int = probe.getsockname()[1]
        return number


@contextlib.contextmanager
def running(port: int, environment: dict[str, str], workers: int = 1) -> Iterator[None]:
    """Run the server and the worker as long as the block lasts; both end with it."""
    worker = (sys.executable, "-m", "raamvertelling.config.upkeep")
    commands = (serve.command(HOST, port, workers), worker)
    processes = [subprocess.Popen(words, env={**os.environ, **environment}) for words in commands]
    try:
        wait_until_it_answers(port, processes[0])
        yield
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_until_it_answers(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Return as soon as the server gives its first answer."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise CannotStart("De server stopte meteen weer. De regels hierboven zeggen waarom.")
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}/gezond/", timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
            continue
        return
    raise CannotStart(f"De server gaf na {PATIENCE} seconden nog geen antwoord.")
