"""Where Chromium is, and how it is started without a screen: one answer for tests, pictures and measurements."""

import os
import shutil
import sys

# The shell is the same engine without windows to draw: twice as quick to open a page.
NAMES = ("chromium-headless-shell", "chromium", "google-chrome")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """Return the program of RAAM_CHROMIUM, else the first that is found; ends with a sentence if there is none."""
    found = os.environ.get("RAAM_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    return found or sys.exit(
        "Chromium ontbreekt. Op Debian: apt install chromium-headless-shell, of zet RAAM_CHROMIUM op het programma."
    )
