"""Stories of honest work: right, half done, and wrong in ways that have a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from draft import Draft

# student: the one task that is wrong, and how
MISTAKES: Mapping[str, tuple[str, str]] = {
    "liam": ("secant_slope", "central"),
    "amélie": ("limit_table", "signed_error"),
    "zoë": ("central_difference", "forward"),
    "mateo": ("central_difference", "half_step"),
    "noah": ("tangent_line", "late_binding"),
    "søren": ("poly_derivative", "high_to_low_order"),
    "chloe": ("special_derivative", "math_only"),
    "tomás": ("bowl_partials", "cross_term"),
    "fatima": ("partial_derivative", "mutates_the_input"),
    "jürgen": ("numerical_gradient", "zeros_like_int"),
    "nia": ("numerical_gradient", "column_vector"),
    "aiko": ("descent_direction", "nan_at_zero"),
    "ioana": ("contour_direction", "slope_division"),
    "yuki": ("gd_step", "in_place"),
    "björn": ("descend_1d", "gradient_frozen_at_start"),
    "priya": ("descend", "history_aliases"),
    "łukasz": ("descend", "sequential_update"),
    "ingrid": ("quadratic_behaviour", "limit_two"),
    "omar": ("best_learning_rate", "nan_wins"),
    "giulia": ("autograd_derivative", "integer_tensor"),
    "hugo": ("autograd_gradient", "uses_the_callers_tensor"),
    "chiara": ("train_step", "forgot_zero_grad"),
    "dmitri": ("train_step", "update_outside_no_grad"),
    "inês": ("train", "rebinding_makes_non_leaf"),
    "elif": ("repair_loop", "never_cleared+loss_after_step"),
    "farah": ("fit_line", "broadcast_(n,1)-(n,)"),
    "jan": ("fit_line", "random_start"),
}


def perfect(draft: Draft) -> None:
    """everything right, as in the lesson"""


def own_ways(draft: Draft) -> None:
    """everything right, each task in another way than the lesson's"""
    for number, task in enumerate(draft.kit.tasks):
        ways = draft.kit.kept(task).alternatives
        if ways:
            draft.answer(task, ways[number % len(ways)].name)


def untouched(draft: Draft) -> None:
    """the release, untouched"""
    draft.leave(*draft.kit.tasks)


def first_half(draft: Draft) -> None:
    """the first two notebooks are done, the others untouched"""
    draft.leave(*draft.tasks_of("3_descent"), *draft.tasks_of("4_autograd"))


def one_notebook(draft: Draft) -> None:
    """handed in the first notebook only"""
    for notebook in ("2_gradient", "3_descent", "4_autograd"):
        draft.keep_back(notebook)


def never_stops(draft: Draft) -> None:
    """one mistake, never_stops in descend_until, and so endless"""
    draft.mistake("descend_until", "never_stops")
    draft.remark("task descend_until: did not stop within its time limit")


def mistake_after_mistake(draft: Draft) -> None:
    """a mistake in each notebook and an answer that is wrong in no known way"""
    draft.mistake("central_difference", "forgot_the_2")
    draft.mistake("descent_direction", "ascent")
    draft.mistake("descend_1d", "start_missing")
    draft.mistake("train", "plus")
    draft.write("secant_slope", "def secant_slope(f, x, h):\n    return 42.0", "<1")


def wrong_predictions(draft: Draft) -> None:
    """several wrong predictions at once, everything else right"""
    draft.predict("predict_slopes", "slope_never_negative", "believes_smaller_h_always_better")
    draft.predict("predict_gradient", "gradient_points_at_minimum", "scaling_turns_arrow")
    draft.predict("predict_learning_rate", "bigger_is_always_faster", "forgot_factor_two")
    draft.predict("predict_accumulation", "grad_is_overwritten", "step_clears", "grad_of_non_leaf")


STORIES: Mapping[str, Callable[[Draft], None]] = {
    "ada": perfect,
    "emmy": own_ways,
    "felix": untouched,
    "hanna": first_half,
    "iván": one_notebook,
    "oskar": never_stops,
    "kai": mistake_after_mistake,
    "léna": wrong_predictions,
}
