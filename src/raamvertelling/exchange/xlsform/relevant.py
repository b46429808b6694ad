"""Conditions of an XLSForm: the part of its expressions that a framework can say, in both directions."""

import re
from dataclasses import dataclass

from raamvertelling.core.framework import Condition, MultipleChoice, Signifier

_TOKEN = re.compile(
    r"\s*(?:(?P<name>\$\{[^}]+\})|(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>-?[0-9.]+)|(?P<sign>!=|=|\(|\)|,)"
    r"|(?P<word>[A-Za-z][A-Za-z-]*))"
)
MOST_CHARACTERS = 2_000
MOST_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """Ask only after one of `values` of question `name`; `negated`: after all others. As named in the form."""

    name: str
    values: tuple[str, ...]
    negated: bool = False


class TooMuch(ValueError):
    """The expression says more than one question and its answers."""


def read_relevant(expression: str) -> Wanted:
    """Return what an expression asks for: `=`, `!=`, `selected()`, `not()`, `and`, `or` on one question.

    Raises
    ------
    TooMuch : anything else, such as two questions, other functions or comparing numbers.
    """
    if len(expression) > MOST_CHARACTERS:
        raise TooMuch
    tokens, place = [], 0
    text = expression.strip()
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise TooMuch
        tokens.append(found.group().strip())
        place = found.end()
    reader = _Reader(tokens)
    wanted = reader.either(0)
    if reader.tokens:
        raise TooMuch
    return wanted


@dataclass(slots=True)
class _Reader:
    tokens: list[str]

    def next(self, expected: str = "") -> str:
        if not self.tokens or (expected and self.tokens[0].lower() != expected):
            raise TooMuch
        return self.tokens.pop(0)

    def either(self, depth: int) -> Wanted:
        found = self.both(depth)
        while self.tokens and self.tokens[0].lower() == "or":
            self.next()
            found = _or(found, self.both(depth))
        return found

    def both(self, depth: int) -> Wanted:
        found = self.one(depth)
        while self.tokens and self.tokens[0].lower() == "and":
            self.next()
            other = self.one(depth)
            found = _not(_or(_not(found), _not(other)))
        return found

    def one(self, depth: int) -> Wanted:
        if depth > MOST_DEPTH:
            raise TooMuch
        part = self.next()
        if part == "(":
            found = self.either(depth + 1)
            self.next(")")
            return found
        if part.lower() in ("not", "selected"):
            self.next("(")
            if part.lower() == "not":
                found = _not(self.either(depth + 1))
            else:
                name = _name(self.next())
                self.next(",")
                found = Wanted(name, (_value(self.next()),))
            self.next(")")
            return found
        sign = self.next()
        if sign not in ("=", "!="):
            raise TooMuch
        return Wanted(_name(part), (_value(self.next()),), negated=sign == "!=")


def _name(token: str) -> str:
    if not token.startswith("${"):
        raise TooMuch
    return token[2:-1].strip()


def _value(token: str) -> str:
    if token[0] in "'\"":
        return token[1:-1]
    if re.fullmatch(r"-?[0-9.]+", token):
        return token
    raise TooMuch


def _not(wanted: Wanted) -> Wanted:
    return Wanted(wanted.name, wanted.values, not wanted.negated)


def _or(one: Wanted, other: Wanted) -> Wanted:
    """Join two wishes on one question: "a or b" holds; "not a or not b" only when a and b are the same."""
    if one.name != other.name or one.negated != other.negated:
        raise TooMuch
    if one.negated:
        if set(one.values) != set(other.values):
            raise TooMuch
        return one
    return Wanted(one.name, tuple(dict.fromkeys((*one.values, *other.values))))


def write_relevant(condition: Condition, asked: Signifier, name: str) -> str:
    """Return a condition as an expression; `name` is what the form calls the question."""
    if isinstance(asked, MultipleChoice):
        parts = [f"selected(${{{name}}}, '{option}')" for option in condition.options]
    else:
        parts = [f"${{{name}}} = '{option}'" for option in condition.options]
    either = " or ".join(parts)
    return f"not({either})" if condition.negated else either
