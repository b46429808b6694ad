"""What two groups of the demonstration predicted: one round was revealed, one is open."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml

from raamvertelling.core.framework import Triad
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.models import PredictionRound
from raamvertelling.sensemaking.predicting.asking import Placed, signifier_of
from raamvertelling.sensemaking.predicting.services import enter_paper, open_round, predict, reveal

FILE = Path(__file__).parent / "data" / "predictions.yaml"


def predict_twice(inquiry: Inquiry, actor: User, today: date) -> None:
    """Hold both rounds of the file, by the same services as their pages; the open one is the newer."""
    given = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    for name in ("revealed", "open"):
        each = given[name]
        round = open_round(inquiry=inquiry, signifier=each["signifier"], occasion=each["occasion"], actor=actor,
                           today=today)  # fmt: skip
        for dot in _dots(round, each["dots"]):
            predict(round=round, answer=dot.answer, voice=dot.voice, sending=dot.sending)
        for dot in _dots(round, each.get("paper", {})):
            enter_paper(round=round, placed=dot, actor=actor, today=today)
        if name == "revealed":
            reveal(round=round, actor=actor, today=today)


def open_code(inquiry: Inquiry) -> str:
    """Return the code of the round that is still open; empty when somebody revealed it."""
    found = PredictionRound.objects.filter(inquiry=inquiry, revealed_on=None).first()
    return found.code if found else ""


def _dots(round: PredictionRound, by_voice: dict[str, list[Any]]) -> Iterator[Placed]:
    sign = signifier_of(round)
    for voice, dots in by_voice.items():
        for place, dot in enumerate(dots):
            mode = {"mode": "drag"}
            if isinstance(sign, Triad):
                shares = {each.id: share / 100 for each, share in zip(sign.anchors, dot, strict=True)}
                answer: dict[str, object] = {**shares, **mode}
            else:
                answer = {"at": dot / 100, **mode}
            yield Placed(answer, voice, str(uuid5(NAMESPACE_URL, f"{round.pk} {voice} {place}")))
