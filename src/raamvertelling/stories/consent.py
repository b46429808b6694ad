"""Which uses a story has: the newest consent per purpose, minus what a moderator withheld or did not see yet."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from raamvertelling.core.framework import Framework
from raamvertelling.stories.models import Consent, OwnUse, Purpose, State, Story

FIELDS = {
    Purpose.ANALYSE.value: "may_analyse",
    Purpose.GROUP.value: "may_group",
    Purpose.QUOTE.value: "may_quote",
    Purpose.PUBLIC.value: "may_publish",
}

# Uses inside the team and its groups; for every other one the teller agrees to a changed text first.
INSIDE = (Purpose.ANALYSE.value, Purpose.GROUP.value)


@dataclass(frozen=True, slots=True)
class NamedUse:
    """A use as the team reads it: the program's own words, or those that the inquiry asked it in."""

    value: str
    label: str


def asked_words(framework: Framework, purpose: str, language: str) -> tuple[str, str]:
    """Return the question and the words of one use as a teller reads them; the second is empty if it is not asked."""
    asked = next((each for each in framework.consent.purposes if each.id == purpose), None)
    return framework.consent.text.in_language(language), asked.text.in_language(language) if asked else ""


def text_hash(framework: Framework, purpose: str, language: str) -> str:
    """Return the hash of the words to which a teller said yes or no."""
    return sha256("\n".join(asked_words(framework, purpose, language)).encode()).hexdigest()


def named_uses(framework: Framework, purposes: Collection[str] | None = None) -> tuple[NamedUse, ...]:
    """Return the uses of a framework in its order, or those of them that are in `purposes`."""
    known = dict(Purpose.choices)
    return tuple(
        NamedUse(each.id, str(known.get(each.id) or each.text.in_language(framework.language)))
        for each in framework.consent.purposes
        if purposes is None or each.id in purposes
    )


def in_order(purposes: Collection[str]) -> list[str]:
    """Return purposes in one order, whatever order they came in: ours first."""
    return [*(each for each in FIELDS if each in purposes), *sorted(set(purposes) - set(FIELDS))]


def uses_of(consents: Iterable[Consent], withheld: Iterable[str]) -> dict[str, bool]:
    """Return each purpose with whether it is allowed, from consents in the order in which they were given."""
    newest = {**dict.fromkeys(FIELDS, False), **{consent.purpose: consent.given for consent in consents}}
    kept_back = set(withheld)
    return {purpose: given and purpose not in kept_back for purpose, given in newest.items()}


def set_fields(story: Story, uses: Mapping[str, bool]) -> list[OwnUse]:
    """Set the `may_*` fields and return the rows of the inquiry's own uses, unsaved."""
    for purpose, field in FIELDS.items():
        setattr(story, field, uses[purpose])
    return [OwnUse(story=story, purpose=purpose) for purpose, on in uses.items() if on and purpose not in FIELDS]


def recompute_uses(story: Story) -> None:
    """Set the uses from the consents, `withheld` and `asked`; the caller holds the transaction and saves the story."""
    uses = uses_of(story.consents.order_by("pk"), [*story.withheld, *story.asked])
    rows = set_fields(story, uses)
    if set(uses) - set(FIELDS):
        story.own_uses.exclude(purpose__in=[row.purpose for row in rows]).delete()
        OwnUse.objects.bulk_create(rows, ignore_conflicts=True)


def uses_on(story: Story) -> list[str]:
    """Return the purposes that a story has now, whoever may use it for them."""
    own = {row.purpose for row in story.own_uses.all()}
    return in_order({*(purpose for purpose, field in FIELDS.items() if getattr(story, field)), *own})


def ask_moderator(story: Story, purpose: str, *, given: bool) -> None:
    """Keep back a use that is new to a released story; the caller recomputes and saves."""
    is_new = given and story.state == State.RELEASED and purpose not in uses_on(story)
    story.asked = in_order({*story.asked, purpose} if is_new else {*story.asked} - {purpose})


def consents_for(
    story: Story, given: Mapping[str, bool], *, framework: Framework, language: str, on: date
) -> list[Consent]:
    """Return the rows to add for these answers."""
    return [
        Consent(
            story=story,
            purpose=purpose,
            given=yes,
            text_hash=text_hash(framework, purpose, language),
            language=language,
            on=on,
        )
        for purpose, yes in given.items()
    ]
