"""What somebody told so far: the content of a draft, and how it is written down before it is sealed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from raamvertelling.core.framework import Framework
from raamvertelling.telling import steps
from raamvertelling.telling.manner import Manner


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Answers in the stored form, texts apart, the uses that were answered, and the steps that were passed.

    `sent_at` (seconds) is set once it was sent; from then on only the codes are left: one, none if none is wanted, or
    two when a sending that seemed lost came through after all and the story was changed in between. Besides these only
    `about_me`: the answers about oneself that may come along to a second story; `carried` names those that did.
    `is_practice` when it was begun while nothing counted: that was said, so it never counts later.
    """

    language: str
    idempotency_key: str
    answers: dict[str, object] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    consents: dict[str, bool] = field(default_factory=dict)
    passed: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    sent_at: float = 0.0
    told_as: str = ""
    told_with: str = ""
    owner_knows: bool | None = None
    carried: tuple[str, ...] = ()
    about_me: dict[str, object] = field(default_factory=dict)
    is_practice: bool = False

    @property
    def is_sent(self) -> bool:
        return self.sent_at > 0

    def dump(self) -> str:
        """Return the text that is sealed."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def answered(self, signifier_id: str, raw: object) -> "Told":
        """Return this with the stored form of an answer; None is skipped, and takes away the answer there was."""
        rest = {id: value for id, value in self.answers.items() if id != signifier_id}
        answers = rest if raw is None else {**rest, signifier_id: raw}
        return replace(self, answers=answers, passed=_with(self.passed, signifier_id))

    def written(self, signifier_id: str, text: str) -> "Told":
        """Return this with a text of the teller's own; an empty text is no text."""
        rest = {id: value for id, value in self.texts.items() if id != signifier_id}
        texts = {**rest, signifier_id: text} if text else rest
        return replace(self, texts=texts, passed=_with(self.passed, signifier_id))

    def allowed(self, consents: Mapping[str, bool]) -> "Told":
        """Return this with the answers about the other uses."""
        kept = {steps.ANALYSE: self.consents.get(steps.ANALYSE, False)}
        return replace(self, consents={**consents, **kept}, passed=_with(self.passed, steps.USES))

    def receipted(self, codes: tuple[str, ...], now: float) -> "Told":
        """Return what is left after sending: the codes, and nothing of what was told."""
        return Told(language=self.language, idempotency_key=self.idempotency_key, codes=codes, sent_at=now)

    @property
    def manner(self) -> Manner:
        return Manner(self.told_as, self.told_with, self.owner_knows)

    def role(self, framework: Framework) -> str:
        """Return the voice that was chosen, empty when unknown."""
        question = framework.voice_question
        chosen = self.answers.get(question.id) if question else None
        return chosen if isinstance(chosen, str) else ""


def load(text: str) -> Told:
    """Read back what `dump` wrote."""
    values = json.loads(text)
    rows = {name: tuple(values.get(name, ())) for name in ("passed", "codes", "carried")}
    return Told(**{**values, **rows})


def _with(passed: tuple[str, ...], name: str) -> tuple[str, ...]:
    return passed if name in passed else (*passed, name)
