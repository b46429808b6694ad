"""`raam journaal`: check the log against heads that were kept elsewhere, and print the head of now."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from raamvertelling.cli.inquiries import find_inquiry
from raamvertelling.cli.site import Refused, site

if TYPE_CHECKING:
    from raamvertelling.inquiries.models import Inquiry
    from raamvertelling.stories.heads import Head


def check(options: argparse.Namespace) -> int:
    """Check one log or all, also against the heads in the data folder; 1 if something is wrong with any."""
    with site():
        from raamvertelling.inquiries.models import Inquiry
        from raamvertelling.stories.heads import check_log, kept_heads

        given = [_read(Path(name)) for name in options.kop]
        slugs = {options.onderzoek} if options.onderzoek else {each.inquiry for each in given}
        chosen: list[Inquiry] = [find_inquiry(slug) for slug in sorted(slugs)] or list(Inquiry.objects.order_by("slug"))
        wrong = 0
        for inquiry in chosen:
            # With one inquiry named, every head that is given must be of that one.
            theirs = [each for each in given if each.inquiry == inquiry.slug or options.onderzoek]
            heads = [*theirs, *kept_heads(inquiry)]
            wrong += bool(_tell(inquiry, heads, check_log(inquiry=inquiry, heads=heads)))
    return 1 if wrong else 0


def print_head(options: argparse.Namespace) -> int:
    """Print the signed head of now, to be kept elsewhere."""
    with site():
        from django.utils.timezone import localdate

        from raamvertelling.stories.heads import BrokenLog, make_head

        inquiry = find_inquiry(options.slug)
        try:
            print(make_head(inquiry=inquiry, today=localdate()).as_file(), end="")
        except BrokenLog as error:
            raise Refused(
                f"Het logboek van '{options.slug}' is niet heel en krijgt geen kop. "
                "Kijk wat er mis is met: raam journaal controleren."
            ) from error
    return 0


def _read(path: Path) -> "Head":
    from raamvertelling.stories.heads import BadHead, read_head

    try:
        return read_head(path.read_text(encoding="utf-8"))
    except (BadHead, UnicodeDecodeError) as error:
        raise Refused(f"{path.name}: {error}") from error


def _tell(inquiry: "Inquiry", heads: "list[Head]", faults: list[str]) -> list[str]:
    """Say what was found, at most ten sentences a log."""
    from raamvertelling.stories.audit import rows_of

    if not faults:
        newest = max((each.on for each in heads), default="")
        number = "1 kop" if len(heads) == 1 else f"{len(heads)} koppen"
        held = f", ook tegen {number} (de nieuwste van {newest})" if heads else "; er was geen kop bij"
        print(f"{inquiry.slug}: {len(rows_of(inquiry))} regels, heel{held}.")
        return faults
    print(f"{inquiry.slug}: NIET HEEL. Bewaar een kopie van de database en de koppen, en zoek uit wie erbij kon.")
    for sentence in faults[:10]:
        print(f"  {sentence}")
    if len(faults) > 10:
        print(f"  En nog {len(faults) - 10} andere fouten.")
    return faults
