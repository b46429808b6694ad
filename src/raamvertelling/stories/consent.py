"""Which uses a story has: the newest consent per purpose, minus what a moderator withheld or did not see yet."""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from raamvertelling.core.framework import Framework
from raamvertelling.stories.models import Consent, Purpose, State, Story

FIELDS = {
    Purpose.ANALYSE: "may_analyse",
    Purpose.GROUP: "may_group",
    Purpose.QUOTE: "may_quote",
    Purpose.PUBLIC: "may_publish",
}


def text_hash(framework: Framework, purpose: str, language: str) -> str:
    """Return the hash of the words to which a teller said yes or no."""
    asked = next((each for each in framework.consent.purposes if each.id == purpose), None)
    words = [framework.consent.text.in_language(language), asked.text.in_language(language) if asked else ""]
    return sha256("\n".join(words).encode()).hexdigest()


def uses_of(consents: Iterable[Consent], withheld: Iterable[str]) -> dict[str, bool]:
    """Return the value of each `may_*` field, from consents in the order in which they were given."""
    newest = {consent.purpose: consent.given for consent in consents}
    kept_back = set(withheld)
    return {
        field: newest.get(purpose.value, False) and purpose.value not in kept_back for purpose, field in FIELDS.items()
    }


def recompute_uses(story: Story) -> None:
    """Set the `may_*` fields from the consents, `withheld` and `asked`; the caller saves."""
    for field, value in uses_of(story.consents.order_by("pk"), [*story.withheld, *story.asked]).items():
        setattr(story, field, value)


def ask_moderator(story: Story, purpose: str, *, given: bool) -> None:
    """Keep back a use that is new to a released story; the caller recomputes and saves."""
    is_new = given and story.state == State.RELEASED and not getattr(story, FIELDS[Purpose(purpose)])
    waiting = {*story.asked, purpose} if is_new else {*story.asked} - {purpose}
    story.asked = [each.value for each in Purpose if each.value in waiting]


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
