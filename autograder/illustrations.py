"""Which illustrations need not run: those whose names nothing else in the notebook uses.

A released cell tagged `illustration` only shows something. Grading shows no drawing, so such a
cell is left out, which is half of a hand-in's time, as long as nothing can tell. Decided in the
student process before any student line runs: reading a cell may take it down, nobody else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from autograder.names import Names, names_of

# Whoever uses one of these may reach every name without spelling it.
REACHING = frozenset({"eval", "exec", "globals", "locals", "vars", "get_ipython"})


def needless(cells: Sequence[str], drawing: Collection[int], others: Sequence[str]) -> list[int]:
    """Return the numbers of the `cells` that need not run, out of the `drawing` ones.

    `others` are sources that run after the cells. An illustration that has to run may need
    another one.
    """
    found = [_names(source) for source in cells]
    needed = _used(names for number, names in enumerate(found) if number not in drawing)
    needed |= _used(map(_names, others))
    if needed & REACHING:
        return []
    left_out = set(drawing)
    while wanted := {number for number in left_out if found[number].bound & needed}:
        left_out -= wanted
        needed |= _used(found[number] for number in wanted)
    return sorted(left_out)


def _names(source: str) -> Names:
    """Return a cell's names; one that is no plain Python may hold magics, which reach all."""
    return names_of(source) or Names(used=REACHING)


def _used(names: Iterable[Names]) -> frozenset[str]:
    return frozenset().union(*(one.used for one in names))
