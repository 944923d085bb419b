"""A small made class, graded and reported by the real commands: what was planted is found."""

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.proofs.made_class import BUG, LEFT, MISTAKE, Dealer, disguised, make_class  # noqa: E402
from tests.proofs.planted import planted_bugs  # noqa: E402
from tests.proofs.report_proof import prove  # noqa: E402

ROOT = Path(__file__).parent.parent


def test_a_small_class_is_found_as_it_was_planted(tmp_path, capsys):
    found = prove(tmp_path, size=10, seed=2)
    assert found.surprises == []
    assert found.mistakes == found.named > 10 and found.wrong_names == 0
    assert found.bugs == found.clusters >= 3
    assert "wrong names                     0" in capsys.readouterr().out


def test_a_seed_makes_the_same_class_each_time(tmp_path):
    first, second = (make_class(ROOT, tmp_path / name, 3, 5) for name in "ab")
    other = make_class(ROOT, tmp_path / "c", 3, 6)
    assert first == second != other
    for path in (tmp_path / "a").rglob("*.ipynb"):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes()


def test_a_large_class_has_every_mistake_and_every_way_of_every_bug():
    dealer = Dealer(ROOT, seed=7)
    dealt = [dealer.student() for _ in range(300)]
    kinds = {one.kind for answers, _ in dealt for one in answers.values()}
    assert {BUG, LEFT, MISTAKE} < kinds
    sources = {source for _, sources in dealt for source in sources.values()}
    assert all(way in sources for bug in planted_bugs() for way in bug.ways)
    mistakes = {
        (task, one.name)
        for answers, _ in dealt
        for task, one in answers.items()
        if one.kind == MISTAKE
    }
    assert len(mistakes) > 200


def test_each_bug_is_written_in_three_ways():
    bugs = planted_bugs()
    assert len(bugs) == 12 and {len(bug.ways) for bug in bugs} == {3}
    assert all(f"def {bug.task}(" in way for bug in bugs for way in bug.ways)


@pytest.mark.parametrize("seed", range(3))
def test_a_disguised_copy_does_what_its_origin_does(seed):
    source = "import math\n\ndef f(x, k=2):\n    total = 0\n    for i in range(k):\n"
    source += "        total += math.floor(x) + i\n    x = total\n    return x\n"
    copy = disguised({"f": source})["f"]
    assert "total =" not in copy.replace("my_total", "") and copy != source
    spaces = {}, {}
    exec(source, spaces[0]), exec(copy, spaces[1])
    number = random.Random(seed).uniform(0, 9)
    assert spaces[0]["f"](number) == spaces[1]["f"](number)
