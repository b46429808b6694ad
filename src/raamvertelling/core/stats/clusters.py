"""Stories of one teller, or told at one storypoint, are not loose from each other: draw tellers anew, not stories."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from raamvertelling.core.stats.drawing import multinomials
from raamvertelling.core.stats.tables import BOOTSTRAPS, Counts, Floats, Statistic

_BATCH_CELLS = 2_000_000


@dataclass(frozen=True, slots=True)
class Clustered:
    """Stories with who told them.

    Attributes
    ----------
    groups, values : codes from 0, shape (n,): row and column of each story in its table.
    clusters : who told it, where, or to whom: equal numbers belong together, shape (n,).
    shape : number of groups and of values.
    within : whether groups keep their clusters; else all are drawn together, as for two sliders.
    """

    groups: Counts
    values: Counts
    clusters: Counts
    shape: tuple[int, int]
    within: bool = True

    def drawn(self, statistic: Statistic, *, rng: np.random.Generator, draws: int = BOOTSTRAPS) -> Floats:
        """Return the statistic of tables in which each cluster was drawn anew with all its stories, shape (draws, ...).

        Parameters
        ----------
        statistic : from tables of shape (draws, groups, values) to (draws, ...).

        Notes
        -----
        Clusters with stories in the same groups are drawn among each other, so that no group can become empty. Clusters
        of one story in the same cell are alike and are drawn as one number; the others each have a number of their own.
        With one story a cluster this is `tables.bootstrapped`.

        References
        ----------
        Davison & Hinkley (1997), Bootstrap Methods and their Application, par. 3.8. Checked against a loop that draws
        clusters by name, and against the closed form of a mean.
        """
        return np.concatenate([statistic(tables) for tables in self._tables(draws, rng)])

    def _tables(self, draws: int, rng: np.random.Generator) -> Iterator[Floats]:
        strata = list(self._strata())
        most = max([self.shape[0] * self.shape[1], *(len(counts) for counts, _ in strata)])
        size = max(1, _BATCH_CELLS // most)
        for start in range(0, draws, size):
            part = min(size, draws - start)
            flat = np.zeros((part, self.shape[0] * self.shape[1]))
            for counts, patterns in strata:
                flat += multinomials(counts[None], draws=part, rng=rng)[:, 0] @ patterns
            yield flat.reshape(part, *self.shape)

    def _strata(self) -> Iterator[tuple[Counts, csr_array]]:
        """Return for the clusters of each set of groups how many are alike, and the cells of their stories."""
        names, who = np.unique(self.clusters, return_inverse=True)
        cells, told = self.groups * self.shape[1] + self.values, np.ones(len(who))
        each = csr_array((told, (who, cells)), shape=(len(names), self.shape[0] * self.shape[1]))
        where = np.zeros((len(names), self.shape[0]), dtype=bool)
        where[who, self.groups if self.within else 0] = True
        single = np.bincount(who, minlength=len(names)) == 1
        own_cell = np.zeros(len(names), dtype=np.int64)
        own_cell[who] = cells
        _, stratum = np.unique(where, axis=0, return_inverse=True)
        for place in range(int(stratum.max(initial=-1)) + 1):
            inside = stratum.reshape(-1) == place
            alone, several = np.flatnonzero(inside & single), np.flatnonzero(inside & ~single)
            _, first, alike = np.unique(own_cell[alone], return_index=True, return_counts=True)
            kinds = np.concatenate([alone[first], several])
            yield np.concatenate([alike, np.ones(len(several), dtype=np.int64)]), each[kinds]
