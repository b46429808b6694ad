"""Who is missing: the shares of our tellers beside those of the people who could have told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from raamvertelling.core.display import Shown, coverage_html
from raamvertelling.core.framework.kinds import Option
from raamvertelling.core.results import Estimate, TooFew
from raamvertelling.core.stats.intervals import wilson
from raamvertelling.core.stats.methods import source_of

METHOD = "wie-ontbreekt"
FEWEST = 10


@dataclass(frozen=True, slots=True)
class Represented:
    """One group: how many of our tellers, how many people there are, and the difference between both shares.

    Attributes
    ----------
    share : of our tellers, with a margin that holds for all groups together.
    expected : share of the population, 0..1, known exactly.
    gap : share minus expected, with the same margin.
    """

    id: str
    label: str
    told: int
    people: int
    share: Estimate
    expected: float
    gap: Estimate

    @property
    def is_missing(self) -> bool:
        """Whether this group surely tells less than its share."""
        return self.gap.interval is not None and self.gap.interval[1] < 0

    @property
    def is_loud(self) -> bool:
        """Whether this group surely tells more than its share."""
        return self.gap.interval is not None and self.gap.interval[0] > 0

    @property
    def short(self) -> int:
        """Return how many tellers fewer there are than its share would give, never below zero."""
        return max(0, round((self.expected - self.share.value) * self.share.n))


@dataclass(frozen=True, slots=True)
class Coverage(Shown):
    """All groups, who is missing first.

    Attributes
    ----------
    groups : the surest shortage first.
    n : tellers in one of these groups. missing : tellers who did not answer.
    elsewhere : tellers with an answer that the population file does not know.
    unasked : codes of the population file for which the question has no answer, with the number of people.
    """

    groups: tuple[Represented, ...]
    n: int
    people: int
    missing: int
    elsewhere: int
    unasked: tuple[tuple[str, int], ...]

    def _html(self) -> Sequence[str]:
        return coverage_html(self)

    @property
    def absent(self) -> tuple[Represented, ...]:
        """Return the groups that surely tell less than their share."""
        return tuple(each for each in self.groups if each.is_missing)


def coverage(
    options: Sequence[Option], told: Sequence[str | None], population: Mapping[str, int], *, language: str = "nl"
) -> Coverage:
    """Compare tellers with the population by the answers to one choice question.

    Parameters
    ----------
    options : the answers of the question.
    told : of each teller, once, the option that was chosen; None without an answer.
    population : number of people by the id or the text of an option, each 0 or more; capitals do not matter.

    Returns
    -------
    Coverage over the options that the population knows.

    Raises
    ------
    TooFew : fewer than 10 tellers in these groups, or no people.
    ValueError : the population knows fewer than two of the options, a number is negative, or two codes are one option.

    Notes
    -----
    The share of our tellers has a Wilson interval at 1 - 0.05 / groups (Bonferroni), because the most striking of all
    groups is looked at. The population is no sample: its share has no margin, and the gap has that of our share.

    References
    ----------
    Wilson (1927), doi:10.1080/01621459.1927.10502953. Checked against statsmodels proportion_confint.
    """
    people, unasked = matched(options, population, language=language)
    counts = {id: sum(each == id for each in told) for id in people}
    n, whole = sum(counts.values()), sum(people.values())
    if n < FEWEST:
        raise TooFew(
            f"Om te zien wie ontbreekt zijn minstens {FEWEST} vertellers met een antwoord nodig. Nu zijn het er {n}."
        )
    names = {option.id: option.text.in_language(language) for option in options}
    groups = [_represented(id, names[id], counts[id], n, people[id], whole, len(people)) for id in people]
    groups.sort(key=lambda each: (not each.is_missing, each.is_loud, each.gap.value, each.id))
    answered = sum(each is not None for each in told)
    return Coverage(tuple(groups), n, whole, len(told) - answered, answered - n, unasked)


def matched(
    options: Sequence[Option], population: Mapping[str, int], *, language: str = "nl"
) -> tuple[dict[str, int], tuple[tuple[str, int], ...]]:
    """Return the number of people by option that the population knows, and its codes that are no option.

    Raises
    ------
    TooFew : there are no people in these options.
    ValueError : as `coverage`.
    """
    known = {option.text.in_language(language).casefold(): option.id for option in options}
    known |= {option.id.casefold(): option.id for option in options}
    people: dict[str, int] = {}
    unasked = []
    for code, number in population.items():
        if number < 0:
            raise ValueError(f"Bij ‘{code}’ staat {number} mensen. Een aantal is nul of meer.")
        id = known.get(code.strip().casefold())
        if id is None:
            unasked.append((code, number))
        elif id in people:
            raise ValueError(f"‘{code}’ staat twee keer in het bevolkingsbestand, als code en als antwoord.")
        else:
            people[id] = number
    if len(people) < 2:
        listed = ", ".join(f"{option.id} ({option.text.in_language(language)})" for option in options[:12])
        strange = f" Onbekend zijn: {', '.join(code for code, _ in unasked[:5])}." if unasked else ""
        raise ValueError(
            "Het bevolkingsbestand en deze vraag hebben minder dan twee antwoorden gemeen."
            f"{strange} De codes van de vraag zijn: {listed}."
        )
    if not any(people.values()):
        raise TooFew("In het bevolkingsbestand staan alleen nullen. Zet er het aantal mensen per groep in.")
    return people, tuple(unasked)


def _represented(id: str, label: str, told: int, n: int, people: int, whole: int, groups: int) -> Represented:
    share = wilson(told, n, level=1 - 0.05 / groups)
    expected = people / whole
    low, high = share.interval or (0.0, 1.0)
    gap = Estimate(share.value - expected, (low - expected, high - expected), n, METHOD, source_of(METHOD))
    return Represented(id, label, told, people, share, expected, gap)
