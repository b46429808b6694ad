"""Stories with words that nobody else uses, one story for each way in which a use is not granted.

What each story may be used for is typed by hand and never taken from the program.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from raamvertelling.config.tests.world import OWN_USE, ask_own_use
from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.media import media_of, released_id
from raamvertelling.stories.models import Purpose, Story
from raamvertelling.stories.services.moderation import hold, release, save_released_text
from raamvertelling.stories.services.pictures import release_pictures
from raamvertelling.stories.services.teller import agree_to_text, propose_words, set_use, withdraw_story
from raamvertelling.stories.services.translating import save_translation
from raamvertelling.stories.tests.media_maker import photo

ANALYSE, GROUP, QUOTE, PUBLIC, TRAINING = *Purpose.values, OWN_USE
ALL = frozenset({ANALYSE, GROUP, QUOTE, PUBLIC, TRAINING})
INSIDE = frozenset({ANALYSE, GROUP})
EVERYTHING, WITHDRAWN = "everything", "withdrawn"
# Words told and taken out, words as released, its title, its translation, a picture in words, what its teller wants.
HIDDEN, SHOWN, TITLE, TRANSLATED, PICTURE, WISHED = "hidden", "shown", "title", "translated", "picture", "wished"
DESK_ONLY = frozenset({HIDDEN, WISHED})

# In what way a story may not be used, and what it may be used for in the end.
VARIANTS: dict[str, frozenset[str]] = {
    EVERYTHING: ALL,
    "no group": ALL - {GROUP},
    "no quote": ALL - {QUOTE},
    "no public": ALL - {PUBLIC},
    "no training": ALL - {TRAINING},
    "withheld": frozenset({ANALYSE}),
    "added later": INSIDE | {QUOTE},
    "taken back": frozenset({ANALYSE}),
    "not agreed": INSIDE,
    "said no": INSIDE,
    "other words": INSIDE,
    "queued": frozenset(),
    "held": frozenset(),
    "practice": frozenset(),
    WITHDRAWN: frozenset(),
}


@dataclass
class Canaries:
    """The planted stories by variant; `pictures` are the released ones."""

    stories: dict[str, Story] = field(default_factory=dict)
    pictures: dict[str, object] = field(default_factory=dict)


def word(variant: str, part: str) -> str:
    """Return a word that stands in one text of one story and nowhere else."""
    return f"zq{chr(97 + list(VARIANTS).index(variant))}x{part}"


def ask_training(inquiry: Inquiry) -> None:
    """Let the inquiry ask a use of its own, and have a public page."""
    ask_own_use(inquiry)
    inquiry.is_public = True
    inquiry.save(update_fields=["is_public"])


def plant(
    tell: Callable[..., Story],
    people: dict[str, User],
    today: dt.date,
    practice: StoryPoint,
    before_it_is_taken_back: Callable[[Story], object],
) -> Canaries:
    """Tell, release and then limit every story in its own way."""
    planted = Canaries()
    els = people["els"]
    for variant in VARIANTS:
        story = _tell(tell, variant, practice, today)
        if variant not in ("queued", "practice"):
            _publish(planted, story, variant, els, today)
        if variant == "taken back":
            before_it_is_taken_back(story)
        _limit(story, variant, els, today)
        planted.stories[variant] = story
    return planted


def _tell(tell: Callable[..., Story], variant: str, practice: StoryPoint, today: dt.date) -> Story:
    refused = {f"no {name}": id for name, id in (("group", GROUP), ("quote", QUOTE), ("public", PUBLIC))}
    off = {refused.get(variant, ""), "training" if variant == "no training" else ""}
    off |= {PUBLIC, TRAINING} if variant == "added later" else set()
    return tell(
        f"Het begon met {word(variant, HIDDEN)}. Daarna kwam het goed.",
        title=word(variant, TITLE),
        consents={use: use not in off for use in ALL},
        language="tr",
        media=(photo(),),
        release=False,
        on=today,
        **({"at": practice} if variant == "practice" else {}),
    )


def _publish(planted: Canaries, story: Story, variant: str, els: User, today: dt.date) -> None:
    masked = f"Het begon met {word(variant, SHOWN)}. Daarna kwam het goed."
    save_released_text(story=story, actor=els, texts={"story": masked}, today=today)
    release(story=story, actor=els, withheld=(), today=today)
    if variant not in ("not agreed", "said no", "other words"):
        agree_to_text(story=story, agrees=True, today=today)
    made = word(variant, TRANSLATED)
    save_translation(story=story, actor=els, title=made, text=f"{made}.", today=today, release=True)
    seen = media_of(story)[0]
    release_pictures(story=story, actor=els, chosen={seen.pk: word(variant, PICTURE)}, today=today)
    planted.pictures[variant] = released_id(seen)


def _limit(story: Story, variant: str, els: User, today: dt.date) -> None:
    def decide(*uses: str, given: bool) -> None:
        for use in uses:
            set_use(story=story, purpose=use, given=given, today=today, language="nl")

    match variant:
        case "withheld":
            release(story=story, actor=els, withheld=[GROUP, QUOTE, PUBLIC, TRAINING], today=today)
        case "added later":
            decide(PUBLIC, TRAINING, given=True)
        case "taken back":
            decide(GROUP, QUOTE, PUBLIC, TRAINING, given=False)
        case "said no":
            agree_to_text(story=story, agrees=False, today=today)
        case "other words":
            propose_words(story=story, title="", text=f"Liever {word(variant, WISHED)}.", today=today)
        case "held":
            hold(story=story, actor=els, reason="advice", today=today)
        case "withdrawn":
            withdraw_story(story=story, today=today)
