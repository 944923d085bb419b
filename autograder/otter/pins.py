"""The exact packages the engine runs with here, for a machine that must grade the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import requires, version

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ENGINE = "autograder"


def pins(package: str = ENGINE) -> list[str]:
    """Return `name==version` of everything `package` needs, directly or not, itself left out.

    A build's local label is left out: `2.13.0+cpu` becomes `2.13.0`.
    """
    found: dict[str, str] = {}
    waiting = [Requirement(package)]
    seen: set[tuple[str, str]] = set()
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        for extra in ("", *wanted.extras):
            if (name, extra) not in seen:
                seen.add((name, extra))
                found[name] = version(name).partition("+")[0]
                waiting += _needs(name, extra)
    found.pop(package)
    return [f"{name}=={found[name]}" for name in sorted(found)]


def python() -> str:
    """Return the name of this Python's program, without its last number: `python3.11`."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}"


def _needs(name: str, extra: str) -> Iterator[Requirement]:
    for line in requires(name) or []:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield requirement
