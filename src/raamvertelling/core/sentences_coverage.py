"""Who is missing, in plain Dutch: never why, and never that who did tell does not count."""

from raamvertelling.core.sentences import listing, percent, tellers
from raamvertelling.core.stats.coverage import Coverage, Represented

MOST_NAMED = 3


def coverage_sentence(found: Coverage) -> str:
    """Say who is missing first, with both shares and the margin; and what is too small to see."""
    absent = found.absent
    if not absent:
        widest = max(found.groups, key=lambda each: _half(each))
        return (
            f"Niemand ontbreekt zichtbaar onder {tellers(found.n)}: in geen groep is het deel van de vertellers zeker "
            f"kleiner dan het deel van de mensen. Een verschil van minder dan {percent(_half(widest))} is met zo veel "
            "vertellers niet te zien."
        )
    named = listing([f"‘{each.label}’" for each in absent[:MOST_NAMED]])
    more = f", en nog {len(absent) - MOST_NAMED}" if len(absent) > MOST_NAMED else ""
    return f"Te weinig gehoord: {named}{more}. {group_sentence(absent[0])}"


def group_sentence(each: Represented) -> str:
    """Say of one group how many told, with the margin, and how many people there are."""
    low, high = each.share.interval or (0.0, 1.0)
    margin = f"{percent(each.share.value)}, tussen {percent(low)} en {percent(high)}"
    told = f"{each.told} van de {tellers(each.share.n)} ({margin})"
    return f"Bij ‘{each.label}’ hoort {percent(each.expected)} van de mensen, en {told}: {_verdict(each)}."


def _verdict(each: Represented) -> str:
    if each.is_missing:
        fewer = f"{each.short} minder" if each.short else "minder"
        return f"dat zijn er {fewer} dan bij dat deel past"
    if each.is_loud:
        return "dat is meer dan bij dat deel past"
    return "dat kan bij dat deel passen"


def coverage_notes(found: Coverage) -> tuple[str, ...]:
    """Say who could not be compared."""
    notes = []
    if found.missing:
        notes.append(f"Niet meegeteld, want geen antwoord: {tellers(found.missing)}.")
    if found.elsewhere:
        notes.append(
            f"Niet meegeteld, want dit antwoord staat niet in het bevolkingsbestand: {tellers(found.elsewhere)}."
        )
    if found.unasked:
        codes = listing([f"‘{code}’ ({number})" for code, number in found.unasked[:5]])
        rest = f" en nog {len(found.unasked) - 5}" if len(found.unasked) > 5 else ""
        notes.append(f"Voor deze codes uit het bevolkingsbestand heeft de vraag geen antwoord: {codes}{rest}.")
    return tuple(notes)


def _half(each: Represented) -> float:
    low, high = each.share.interval or (0.0, 1.0)
    return (high - low) / 2
