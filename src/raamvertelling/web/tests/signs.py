"""One question of every kind, with long words and an explanation, and a page that shows one."""

from django.template.loader import render_to_string
from django.utils import translation

from raamvertelling.core.framework import (
    Anchor,
    Dyad,
    LongText,
    MultipleChoice,
    Option,
    PictureChoice,
    Prompt,
    RoleWording,
    Scale,
    ShortText,
    Signifier,
    SingleChoice,
    Stones,
    Triad,
    Wording,
)
from raamvertelling.core.pictures import FACE_SCALE, PICTURES
from raamvertelling.web.pages import ErrorLine
from raamvertelling.web.signifier_forms import signifier_field


def say(dutch: str, arabic: str = "") -> Wording:
    return Wording((("nl", dutch), ("ar", arabic)) if arabic else (("nl", dutch),))


ABOUT = Triad(
    id="about",
    text=say("In dit verhaal ging het vooral om:", "في هذه القصة كان الأمر يتعلق أساسًا بـ:"),
    not_applicable=True,
    anchors=(
        Anchor("mens", say("de mens", "الإنسان")),
        Anchor("regels", say("de regels", "القواعد")),
        Anchor("geld", say("het geld", "المال")),
    ),
    wording_by_role=(RoleWording("manager", anchors=(("mens", say("de inwoner en de medewerker")),)),),
)
DECIDED = Triad(
    id="decided",
    text=say("Wie bepaalde wat er gebeurde?"),
    help=say("Zet de stip dicht bij het woord dat het best past. In het midden mag ook."),
    not_applicable=True,
    anchors=(
        Anchor("ikzelf", say("ikzelf, als verantwoordelijkheidsdrager")),
        Anchor("team", say("mijn team en onze samenwerkingspartners"), say("De mensen die u hielpen.")),
        Anchor("systeem", say("het systeem van regels en registratie"), say("Regels, computers en loketten.")),
    ),
)
LEEWAY = Dyad(
    id="leeway",
    text=say("In dit verhaal was er...", "في هذه القصة كان هناك..."),
    not_applicable=True,
    left=say("geen ruimte om van de regel af te wijken", "لا مجال للخروج عن القاعدة"),
    right=say("zoveel ruimte dat het willekeur werd", "مجال واسع حتى صار تعسفًا"),
)
NETWORK = Stones(
    id="network",
    text=say("Wie speelde een rol in uw verhaal?"),
    help=say("Alleen de stenen die erbij horen. De andere laat u liggen."),
    not_applicable=True,
    stones=(
        Anchor("wijkteam", say("wijkteam")),
        Anchor("huisarts", say("huisarts")),
        Anchor("buren", say("buren en vrienden")),
        Anchor("corporatie", say("woningcorporatie"), say("Uw huisbaas.")),
    ),
    x_left=say("hielp niet"),
    x_right=say("hielp veel"),
    y_bottom=say("weinig invloed"),
    y_top=say("veel invloed"),
)
ROLE = SingleChoice(
    id="role",
    text=say("Vanuit welke rol vertelt u dit verhaal?"),
    required=True,
    options=(
        Option("inwoner", say("Inwoner"), say("Het gaat over uzelf, uw familie of uw buurt.")),
        Option("professional", say("Professional"), say("U werkt met inwoners, betaald of als vaste vrijwilliger.")),
    ),
)
BARRIERS = MultipleChoice(
    id="barriers",
    text=say("Welke regels of schotten zaten in de weg?"),
    maximum=2,
    options=(
        Option("wmo", say("Wmo"), say("De wet voor hulp thuis en meedoen.")),
        Option("jeugdwet", say("Jeugdwet")),
        Option("wachttijd", say("Wachttijd")),
        Option("geen", say("Er zat niets in de weg"), exclusive=True),
    ),
)
MOOD = PictureChoice(
    id="mood",
    text=say("Welk gevoel past het best bij uw verhaal?", "أي شعور يناسب قصتك أكثر؟"),
    not_applicable=True,
    options=(
        Option("opgelucht", say("Opgelucht", "ارتياح"), image="opgelucht"),
        Option("gesteund", say("Gesteund door mensen", "دعم"), say("Iemand hielp u."), image="gesteund"),
        Option("machteloos", say("Machteloos", "عجز"), image="machteloos"),
        Option("alleen", say("Alleen", "وحدة"), image="alleen"),
        Option("verantwoordelijk", say("Verantwoordelijkheidsgevoel"), image="trots"),
        Option("ingelezen", say("Iets anders"), image="plaatjes/anders.png"),
    ),
)
FACES = PictureChoice(
    id="faces",
    text=say("Hoe voelde u zich toen?", "كيف كان شعورك حينها؟"),
    ordered=True,
    options=tuple(Option(name, say(PICTURES[name].words.capitalize()), image=name) for name in FACE_SCALE),
)
GRADE = Scale(id="grade", text=say("Hoe goed werd u geholpen?"), left=say("heel slecht"), right=say("heel goed"))
PROMPT = Prompt(
    id="prompt",
    text=say("Waar wilt u over vertellen?"),
    required=True,
    options=(
        Option("vroeg", say("Denk aan een keer dat iemand er vroeg bij was. Of juist te laat. Wat gebeurde er?")),
        Option("gek", say("Wanneer dacht u: ben ik nou gek? Of juist: zo hoort het. Wat gebeurde er?")),
    ),
)
STORY = LongText(
    id="story",
    text=say("Vertel uw verhaal."),
    help=say("Vertel wat er gebeurde. Een paar zinnen is genoeg."),
    required=True,
    is_story=True,
)
TITLE = ShortText(id="title", text=say("Geef uw verhaal een titel."), max_length=80, is_title=True)

SIGNS: dict[str, Signifier] = {
    each.id: each
    for each in (ABOUT, DECIDED, LEEWAY, NETWORK, ROLE, BARRIERS, MOOD, FACES, GRADE, PROMPT, STORY, TITLE)
}


def render_sign(id: str, *, language: str = "nl", raw: object = None, errors: tuple[str, ...] = ()) -> str:
    with translation.override(language):
        field = signifier_field(SIGNS[id], language=language, raw=raw, errors=errors)
        return render_to_string(
            "raam/styleguide_question.html",
            {
                "field": field,
                "place_name": "De Brug",
                "action": "/ontvangen/",
                "exit_url": "/weg/",
                "help_url": "/hulp/",
                "summary": [ErrorLine(text, field.dom_id) for text in errors],
            },
        )
