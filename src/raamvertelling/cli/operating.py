"""`raam check`, `raam stats` and `raam keys rotate`: for who keeps the place running."""

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from raamvertelling.cli.site import Refused, site

if TYPE_CHECKING:
    from raamvertelling.config.operating.figures import Figures


def check(options: argparse.Namespace) -> int:
    """Print what is wrong and what deserves a thought; 1 when something must be mended."""
    with site():
        from raamvertelling.config.operating.checks import find_problems

        found = find_problems()
        if options.mail:
            _send_mail(options.mail)
    for each in found:
        print(f"{'FOUT  ' if each.is_wrong else 'let op'}  {each.sentence}")
    wrong = sum(each.is_wrong for each in found)
    print(f"{wrong} fout, {len(found) - wrong} om over na te denken." if found else "Alles staat goed.")
    return int(wrong > 0)


def _send_mail(address: str) -> None:
    from smtplib import SMTPException

    from django.core.mail import send_mail

    try:
        send_mail("Proef van Raamvertelling", "Deze mail laat zien dat versturen werkt.", None, [address])
    except (SMTPException, OSError) as error:
        raise Refused(f"De mail is niet verstuurd ({error}). Kijk RAAM_MAIL na.") from error
    print(f"Er is een mail verstuurd aan {address}. Kijk of hij aankomt.")


def stats(options: argparse.Namespace) -> int:
    """Print how the place is doing."""
    with site():
        from django.utils.timezone import localdate

        from raamvertelling.config.operating.figures import count_figures

        figures = count_figures(today=localdate())
    if options.json:
        print(json.dumps(asdict(figures), default=lambda moment: moment.isoformat()))
    else:
        print("\n".join(f"{name:<24}{value}" for name, value in _lines(figures)))
    return 0


def _lines(figures: "Figures") -> list[tuple[str, str]]:
    from django.utils.timezone import localtime

    def moment(value: object) -> str:
        return f"{localtime(value):%d-%m-%Y %H:%M}" if value else "nooit"  # type: ignore[arg-type]  # a moment or None

    database = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[figures.database]
    oldest = f", het oudste sinds {figures.oldest_days} dag(en)" if figures.waiting else ""
    return [
        ("versie", f"{figures.version} op {database}"),
        ("verhalen", f"{figures.stories}, waarvan {figures.released} vrijgegeven"),
        ("wachten op moderatie", f"{figures.waiting}{oldest}"),
        ("taken te laat", str(figures.tasks_late)),
        ("taken mislukt", str(figures.tasks_failed)),
        ("database", _size(figures.database_bytes)),
        ("sleutelkast", _size(figures.keystore_bytes)),
        ("opnamen en foto's", f"{_size(figures.media_bytes)} in {figures.media_files} bestanden"),
        ("vrije ruimte", _size(figures.free_bytes)),
        ("worker gezien", moment(figures.worker_seen)),
        ("laatste reservekopie", moment(figures.last_copy)),
        ("schijf bewaart in", f"{figures.sync_ms} ms per keer (fdatasync, mediaan van 20)"),
    ]


def _size(number: float) -> str:
    for unit in ("bytes", "kB", "MB"):
        if number < 1024:
            return f"{number:.0f} {unit}" if unit == "bytes" else f"{number:.1f} {unit}"
        number /= 1024
    return f"{number:.1f} GB"


def rotate(options: argparse.Namespace) -> int:
    """Replace the master key while server and worker stand still."""
    with site():
        from raamvertelling.config.operating.in_use import InUse, alone
        from raamvertelling.config.operating.rotating import finish_rotation, rotate_master_key, waiting_key
        from raamvertelling.stories.sealing import BrokenSeal

        try:
            with alone():
                finish_rotation()
                done = rotate_master_key()
        except InUse as error:
            raise Refused("De server of de worker draait nog. Stop beide eerst. Er is niets veranderd.") from error
        except BrokenSeal as error:
            raise Refused(
                "De hoofdsleutel van nu past niet op de sleutelkast. Er is niets veranderd. Zet de goede sleutel terug."
                + waiting_key()
            ) from error
    print(f"Nieuwe hoofdsleutel: {done.keys} sleutels opnieuw ingepakt. Verhalen en codes blijven hetzelfde.")
    if done.to_place:
        print(f"Zet nu de inhoud van {done.to_place} in RAAM_MASTER_KEY en gooi dat bestand weg.")
    print("Bewaar de nieuwe sleutel apart en maak meteen een reservekopie in een nieuwe map.")
    print("Oudere kopieën horen bij de oude sleutel: zet ze in een map apart. Zie docs/beheer/sleutels.md.")
    return 0


ACTIONS = {"check": check, "stats": stats, "keys": rotate}
