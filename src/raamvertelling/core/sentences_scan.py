"""What a look at all pairs of questions found, in plain Dutch sentences; no sentence here says what caused what."""

from raamvertelling.core.framework.kinds import Choice, Dyad, Framework, Scale, Signifier, Stones, Triad
from raamvertelling.core.results_scan import Contrast, NoiseCheck, Part, Pattern, Scan
from raamvertelling.core.sentences import PLURALS, capital, decimal, percent, stories, tellers
from raamvertelling.core.sentences_compared import EFFECTS
from raamvertelling.core.stats.zones import areas

LANGUAGE = "nl"


def pattern_sentence(pattern: Pattern, framework: Framework) -> str:
    """Say in one sentence how the answers to two questions hang together, and in one how strongly."""
    return f"{link_sentence(pattern, framework)} {strength_words(pattern)}"


def link_sentence(pattern: Pattern, framework: Framework) -> str:
    """Say in one sentence how the answers to two questions hang together."""
    a, b = (framework.signifier(id.partition(":")[0]) for id in (pattern.a, pattern.b))
    return capital(_link(pattern, a, b))


def strength_words(pattern: Pattern) -> str:
    """Say how strong a pattern is: measure, value, margin and number of stories."""
    effect = pattern.effect
    low, high = effect.interval or (effect.value, effect.value)
    margin = f"{decimal(effect.value)} (tussen {decimal(low)} en {decimal(high)}, n = {pattern.n})"
    basis = "" if pattern.exact else " Berekend met hele procenten en vakjes van 5%."
    return f"Sterkte: {margin}, {EFFECTS[effect.method]}.{basis}"


def _link(pattern: Pattern, a: Signifier, b: Signifier) -> str:
    up = pattern.effect.value > 0
    match pattern.method:
        case "mann-whitney":
            option = _option(pattern.a, a)
            return f"wie ‘{option}’ koos, {_higher(pattern.b, b, up)} dan wie dat niet koos."
        case "kruskal-wallis":
            return f"het antwoord op {_called(pattern.b, b)} verschilt per antwoord op {_called(pattern.a, a)}."
        case "spearman":
            first, second = _end(pattern.a, a, True), _end(pattern.b, b, up)
            return f"hoe meer ‘{first}’ bij {_called(pattern.a, a)}, hoe meer ‘{second}’ bij {_called(pattern.b, b)}."
        case "acat":
            return f"de stip bij {_called(pattern.b, b)} ligt anders per antwoord op {_called(pattern.a, a)}."
        case "afstandscorrelatie":
            return f"waar de stip bij {_called(pattern.b, b)} ligt, hangt samen met {_called(pattern.a, a)}."
    return f"de antwoorden op {_called(pattern.a, a)} en {_called(pattern.b, b)} hangen samen."


def column_name(id: str, framework: Framework) -> str:
    """Return how a column is called in a table: the question, with the option or the stone."""
    return _called(id, framework.signifier(id.partition(":")[0]))


def part_name(part: Part, framework: Framework) -> str:
    """Return how a part of the answers is called as the head of a row or column: "aan de kant van ‘veel regels’"."""
    signifier = framework.signifier(part.column.partition(":")[0])
    if part.column.partition(":")[2] and not isinstance(signifier, Stones):
        return "gekozen" if part.key == "ja" else "niet gekozen"
    if isinstance(signifier, Choice | Triad):
        return {each.id: each.label for each in areas(signifier)}.get(part.key, "een ander antwoord")
    if isinstance(signifier, Scale):
        return part.areas[0] if len(part.areas) == 1 else f"{part.areas[0]} tot en met {part.areas[-1]}"
    if part.key == "midden":
        return "in het midden"
    return f"aan de kant van ‘{_end(part.column, signifier, part.key == 'hoog')}’"


def group_name(part: Part, framework: Framework) -> str:
    """Return who gave an answer, as it reads after "van": "de inwoners", "wie ‘boos’ koos"."""
    if part.column == framework.voices and part.key in PLURALS:
        return f"de {PLURALS[part.key]}"
    verb, what = _act(part, framework)
    return f"wie {what} {verb}"


def contrast_sentence(contrast: Contrast, framework: Framework) -> str:
    """Say where a pattern shows most clearly: the share of one answer among those who gave another, and the rest."""
    verb, what = _act(contrast.outcome, framework)
    inside, others = (percent(each.share.value) for each in (contrast.inside, contrast.others))
    who = group_name(contrast.group, framework)
    who += "," * who.startswith("wie ")
    return f"Van {who} {verb} {inside} {what}; van de anderen {others}."


def _act(part: Part, framework: Framework) -> tuple[str, str]:
    """Return the verb and the object of giving an answer: ("zette", "de stip in het midden")."""
    signifier = framework.signifier(part.column.partition(":")[0])
    name = part_name(part, framework)
    if isinstance(signifier, Stones):
        return "legde", f"de steen ‘{_stone(part.column.partition(':')[2], signifier)}’ {name}"
    if isinstance(signifier, Choice):
        return "koos", f"‘{_option(part.column, signifier)}’" if part.key == "ja" else f"‘{name}’"
    if isinstance(signifier, Scale):
        return "gaf", f"een cijfer van {name}" if len(part.areas) > 1 else f"een {name}"
    return "zette", f"de stip {name}"


def _called(id: str, signifier: Signifier) -> str:
    """Return how a column is named: the question, with the option or the stone."""
    text = f"‘{signifier.text.in_language(LANGUAGE)}’"
    _, colon, part = id.partition(":")
    if not colon:
        return text
    if isinstance(signifier, Stones):
        return f"de steen ‘{_stone(part, signifier)}’ bij {text}"
    return f"het wel of niet kiezen van ‘{_option(id, signifier)}’ bij {text}"


def _option(id: str, signifier: Signifier) -> str:
    assert isinstance(signifier, Choice)
    part = id.partition(":")[2]
    return next(option.text.in_language(LANGUAGE) for option in signifier.options if option.id == part)


def _stone(part: str, signifier: Stones) -> str:
    return next(each.text.in_language(LANGUAGE) for each in signifier.stones if each.id == part.rpartition(".")[0])


def _end(id: str, signifier: Signifier, up: bool) -> str:
    """Return the words at the upper or lower end of a slider."""
    if isinstance(signifier, Stones):
        across = id.endswith(".x")
        ends = (signifier.x_left, signifier.x_right) if across else (signifier.y_bottom, signifier.y_top)
    else:
        assert isinstance(signifier, Dyad | Scale)
        ends = (signifier.left, signifier.right)
    return ends[up].in_language(LANGUAGE)


def _higher(id: str, signifier: Signifier, up: bool) -> str:
    if isinstance(signifier, Scale):
        return f"geeft bij {_called(id, signifier)} een {'hoger' if up else 'lager'} cijfer"
    verb = "legde" if isinstance(signifier, Stones) else "zette"
    what = _called(id, signifier) if isinstance(signifier, Stones) else f"de stip bij {_called(id, signifier)}"
    return f"{verb} {what} meer aan de kant van ‘{_end(id, signifier, up)}’"


def scan_summary(scan: Scan) -> str:
    """Say how many looks were taken and what came of them; finding nothing is said as gladly."""
    if not scan.looks:
        return f"Er valt niets te vergelijken in {stories(scan.stories)}."
    found = len(scan.standing_out)
    by = f" van {tellers(scan.tellers)}" if 0 < scan.tellers < scan.stories else ""
    looked = f"Wij keken {scan.looks} keer of twee antwoorden samenhangen, in {stories(scan.stories)}{by}."
    if not found:
        return (
            f"{looked} Niets gevonden: er is geen verband groter dan toeval. Ook dat is een uitkomst: "
            "in deze verhalen hangt het ene antwoord niet zichtbaar aan het andere."
        )
    times = "1 keer is" if found == 1 else f"{found} keer is"
    return (
        f"{looked} {times} het verband groter dan toeval. Wie zo vaak kijkt, ziet vanzelf wel eens iets; "
        "daar is voor gecorrigeerd. Een verband zegt niet wat de oorzaak is."
        + (
            " Verhalen van één verteller lijken op elkaar. De marges houden daar rekening mee, de kansen niet."
            if by
            else ""
        )
    )


def scan_headline(scan: Scan) -> tuple[str, str]:
    """Say what came of a look in a few words, and then in how much; for who reads nothing else."""
    if not scan.looks:
        return ("Nog niets te vergelijken.", f"Er zijn {stories(scan.stories)}.")
    looked = f"Wij vergeleken {scan.looks} keer twee antwoorden, in {stories(scan.stories)}."
    found = len(scan.standing_out)
    if not found:
        return ("Niets gevonden.", f"{looked} Geen verband is groter dan toeval. Ook dat is een uitkomst.")
    many = "1 verband springt eruit." if found == 1 else f"{found} verbanden springen eruit."
    return (many, f"{looked} Een verband zegt niet wat de oorzaak is.")


def expected_by_chance(scan: Scan) -> str:
    """Say how many of these looks chance alone would call a pattern, before and after the correction."""
    single, found = scan.by_chance
    if not scan.looks:
        return ""
    loose = max(1, round(single))
    begin = (
        f"Keek u zonder correctie, dan noemde louter toeval ongeveer {loose} van de {scan.looks} keer iets een verband."
    )
    if not scan.standing_out:
        return begin
    most = max(1, round(found))
    which = "dit ene verband" if len(scan.standing_out) == 1 else f"de {len(scan.standing_out)} hieronder"
    return f"{begin} Met correctie is van {which} naar verwachting hooguit {most} toeval."


def left_out_words(scan: Scan) -> str:
    """Say how many pairs could not be tested and why, empty if none."""
    reasons: dict[str, int] = {}
    for each in scan.left_out:
        reasons[each.reason] = reasons.get(each.reason, 0) + 1
    if not reasons:
        return ""
    parts = "; ".join(f"{count} keer: {reason}" for reason, count in sorted(reasons.items(), key=lambda r: -r[1]))
    return f"Niet vergeleken: {parts}."


def noise_words(check: NoiseCheck) -> str:
    """Say what the scan calls a pattern when there is none."""
    if not check.tests:
        return "Er valt niets te vergelijken, ook niet met toeval."
    low, high = check.single.interval or (0.0, 1.0)
    looks = "keer" if check.times == 1 else "keren"
    return (
        f"Wij deelden alle antwoorden {check.times} {looks} opnieuw uit, zodat niets meer samenhangt. "
        f"Van de {check.tests} losse toetsen kwam {decimal(100 * check.single.value, 1)}% onder de 0,05 "
        f"(tussen {decimal(100 * low, 1)} en {decimal(100 * high, 1)}%; 5% is wat toeval geeft). "
        f"In {percent(check.looks.value)} van de {check.times} keer noemde het overzicht toch een verband; "
        "dat hoort hooguit 5% te zijn."
    )
