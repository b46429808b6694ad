"""Read a framework: from a YAML text or from plain values, whole or with every problem at once."""

from collections.abc import Mapping
from dataclasses import replace

from raamvertelling.core.framework.kinds import KINDS, Framework, Signifier, anchors_of, axes_of
from raamvertelling.core.framework.layout import MAX_LIST
from raamvertelling.core.framework.node import Node, Notebook
from raamvertelling.core.framework.problems import InvalidFramework, Problem, with_lines
from raamvertelling.core.framework.reading import read_framework, read_item
from raamvertelling.core.framework.rules import check
from raamvertelling.core.framework.yaml_text import read_yaml


def load(yaml_text: str) -> Framework:
    """Read a framework from the text of a YAML file.

    Raises
    ------
    InvalidFramework : with every problem, its path and its line.
    """
    data, lines = read_yaml(yaml_text)
    framework, found = _read(data)
    if framework is None or found:
        raise InvalidFramework(with_lines(found, lines))
    return framework


def parse(data: Mapping[str, object]) -> Framework:
    """Read a framework from plain values, as `dump` writes them or as JSON gives them.

    Raises
    ------
    InvalidFramework : with every problem and its path.
    """
    framework, found = _read(data)
    if framework is None or found:
        raise InvalidFramework(found)
    return framework


def problems(data: object) -> list[Problem]:
    """Return everything that must change before `parse` accepts these values; an empty list when it does."""
    return _read(data)[1]


def sketch(data: Mapping[str, object]) -> tuple[Framework | None, list[Problem]]:
    """Read as much of an unfinished framework as there is, with everything that must still change.

    Parts that cannot be read are left out, so the framework is only good to look at; None when there is nothing.
    """
    return _read(data)


def sketch_question(item: Mapping[str, object], languages: tuple[str, ...] = ("nl",)) -> Signifier | None:
    """Read as much of one unfinished question as there is, to show it; None when its kind is unknown.

    Parameters
    ----------
    item : the question as it stands in a file.
    languages : the languages of the framework, its own language first.
    """
    return read_item(Node("", dict(item), Notebook([], languages)))


def _read(data: object) -> tuple[Framework | None, list[Problem]]:
    book = Notebook([])
    root = Node("", dict(data) if isinstance(data, Mapping) else data, book)
    framework = read_framework(root)
    if framework is None:
        return None, book.problems
    for problem in check(framework, _positions(data)):
        book.note(problem.path, problem.message)
    return _arranged(framework), book.problems


def _positions(data: object) -> tuple[int, ...]:
    """Return the places in `items` of the questions that could be read at all."""
    items = data.get("items") if isinstance(data, Mapping) else None
    if not isinstance(items, list | tuple):
        return ()
    return tuple(
        number
        for number, each in enumerate(items[:MAX_LIST])
        if isinstance(each, dict) and isinstance(each.get("type"), str) and each["type"] in KINDS
    )


def _arranged(framework: Framework) -> Framework:
    """Put wordings by role in the order of the voices: a database may return a mapping in any order."""
    voices = framework.voice_question
    order = [each.id for each in voices.options] if voices else []
    return replace(framework, signifiers=tuple(_arrange(each, order) for each in framework.signifiers))


def _arrange(signifier: Signifier, roles: list[str]) -> Signifier:
    if not signifier.wording_by_role:
        return signifier
    anchors = [each.id for each in (*anchors_of(signifier), *axes_of(signifier))]
    wordings = [
        replace(each, anchors=tuple(sorted(each.anchors, key=lambda pair: _place(pair[0], anchors))))
        for each in signifier.wording_by_role
    ]
    wordings.sort(key=lambda each: _place(each.role, roles))
    return replace(signifier, wording_by_role=tuple(wordings))


def _place(id: str, order: list[str]) -> int:
    return order.index(id) if id in order else len(order)
