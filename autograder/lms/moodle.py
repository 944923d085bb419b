"""The zip file of Moodle (assignment → Download all submissions).

Moodle writes a folder for each student, or with “Download submissions in folders” off one folder
for all (mod/assign/classes/downloader.php):

    Full Name_ID_assignsubmission_file/name-as-uploaded.ipynb      a `_` before the / up to 4.0
    Full Name_ID_assignsubmission_file_name-as-uploaded.ipynb

ID is the number after “Participant” in Moodle's grading worksheet. With anonymous submissions
the name is `Participant`; of a group's submission it is the group's, and ID the group's number,
which a participant may have too. Moodle writes a blank for each `_` in a name, so that the first
`_ID_assignsubmission_` is its own, whatever name a student gives a file. Online text is
`…_assignsubmission_onlinetext/onlinetext.html`.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from autograder.lms.archive import Export, LeftOut, Member
from autograder.lms.claims import Claim, Claims, Owner, sort_out

PREFIX = re.compile(r"(?P<who>.*?)_(?P<id>\d+)_assignsubmission_(?P<type>file|onlinetext)(_|$)")


def read(export: Export) -> tuple[Claims, list[LeftOut]]:
    """Return whose the files of a Moodle export are, and which are nobody's."""
    unnamed = "not named as Moodle names files"
    return sort_out(export.members, lambda member: claims_of(member) or unnamed)


def claims_of(member: Member) -> tuple[Claim, ...]:
    """Return whose a file is by its folder's name, or by its own."""
    parts = member.path.parts
    for place, part in enumerate(parts):
        found = PREFIX.match(part)
        if found:
            rest = parts[place + 1 :] or (part[found.end() :],)
            owner = Owner(found["id"], (), found["who"], sure=False)
            return (Claim(member, str(PurePosixPath(*rest)), (owner,)),) if rest[0] else ()
    return ()
