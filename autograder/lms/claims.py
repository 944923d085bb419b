"""Which file of an export is whose: what the readers of the systems' exports return."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from autograder.filenames import printable
from autograder.lms.archive import Export, LeftOut, Member


@dataclass(frozen=True)
class Owner:
    """Whom a system says a file is from: its own id, other ids (mail, number), the name.

    Where it is not `sure` that the id is a student's, the name has to fit too.
    """

    lms_id: str = ""
    ids: tuple[str, ...] = ()
    name: str = ""
    sure: bool = True

    def __str__(self) -> str:
        return printable(self.name or next(filter(None, [self.lms_id, *self.ids]), "nobody"))


@dataclass(frozen=True)
class Claim:
    """A file, whose it may be, and under which name it was handed in.

    Of a group's file there are several owners. The later of two submissions has the larger
    `order`; files of one `submission` belong together.
    """

    member: Member
    name: str
    owners: tuple[Owner, ...]
    order: float = 0.0
    submission: str = ""
    time: datetime | None = None
    late: bool = False


# A name that can be read in several ways makes several claims, the likeliest first.
Claims = list[tuple[Claim, ...]]
Reader = Callable[[Export], tuple[Claims, list[LeftOut]]]


def sort_out(
    members: Iterable[Member], read: Callable[[Member], tuple[Claim, ...] | str]
) -> tuple[Claims, list[LeftOut]]:
    """Return the claims that `read` finds, and what it gives a reason for instead as left out."""
    claims: Claims = []
    strays = []
    for member in members:
        found = read(member)
        if isinstance(found, str):
            strays.append(LeftOut(str(member.path), found))
        else:
            claims.append(found)
    return claims, strays
