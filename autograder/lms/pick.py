"""Choose which of a student's files make the hand-in, and under which names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from autograder.lms.archive import LeftOut
from autograder.lms.claims import Claim
from autograder.timestamp import TIMESTAMP

AGAIN = re.compile(r"(.+?)(?:-\d+| ?\(\d+\))")  # Canvas's and browsers' mark of a second file


def pick(
    claims: list[Claim], notebooks: list[str], trusted: bool
) -> tuple[dict[str, Claim], list[LeftOut]]:
    """Return a hand-in's files by name, and those left out with the reason.

    Of several submissions the latest counts, of several files of one name the latest file.
    `trusted` is whether a `timestamp.txt` among them may set the time.
    """
    latest = max(claims, key=lambda claim: (claim.order, claim.submission)).submission
    files: dict[str, Claim] = {}
    left = []
    for claim in sorted(claims, key=lambda claim: claim.order):
        if claim.submission != latest:
            left.append(_superseded(claim, latest))
        elif claim.name == TIMESTAMP and not trusted:
            left.append(LeftOut(str(claim.member.path), "a student cannot set the time"))
        else:
            left += _place(files, claim, released_name(claim.name, notebooks))
    return files, left


def _place(files: dict[str, Claim], claim: Claim, name: str) -> list[LeftOut]:
    """Put a file among the others; where it cannot be told which is later, both stay."""
    other = files.get(name)
    if other is None:
        files[name] = claim
    elif other.order < claim.order:
        files[name] = claim
        return [_superseded(other, str(claim.member.path))]
    elif claim.name not in files:
        files[claim.name] = claim
    elif other.name not in files:
        files[other.name], files[name] = other, claim
    else:
        return [LeftOut(str(claim.member.path), "another file of the hand-in has this name")]
    return []


def _superseded(claim: Claim, by: str) -> LeftOut:
    return LeftOut(str(claim.member.path), f"superseded by {by}", expected=True)


def released_name(name: str, notebooks: Iterable[str]) -> str:
    """Return the name a notebook was released under; other names stay.

    `1_derivative-2.ipynb` and `1_derivative (2).ipynb` are a second `1_derivative.ipynb`.
    """
    stem, dot, ending = name.rpartition(".")
    again = AGAIN.fullmatch(stem)
    if ending == "ipynb" and stem not in notebooks and again and again[1] in notebooks:
        return f"{again[1]}{dot}{ending}"
    return name
