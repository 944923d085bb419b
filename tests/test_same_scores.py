"""nbgrader with our settings, and a stock nbgrader, give our scores: a sample of the demo class.

The whole class is `make same-scores`.
"""

from tests.proofs.same_scores import compare


def test_nbgrader_gives_the_scores_of_our_batch_to_the_last_digit(tmp_path):
    for found in compare(tmp_path, students=4, stock=1):
        assert found.grades > 0 and found.different == [], found.grader
