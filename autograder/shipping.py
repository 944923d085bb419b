"""Ship a function into a student process by value: code and the constants it uses, no files.

What goes in may be rich; it never holds anything expected. The names of source files are
taken out, so a probe says nothing about the machine it was written on.
"""

from __future__ import annotations

import collections
import io
import types
from collections.abc import Callable, Iterable
from typing import Any

import cloudpickle


class NotShippable(ValueError):
    """A probe that uses what must stay with the judge; the message says what."""


def _nameless(code: types.CodeType) -> Any:
    """Reduce a code object as cloudpickle does, under another file name."""
    reduce = cloudpickle.Pickler.dispatch_table[types.CodeType]
    return reduce(code.replace(co_filename="<course>"))


class _Pickler(cloudpickle.Pickler):  # type: ignore[misc]
    dispatch_table = collections.ChainMap(
        {types.CodeType: _nameless}, cloudpickle.Pickler.dispatch_table
    )


def ship(thing: Any, modules: Iterable[types.ModuleType]) -> bytes:
    """Pickle `thing`, with what it uses of `modules` by value.

    Raises NotShippable when it holds something that cannot leave the judge.
    """
    own = [module for module in modules if module.__name__ not in _by_value()]
    for module in own:
        cloudpickle.register_pickle_by_value(module)
    buffer = io.BytesIO()
    try:
        _Pickler(buffer).dump(thing)
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


def refuse_results(probe: Callable[..., Any], results: list[Any]) -> None:
    """Raise NotShippable when the probe closes over something an earlier probe returned."""
    closure = [cell.cell_contents for cell in getattr(probe, "__closure__", None) or ()]
    held = [*closure, *(getattr(probe, "__defaults__", None) or ())]
    plain = (bool, int, str, type(None))  # Python keeps one object for equal ones of these
    if any(thing is result for thing in held for result in results if type(result) not in plain):
        raise NotShippable("the probe uses what an earlier probe returned")
