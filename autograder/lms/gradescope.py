"""The zip file of Gradescope (programming assignment → Export Submissions).

    assignment_456_export/submission_metadata.yml
    assignment_456_export/submission_123/name-as-uploaded.ipynb

The metadata, YAML written by Ruby, says for each `submission_123` its `:submitters` (with
`:name`, `:sid`, `:email`; several for a group) and when it was created (`:created_at`). Only the
submission that counts is exported. Its older ones are named under `:history`, without files.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

import yaml

from autograder.course import CourseError
from autograder.lms.archive import Export, LeftOut, Member, Unreadable
from autograder.lms.claims import Claim, Claims, Owner, sort_out

METADATA = "submission_metadata.yml"


class _Loader(yaml.CSafeLoader):  # type: ignore[misc]
    """Reads plain data; objects of Ruby become the data they hold."""


def _plain(loader: Any, _: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    return None if isinstance(node, yaml.SequenceNode) else loader.construct_scalar(node)


def _text(loader: Any, node: yaml.Node) -> str:
    """Return what Ruby writes as bytes: text that is not wholly UTF-8."""
    return str(loader.construct_yaml_binary(node).decode("utf-8", "replace"))


_Loader.add_multi_constructor("!ruby/", _plain)
_Loader.add_constructor("!binary", _text)
_Loader.add_constructor("tag:yaml.org,2002:binary", _text)


def read(export: Export) -> tuple[Claims, list[LeftOut]]:
    """Return whose the files of a Gradescope export are, and which are nobody's.

    Raises CourseError when the export's list of submissions is missing or damaged.
    """
    found = sorted(
        (one for one in export.members if one.path.name == METADATA),
        key=lambda one: len(one.path.parts),
    )
    if not found:
        raise CourseError(f"the export holds no {METADATA}, which says whose a submission is")
    submissions, base = submissions_in(found[0]), found[0].path.parent

    def read_one(member: Member) -> tuple[Claim, ...] | str:
        claim = claim_of(member, base, submissions)
        return (claim,) if claim else f"{METADATA} does not say whose it is"

    return sort_out((one for one in export.members if one is not found[0]), read_one)


def submissions_in(member: Member) -> Mapping[Any, Any]:
    """Return the submissions that an export's metadata lists. Raises CourseError."""
    try:
        loaded = yaml.load(member.read(), Loader=_Loader)
    except (Unreadable, yaml.YAMLError, ValueError, RecursionError) as error:
        reason = str(error).partition("\n")[0]
        raise CourseError(f"{METADATA} of the export cannot be read: {reason}") from error
    if not isinstance(loaded, Mapping):
        raise CourseError(f"{METADATA} of the export lists no submissions")
    return loaded


def claim_of(member: Member, base: PurePosixPath, submissions: Mapping[Any, Any]) -> Claim | None:
    """Return whose a file is, by the folder it is in under `base`, or None."""
    if not member.path.is_relative_to(base):
        return None
    inside = member.path.relative_to(base).parts
    entry = submissions.get(inside[0])
    if not isinstance(entry, Mapping) or len(inside) < 2:
        return None
    submitters = entry.get(":submitters") or []
    owners = tuple(_owner(one) for one in submitters if isinstance(one, Mapping))
    time = _time(entry.get(":created_at"))
    order = time.timestamp() if time else 0.0
    name = str(PurePosixPath(*inside[1:]))
    return Claim(member, name, owners, order, inside[0], time) if owners else None


def _owner(submitter: Mapping[Any, Any]) -> Owner:
    def get(key: str) -> str:
        value = submitter.get(key)
        return str(value).strip() if isinstance(value, str | int) else ""

    ids = tuple(filter(None, (get(":sid"), get(":email"))))
    return Owner("", ids, get(":name"))


def _time(value: Any) -> datetime | None:
    """Return a moment: YAML's own, text, or what Ruby's TimeWithZone holds."""
    if isinstance(value, Mapping):
        value = value.get("utc")
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip().replace(" UTC", "+00:00"))
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
