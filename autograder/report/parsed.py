"""Have student text parsed by other processes; a text they cannot cope with is left out."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from autograder.report.parsing import BARE

PARSER = (sys.executable, "-m", "autograder.report.parsing")
MAX_CHARACTERS = 20_000
MAX_DEATHS = 20


def pieces_of(sources: Iterable[str], jobs: int = 1) -> dict[str, frozenset[int]]:
    """Return hashes of short runs of its parts for each text that is Python and not too long."""
    return {text: frozenset(found) for text, found in _all(sources, jobs, []).items()}


def bare(sources: Iterable[str]) -> dict[str, str]:
    """Return its code without remarks for each text that is Python and not too long."""
    return _all(sources, 1, [BARE])


def _all(sources: Iterable[str], jobs: int, words: list[str]) -> dict[str, Any]:
    texts = [one for one in dict.fromkeys(sources) if len(one) <= MAX_CHARACTERS]
    parts = [part for part in (texts[at::jobs] for at in range(jobs)) if part]
    with ThreadPoolExecutor(max(1, len(parts))) as threads:
        done = threads.map(lambda part: list(_parse(part, words)), parts)
        return {text: found for part in done for text, found in part}


def _parse(texts: Sequence[str], words: list[str]) -> Iterator[tuple[str, Any]]:
    """Yield what a parsing process says; one that ends too early is replaced, its text skipped."""
    at, deaths = 0, 0
    while at < len(texts) and deaths < MAX_DEATHS:
        for answer in _answers(texts[at:], words):
            found = json.loads(answer)
            if found is not None:
                yield texts[at], found
            at += 1
        if at < len(texts):
            at, deaths = at + 1, deaths + 1


def _answers(texts: Sequence[str], words: list[str]) -> Iterator[bytes]:
    """Yield the answers of one parsing process until it is done, or ends itself."""
    with tempfile.TemporaryFile() as questions:
        for text in texts:
            questions.write(json.dumps(text).encode() + b"\n")
        questions.seek(0)
        process = subprocess.Popen(
            [*PARSER, *words],
            stdin=questions,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": str(Path(__file__).parent.parent.parent), "PYTHONHASHSEED": "0"},
            cwd="/",
        )
        with process:
            assert process.stdout is not None
            try:
                yield from process.stdout
            finally:
                process.kill()
