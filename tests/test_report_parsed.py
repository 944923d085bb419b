"""Student text is parsed by another process, under limits, and never run."""

import sys
import time

import pytest

from autograder.report import parsed
from autograder.report.parsed import MAX_CHARACTERS, bare, pieces_of

RISE = "def slope(f, x, h):\n    rise = f(x + h) - f(x)\n    return rise / h"
SAME = 'def slope(g, at, by):\n    "Mine."\n    up = g(at + by) - g(at)  # mine\n    return up/by'


def test_names_remarks_and_layout_make_no_difference():
    found = pieces_of([RISE, SAME])
    assert found[RISE] == found[SAME] and len(found[RISE]) > 5


def test_another_program_has_other_pieces():
    other = RISE.replace("- f(x)", "+ f(h)")
    found = pieces_of([RISE, other])
    assert found[RISE] != found[other] and found[RISE] & found[other]


def test_names_that_are_not_its_own_and_constants_count():
    texts = ["y = len(x)", "y = sum(x)", "y = x + 1", "y = x + 2", "y = x.a", "y = x.b"]
    assert len(set(pieces_of(texts).values())) == len(texts)


def test_bare_code_has_neither_remarks_nor_texts():
    text = '"""By Ada."""\n# Ada\ndef f(x):\n    "Ada"\n    return x  # Ada\nclass A:\n    "Ada"'
    assert bare([text])[text] == "def f(x):\n    return x\n\nclass A:\n    pass"


BAD = {
    "no Python": "x = 1 +",
    "nested too deep": "(" * 250 + ")" * 250,
    "a long chain": "1" + "**1" * 6000,
    "a zero byte": "x = 1\0",
    "too long": "a" * (MAX_CHARACTERS + 1),
    "half a character": "x = '\ud800'",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_text_that_cannot_be_parsed_costs_only_itself(text):
    start = time.monotonic()
    assert RISE in pieces_of([RISE, text, SAME]) and SAME in pieces_of([text, SAME])
    assert not bare([text])
    assert time.monotonic() - start < 60


def test_a_process_that_dies_over_a_text_is_replaced(monkeypatch, tmp_path):
    (tmp_path / "parser.py").write_text(
        "import json, os, sys\n"
        "for line in sys.stdin:\n"
        "    if 'deadly' in line: os._exit(1)\n"
        "    print(json.dumps([len(json.loads(line))]), flush=True)\n"
    )
    monkeypatch.setattr(parsed, "PARSER", (sys.executable, str(tmp_path / "parser.py")))
    found = pieces_of(["a", "deadly", "bcd", "deadly 2", "ef"])
    assert found == {"a": {1}, "bcd": {3}, "ef": {2}}
    assert pieces_of([f"deadly {at}" for at in range(100)] + ["a"]) == {}  # it gives up


def test_the_work_is_spread_over_processes():
    texts = [f"x = {number} + y" for number in range(50)]
    assert pieces_of(texts, jobs=3) == pieces_of(texts, jobs=1)
    assert pieces_of([], jobs=3) == {}
