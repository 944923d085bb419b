"""Right and wrong answers to the tasks of 1_numbers."""

from autograder.answers import Answers

answers = Answers()

# --- double ---------------------------------------------------------------------------

task = answers.task("double")


@task.reference
def double(x):
    """Twice the number x."""
    return 2 * x


@task.alternative
def by_adding(x):
    return x + x


@task.mistake("the number was **squared**", ask="What is double of 3?")
def squared(x):
    return x * x


# --- halve ----------------------------------------------------------------------------

task = answers.task("halve")


@task.reference
def halve(x):
    """Half of the number x."""
    return x / 2


@task.alternative
def by_multiplying(x):
    return x * 0.5


@task.mistake("the half was rounded **down**", ask="What is half of -1?")
def rounded_down(x):
    return x // 2


@task.mistake("the half was rounded **towards zero**", ask="What is half of 1?")
def rounded_to_zero(x):
    return int(x / 2)


# --- predict_sign ---------------------------------------------------------------------

task = answers.task("predict_sign", prediction=True)
predict_sign = task.reference({"-3": "negative", "0": "zero", "0.5": "positive"})
task.mistake("zero was taken for a positive number", ask="Is 0 > 0?", name="zero_is_positive")(
    {**predict_sign, "0": "positive"}
)
task.mistake("a fraction was taken for nothing", ask="Is half a cake none?", name="half_is_zero")(
    {**predict_sign, "0.5": "zero"}
)
