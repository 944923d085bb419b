"""Ship a function into a student process by value: code and the constants it uses, no files.

What goes in may be rich; it never holds anything expected. The names of source files are
taken out, so a probe says nothing about the machine it was written on.
"""

from __future__ import annotations

import collections
import io
import types
from collections.abc import Iterable, Iterator
from typing import Any

import cloudpickle

# Python keeps one object for equal ones of these, so finding one says nothing.
SHARED = (bool, int, str, bytes, type(None))


class NotShippable(ValueError):
    """A probe that uses what must stay with the judge; the message says what."""


def _nameless(code: types.CodeType) -> Any:
    """Reduce a code object as cloudpickle does, under another file name."""
    reduce = cloudpickle.Pickler.dispatch_table[types.CodeType]
    return reduce(code.replace(co_filename="<course>"))


class _Pickler(cloudpickle.Pickler):  # type: ignore[misc]
    """Pickles by value, without the names of files, and refuses the objects in `results`."""

    dispatch_table = collections.ChainMap(
        {types.CodeType: _nameless}, cloudpickle.Pickler.dispatch_table
    )

    def __init__(self, file: io.BytesIO, results: Iterable[Any]) -> None:
        super().__init__(file)
        self._results = {id(part) for result in results for part in _parts(result)}

    def persistent_id(self, thing: Any) -> None:
        """Look at everything that is going to be sent."""
        if id(thing) in self._results:
            raise NotShippable("the probe uses what an earlier probe returned")

    def _function_getnewargs(self, function: types.FunctionType) -> Any:
        arguments = super()._function_getnewargs(function)
        arguments[1].pop("__file__", None)  # the globals it will have
        return arguments


def ship(thing: Any, modules: Iterable[types.ModuleType], results: Iterable[Any] = ()) -> bytes:
    """Pickle `thing`, with what it uses of `modules` by value.

    Raises NotShippable when it holds something that cannot leave the judge, such as one of
    the `results` earlier probes returned.
    """
    own = [module for module in modules if module.__name__ not in _by_value()]
    for module in own:
        cloudpickle.register_pickle_by_value(module)
    buffer = io.BytesIO()
    try:
        _Pickler(buffer, results).dump(thing)
    except NotShippable:
        raise
    except Exception as error:
        raise NotShippable(f"it cannot be sent to the student process: {error}") from error
    finally:
        for module in own:
            cloudpickle.unregister_pickle_by_value(module)
    return buffer.getvalue()


def _by_value() -> set[str]:
    return set(cloudpickle.list_registry_pickle_by_value())


def _parts(result: Any) -> Iterator[Any]:
    """Yield a result and what it is made of, without what may be found elsewhere by chance."""
    if isinstance(result, SHARED) or (isinstance(result, tuple) and not result):
        return
    yield result
    if isinstance(result, dict):
        result = list(result.values())
    if isinstance(result, (list, tuple)):
        for part in result:
            yield from _parts(part)
