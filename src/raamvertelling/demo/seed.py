"""Fill an empty database with the invented inquiry: 120 stories, moderated by hand, and one account a role."""

import datetime as dt
import json
import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.conf import settings

from raamvertelling.demo.beside import lay_beside
from raamvertelling.demo.findings import write_findings
from raamvertelling.demo.rounds import open_code, predict_twice
from raamvertelling.exchange.jsonl import read_jsonl
from raamvertelling.exchange.report import ImportedStory
from raamvertelling.inquiries.models import Channel, Inquiry, Life, StoryPoint
from raamvertelling.inquiries.services import create_inquiry, create_storypoint, give_role
from raamvertelling.people.models import Organisation, OrganisationMember, Role, User
from raamvertelling.stories.models import Story
from raamvertelling.stories.services.moderation import mark_urgent, release, save_released_text
from raamvertelling.stories.services.receiving import receive_story
from raamvertelling.stories.services.teller import agree_to_text
from raamvertelling.stories.submission import Submission

DATA = Path(__file__).parent / "data"
SLUG = "vroeg-erbij"
OPENS, CLOSES, LAST_DAY = dt.date(2026, 1, 10), dt.date(2030, 12, 31), dt.date(2026, 10, 30)
TEAM = (
    (Role.RESEARCHER, "Amina", "amina"),
    (Role.MODERATOR, "Els", "els"),
    (Role.ADMIN, "Bart", "bart"),
    (Role.INTERVIEWER, "Joke", "joke"),
    (Role.FACILITATOR, "Bram", "bram"),
    (Role.READER, "Karin", "karin"),
)
POINTS = {
    Channel.WEB: ("de-brug", "De Brug, online"),
    Channel.KIOSK: ("de-brug-zuil", "De Brug, zuil in de hal"),
    Channel.INTERVIEWER: ("aan-tafel", "Aan de keukentafel"),
    Channel.PAPER: ("op-papier", "Op papier"),
    Channel.VOICE: ("ingesproken", "Ingesproken"),
}


class NotEmpty(Exception):
    """The database holds something already; the demonstration never mixes with it."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who may sign in to the demonstration."""

    role: str
    name: str
    email: str
    password: str


def accounts_file() -> Path:
    """Where the demonstration's passwords are kept, readable by its owner only."""
    return Path(settings.DATA) / "demo-accounts.json"


def is_seeded() -> bool:
    """Whether this folder holds the demonstration, whole."""
    return accounts_file().exists()


def accounts() -> list[Account]:
    """Return one account a role, as made by the seed."""
    return [Account(**each) for each in json.loads(accounts_file().read_text(encoding="utf-8"))]


def seed(*, progress: Callable[[int, int], None]) -> None:
    """Make the organisation, the team, the inquiry and its stories. Refuses a database that holds anything."""
    if User.objects.exists() or Inquiry.objects.exists():
        raise NotEmpty("In deze map staan al gegevens. De demonstratie begint alleen in een lege map.")
    made, team = make_team()
    inquiry = make_inquiry(team)
    tell_all(inquiry, team["els"], progress)
    lay_beside(inquiry, team["bart"], LAST_DAY)
    write_findings(inquiry, team["amina"], LAST_DAY)
    predict_twice(inquiry, team["bram"], LAST_DAY)
    write_accounts(made)


def make_team() -> tuple[list[Account], dict[str, User]]:
    """Make the organisation and one person a role, with a new random password each."""
    organisation = Organisation.objects.create(name="Gemeente Veldhaven", slug="veldhaven")
    made, team = [], {}
    for role, name, key in TEAM:
        account = Account(role.label, name, f"{key}@veldhaven.example", secrets.token_urlsafe(9))
        team[key] = User.objects.create_user(account.email, name, account.password)
        OrganisationMember.objects.create(user=team[key], organisation=organisation, can_start=role == Role.ADMIN)
        made.append(account)
    return made, team


def make_inquiry(team: dict[str, User]) -> Inquiry:
    """Make the inquiry from the demonstration's framework, with its team and a storypoint a channel."""
    definition = yaml.safe_load((DATA / "framework.yaml").read_text(encoding="utf-8"))
    inquiry = create_inquiry(
        organisation=Organisation.objects.get(slug="veldhaven"),
        title="Vroeg erbij in Veldhaven",
        slug=SLUG,
        definition=definition,
        actor=team["bart"],
        today=OPENS,
        life=Life.OPEN,
    )
    inquiry.question = "Wanneer was iemand er vroeg bij, en wanneer te laat? En wat is De Brug waard?"
    inquiry.opens, inquiry.closes, inquiry.is_public = OPENS, CLOSES, True
    inquiry.save()
    inquiry.storypoints.filter(is_test=False).delete()
    for role, _, key in TEAM:
        if role != Role.ADMIN:
            give_role(inquiry=inquiry, user=team[key], role=role, actor=team["bart"], today=OPENS)
    for channel, (code, name) in POINTS.items():
        create_storypoint(inquiry=inquiry, name=name, place="De Brug", channel=channel, code=code)
    return inquiry


def tell_all(inquiry: Inquiry, moderator: User, progress: Callable[[int, int], None]) -> None:
    """Tell, mask and release the stories on the days in the file; the queue stays with the moderator."""
    handled = yaml.safe_load((DATA / "moderation.yaml").read_text(encoding="utf-8"))
    rows = read_jsonl((DATA / "stories.jsonl").read_bytes(), inquiry.framework).stories
    points = {point.channel: point for point in inquiry.storypoints.filter(is_test=False)}
    for done, row in enumerate(rows, start=1):
        told_on = row.told_on or OPENS
        story = tell(inquiry, points[row.channel], row, told_on)
        if row.reference in handled["urgent"]:
            mark_urgent(story=story, actor=moderator, urgent=True, today=told_on)
        if row.reference not in handled["queue"]:
            moderate(story, moderator, row, handled["mask"].get(row.reference, []), told_on)
        progress(done, len(rows))


def tell(inquiry: Inquiry, point: StoryPoint, row: ImportedStory, told_on: dt.date) -> Story:
    """Send one story of the file in by the same door as everybody."""
    received = receive_story(
        storypoint=point,
        framework_version=inquiry.framework_version,
        submission=Submission(
            text=row.text,
            title=row.title,
            language=row.language,
            prompt=row.prompt,
            role=row.role,
            answers={id: answer for id, answer in row.answers.items() if id not in row.texts},
            free_texts=dict(row.texts),
            consents={purpose.id: purpose.id in (row.uses or ()) for purpose in inquiry.framework.consent.purposes},
            wants_code=False,
            told_on=told_on,
        ),
        idempotency_key=secrets.token_urlsafe(24),
        today=told_on,
    )
    return received.story


def moderate(story: Story, moderator: User, row: ImportedStory, masks: list[list[str]], today: dt.date) -> None:
    """Put the masked text in place, release it, and mark it as approved by its (invented) teller."""
    if masks:
        texts = {"story": row.text, "title": row.title} | {f"answer:{id}": text for id, text in row.texts.items()}
        masked = {kind: mask(text, masks) for kind, text in texts.items() if text}
        save_released_text(story=story, actor=moderator, texts=masked, today=today)
    release(story=story, actor=moderator, withheld=(), today=today)
    if masks:
        agree_to_text(story=story, agrees=True, today=today)


def mask(text: str, masks: list[list[str]]) -> str:
    """Put each label in the place of the words it hides."""
    for words, label in masks:
        text = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", label.replace("\\", r"\\"), text)
    return text


def write_accounts(made: list[Account]) -> None:
    """Keep the passwords beside the data; written last, so that its presence means a whole demonstration."""
    rows = [{"role": a.role, "name": a.name, "email": a.email, "password": a.password} for a in made]
    with os.fdopen(os.open(accounts_file(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(rows, file, indent=1)


def welcome(address: str) -> str:
    """Return what the newcomer sees: where to go, who to be, how to stop."""
    code = open_code(Inquiry.objects.get(slug=SLUG))
    predicting = f"\n  voorspellen  {address}/voorspel/{code}/" if code else ""
    people = "\n".join(f"  {a.role:<12} {a.email:<26} {a.password}" for a in accounts())
    return f"""
Raamvertelling draait. Alles in deze demonstratie is verzonnen.

  vertelpunt   {address}/vertel/de-brug/
  team         {address}/team/
  openbaar     {address}/openbaar/{SLUG}/{predicting}

{people}

Stoppen: Ctrl-C
"""
