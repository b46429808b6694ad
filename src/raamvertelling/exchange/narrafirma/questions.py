"""Makes our framework out of a NarraFirma story form."""

import re
from dataclasses import replace

from raamvertelling.core.framework import (
    Framework,
    LongText,
    MultipleChoice,
    Option,
    Prompt,
    Scale,
    ShortText,
    Signifier,
    SingleChoice,
)
from raamvertelling.exchange.building import RESERVED_QUESTIONS, Source, consent_text, note_maximum, options, wording
from raamvertelling.exchange.ids import Ids, stable_id
from raamvertelling.exchange.narrafirma.answers import Asked
from raamvertelling.exchange.narrafirma.form import SEVERAL, SINGLE, Form, FormQuestion
from raamvertelling.exchange.report import ImportReport

_IMAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,199}\Z")


def ask(form: Form, language: str, report: ImportReport) -> tuple[list[Asked], list[Source], Prompt | None]:
    """Return the questions of the form, all questions as sources for counting, and the eliciting question."""
    ids = Ids(*RESERVED_QUESTIONS)
    sources: list[Source] = []
    prompt = _prompt(form, language)
    if prompt is not None:
        sources.append(Source(prompt, form.eliciting_column))
    title_words = form.texts.get("name story text", "")
    story_words = form.texts.get("enter story text", "")
    story = LongText(id="story", text=wording(language, story_words, "Verhaal"), required=True, is_story=True)
    title = ShortText(id="title", text=wording(language, title_words, "Titel"), max_length=2000, is_title=True)
    sources.append(Source(story, form.option("Story text column name", "Story text")))
    sources.append(Source(title, form.option("Story title column name", "Story title")))
    asked = []
    columns: set[str] = set()
    for question in form.questions:
        if question.column in columns:
            report.note(f"Twee vragen in het formulier gebruiken de kolom '{question.column}'; de eerste telt.")
            continue
        columns.add(question.column)
        made = _asked(form, question, language, ids)
        if made is None:
            report.note(f"Vraag '{question.short_name}' heeft geen antwoorden en is niet gelezen.")
            continue
        asked.append(made)
        if isinstance(made.signifier, MultipleChoice):
            note_maximum(report, question.long_name, question.most, len(made.signifier.options))
        sources.append(Source(made.signifier, question.column))
        if made.write_in_id:
            words = f"{question.long_name} ({question.write_in or 'eigen antwoord'})"
            extra = ShortText(id=made.write_in_id, text=wording(language, words), max_length=2000)
            sources.append(Source(extra, f"WRITEIN_{question.column}"))
    return asked, sources, prompt


def build_framework(form: Form, sources: list[Source], language: str, name: str) -> Framework:
    """Return the framework of these questions."""
    title = form.texts.get("title") or name or "NarraFirma"
    return Framework(
        id=stable_id(name or title, prefix="kader"),
        version=1,
        language=language,
        languages=(language,),
        title=wording(language, title, "NarraFirma"),
        introduction=wording(language, form.texts.get("start text", "")),
        voices="",
        signifiers=tuple(each.signifier for each in sources),
        consent=consent_text(language),
    )


def _prompt(form: Form, language: str) -> Prompt | None:
    if not form.eliciting:
        return None
    unique = {data: text for data, _, text in reversed(form.eliciting)}
    labels = [(data, unique[data]) for data in dict.fromkeys(data for data, _, _ in form.eliciting)]
    text = form.texts.get("choose question text") or form.eliciting_title
    return Prompt(
        id="prompt", text=wording(language, text, "Waarover gaat uw verhaal?"), options=options(language, labels)
    )


def _asked(form: Form, question: FormQuestion, language: str, ids: Ids) -> Asked | None:
    id, text = ids.give(question.column), wording(language, question.long_name, question.column)
    if question.type in SINGLE | SEVERAL:
        return _choice(question, id, language, ids)
    if question.type in ("boolean", "checkbox"):
        return _boolean(form, question, id, language)
    made: Signifier
    if question.type == "scale":
        not_applicable = bool(question.does_not_apply or form.option("Slider does-not-apply label"))
        left, right = (
            wording(language, words, side) for words, side in zip(question.labels, ("0", "100"), strict=True)
        )
        made = Scale(id=id, text=text, not_applicable=not_applicable, left=left, right=right, minimum=0, maximum=100)
    elif question.type == "textarea":
        made = LongText(id=id, text=text)
    else:
        made = ShortText(id=id, text=text, max_length=2000)
    return Asked(question, made, {})


def _choice(question: FormQuestion, id: str, language: str, ids: Ids) -> Asked | None:
    """Return a choice; answers with the same shown name are one option, named after the first of them."""
    first = {each.shown: each for each in reversed(question.answers)}
    shown = list(dict.fromkeys(each.shown for each in question.answers))
    if not shown:
        return None
    made = _with_images(
        options(language, [(first[name].data, name) for name in shown]), [first[name].image for name in shown]
    )
    by_shown = dict(zip(shown, (each.id for each in made), strict=True))
    lookup: dict[str, str] = {}
    for each in question.answers:
        lookup.setdefault(each.data, by_shown[each.shown])
        lookup.setdefault(each.shown, by_shown[each.shown])
    order = tuple(by_shown[each.shown] for each in question.answers)
    text = wording(language, question.long_name, question.column)
    signifier: Signifier
    if question.type in SEVERAL:
        signifier = MultipleChoice(id=id, text=text, options=made)
    else:
        signifier = SingleChoice(id=id, text=text, options=made)
    has_write_in = bool(question.write_in) or question.write_in_apart == "no"
    return Asked(question, signifier, lookup, order, ids.give(f"{id}_anders") if has_write_in else "")


def _boolean(form: Form, question: FormQuestion, id: str, language: str) -> Asked:
    names = [part.strip() for part in re.split(r"[|/]", "|".join(form.listed("Boolean yes/no names"))) if part.strip()]
    yes, no = names if len(names) == 2 else ("Ja", "Nee")
    lookup = {yes: "ja", yes.lower(): "ja", no: "nee", no.lower(): "nee"}
    for each in question.answers:
        lookup |= {each.data: "ja", each.shown: "ja"}
    made = (Option("ja", wording(language, yes)), Option("nee", wording(language, no)))
    text = wording(language, question.long_name, question.column)
    return Asked(question, SingleChoice(id=id, text=text, options=made), lookup)


def _with_images(made: tuple[Option, ...], images: list[str]) -> tuple[Option, ...]:
    """Keep names of image files; a web address is never fetched or shown."""
    return tuple(
        replace(option, image=image) if _IMAGE.match(image) and ".." not in image and "." in image else option
        for option, image in zip(made, images, strict=True)
    )
