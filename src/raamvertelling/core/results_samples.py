"""What drawing stories for a table returns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawn:
    """One story that was drawn, and why.

    Attributes
    ----------
    place : its place among the stories that were drawn from.
    stands_for : of a representative one: how many stories lie nearest to it or to its like, itself included.
    distance : of a different one: how far from those drawn before it, as a share of the largest such distance.
    group : of a quota: the group in which it has a seat.
    inside : of a gap: whether it lies in the gap or on the other side.
    """

    place: int
    stands_for: int | None = None
    distance: float | None = None
    group: str = ""
    inside: bool | None = None
