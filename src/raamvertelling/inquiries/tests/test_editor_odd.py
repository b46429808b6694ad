"""The editor with a concept of any shape: what came from a file or an older program never makes a page fall."""

import copy
import datetime as dt
import random
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from raamvertelling.core.framework.editing import items_of
from raamvertelling.inquiries.models import FrameworkDraft, FrameworkVersion, Inquiry
from raamvertelling.inquiries.services import draft_for

pytestmark = pytest.mark.django_db(databases="__all__")

TODAY = dt.date(2026, 6, 2)
EDITOR = "/team/vroeg-erbij/kader/bewerken/"
TEXTS: tuple[Any, ...] = (None, "", "x" * 300, 3, 2.5, True)
LISTS: tuple[Any, ...] = ([], ["a"], [None], [{"id": 3}], [[]])
ODD: tuple[Any, ...] = (*TEXTS, *LISTS, {}, {"text": 4}, {"a": {"b": []}})


def places(value: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    pairs = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    for key, inner in pairs:
        found.append((value, key))
        places(inner, found)
    return found


def spoiled(definition: dict[str, Any], seed: int) -> dict[str, Any]:
    """Return the definition with a few parts replaced by something odd."""
    rng, changed = random.Random(seed), copy.deepcopy(definition)
    for _ in range(4):
        place, key = rng.choice(places(changed, []))
        place[key] = copy.deepcopy(rng.choice(ODD))
    return changed


def test_questions_of_before_that_let_a_child_tell_alone_ask_sixteen(inquiry: Inquiry) -> None:
    """What was stored before sixteen was the line stays readable, and asks sixteen from now on."""
    version, draft = inquiry.framework_version, draft_for(inquiry=inquiry, user=None)
    young, odd = {**version.definition, "min_age": 12}, {**version.definition, "min_age": "jong"}
    FrameworkVersion.objects.filter(pk=version.pk).update(definition=young, frozen_on=TODAY)
    FrameworkDraft.objects.filter(pk=draft.pk).update(definition=odd)
    migration = import_module("raamvertelling.inquiries.migrations.0008_alone_from_sixteen")
    migration.ask_the_age(apps, None)
    assert FrameworkVersion.objects.get(pk=version.pk).framework.min_age == 16
    assert FrameworkDraft.objects.get().definition["min_age"] == "jong"


def test_no_page_falls(as_person: Callable[[str], Client], inquiry: Inquiry) -> None:
    bart, start = as_person("bart"), inquiry.framework_version.definition
    draft = draft_for(inquiry=inquiry, user=None)
    for seed in range(15):
        definition = spoiled(start, seed)
        FrameworkDraft.objects.filter(pk=draft.pk).update(definition=definition)
        ids = [each["id"] for each in items_of(definition)]
        chosen = random.Random(seed).sample(ids, min(3, len(ids)))
        paths = ["", "nieuw/", "rond-de-vragen/", "live/", "bestand/yaml/"]
        paths += [f"vraag/{id}/{more}" for id in chosen for more in ("", "voorbeeld/")]
        for path in paths:
            assert bart.get(EDITOR + path).status_code == 200, (seed, path)
