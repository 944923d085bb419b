"""The zip file of Canvas (Assignment → Download Submissions).

Canvas writes all files into one folder, named (lib/content_zipper.rb of canvas-lms)

    lastnamefirstname_[LATE_]USERID_FILEID_name-as-uploaded.ipynb

the name in lower case without anything but letters, digits and underscores; `anon_…` instead of
name and id when the assignment is graded anonymously; `…_USERID_text.html` and `…_link.html` for
text entries and links. Canvas adds `-1`, `-2` … to the name of a file that is uploaded again.
The larger FILEID is the later file.
"""

from __future__ import annotations

import re

from autograder.lms.archive import Export, LeftOut, Member
from autograder.lms.claims import Claim, Claims, Owner, sort_out

IDS = re.compile(r"(?=_(?P<late>LATE_)?(?P<user>\d+)_(?P<file>\d+)_(?P<name>.+))", re.DOTALL)
ENTRY = re.compile(r"(?P<who>.*?)_(?P<late>LATE_)?(?P<user>\d+)_(?P<name>(?:text|link)\.html)")
ANONYMOUS = re.compile(r"anon_(?:LATE_)?\w+?_\d+_.+", re.DOTALL)


def read(export: Export) -> tuple[Claims, list[LeftOut]]:
    """Return whose the files of a Canvas export are, and which are nobody's."""
    return sort_out(export.members, lambda member: claims_of(member) or _reason(member))


def _reason(member: Member) -> str:
    if ANONYMOUS.fullmatch(member.path.name):
        return "anonymous: show names in Canvas, then download again"
    return "not named as Canvas names files"


def claims_of(member: Member) -> tuple[Claim, ...]:
    """Return whose a file may be by its name: `smith_2_5_9_x` is of user 5, or else of user 2."""
    name = member.path.name
    if ANONYMOUS.fullmatch(name):
        return ()
    found = list(IDS.finditer(name))
    entry = ENTRY.fullmatch(name)
    if entry and not found:
        owner = Owner(entry["user"], (), entry["who"])
        return (Claim(member, entry["name"], (owner,), late=bool(entry["late"])),)
    return tuple(
        Claim(
            member,
            one["name"],
            (Owner(one["user"], (), name[: one.start()]),),
            float(one["file"]),
            late=bool(one["late"]),
        )
        for one in found
    )
