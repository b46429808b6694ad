"""What the demonstration's team saw, and the account that it began."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from raamvertelling.accountability import services as accounts
from raamvertelling.accountability.models import Account
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.services import refresh_outside_view, save_observation
from raamvertelling.stories.models import Purpose, Story

FILE = Path(__file__).parent / "data" / "findings.yaml"


def write_findings(inquiry: Inquiry, actor: User, today: date) -> None:
    """Count for outsiders, write the observations down, and begin an account with all its parts."""
    refresh_outside_view(inquiry=inquiry, today=today)
    given = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    observations = [
        save_observation(
            inquiry=inquiry,
            actor=actor,
            today=today,
            title=each["title"],
            seen=each["seen"],
            questions=each["questions"],
            idea=each["idea"],
            meanings=each["meanings"],
            signifier=each["signifier"],
            story_numbers=each["stories"],
        )
        for each in given["observations"]
    ]
    account = begin_account(inquiry, actor, given["account"], today)
    for observation in observations:
        accounts.add_observation(account=account, observation=observation)


def begin_account(inquiry: Inquiry, actor: User, given: dict[str, Any], today: date) -> Account:
    """Make the account of the file, by the same services as its pages."""
    account = accounts.create_account(
        inquiry=inquiry, title=given["title"], question=given["question"], actor=actor, today=today
    )
    account.lead, account.looks_again = given["lead"], given["looks_again"]
    account.save()
    for each in given["patterns"]:
        accounts.add_pattern(account=account, signifier=each["signifier"], by_voice=True, note=each["note"])
    for number, first, last in given["quotes"]:
        story = Story.objects.usable_for(actor, Purpose.QUOTE).get(inquiry=inquiry, number=number)
        accounts.add_quote(account=account, story=story, first=first, last=last, viewer=actor)
    for each in given["decisions"]:
        accounts.add_decision(account=account, **each)
    return account
