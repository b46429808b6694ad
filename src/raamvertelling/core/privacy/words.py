"""Dutch words that finders of numbers share: numerals, months, people and units."""

# Letters with a diaeresis may come as one code point or as two.
_E = "(?:ë|e\u0308|e)"
_UNITS = "(?:een|één|e\u0301e\u0301n|eén|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_TENS = "(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
_TEENS = "(?:tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien)"

NUMERAL = rf"(?:{_UNITS}{_E}n{_TENS}|{_UNITS}[ -]en[ -]{_TENS}|{_TENS}|{_TEENS}|{_UNITS}|honderd(?:(?:en)?{_UNITS})?)"
LARGE_NUMERAL = rf"(?:{_UNITS}{_E}n{_TENS}|{_UNITS}[ -]en[ -]{_TENS}|{_TENS}|{_TEENS}|honderd(?:(?:en)?{_UNITS})?)"
SMALL_NUMERAL = "(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen)"
ORDINAL = (
    rf"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|{_TEENS}de|"
    rf"(?:{_UNITS}{_E}n)?{_TENS}ste)"
)

_FULL = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober"),
    *("november", "december"),
)
_SHORT = ("jan", "feb", "febr", "mrt", "apr", "jun", "jul", "aug", "sept", "sep", "okt", "nov", "dec")
_ENGLISH = ("january", "february", "march", "may", "june", "july", "august", "october")
MONTHS = frozenset((*_FULL, *_SHORT, *_ENGLISH))
MONTH = rf"(?:{'|'.join(_FULL)}|(?:{'|'.join(_SHORT)})(?:\.|\b)|{'|'.join(_ENGLISH)})"
# What the name of a street ends in.
STREETS = (
    *("straat", "straatje", "laan", "weg", "plein", "plantsoen", "hof", "hofje", "gracht", "dreef", "pad", "kade"),
    *("singel", "steeg", "dijk", "boulevard", "gang", "hage", "erf", "wal", "park", "veld", "akker", "oever", "markt"),
    *("kamp", "ring", "wijk", "haven", "brink"),
)
WEEKDAY = r"(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|(?:ma|di|wo|do|vr|za|zo)\.?)"
YEAR = r"(?:19|20)\d{2}"

KIN = (
    r"(?:(?:achter)?(?:klein)?(?:(?:dochter|zoon)(?:tje|tjes|s)?|zonen)|(?:half|schoon|stief)?(?:zus(?:jes?|sen)?|broer(?:s|tjes?)?)|"
    r"moeder|vader|mama|papa|mam|pap|mamma|pappa|oma|opa|omaatje|oom|tante|nicht(?:je)?|neef(?:je)?|"
    r"kind|kinderen|kleinkind(?:eren)?|pleegkind|baby|tweeling|man|vrouw|vriend(?:in)?|partner|ex)"
)
PERSON = (
    rf"(?:{KIN}|(?:buur)?(?:jongens?|jongetjes?|meisjes?)|meid|meiden|jochie|ventje|mannetje|jongere|peuters?|kleuters?|"
    r"tieners?|pubers?|heer|dame|meneer|mevrouw|cliënt(?:e)?|client(?:e)?|patiënt(?:e)?|leerling|scholier|student|bewoner|"
    r"bewoonster|buurman|buurvrouw|oudste|jongste|middelste|weduwe|weduwnaar|inwoner|statushouder|iemand)"
)

# What the name of a website ends in.
SITES = r"(?:nl|com|net|org|eu|be|de|info|nu|online|frl|amsterdam|gov|edu|io|co|uk|fr|me|example)"

# What may follow a number that counts something else than years of life.
UNIT = (
    r"(?:euro|eur|€|cent|gulden|procent|%|graden|uur|u\b|uren|minuten|min\b|seconden|kwartier|dagen|dag|weken|week|"
    r"maanden|maand|nachten|keer|x\b|km\b|kilometer|kilo|kg\b|gram|meter|m2|m²|cm\b|liter|stuks|mensen|personen|"
    r"kinderen|jongeren|cliënten|clienten|gezinnen|mannen|vrouwen|collega|namen|brieven|bladzijden|pagina|punten|"
    r"stappen|treden|trappen|hoog\b|huizen|woningen|kamers|plekken|plaatsen|ton\b|mille|miljoen|miljard|duizend|"
    r"honderd|regels|vragen|formulieren|afspraken|gesprekken|diensten|loketten|instanties|organisaties|"
    r"hulpverleners|dingen|ding\b|verschillende|andere|van de\b|of\b)"
)
NOT_A_COUNT = rf"(?!\d|[.,:/]\d|\s*-?\s*{UNIT}|\s+{MONTH})"


_LONG_MONTHS = (
    *("januari", "februari", "maart", "april", "augustus", "september", "oktober", "november", "december"),
    *("october", "januarie", "februarie", "febuari"),
)
_CUT_MONTHS = frozenset(month[:k] + month[k + 1 :] for month in _LONG_MONTHS for k in range(len(month)))
_NO_MONTHS = frozenset(("maar", "maat", "markt", "mart", "kaart", "smart", "start", "taart", "staart", "haart"))


def is_month_slip(word: str) -> bool:
    """Tell whether one letter more, less, other or swapped makes this a month: 'febuari', 'octber', 'marrt'."""
    cut = {word[:k] + word[k + 1 :] for k in range(len(word))}
    return word not in _NO_MONTHS and (word in _CUT_MONTHS or not cut.isdisjoint({*_CUT_MONTHS, *_LONG_MONTHS}))
