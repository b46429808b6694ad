"""One story through the whole engine: numbers, the tagger, rules, other engines; then names in full, everywhere."""

from collections.abc import Mapping, Sequence

from raamvertelling.core.privacy.finding import find_names
from raamvertelling.core.privacy.identifiers import Finder, seen_by_form
from raamvertelling.core.privacy.model import Model, the_model
from raamvertelling.core.privacy.names import find_by_rule
from raamvertelling.core.privacy.spans import Span, union
from raamvertelling.core.privacy.spreading import Names, whole_names
from raamvertelling.core.privacy.tokens import Read, read

Story = Mapping[str, str]


def find_details(
    stories: Sequence[Story], engines: Sequence[Finder] = (), model: Model | None = None
) -> list[dict[str, tuple[Span, ...]]]:
    """Return for every story and every part of it the places that could identify somebody.

    Parameters
    ----------
    stories : the parts of each story by name. Names of one story are looked for in all its parts, never in another.
    engines : other finders, off by default; what they find is added, nothing is taken away.
    model : for measuring another model; else the one that comes with the program.

    Returns
    -------
    Spans in order that do not overlap, with offsets in code points.
    """
    model = model or the_model()
    reads = [{part: read(text) for part, text in story.items()} for story in stories]
    flat = [each for parts in reads for each in parts.values()]
    names = iter(find_names(model, flat))
    first = [{part: (*next(names), *_ruled(model, each, engines)) for part, each in parts.items()} for parts in reads]
    return [_complete(model, parts, spans) for parts, spans in zip(reads, first, strict=True)]


def _ruled(model: Model, each: Read, engines: Sequence[Finder]) -> list[Span]:
    others = [span for engine in engines for span in engine(each.text)]
    return [*seen_by_form(each.text), *others, *find_by_rule(each, model.lexicon)]


def _complete(
    model: Model, parts: Mapping[str, Read], found: Mapping[str, Sequence[Span]]
) -> dict[str, tuple[Span, ...]]:
    names = Names(model.lexicon)
    whole = {part: union(whole_names(each, union(found[part]), model.lexicon)) for part, each in parts.items()}
    for part, each in parts.items():
        names.learn(each, whole[part])
    return {part: union((*whole[part], *names.again(each))) for part, each in parts.items()}
