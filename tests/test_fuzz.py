"""The two borders under random input: the wire decoder and the notebook reader.

Whatever comes, the judge gets a value or the border's own exception, soon.
"""

import json

import msgpack
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.notebook import Submission, UnreadableNotebook, parse
from autograder.outcome import Outcome, read_outcome, same
from autograder.wire import WireError, decode, encode

SETTINGS = settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=20,
)
packed = st.recursive(
    st.none() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text() | st.integers(0, 9), inner)
        | st.builds(
            lambda code, value: msgpack.ExtType(code, msgpack.packb(value)),
            st.integers(0, 9),
            inner,
        )
        | st.builds(msgpack.ExtType, st.integers(0, 9), st.binary())
    ),
    max_leaves=20,
)
json_value = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
cell = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | json_value,
        "source": st.text() | st.lists(st.text()) | json_value,
        "metadata": st.fixed_dictionaries({}, optional={"nbgrader": json_value}) | json_value,
        "id": st.text() | json_value,
        "attachments": json_value,
        "input": st.text(),
        "outputs": json_value,
    },
)
document = st.fixed_dictionaries(
    {},
    optional={
        "cells": st.lists(cell) | json_value,
        "worksheets": st.lists(st.fixed_dictionaries({"cells": st.lists(cell)})) | json_value,
        "metadata": json_value,
        "nbformat": st.integers(0, 9) | json_value,
    },
)


def decoded(data):
    try:
        return decode(data)
    except WireError:
        return None


@SETTINGS
@given(st.binary(max_size=2000))
def test_random_bytes_are_decoded_or_refused(data):
    decoded(data)


@SETTINGS
@given(packed)
def test_random_messages_are_decoded_or_refused_and_can_be_compared(value):
    reply = decoded(msgpack.packb(value))
    outcome = read_outcome(reply) if isinstance(reply, dict) else Outcome("value", reply)
    assert same(outcome, outcome) in (True, False)


@SETTINGS
@given(plain)
def test_plain_data_comes_back_or_is_refused_by_the_sender(value):
    try:
        data = encode(value)
    except WireError:
        return
    assert same(Outcome("value", decode(data)), Outcome("value", decode(data))) in (True, False)


@SETTINGS
@given(st.binary(max_size=2000))
def test_random_bytes_are_a_notebook_or_refused_with_a_reason(data):
    read_or_refused(data)


@SETTINGS
@given(document)
def test_a_random_document_is_a_whole_notebook_or_refused_with_a_reason(value):
    submission = read_or_refused(json.dumps(value).encode())
    cells = submission.notebook.cells if submission else []
    assert all(isinstance(one.source, str) and isinstance(one.metadata, dict) for one in cells)
    assert len({one.id for one in cells}) == len(cells)


def read_or_refused(data: bytes) -> Submission | None:
    try:
        return parse(data)
    except UnreadableNotebook as reason:
        assert str(reason)
        return None
