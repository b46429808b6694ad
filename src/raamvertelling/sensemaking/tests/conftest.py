"""Stories for the reading room: the demonstration's answers, told and released, and many small ones quickly."""

import datetime as dt
import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from raamvertelling.inquiries.models import Channel, Inquiry, StoryPoint
from raamvertelling.stories.models import State, Story, Teller

DATA = Path(__file__).parents[2] / "demo" / "data" / "stories.jsonl"


def demo_rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def many(inquiry: Inquiry, storypoint: StoryPoint) -> Callable[..., list[Story]]:
    """Return a function that puts released stories without text in the database, each with its own teller."""

    def put(
        n: int, *, role: str = "inwoner", on: dt.date = dt.date(2026, 6, 1), answers: Any = None, **more: Any
    ) -> list[Story]:
        first = Story.objects.filter(inquiry=inquiry).count() + 1
        tellers = Teller.objects.bulk_create([Teller(id=uuid.uuid4()) for _ in range(n)])
        shared = {"may_analyse": True, "may_group": True, "state": State.RELEASED, **more}
        return Story.objects.bulk_create(
            [
                Story(
                    inquiry=inquiry,
                    number=first + index,
                    framework_version=inquiry.framework_version,
                    storypoint=storypoint,
                    teller=teller,
                    told_on=on,
                    received_on=on,
                    language="nl",
                    channel=Channel.WEB,
                    role=role,
                    answers={"role": role, **(answers or {})},
                    **shared,
                )
                for index, teller in enumerate(tellers)
            ]
        )

    return put


@pytest.fixture
def demo(inquiry: Inquiry, storypoint: StoryPoint) -> Inquiry:
    """The inquiry with the answers of the 120 invented stories, all released; texts are tested elsewhere."""
    rows = demo_rows()
    tellers = Teller.objects.bulk_create([Teller(id=uuid.uuid4()) for _ in rows])
    Story.objects.bulk_create(
        [
            Story(
                inquiry=inquiry,
                number=index + 1,
                framework_version=inquiry.framework_version,
                storypoint=storypoint,
                teller=teller,
                told_on=dt.date.fromisoformat(row["told_on"]),
                received_on=dt.date.fromisoformat(row["told_on"]),
                language="nl",
                channel=row["channel"],
                prompt=row["prompt"],
                role=row["answers"]["role"],
                answers={key: value for key, value in row["answers"].items() if key != "barrier_rule"},
                state=State.RELEASED,
                may_analyse=True,
                may_group=row["consent"]["groep"],
            )
            for index, (row, teller) in enumerate(zip(rows, tellers, strict=True))
        ]
    )
    return inquiry
