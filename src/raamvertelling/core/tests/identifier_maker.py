"""Makes invented identifiers in every form in which people write and say them, each inside an ordinary sentence.

A maker that adds words around an identifier puts a bar on both sides of the identifier itself.
"""

import random
from collections.abc import Callable

from raamvertelling.core.privacy.numbers import has_bsn_checksum, has_iban_checksum

_ONES = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_TEENS = ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
_TENS = ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober"]
_NAMES = ["zilver", "wolkje", "hdebont", "kroos99", "j_vlinder", "pluvier.t", "zee-ster"]


def in_words(number: int) -> str:
    """Say a number below a hundred."""
    if number < 10:
        return _ONES[number]
    if number < 20:
        return _TEENS[number - 10]
    tens, ones = divmod(number, 10)
    if ones == 0:
        return _TENS[tens]
    return f"{_ONES[ones]}{'ën' if ones in (2, 3) else 'en'}{_TENS[tens]}"


def phone(rng: random.Random) -> str:
    digits = "06" + "".join(str(rng.randrange(10)) for _ in range(8))
    pairs = [digits[k : k + 2] for k in range(0, 10, 2)]
    forms: list[Callable[[], str]] = [
        lambda: digits,
        lambda: f"06-{digits[2:]}",
        lambda: f"06 - {' '.join(pairs[1:])}",
        lambda: " ".join(pairs),
        lambda: ".".join(pairs),
        lambda: " ".join(digits),
        lambda: f"+31 6 {digits[2:]}",
        lambda: f"0031{digits[1:]}",
        lambda: f"+31 (0)6 {digits[2:6]} {digits[6:]}",
        lambda: " ".join(_ONES[int(each)] for each in digits),
        lambda: "nul zes " + " ".join(in_words(10 + int(pair) % 90) for pair in pairs[1:]),
        lambda: "06, " + ", ".join(in_words(10 + int(pair) % 90) for pair in pairs[1:]),
        lambda: f"(0{rng.randrange(10, 80)}) {rng.randrange(2_000_000, 9_999_999)}",
        lambda: f"0{rng.randrange(100, 600)}-{rng.randrange(200_000, 999_999)}",
        # Forms that people use when they are in a hurry, old or on the phone.
        lambda: f"06/{pairs[1]}.{pairs[2]}.{pairs[3]}.{pairs[4]}",
        lambda: f"06{pairs[1]} {pairs[2]}{pairs[3]} {pairs[4]}",
        lambda: f"06 {digits[2:5]} {digits[5:8]} {digits[8:]}",
        lambda: f"+316{digits[2:]}",
        lambda: f"(+31) 6 {' '.join(pairs[1:])}",
        lambda: f"06-{'-'.join(pairs[1:])}",
        lambda: f"06  {digits[2:6]}  {digits[6:]}",
        lambda: ", ".join(_ONES[int(each)] for each in digits),
        lambda: " - ".join(digits),
        lambda: "nul zes eh " + " eh ".join(in_words(10 + int(pair) % 90) for pair in pairs[1:]),
        lambda: "nul zes en dan " + " ".join(_ONES[int(each)] for each in digits[2:]),
        lambda: "Nul Zes " + " ".join(_ONES[int(each)] for each in digits[2:]),
    ]
    return rng.choice(forms)()


def email(rng: random.Random) -> str:
    name, host = rng.choice(_NAMES), rng.choice(["voorbeeld", "postbode", "wijknet"])
    forms = [
        f"{name}@{host}.example",
        f"{name} @ {host}.nl",
        f"{name}(at){host}.nl",
        f"{name} apenstaartje {host} punt nl",
        f"{name} apestaartje {host}.com",
        f"{name} at {host} punt nl",
        f"{name.upper()}@{host.upper()}.NL",
        f"{name} punt vos apenstaartje {host} punt com",
        f"{name}[at]{host}.nl",
        f"{name} (apenstaartje) {host} (punt) nl",
        f"{name}@ {host}.nl",
        f"{name} @{host}.com",
        f"{name} streepje vos apenstaartje {host} punt nl",
        f"{name}_{rng.randrange(99)}@mail.{host}.example",
    ]
    return rng.choice(forms)


def iban(rng: random.Random) -> str:
    account = "".join(str(rng.randrange(10)) for _ in range(10))
    bank = rng.choice(["VELD", "ZEEB", "HAVN"])
    check = next(n for n in range(2, 99) if has_iban_checksum(f"NL{n:02}{bank}{account}"))
    plain = f"NL{check:02}{bank}{account}"
    spaced = " ".join(plain[k : k + 4] for k in range(0, len(plain), 4))
    forms = [plain, spaced, plain.lower(), spaced.lower(), spaced.replace(" ", "."), f"NL00{bank}{account}"]
    forms += [
        f"NL {check:02} {bank} {account}",
        f"nl{check:02} {bank.lower()} {' '.join(account)}",
        spaced.replace(" ", "-"),
    ]
    return rng.choice(forms)


def citizen_number(rng: random.Random) -> str:
    digits = str(rng.randrange(10_000_000, 999_999_999))
    while rng.random() < 0.5 and not has_bsn_checksum(digits):
        digits = str(rng.randrange(10_000_000, 999_999_999))
    forms = [digits, f"{digits[:4]}.{digits[4:6]}.{digits[6:]}", f"{digits[:3]} {digits[3:6]} {digits[6:]}"]
    forms += [
        " ".join(digits),
        f"{digits[:3]}-{digits[3:6]}-{digits[6:]}",
        " ".join(_ONES[int(each)] for each in digits),
    ]
    return rng.choice(forms)


def address(rng: random.Random) -> str:
    code, letters = rng.randrange(1000, 9999), rng.choice(["AB", "XK", "VZ", "PL"])
    street = rng.choice(["Lindenstraat", "wilgenlaan", "Oude Havenweg", "kerkplein", "Zuiderkade", "Eikendreef"])
    number = rng.randrange(1, 300)
    forms = [f"{code} {letters}", f"{code}{letters.lower()}", f"{code} {letters} {number}", f"{street} {number}"]
    return rng.choice([*forms, f"{street} {number}b", f"{street} nr. {number}"])


def case_number(rng: random.Random) -> str:
    number = rng.randrange(1_000, 99_999)
    cue = rng.choice(["zaaknummer", "dossiernummer", "cliëntnummer", "polisnummer", "BIG-nummer", "kenmerk"])
    return rng.choice([f"{cue} |{number}|", f"{cue}: |Z/{number}|", f"{cue} is |2026-{number}|", f"M-2026-{number:05}"])


def plate(rng: random.Random) -> str:
    digits = f"{rng.randrange(1000):03}"
    return rng.choice(
        [f"XG-{digits}-B", f"{digits[:2]}-GBX-{digits[2]}", f"gx-{digits[:2]}-tk", f"kenteken |gx {digits} t|"]
    )


def day(rng: random.Random) -> str:
    number, month, year = rng.randrange(1, 29), rng.choice(_MONTHS), rng.randrange(1930, 2026)
    forms = [
        f"{number} {month}",
        f"{number} {month} {year}",
        f"{number}-{rng.randrange(1, 13)}-{year}",
        f"de |{number}e {month}|",
    ]
    return rng.choice([*forms, f"{in_words(number + 1)} {month}", f"{year}-{rng.randrange(1, 13):02}-{number:02}"])


def age(rng: random.Random) -> str:
    number = rng.randrange(12, 99)
    said = rng.choice([str(number), in_words(number)])
    who = rng.choice(["ik ben", "hij is", "mijn moeder werd", "toen was ze nog maar"])
    forms = [
        f"{who} |{said}|.",
        f"{who} |{said} jaar oud|",
        f"mijn zoon van |{said}|",
        f"een |{number}-jarige| buurman",
    ]
    return rng.choice(
        [
            *forms,
            f"mijn |{in_words(number)}jarige| nicht",
            f"Wolkje (|{number}|)",
            f"Wolkje, |{number}|, en",
            f"op mijn |{number}e|",
        ]
    )


SENTENCES = [
    "U kunt mij bereiken via {} als het nodig is.",
    "En toen zei ze {}",
    "ik heb het opgeschreven, {}, en daarna ging ik weg",
    "Het ging om {}! Niemand deed iets.",
    "Eh, ja, {} dus.",
]
MAKERS: dict[str, Callable[[random.Random], str]] = {
    "phone": phone,
    "email": email,
    "iban": iban,
    "citizen number": citizen_number,
    "address": address,
    "case number": case_number,
    "plate": plate,
    "day": day,
    "age": age,
}


def make(kind: str, count: int) -> list[tuple[str, int, int]]:
    """Return (text, start, end) with the place of the identifier itself, without its cue; always the same ones."""
    rng = random.Random(kind)
    return [_placed(rng.choice(SENTENCES), MAKERS[kind](rng)) for _ in range(count)]


def _placed(sentence: str, found: str) -> tuple[str, int, int]:
    before, own, after = found.split("|") if "|" in found else ("", found, "")
    start = sentence.index("{}") + len(before)
    return sentence.format(before + own + after), start, start + len(own)
