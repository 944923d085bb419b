"""The data-only encoding between the student process and the judge.

MessagePack with a few extension types. Nothing here can carry code: what is not data
arrives as the name of its type. Every decoded message is bounded in bytes, depth and
number of values, whatever its sender claims.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import msgpack
import numpy as np

MAX_BYTES = 16 * 2**20
MAX_DEPTH = 24
MAX_VALUES = 200_000

ARRAY, TUPLE, BIGINT, FOREIGN = 1, 2, 3, 4
DTYPES = frozenset(
    np.dtype(name).str
    for name in "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 "
    "float16 float32 float64 complex64 complex128".split()
)


class WireError(ValueError):
    """A message that is not the plain data it should be."""


@dataclass(frozen=True)
class Foreign:
    """Stands for a value that is no data: only the name of its type crosses."""

    type_name: str


def encode(value: Any) -> bytes:
    """Encode plain data; objects of other types become `Foreign`.

    Raises WireError when the value is too deep, too many or too large.
    """
    try:
        packed: bytes = msgpack.packb(_plain(value, 0, [MAX_VALUES]), use_bin_type=True)
    except (ValueError, OverflowError, UnicodeError) as error:
        raise WireError(f"the result cannot be sent: {error}") from None
    if len(packed) > MAX_BYTES:
        raise WireError(f"the result is larger than {MAX_BYTES} bytes")
    return packed


def decode(data: bytes) -> Any:
    """Decode a message, checking every bound. Raises WireError for anything else."""
    if len(data) > MAX_BYTES:
        raise WireError(f"a message of {len(data)} bytes is over the limit")
    return _decode(data, 0, [MAX_VALUES])


def _plain(value: Any, depth: int, left: list[int]) -> Any:
    """Return `value` made of MessagePack's own types and our extensions only."""
    left[0] -= 1
    if depth > MAX_DEPTH or left[0] < 0:
        raise WireError("the result is nested too deep or has too many values")
    kind = type(value)
    if value is None or kind in (bool, float, str, bytes):
        return value
    if kind is int:
        return _integer(value)
    if kind in (list, tuple):
        items = [_plain(item, depth + 1, left) for item in value]
        return items if kind is list else msgpack.ExtType(TUPLE, msgpack.packb(items))
    if kind is dict:
        return {str(key): _plain(item, depth + 1, left) for key, item in value.items()}
    return _array(value)


def _integer(value: int) -> Any:
    if -(2**63) <= value < 2**63:
        return value
    if value.bit_length() > 4096:
        raise WireError("the integer is longer than 4096 bits")
    return msgpack.ExtType(BIGINT, b"%x" % value)


def _array(value: Any) -> Any:
    """Encode arrays, NumPy scalars and tensors; whatever else is named, not sent."""
    name = type(value).__name__[:80]
    if type(value).__module__.partition(".")[0] == "torch" and hasattr(value, "detach"):
        value = value.detach().cpu().numpy()
    if not isinstance(value, (np.ndarray, np.generic)):
        return msgpack.ExtType(FOREIGN, name.encode("utf-8", "replace"))
    array = np.asarray(value)
    if array.dtype.str not in DTYPES:
        return msgpack.ExtType(FOREIGN, f"{name} of {array.dtype}"[:80].encode())
    if array.nbytes > MAX_BYTES:
        raise WireError(f"the result is larger than {MAX_BYTES} bytes")
    head = [array.dtype.str, list(array.shape), array.tobytes()]
    return msgpack.ExtType(ARRAY, msgpack.packb(head))


def _decode(data: bytes, depth: int, left: list[int]) -> Any:
    if depth > MAX_DEPTH:
        raise WireError("nested too deep")

    seen = [MAX_VALUES * 2]

    def extension(code: int, body: bytes) -> Any:
        seen[0] -= 1
        if seen[0] < 0:
            raise WireError("too many values")
        if code == TUPLE:
            items = _decode(body, depth + 1, left)
            if not isinstance(items, list):
                raise WireError("a tuple that is none")
            return tuple(items)
        return _extension(code, body)

    def charged(container: Any) -> Any:
        # Called as each is complete: a message of millions is refused after a few of them.
        seen[0] -= 1 + len(container)
        if seen[0] < 0:
            raise WireError("too many values")
        return container

    try:
        value = msgpack.unpackb(
            data,
            list_hook=charged,
            object_hook=charged,
            ext_hook=extension,
            raw=False,
            strict_map_key=True,
            max_array_len=MAX_VALUES,
            max_map_len=MAX_VALUES,
        )
        _count(value, depth, left)
    except WireError:
        raise
    except (ValueError, RecursionError, msgpack.UnpackException) as error:
        raise WireError(f"not a message: {type(error).__name__}") from None
    return value


def _count(value: Any, depth: int, left: list[int]) -> None:
    """Charge every value to the budget; a tuple was charged when it was decoded."""
    left[0] -= 1
    if depth > MAX_DEPTH or left[0] < 0:
        raise WireError("nested too deep or too many values")
    if isinstance(value, list):
        for item in value:
            _count(item, depth + 1, left)
    elif isinstance(value, dict):
        for item in value.values():
            _count(item, depth + 1, left)


def _extension(code: int, body: bytes) -> Any:
    if code == BIGINT:
        if len(body) > 1100:
            raise WireError("an integer longer than 4096 bits")
        return int(body, 16)
    if code == FOREIGN:
        return Foreign(body[:200].decode("utf-8", "replace"))
    if code == ARRAY:
        return _read_array(msgpack.unpackb(body, raw=False))
    raise WireError(f"unknown extension {code}")


def _read_array(head: Any) -> np.ndarray | np.generic:
    """Check dtype and shape against the bytes, then copy them into an array."""
    if not (isinstance(head, list) and len(head) == 3):
        raise WireError("an array without a head")
    dtype, shape, raw = head
    well_formed = isinstance(dtype, str) and isinstance(shape, list) and isinstance(raw, bytes)
    if not well_formed or dtype not in DTYPES:
        raise WireError("an array of an unknown kind")
    if len(shape) > 32 or not all(type(n) is int and 0 <= n <= MAX_BYTES for n in shape):
        raise WireError("an array of an unknown shape")
    if math.prod(shape) * np.dtype(dtype).itemsize != len(raw):
        raise WireError("an array whose bytes do not fill its shape")
    return np.frombuffer(raw, dtype=dtype).reshape(shape).copy()
