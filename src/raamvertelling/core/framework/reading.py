"""From nodes to dataclasses: one reader for each form of slot."""

from collections.abc import Callable
from typing import Any, TypeVar

from raamvertelling.core.framework.kinds import (
    KINDS,
    Anchor,
    Condition,
    ConsentText,
    Framework,
    Option,
    Purpose,
    RoleWording,
    Signifier,
    Wording,
)
from raamvertelling.core.framework.layout import (
    CHANNELS,
    IMAGE,
    LANGUAGE,
    NUMBER_RANGES,
    SCHEMA_NAME,
    TOO_LOW,
    Slot,
    is_special,
    slots,
)
from raamvertelling.core.framework.node import Node

T = TypeVar("T")

# In a file these stand for a field, or beside it, under a name of their own.
_ITEM_KEYS = {"type", "skippable", "show_if", "show_unless"}
_RENAMED = {"signifiers": "items", "condition": "show_if"}


def read_framework(root: Node) -> Framework | None:
    """Read the whole file; None only when it is not a mapping at all. Problems land in the notebook."""
    if not isinstance(root.value, dict):
        root.note("Dit is geen duidingskader. Begin het bestand met 'schema: framework/1'.")
        return None
    root.book.languages = _languages(root)
    _check_keys(root, Framework, {"schema"})
    if root.child("schema").value != SCHEMA_NAME:
        root.note(f"Zet bovenaan 'schema: {SCHEMA_NAME}', zodat wij weten hoe wij dit bestand moeten lezen.", "schema")
    return Framework(**_read_slots(root, Framework))


def _languages(root: Node) -> tuple[str, ...]:
    own = root.child("language").value
    if not isinstance(own, str) or not LANGUAGE.match(own):
        root.note("Zet hier de taal waarin u schrijft, zoals 'language: nl'.", "language")
        own = "nl"
    if not root.has("languages"):
        return (own,)
    found = []
    for node in root.child("languages").entries("talen"):
        if not isinstance(node.value, str) or not LANGUAGE.match(node.value):
            node.note("Dit is geen taalcode. Schrijf bijvoorbeeld 'nl', 'en' of 'ar'. Indonesisch is 'id-ID'.")
        elif node.value in found:
            node.note(f"De taal '{node.value}' staat er twee keer. Haal er één weg.")
        else:
            found.append(node.value)
    if found and own not in found:
        root.note(f"Zet de eigen taal '{own}' ook in deze lijst.", "languages")
    return (own, *(code for code in found if code != own))


def _check_keys(node: Node, cls: type, extra: set[str]) -> bool:
    here = slots(cls)
    keys = {_RENAMED.get(each.field, each.key).partition(".")[0] for each in here} | extra
    return node.expect_mapping(keys, translated={each.key for each in here if each.form == "text"})


def _read_slots(node: Node, cls: type) -> dict[str, Any]:
    return {each.field: _READERS[each.form](node, each) for each in slots(cls)}


def _read_text(node: Node, slot: Slot) -> Wording:
    return node.wording(slot.key, required=slot.required and slot.field != "help")


def _read_boxed(node: Node, slot: Slot) -> Wording:
    box = node.child(slot.key)
    outer, _, inner = slot.key.partition(".")
    if inner and isinstance(node.child(outer).value, dict):
        axis = node.child(outer)
        axis.expect_mapping({"left", "right"} if outer == "x_axis" else {"bottom", "top"})
    if box.value is None:
        node.note("Dit uiteinde ontbreekt. Schrijf er een tekst bij, zoals '{text: helemaal niet}'.", slot.key)
        return Wording()
    if not box.expect_mapping({"text"}, translated={"text"}):
        return Wording()
    return box.wording("text", required=True)


def _read_flag(node: Node, slot: Slot) -> bool:
    default = bool(slot.default)
    if slot.field.startswith("is_"):
        kind, own_id = KINDS.get(str(node.child("type").value)), node.child("id").value
        default = kind is not None and is_special(kind, str(own_id), slot.field)
    return node.child(slot.key).flag(default)


def _read_required(node: Node, slot: Slot) -> bool:
    """A question is required or may be skipped: the file says it with either word, and not with both."""
    required = node.child("required").flag(default=False)
    if not node.has("skippable"):
        return required
    skippable = node.child("skippable").flag(default=True)
    if required and skippable:
        node.note("Een vraag kan niet nodig zijn en ook overgeslagen worden. Haal één van de twee weg.", "skippable")
    return required or not skippable


def _read_number(node: Node, slot: Slot) -> int | None:
    child = node.child(slot.key)
    if child.value is None and slot.default is None:
        if slot.required:
            child.note("Hier ontbreekt een getal, zoals 1.")
            return 1
        return None
    lowest, highest = NUMBER_RANGES[slot.field]
    return child.number(lowest, highest, slot.default or lowest, TOO_LOW.get(slot.field, ""))


def _read_image(node: Node, slot: Slot) -> str:
    child = node.child(slot.key)
    image = child.line()
    if image and not IMAGE.match(image):
        child.note("Schrijf hier de naam van een plaatje, zoals 'blij'. Geen adres van een website.")
        return ""
    return image


def _read_channels(node: Node, slot: Slot) -> tuple[str, ...]:
    found: list[str] = []
    for each in node.child(slot.key).entries("wegen", at_least=0):
        if each.value not in CHANNELS:
            each.note(f"Deze weg kennen wij niet. Kies uit: {', '.join(CHANNELS)}.")
        elif each.value not in found:
            found.append(str(each.value))
    return tuple(found)


def _read_anchors(node: Node, slot: Slot) -> tuple[Anchor, ...]:
    return tuple(_read_list(node.child(slot.key), Anchor, "onderdelen"))


def _read_triad_anchors(node: Node, slot: Slot) -> tuple[Anchor, ...]:
    child = node.child(slot.key)
    found = tuple(_read_list(child, Anchor, "hoeken"))
    if isinstance(child.value, list | tuple) and len(child.value) != 3:
        child.note(f"Een driehoek heeft precies drie hoeken. Hier staan er {len(child.value)}. Maak er drie van.")
    return found


def _read_options(node: Node, slot: Slot) -> tuple[Option, ...]:
    return tuple(_read_list(node.child(slot.key), Option, "antwoorden"))


def _read_list(node: Node, cls: type[T], what: str) -> list[T]:
    taken: set[str] = set()
    found = []
    for each in node.entries(what):
        if _check_keys(each, cls, set()):
            values = _read_slots(each, cls)
            each.child("id").name(taken=taken, reserved=True)
            found.append(cls(**values))
    return found


def _read_roles(node: Node, slot: Slot) -> tuple[RoleWording, ...]:
    child = node.child(slot.key)
    if child.value is None:
        return ()
    if not isinstance(child.value, dict):
        child.note("Zet hier per rol de andere woorden, zoals 'professional: {text: ...}'.")
        return ()
    found = []
    for role in filter(_is_text(child), child.value):
        part = child.child(role)
        if part.expect_mapping({"text", "help", "anchors"}, translated={"text", "help"}):
            text, help = part.wording("text", required=False), part.wording("help", required=False)
            found.append(RoleWording(role, text, help, _read_role_anchors(part.child("anchors"))))
    return tuple(found)


def _read_role_anchors(node: Node) -> tuple[tuple[str, Wording], ...]:
    if node.value is None:
        return ()
    if not isinstance(node.value, dict):
        node.note("Zet hier per id de andere woorden, zoals 'mens: {text: de inwoner}'.")
        return ()
    found = []
    for id in filter(_is_text(node), node.value):
        part = node.child(id)
        if part.expect_mapping({"text"}, translated={"text"}):
            found.append((id, part.wording("text", required=True)))
    return tuple(found)


def _is_text(node: Node) -> Callable[[object], bool]:
    """Keep only the keys of a mapping that are text; others are noted."""

    def keep(key: object) -> bool:
        if not isinstance(key, str) or not key or "." in key or len(key) > 64:
            node.note("Links van de dubbele punt hoort een id te staan. Zet er zo nodig aanhalingstekens om.")
            return False
        return True

    return keep


def _read_condition(node: Node, slot: Slot) -> Condition | None:
    if node.has("show_if") and node.has("show_unless"):
        node.note("Gebruik 'show_if' of 'show_unless', niet allebei. Haal er één weg.", "show_unless")
    key = "show_if" if node.has("show_if") else "show_unless"
    child = node.child(key)
    if child.value is None:
        return None
    if not isinstance(child.value, dict) or len(child.value) != 1:
        child.note("Noem hier één eerdere vraag met het antwoord, zoals '{barriers: geen}'.")
        return None
    (signifier, wanted), *_ = child.value.items()
    options = tuple(wanted) if isinstance(wanted, list | tuple) else (wanted,)
    if not isinstance(signifier, str) or not options or not all(isinstance(each, str) for each in options):
        child.note("Schrijf hier de id van de vraag en de id van een of meer antwoorden.")
        return None
    return Condition(signifier, options, negated=key == "show_unless")


def _read_items(node: Node, slot: Slot) -> tuple[Signifier, ...]:
    taken: set[str] = set()
    found = []
    for each in node.child("items").entries("vragen"):
        signifier = read_item(each)
        each.child("id").name(taken=taken)
        if signifier is not None:
            found.append(signifier)
    return tuple(found)


def read_item(node: Node) -> Signifier | None:
    """Read one question; None only when it is not a mapping or of no kind that we know."""
    if not isinstance(node.value, dict):
        node.note("Hier hoort een vraag, met onderdelen zoals 'id:', 'type:' en 'text:'.")
        return None
    name = node.child("type").value
    cls = KINDS.get(name) if isinstance(name, str) else None
    if cls is None:
        known = ", ".join(sorted(KINDS))
        node.note(f"Dit soort vraag kennen wij niet. Kies uit: {known}.", "type")
        return None
    _check_keys(node, cls, _ITEM_KEYS)
    return cls(**_read_slots(node, cls))


def _read_consent(node: Node, slot: Slot) -> ConsentText:
    child = node.child("consent")
    if not isinstance(child.value, dict):
        child.note("Hier ontbreekt de toestemming. Schrijf op waarvoor u het verhaal wilt gebruiken.")
        return ConsentText(Wording(), Wording(), ())
    _check_keys(child, ConsentText, set())
    return ConsentText(**_read_slots(child, ConsentText))


def _read_purposes(node: Node, slot: Slot) -> tuple[Purpose, ...]:
    taken: set[str] = set()
    found = []
    for each in node.child("purposes").entries("gebruiken"):
        if not _check_keys(each, Purpose, {"default"}):
            continue
        if each.child("default").flag(default=False):
            each.note("Toestemming mag niet vooraf zijn aangekruist. Maak hier false van.", "default")
        found.append(
            Purpose(
                each.child("id").name(taken=taken),
                each.wording("text", required=True),
                each.child("required").flag(default=False),
            )
        )
    return tuple(found)


def _read_voices(node: Node, slot: Slot) -> str:
    """`voices: role` names the question; `voices: null` says that there are no voices; absent means `role`."""
    return node.child("voices").line() if node.has("voices") else "role"


_READERS: dict[str, Callable[[Node, Slot], Any]] = {
    "id": lambda node, slot: slot.default if slot.default and not node.has("id") else node.child("id").name(),
    "text": _read_text,
    "boxed": _read_boxed,
    "flag": _read_flag,
    "required": _read_required,
    "number": _read_number,
    "line": lambda node, slot: node.child(slot.key).line(slot.default or "", limit=200),
    "date": lambda node, slot: node.child(slot.key).day(),
    "image": _read_image,
    "language": lambda node, slot: node.book.languages[0],
    "languages": lambda node, slot: _languages_in_order(node),
    "channels": _read_channels,
    "voices": _read_voices,
    "condition": _read_condition,
    "roles": _read_roles,
    "anchors": _read_anchors,
    "triad_anchors": _read_triad_anchors,
    "options": _read_options,
    "items": _read_items,
    "consent": _read_consent,
    "purposes": _read_purposes,
}


def _languages_in_order(node: Node) -> tuple[str, ...]:
    """The languages as the file orders them, which is the order in which a teller is offered them."""
    known = node.book.languages
    written = node.child("languages").value
    if not isinstance(written, list | tuple):
        return known
    listed = list(dict.fromkeys(code for code in written if isinstance(code, str) and code in known))
    return tuple(listed) if known[0] in listed else known
