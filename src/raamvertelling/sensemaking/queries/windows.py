"""Windows on the answers: one group behind glass, drawn, cautioned or closed."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from raamvertelling.core.answers import Answer, NotApplicable, Skipped
from raamvertelling.core.framework import Framework, PictureChoice, Prompt, Signifier, SingleChoice, labels
from raamvertelling.core.privacy.disclosure import dominant_share, protect_group
from raamvertelling.core.results import Comparison, Distribution, Suppressed, TooFew
from raamvertelling.core.sentences import PLURALS, describe, left_out, listing, stories
from raamvertelling.core.sentences_compared import chance_words, effect_words, explain
from raamvertelling.core.stats import Answers, compare, generator, summarise
from raamvertelling.sensemaking.disclosure import (
    as_answers,
    closed_still,
    closed_whole,
    protect,
    protect_comparison,
    together,
)
from raamvertelling.sensemaking.queries.rows import (
    UNKNOWN_VOICE,
    Answered,
    Grouping,
    KeptAnswers,
    KeptRows,
    Row,
    Scope,
    tellers,
)

Splitter = SingleChoice | PictureChoice | Prompt
SEED = 2026


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One group and what it answered. `result` is protected: templates draw what they get.

    `voice` is the id of the voice when the group is one, else empty; `id` is empty for everyone together.
    """

    id: str
    label: str
    voice: str
    n_shown: str
    result: Distribution | Suppressed
    sentence: str
    left_out: str = ""
    caution: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether the group is too small to be shown to this viewer."""
        return isinstance(self.result, Suppressed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The one honest answer to the question whether the groups differ."""

    result: Comparison | None
    sentence: str
    effect: str = ""
    chance: str = ""
    excluded: str = ""

    @property
    def differs(self) -> bool:
        """Whether there is a difference larger than chance."""
        return self.result is not None and self.result.differs


def splitters(framework: Framework) -> list[Splitter]:
    """Return the questions by which a pattern can be put side by side, voices first."""
    single = [each for each in framework.signifiers if isinstance(each, Prompt | SingleChoice | PictureChoice)]
    return sorted(single, key=lambda each: each.id != framework.voices)


def about_tellers(framework: Framework) -> list[SingleChoice]:
    """Return the questions about who tells: the voice first, then the choices that the framework marks so."""
    marked = [each for each in framework.signifiers if isinstance(each, SingleChoice) and each.about_you]
    voice = framework.voice_question
    return [voice, *(each for each in marked if each.id != voice.id)] if voice else marked


def voices(framework: Framework) -> dict[str, str]:
    """Return the voices by id, in the order of the framework, with the unknown voice at the end."""
    named = labels(framework.voice_question)
    return {**named, UNKNOWN_VOICE: "Stem onbekend"} if named else {}


def group_of(framework: Framework, splitter: Splitter) -> Grouping:
    """Return the function that says in which group of a splitter a row falls; empty for none."""
    return Grouping(splitter.id, frozenset(voices(framework)) if splitter.id == framework.voices else None)


def labels_of(framework: Framework, splitter: Splitter) -> dict[str, str]:
    """Return the groups of a splitter by id."""
    if splitter.id == framework.voices:
        return voices(framework)
    return labels(splitter)


def answered(signifier: Signifier, rows: Iterable[Row]) -> Sequence[Answered]:
    """Take the answers to one sign out of the rows, which were loaded with it."""
    if isinstance(rows, KeptRows):
        return rows.answers_to(signifier)
    return [(row, row.answers[signifier.id]) for row in rows]


def grouped(pairs: Iterable[Answered], group: Grouping) -> Mapping[str, Sequence[Answered]]:
    """Divide answers over groups, in the order of the stories."""
    if isinstance(pairs, KeptAnswers):
        return pairs.by_group(group)
    groups: dict[str, list[Answered]] = {}
    for pair in pairs:
        groups.setdefault(group(pair[0]), []).append(pair)
    return groups


def answerers(signifier: Signifier, pairs: Sequence[Answered]) -> int:
    """Count the people who gave a usable answer."""
    if isinstance(pairs, KeptAnswers):
        return pairs.usable().tellers()
    return tellers(row for row, answer in pairs if is_usable(answer))


def is_usable(answer: Answer) -> bool:
    """Whether an answer says something: not skipped, not 'does not apply'."""
    return not isinstance(answer, Skipped | NotApplicable)


def window(scope: Scope, signifier: Signifier, pairs: Sequence[Answered], *, id: str, label: str) -> Window:
    """Draw one group for the team, with its exact numbers."""
    result = summarise(signifier, to_summarise(pairs))
    return _drawn(scope, result, stories(result.n), id, label, caution(scope, signifier, pairs))


def outside_groups(scope: Scope, signifier: Signifier, pairs: Sequence[Answered]) -> dict[str, Distribution]:
    """Return the exact answers of each voice that is large enough; of everybody (id "") where there are no voices."""
    question = scope.framework.voice_question
    groups = grouped(pairs, group_of(scope.framework, question)) if question else {"": pairs}
    return {
        id: summarise(signifier, to_summarise(group))
        for id, group in groups.items()
        if answerers(signifier, group) >= scope.minimum
    }


def outside_columns(scope: Scope, signifier: Signifier, pairs: Sequence[Answered]) -> dict[str, Distribution]:
    """Return what outsiders see of each of these voices.

    A voice that the view does not know (the questions changed since) waits for the next one: what is shown of it must
    be remembered.
    """
    columns = {}
    for id, exact in outside_groups(scope, signifier, pairs).items():
        before = scope.closed.get(signifier.id, {}).get(id)
        if before is not None:
            columns[id] = protect(exact, scope.minimum, closed_still(exact, scope.minimum, before))
    return columns


def outside_window(scope: Scope, columns: Mapping[str, Distribution], *, id: str, label: str) -> Window:
    """Draw what outsiders see of one voice, or of all voices together (id ""); or close its window."""
    shown = [columns[id]] if id in columns else [] if id else list(columns.values())
    result = together(shown, scope.minimum) if shown else None
    shut = closed_whole(result) if result else protect_group(0, scope.minimum)
    if shut or result is None:
        assert shut is not None
        is_voice = id in voices(scope.framework)
        return Window(id=id, label=label, voice=id if is_voice else "", n_shown=f"{shut.n_shown} verhalen",
                      result=shut, sentence=shut.reason)  # fmt: skip
    return _drawn(scope, result, f"ongeveer {stories(result.n)}", id, label)


def _drawn(scope: Scope, result: Distribution, n_shown: str, id: str, label: str, caution: str = "") -> Window:
    voice = id if id in voices(scope.framework) else ""
    sentence = describe(result, voice=id, names=names_of({id: label})) if id else describe(result)
    return Window(id=id, label=label, voice=voice, n_shown=n_shown, result=result, sentence=sentence,
                  left_out=left_out(result), caution=caution)  # fmt: skip


def to_summarise(pairs: Iterable[Answered]) -> Answers:
    """Name the story of each answer by its number."""
    if isinstance(pairs, KeptAnswers):
        return pairs.gathered()
    return [(str(row.number), answer) for row, answer in pairs]


def names_of(labels: Mapping[str, str]) -> dict[str, str]:
    """Return how groups are called in sentences: the voices have words of their own."""
    return {id: label for id, label in labels.items() if id not in PLURALS}


def caution(scope: Scope, signifier: Signifier, pairs: Sequence[Answered]) -> str:
    """Warn the team about a small group, or one that is mostly one teller, with the figure."""
    if isinstance(pairs, KeptAnswers):
        return caution_about(scope, pairs.told_by())
    return caution_about(scope, Counter(row.teller for row, answer in pairs if is_usable(answer)).values())


def caution_about(scope: Scope, told: Collection[int]) -> str:
    """Say the same of a group by how many stories each teller told."""
    n = len(told)
    if n == 0:
        return ""
    who = "1 verteller" if n == 1 else f"{n} vertellers"
    if n < scope.minimum:
        return f"Let op: {who}. Dat is geen patroon, en wie hen kent kan hen herkennen."
    if n < scope.inquiry.minimum_group:
        return f"{who}: te weinig om veel over te zeggen. Buiten het team blijft deze groep gesloten."
    if dominant_share(told):
        return f"Let op: één verteller vertelde {max(told)} van deze {sum(told)} verhalen."
    return ""


def compared(
    scope: Scope, signifier: Signifier, groups: Mapping[str, Sequence[Answered]], labels: Mapping[str, str]
) -> Compared | None:
    """Compare the groups that are large enough, for the team; None when there are no two of them."""
    enough = {
        id: to_summarise(pairs) for id, pairs in groups.items() if id and answerers(signifier, pairs) >= scope.minimum
    }
    small = [labels[id] for id in groups if id and id not in enough]
    return _compared(scope, signifier, enough, small, labels, lambda result: result)


def compared_outside(
    scope: Scope, signifier: Signifier, columns: Mapping[str, Distribution], labels: Mapping[str, str]
) -> Compared | None:
    """Compare what outsiders see of the groups, and nothing that they do not see."""
    shown = {id: columns[id] for id in labels if id in columns and not closed_whole(columns[id])}
    asked, answers = as_answers(signifier, shown)
    small = [label for id, label in labels.items() if id != UNKNOWN_VOICE and id not in shown]
    return _compared(scope, asked, answers, small, labels, lambda result: protect_comparison(result, shown))


def _compared(
    scope: Scope,
    signifier: Signifier,
    enough: Mapping[str, Answers],
    small: Sequence[str],
    labels: Mapping[str, str],
    shown_of: Callable[[Comparison], Comparison],
) -> Compared | None:
    if len(enough) < 2:
        return None
    excluded = f"Te klein om mee te vergelijken: {listing(small)}." if small else ""
    try:
        result = compare(signifier, enough, rng=generator(SEED), minimum=scope.minimum)
    except TooFew as reason:
        return Compared(result=None, sentence=str(reason), excluded=excluded)
    shown = shown_of(result)
    return Compared(
        result=shown,
        sentence=explain(shown, names=names_of(labels)),
        effect=effect_words(shown),
        chance=chance_words(shown),
        excluded=excluded,
    )
