"""The zip file of Canvas (Assignment → Download Submissions).

Canvas writes all files into one folder, named (lib/content_zipper.rb of canvas-lms)

    lastnamefirstname_[LATE_]USERID_FILEID_name-as-uploaded.ipynb

the name in lower case without anything but letters, digits and underscores; `anon_…` instead of
name and id when the assignment is graded anonymously; `…_USERID_text.html` and `…_link.html` for
text entries and links. Canvas adds `-1`, `-2` … to the name of a file that is uploaded again.
The larger FILEID is the later file. Of a group's hand-in one member alone is named.

Students choose the names of their files, and some their own: numbers that come after the first
two, or after a third if a student's name ends with the first, are never taken for ids.
"""

from __future__ import annotations

import re

from autograder.lms.archive import Export, LeftOut, Member
from autograder.lms.claims import Claim, Claims, Owner, sort_out

IDS = re.compile(r"(?=_(?P<late>LATE_)?(?P<user>\d+)_(?P<file>\d+)_(?P<name>.+))", re.DOTALL)
ENTRY = re.compile(r"(?P<who>.*?)_(?P<late>LATE_)?(?P<user>\d+)_(?P<name>(?:text|link)\.html)")
# An anonymous id is five letters and digits; only digits are the id of a user called Anon.
ANONYMOUS = re.compile(
    r"anon_(?:LATE_)?(?=\d*[A-Za-z])[A-Za-z0-9]{5}_(?:\d+_.+|.+\.html)", re.DOTALL
)


def read(export: Export) -> tuple[Claims, list[LeftOut]]:
    """Return whose the files of a Canvas export are, and which are nobody's."""
    tops = {member.path.parts[0] for member in export.members if len(member.path.parts) > 1}
    around = len(tops) == 1 and all(len(member.path.parts) > 1 for member in export.members)
    return sort_out(
        export.members, lambda member: claims_of(member, int(around)) or _reason(member)
    )


def _reason(member: Member) -> str:
    if ANONYMOUS.fullmatch(member.path.name):
        return "anonymous: show names in Canvas, then download again"
    return "not named as Canvas names files"


def claims_of(member: Member, around: int = 0) -> tuple[Claim, ...]:
    """Return whose a file may be by its name, or by that of the folder it is in.

    `smith_2_5_9_x` is user 2's, or user 5's if it is a student called `smith_2`. A folder is what
    was unpacked of a student's own zip file. `around` folders stand around all files.
    """
    name, *inside = member.path.parts[around:]
    if ANONYMOUS.fullmatch(name):
        return ()
    found = list(IDS.finditer(name))
    entry = ENTRY.fullmatch(name)
    if entry and not found:
        owner = Owner(entry["user"], (), entry["who"])
        name = "/".join(inside) or entry["name"]
        return (Claim(member, name, (owner,), late=bool(entry["late"])),)
    # A number that belongs to the student's name stands right before the two that count.
    rivals = [one for one in found[1:2] if one.start() == found[0].start("file") - 1]
    readings = [*found[:1], *rivals]
    return tuple(_claim(member, one, "/".join(inside), one is found[0]) for one in readings)


def _claim(member: Member, found: re.Match[str], inside: str, sure: bool) -> Claim:
    owner = Owner(found["user"], (), found.string[: found.start()], sure)
    name, order, late = inside or found["name"], float(found["file"]), bool(found["late"])
    return Claim(member, name, (owner,), order, late=late)
