"""The data-only border between student process and judge."""

import msgpack
import numpy as np
import pytest

from autograder.wire import MAX_BYTES, Foreign, WireError, decode, encode

ROUND_TRIPS = [None, True, 3, -(2**80), 2.5, "é", b"x", [1, [2.0]], (1, (2,)), {"a": [None]}]


@pytest.mark.parametrize("value", ROUND_TRIPS, ids=repr)
def test_plain_data_comes_back_as_it_went(value):
    back = decode(encode(value))
    assert back == value and type(back) is type(value)


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64", "bool", "complex128"])
def test_an_array_keeps_dtype_shape_and_values(dtype):
    array = np.arange(6).reshape(2, 3).astype(dtype)
    back = decode(encode(array))
    assert back.dtype == array.dtype and back.shape == (2, 3)
    np.testing.assert_array_equal(back, array)


def test_an_object_arrives_as_the_name_of_its_type():
    class Sly(float):
        def __eq__(self, other):
            return True

        __hash__ = None

    assert decode(encode([Sly(1.0), print])) == [
        Foreign("Sly"),
        Foreign("builtin_function_or_method"),
    ]
    assert decode(encode(np.array([object()], dtype=object))) == Foreign("ndarray of object")


def test_a_value_that_contains_itself_is_refused():
    loop = []
    loop.append(loop)
    with pytest.raises(WireError, match="deep"):
        encode(loop)


def test_a_deep_message_is_refused_by_the_decoder():
    data = b"\x91" * 5000 + b"\xc0"
    with pytest.raises(WireError):
        decode(data)


def test_deeply_nested_tuples_are_refused_by_the_decoder():
    data = msgpack.packb([])
    for _ in range(60):
        data = b"\x91" + msgpack.packb(msgpack.ExtType(2, data))
    with pytest.raises(WireError, match="deep"):
        decode(data)


@pytest.mark.parametrize(
    "head",
    [
        ["<f8", [3], b"\0" * 8],
        ["<f8", [-1], b""],
        ["|O8", [1], b"\0" * 8],
        ["<f8", [2**40, 2**40], b""],
        ["<f8", [1.5], b""],
        "x",
        [["<f8"], [1], b"\0" * 8],
    ],
    ids=repr,
)
def test_an_array_that_lies_about_itself_is_refused(head):
    with pytest.raises(WireError):
        decode(msgpack.packb(msgpack.ExtType(1, msgpack.packb(head))))


@pytest.mark.parametrize(
    "data", [b"", b"\xc1", b"\xdb\xff\xff\xff\xff", b"\x01\x01", b"\xc7\x00\x63"]
)
def test_bytes_that_are_no_message_are_refused(data):
    with pytest.raises(WireError):
        decode(data)


def test_a_message_over_the_limit_is_refused_both_ways():
    with pytest.raises(WireError, match="larger"):
        encode(np.zeros(MAX_BYTES))
    with pytest.raises(WireError, match="limit"):
        decode(b"\0" * (MAX_BYTES + 1))
