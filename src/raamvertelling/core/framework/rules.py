"""What must hold between the parts of a framework: the story, the voices, earlier questions, the consent."""

from collections.abc import Iterator

from raamvertelling.core.framework.kinds import (
    Framework,
    LongText,
    MultipleChoice,
    Option,
    PictureChoice,
    Prompt,
    Scale,
    ShortText,
    Signifier,
    SingleChoice,
    anchors_of,
    axes_of,
)
from raamvertelling.core.framework.problems import Problem
from raamvertelling.core.framework.reach import unreachable
from raamvertelling.core.pictures import PICTURES, is_drawing_name

MIN_PURPOSE = "analyse"


def check(framework: Framework, positions: tuple[int, ...]) -> Iterator[Problem]:
    """Yield what does not fit together; `positions` gives the place in the file of each signifier."""
    paths = dict(zip(range(len(positions)), (f"items[{number}]" for number in positions), strict=True))
    yield from _story(framework, paths)
    yield from _voices(framework, paths)
    yield from _consent(framework)
    if framework.opens and framework.closes and framework.opens > framework.closes:
        yield Problem("closes", "De sluitdatum ligt voor de openingsdatum. Draai ze om.")
    yield from _reach(framework, paths)
    for number, signifier in enumerate(framework.signifiers):
        yield from _numbers(signifier, paths[number])
        yield from _condition(framework, number, paths[number])
        yield from _interviewer(framework, number, paths[number])
        yield from _roles(framework, number, paths[number])
        yield from _drawings(signifier, paths[number])


def _story(framework: Framework, paths: dict[int, str]) -> Iterator[Problem]:
    stories = [n for n, each in enumerate(framework.signifiers) if isinstance(each, LongText) and each.is_story]
    titles = [n for n, each in enumerate(framework.signifiers) if isinstance(each, ShortText) and each.is_title]
    prompts = [n for n, each in enumerate(framework.signifiers) if isinstance(each, Prompt)]
    if not stories:
        yield Problem("items", "Er is geen vraag naar het verhaal. Voeg een long_text toe met 'id: story'.")
    for found, what in ((stories, "het verhaal"), (titles, "de titel"), (prompts, "het onderwerp (prompt_choice)")):
        for number in found[1:]:
            yield Problem(paths[number], f"Er zijn twee vragen naar {what}. Houd er één over.")
    for number in stories:
        if framework.signifiers[number].condition is not None:
            yield Problem(paths[number], "Het verhaal vragen wij altijd. Haal de voorwaarde hier weg.")


def _voices(framework: Framework, paths: dict[int, str]) -> Iterator[Problem]:
    named = framework.voices
    if not named:
        return
    found = [n for n, each in enumerate(framework.signifiers) if each.id == named]
    if not found:
        yield Problem(
            "voices",
            f"Er is geen vraag met de id '{named}' die zegt wie er spreekt. Voeg een single_choice toe met die id, "
            "of schrijf 'voices: null' als u geen stemmen onderscheidt.",
        )
    elif not isinstance(framework.signifiers[found[0]], SingleChoice):
        yield Problem(paths[found[0]] + ".type", "De vraag wie er spreekt moet van het type single_choice zijn.")
    elif framework.signifiers[found[0]].condition is not None:
        yield Problem(paths[found[0]], "De vraag wie er spreekt stellen wij altijd. Haal de voorwaarde hier weg.")


def _consent(framework: Framework) -> Iterator[Problem]:
    consent = framework.consent
    if any(each.id == consent.id for each in framework.signifiers):
        yield Problem("consent.id", f"De id '{consent.id}' is ook een vraag. Kies een andere id.")
    needed = [number for number, each in enumerate(consent.purposes) if each.id == MIN_PURPOSE]
    if not needed:
        yield Problem(
            "consent.purposes",
            "Het gebruik 'analyse' ontbreekt. Zonder die toestemming mag niemand het verhaal lezen. Voeg het toe.",
        )
    for number, each in enumerate(consent.purposes):
        path = f"consent.purposes[{number}].required"
        if each.id == MIN_PURPOSE and not each.required:
            yield Problem(path, "Zonder 'analyse' kan een verhaal niet meedoen. Zet hier 'required: true'.")
        elif each.id != MIN_PURPOSE and each.required:
            yield Problem(path, "Alleen 'analyse' mag verplicht zijn. Zet hier 'required: false'.")


def _numbers(signifier: Signifier, path: str) -> Iterator[Problem]:
    if isinstance(signifier, Scale) and signifier.minimum >= signifier.maximum:
        yield Problem(f"{path}.maximum", "Het hoogste getal moet groter zijn dan het laagste ('minimum').")
    if isinstance(signifier, MultipleChoice) and signifier.maximum is not None:
        if signifier.maximum < 1:
            yield Problem(f"{path}.maximum", "Laat de verteller minstens één antwoord kiezen.")
        elif signifier.maximum > len(signifier.options):
            count = len(signifier.options)
            yield Problem(f"{path}.maximum", f"Er zijn maar {count} antwoorden. Kies een lager getal.")


def _drawings(signifier: Signifier, path: str) -> Iterator[Problem]:
    for number, each in enumerate(anchors_of(signifier)):
        image = each.image if isinstance(each, Option) else ""
        if is_drawing_name(image) and image not in PICTURES:
            known = ", ".join(PICTURES)
            yield Problem(f"{path}.options[{number}].image", f"Wij hebben geen plaatje '{image}'. Kies uit: {known}.")


def _condition(framework: Framework, number: int, path: str) -> Iterator[Problem]:
    condition = framework.signifiers[number].condition
    if condition is None:
        return
    path = f"{path}.{'show_unless' if condition.negated else 'show_if'}"
    asked = [n for n, each in enumerate(framework.signifiers) if each.id == condition.signifier]
    if not asked:
        yield Problem(path, f"Er is geen vraag met de id '{condition.signifier}'. Kies een bestaande vraag.")
        return
    if asked[0] >= number:
        yield Problem(path, f"De vraag '{condition.signifier}' komt niet eerder. Zet die vraag hiervoor.")
    other = framework.signifiers[asked[0]]
    if not isinstance(other, Prompt | SingleChoice | MultipleChoice | PictureChoice):
        yield Problem(path, f"De vraag '{other.id}' heeft geen vaste antwoorden. Kies een keuzevraag.")
        return
    known = {each.id for each in other.options}
    for option in condition.options:
        if option not in known:
            yield Problem(path, f"De vraag '{other.id}' heeft geen antwoord '{option}'. Kies een bestaand antwoord.")


def _reach(framework: Framework, paths: dict[int, str]) -> Iterator[Problem]:
    """Name each question that nobody can ever meet; a condition that is wrong in itself is named elsewhere."""
    for each in unreachable(framework.signifiers):
        number = next(n for n, other in enumerate(framework.signifiers) if other is each)
        condition = each.condition
        if condition is None or next(_condition(framework, number, ""), None) is not None:
            continue
        path = f"{paths[number]}.{'show_unless' if condition.negated else 'show_if'}"
        if condition.negated:
            yield Problem(
                path,
                f"Deze vraag krijgt niemand te zien: bij '{condition.signifier}' kiest iedereen een van deze. "
                "Haal er een antwoord af, of haal de voorwaarde weg.",
            )
        else:
            yield Problem(
                path,
                f"Deze vraag krijgt niemand te zien, want de vraag '{condition.signifier}' krijgt ook niemand te zien. "
                "Verander de voorwaarde hier of daar.",
            )


def _interviewer(framework: Framework, number: int, path: str) -> Iterator[Problem]:
    """A question for the interviewer stands apart: tellers who are alone must not miss or need it."""
    signifier = framework.signifiers[number]
    if signifier.interviewer:
        if signifier in (framework.prompt, framework.voice_question) or _is_told(signifier):
            yield Problem(f"{path}.interviewer", "Deze vraag is voor de verteller. Haal 'interviewer' hier weg.")
        if signifier.required:
            message = "Een vraag voor de interviewer mag niet verplicht zijn. Zet hier 'skippable: true'."
            yield Problem(f"{path}.required", message)
    condition = signifier.condition
    earlier = next((each for each in framework.signifiers if condition and each.id == condition.signifier), None)
    if earlier and earlier.interviewer is not signifier.interviewer:
        yield Problem(
            path,
            f"De vragen '{earlier.id}' en '{signifier.id}' hangen samen, maar één is voor de interviewer. "
            "Maak ze allebei voor de interviewer, of haal de voorwaarde weg.",
        )


def _is_told(signifier: Signifier) -> bool:
    return (isinstance(signifier, LongText) and signifier.is_story) or (
        isinstance(signifier, ShortText) and signifier.is_title
    )


def _roles(framework: Framework, number: int, path: str) -> Iterator[Problem]:
    signifier = framework.signifiers[number]
    if not signifier.wording_by_role:
        return
    path = f"{path}.wording_by_role"
    voices = next(((n, each) for n, each in enumerate(framework.signifiers) if each.id == framework.voices), None)
    if voices is None or not isinstance(voices[1], SingleChoice):
        yield Problem(path, "Er is geen vraag wie er spreekt. Voeg die toe, of haal deze woorden per rol weg.")
        return
    if voices[0] >= number:
        yield Problem(path, f"Deze woorden hangen af van de rol. Zet de vraag '{voices[1].id}' vóór deze vraag.")
    roles = {each.id for each in voices[1].options}
    anchors = {each.id for each in (*anchors_of(signifier), *axes_of(signifier))}
    for wording in signifier.wording_by_role:
        here = f"{path}.{wording.role}"
        if wording.role not in roles:
            known = ", ".join(sorted(roles))
            yield Problem(here, f"De rol '{wording.role}' bestaat niet. Kies uit: {known}.")
        for id, _ in wording.anchors:
            if id not in anchors:
                yield Problem(f"{here}.anchors.{id}", f"Deze vraag heeft geen onderdeel '{id}'. Gebruik dezelfde id's.")
