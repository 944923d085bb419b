"""Have student text parsed by other processes; a text they cannot cope with is left out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

MAX_CHARACTERS = 20_000
MAX_DEATHS = 20


@dataclass(frozen=True)
class Parsed:
    """A program's pieces (hashes of short runs of its parts), and its code without remarks."""

    pieces: frozenset[int]
    bare: str


def parse_all(sources: Iterable[str], jobs: int = 1) -> dict[str, Parsed]:
    """Return what is known of each text that is Python and not too long, by the text."""
    texts = [one for one in dict.fromkeys(sources) if len(one) <= MAX_CHARACTERS]
    parts = [part for part in (texts[at::jobs] for at in range(jobs)) if part]
    with ThreadPoolExecutor(max(1, len(parts))) as threads:
        return {
            text: parsed
            for part in threads.map(lambda part: list(_parse(part)), parts)
            for text, parsed in part
        }


def _parse(texts: Sequence[str]) -> Iterator[tuple[str, Parsed]]:
    """Yield what a parsing process says; one that hangs or dies is replaced, its text skipped."""
    at, deaths = 0, 0
    while at < len(texts) and deaths < MAX_DEATHS:
        answers = _answers(texts[at:])
        for answer in answers:
            if answer != b"null\n":
                found = json.loads(answer)
                yield texts[at], Parsed(frozenset(found["pieces"]), found["bare"])
            at += 1
        if at < len(texts):
            at, deaths = at + 1, deaths + 1


def _answers(texts: Sequence[str]) -> Iterator[bytes]:
    """Yield the answers of one parsing process until it is done, or ends itself."""
    with tempfile.TemporaryFile() as questions:
        for text in texts:
            questions.write(json.dumps(text).encode() + b"\n")
        questions.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-m", "autograder.report.parsing"],
            stdin=questions,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "0"},
        )
        with process:
            assert process.stdout is not None
            try:
                yield from process.stdout
            finally:
                process.kill()
