"""`raam import`: a dry run that only reports, or with `--into` a real import into an inquiry."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from raamvertelling.cli.site import site
from raamvertelling.exchange.report import Imported, ImportProblem

if TYPE_CHECKING:
    from raamvertelling.stories.services import ImportOutcome


def run_import(options: argparse.Namespace) -> int:
    """Read the files, print the report, and store the stories if an inquiry is named."""
    uses = [each.strip() for each in options.gebruik.split(",") if each.strip()]
    if options.into and not options.grond.strip():
        raise ImportProblem(
            'Schrijf met --grond "..." op waar de vertellers ja tegen hebben gezegd. Er is niets bewaard.'
        )
    imported = read_files(options)
    stored = _store(imported, options.into, uses, options.grond.strip()) if options.into else None
    if options.json:
        report = imported.report.to_json()
        if stored is not None:
            report["into"] = options.into
            report["stored"] = stored.added
            report["already_there"] = stored.already_there
            report["withdrawn_before"] = stored.withdrawn_before
        print(json.dumps(report, ensure_ascii=False, indent=2))
        return 0
    sys.stdout.write(imported.report.to_text())
    if stored is None:
        print("\nDit was een proef: er is niets bewaard. Met --into ONDERZOEK bewaart u de verhalen.")
    else:
        print(f"\n{stored.added} nieuwe verhalen bewaard in '{options.into}'; zij wachten op een moderator.")
        print(f"Al aanwezig: {stored.already_there}. Eerder ingetrokken: {stored.withdrawn_before}.")
    return 0


def read_files(options: argparse.Namespace) -> Imported:
    """Return what the files hold, by the kind of import."""
    match options.kind:
        case "sensemaker":
            from raamvertelling.exchange.sensemaker import read_sensemaker

            with Path(options.definition).open("rb") as definition, Path(options.data).open("rb") as data:
                return read_sensemaker(definition, data, name=Path(options.data).stem)
        case "narrafirma":
            from raamvertelling.exchange.narrafirma import read_narrafirma

            with Path(options.form).open("rb") as form, Path(options.stories).open("rb") as stories:
                return read_narrafirma(form, stories, name=Path(options.form).stem)
        case _:
            from raamvertelling.cli.frameworks import load_framework
            from raamvertelling.exchange.tabel import read_tabel

            framework = load_framework(options.framework)
            with Path(options.file).open("rb") as table:
                return read_tabel(table, framework)


def _store(imported: Imported, slug: str, uses: list[str], ground: str) -> "ImportOutcome":
    """Write the stories to an inquiry in one transaction; Django starts here and nowhere earlier."""
    with site():
        return _store_in(imported, slug, uses, ground)


def _store_in(imported: Imported, slug: str, uses: list[str], ground: str) -> "ImportOutcome":
    from django.utils.timezone import localdate

    from raamvertelling.cli.inquiries import find_inquiry
    from raamvertelling.stories.services import import_stories

    return import_stories(
        inquiry=find_inquiry(slug), imported=imported, uses=uses, ground=ground, actor=None, today=localdate()
    )
