"""Which illustrations need not run: those whose names nothing else in the notebook uses.

A released cell tagged `illustration` only shows something. Grading shows no drawing, so such a
cell is left out, which is half of a hand-in's time, as long as nothing can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from autograder.names import Names, names_of

# Whoever uses one of these may reach every name, or what a cell showed, without spelling it.
REACHING = frozenset(
    "eval exec globals locals vars dir get_ipython __main__ In Out _ __ ___ _ih _oh".split()
)


@dataclass(frozen=True)
class Illustrations:
    """The names of a hand-in's illustrations by cell number, and what the other cells use.

    `used` are the names in cells that are as released; `unread` are sources of the student's,
    to be read where that can harm nobody.
    """

    names: Mapping[int, Names] = field(default_factory=dict)
    used: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()

    def needless(self, used: Iterable[str]) -> set[int]:
        """Return the cells that need not run when the unread sources use these names.

        An illustration that has to run may need another one.
        """
        needed = self.used.union(used)
        if needed & REACHING:
            return set()
        left_out = set(self.names)
        while wanted := {number for number in left_out if self.names[number].bound & needed}:
            left_out -= wanted
            needed = needed.union(*(self.names[number].used for number in wanted))
        return left_out


def used_names(sources: Iterable[str]) -> frozenset[str]:
    """Return the global names that cells use."""
    return frozenset().union(*(cell_names(source).used for source in sources))


def cell_names(source: str) -> Names:
    """Return a cell's names; one that is no plain Python may hold magics, which reach all."""
    return names_of(source) or Names(used=REACHING)
