"""In which order a teller meets the questions, and about how long that takes."""

from raamvertelling.core.framework.kinds import (
    Framework,
    LongText,
    MultipleChoice,
    Prompt,
    ShortText,
    Signifier,
    Stones,
    Triad,
)

STORY_SECONDS = 300
SIGN_SECONDS = 20
HEAVY_SECONDS = 30


def in_order(framework: Framework) -> list[Signifier]:
    """Return all questions in the order in which a teller meets them; those for an interviewer are not among them."""
    first = [framework.prompt, framework.story, framework.title_question, framework.voice_question]
    opening = [each for each in first if each is not None]
    rest = [each for each in framework.signifiers if each not in opening and not each.interviewer]
    signs = [each for each in rest if not each.about_you]
    return _behind_their_conditions(opening + signs + [each for each in rest if each.about_you])


def interviewer_questions(framework: Framework) -> list[Signifier]:
    """Return the questions that an interviewer answers about the conversation, in the order in which they are asked."""
    return _behind_their_conditions([each for each in framework.signifiers if each.interviewer])


def _behind_their_conditions(signifiers: list[Signifier]) -> list[Signifier]:
    """Move a question behind the one that its condition names. Conditions look back in the file, so this ends."""
    placed: list[Signifier] = []
    waiting = list(signifiers)
    while waiting:
        ids = {each.id for each in waiting}
        ready = next((each for each in waiting if each.condition is None or each.condition.signifier not in ids), None)
        each = ready or waiting[0]
        placed.append(each)
        waiting.remove(each)
    return placed


def signs_of(framework: Framework) -> list[Signifier]:
    """Return the questions that ask what the story means or who tells: not topic, story, title or the interviewer's."""
    return [each for each in framework.signifiers if not _is_opening(each) and not each.interviewer]


def _is_opening(signifier: Signifier) -> bool:
    match signifier:
        case Prompt() | LongText(is_story=True) | ShortText(is_title=True):
            return True
    return False


def minutes_range(framework: Framework) -> tuple[int, int]:
    """Return about how many minutes telling takes: with no question that has a condition, and with all of them.

    Five minutes for the story, half a minute for a triangle, stones, several answers or a long text, twenty seconds
    for the rest; rounded up. An estimate, not measured with people.
    """
    signs = signs_of(framework)
    most = STORY_SECONDS + sum(_seconds(each) for each in signs)
    least = most - sum(_seconds(each) for each in signs if each.condition is not None)
    return -(-least // 60), -(-most // 60)


def _seconds(signifier: Signifier) -> int:
    return HEAVY_SECONDS if isinstance(signifier, Triad | Stones | MultipleChoice | LongText) else SIGN_SECONDS
