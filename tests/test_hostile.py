"""Nothing a hand-in contains can forge, leak, harm or stall: the kept attacks, in one real run.

`python tests/hostile/run.py` runs them with the slow ones, as another user, as a table.
"""

import warnings

import pytest
from hostile.attack import FAMILIES, attacks

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # nbgrader warns while it is imported; we must not
    from hostile.stage import Stage
    from hostile.verdict import disturbed, leaked, left_behind, wrong_verdict

ATTACKS = attacks()
NUMBERED = [pytest.param(*one, id=one[1].student) for one in enumerate(ATTACKS)]
RUN_SECONDS = 1200.0


@pytest.fixture(scope="module")
def graded():
    """The course with all attacks handed in, and what one run over all of them showed."""
    with Stage(RUN_SECONDS) as stage, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of nbformat about what the attacks do to notebooks
        stage.open()
        stage.hand_in(ATTACKS)
        yield stage, stage.grade()


@pytest.mark.parametrize("number, attack", NUMBERED)
def test_an_attack_gets_its_verdict_and_learns_nothing(graded, number, attack):
    stage, run = graded
    assert not [*wrong_verdict(attack, stage, run), *leaked(attack, stage, run)]


@pytest.mark.parametrize("number, attack", NUMBERED)
def test_the_hand_in_after_an_attack_is_judged_as_if_alone(graded, number, attack):
    stage, run = graded
    assert not list(disturbed(attack, number, stage, run))


def test_the_run_leaves_nothing_behind_and_uses_no_more_than_it_may(graded):
    assert not list(left_behind(*graded))


def test_feedback_shows_a_curious_student_no_secret_either(graded):
    stage, _ = graded
    page = stage.feedback("leaking-probes_in_the_checks")
    assert "secant_slope" in page
    assert not stage.canaries.found_in(page)


def test_feedback_of_nbgrader_runs_nothing_that_a_student_wrote(graded):
    stage, _ = graded
    page = stage.feedback("harming-script_in_text")
    assert "secant_slope" in page
    assert "hostileescaped" not in page and "hostile-escaped" not in page


def test_the_corpus_is_large_and_has_every_family():
    assert len(ATTACKS) >= 75
    assert {attack.family for attack in ATTACKS} == set(FAMILIES)
    assert len({attack.student for attack in ATTACKS}) == len(ATTACKS)
