"""The interactive pictures of this course, inside a notebook.

    explore.show("secant", f=my_f, point=2, h=0.8)
    explore.show("contour", f=my_surface, point=(2, 1), path=descend(grad, (4, 3), 0.05, 40))
    explore.show("descent", surface="rosenbrock", start=(-1, 2), lr=0.001)
    explore.show("rate", w0=5, lr=0.9)
    explore.show("accumulation", lr=0.1, clear=False)

The pictures are the HTML files in the folder `explore` beside this file; a browser also opens
them directly. A notebook holds a copy, with your function or path in it as plain numbers; the
numbers stand beside it once more, so that feedback on the notebook can show the picture, too.
"""

from __future__ import annotations

import html
import inspect
import json
import math
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "explore"
TAKES = {
    "secant": ("f", "point", "h", "window"),
    "contour": ("f", "surface", "point", "path", "window"),
    "descent": ("f", "surface", "start", "lr", "path", "window"),
    "rate": ("lr", "w0", "path"),
    "accumulation": ("lr", "w0", "clear", "path"),
}
FUNCTIONS = {
    "secant": ("square", "cube", "sine", "exponential"),
    "contour": ("elliptic", "round", "tilted", "saddle"),
    "descent": ("round", "elliptic", "rosenbrock", "saddle", "valleys"),
}
DEFAULT_WINDOW = {"secant": (-4, 4)}
CURVE_POINTS, GRID_POINTS, PATH_POINTS = 401, 41, 2000
LIVE = "application/vnd.live-picture+json"
FIRST_HEIGHT = 760  # pixels; the page then says itself how high it is

ASLEEP = (
    "There is an interactive picture here, but it only runs in a notebook you trust. "
    "Run this cell again, or choose Trust Notebook in the command palette (View menu)."
)
PLAIN = "The interactive picture {name!r}. Alone it is the file explore/{name}.html."
PREDICT = "Fill in {name} above and run that cell. Then run this one again."


class Trouble(ValueError):
    """A picture cannot be shown, or not all of it; the message says why in one sentence."""


def show(name: str, *, after: str | None = None, **settings: Any) -> None:
    """Show the picture `name` under this cell.

    `f` is your function (of one number for "secant", of a point for the others) or the name of
    a built-in one, `window` where it is drawn, `path` the points of a descent or a function that
    makes them, `after` the name of a prediction that comes first. What goes wrong is printed.
    """
    from IPython.display import display

    try:
        data, remarks = gather(name, after=after, **settings)
        page = _filled(name, data)
    except Trouble as trouble:
        print(trouble)
        return
    for remark in remarks:
        print(remark)
    bundle = {
        "text/html": frame(name, page),
        "text/plain": PLAIN.format(name=name),
        LIVE: {"file": f"explore/{name}.html", "data": data},
    }
    display(bundle, raw=True)


def make(name: str, *, after: str | None = None, **settings: Any) -> tuple[str, list[str]]:
    """Return a picture as one HTML page, and remarks on what was left out. Raises Trouble."""
    data, remarks = gather(name, after=after, **settings)
    return _filled(name, data), remarks


def gather(
    name: str, *, after: str | None = None, **settings: Any
) -> tuple[dict[str, Any], list[str]]:
    """Return what is put into a picture, and remarks on what was left out. Raises Trouble."""
    _check(name, settings)
    data: dict[str, Any] = {}
    remarks: list[str] = []
    window = settings.pop("window", DEFAULT_WINDOW.get(name, ((-4.5, 4.5), (-3.5, 3.5))))
    for key, value in settings.items():
        if key in ("f", "surface"):
            data |= _function(name, value, window)
        elif key == "path":
            try:
                data["path"] = _path(value, 1 if name in ("rate", "accumulation") else 2)
            except Trouble as trouble:
                remarks.append(str(trouble))  # the picture is worth seeing without it
        else:
            data[key] = _setting(key, value)
    if after is not None and not _predicted(after):
        data["gate"] = PREDICT.format(name=after)
    return data, remarks


def frame(name: str, page: str) -> str:
    """Return a page as a frame for a notebook, with a sentence for where frames are not shown."""
    asleep = f"explore-{name}-asleep"
    # An untrusted notebook drops the style and the frame, and so leaves the sentence.
    return (
        f"<style>.{asleep}{{display:none}}</style><p class='{asleep}'>{ASLEEP}</p>"
        f'<iframe title="Interactive picture: {name}" width="100%" height="{FIRST_HEIGHT}" '
        f'style="border:0" srcdoc="{html.escape(page)}"></iframe>'
    )


def _check(name: str, settings: dict[str, Any]) -> None:
    if name not in TAKES:
        raise Trouble(f"There is no picture {name!r}; there are {', '.join(TAKES)}.")
    for key in settings:
        if key not in TAKES[name]:
            raise Trouble(
                f"The picture {name!r} has no {key!r}; it takes {', '.join(TAKES[name])}."
            )


def _filled(name: str, data: dict[str, Any]) -> str:
    """Return the picture's file with `data` in it."""
    try:
        page = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    except OSError:
        raise Trouble(f"The file explore/{name}.html beside explore.py is missing.") from None
    text = json.dumps(data, allow_nan=False, ensure_ascii=False).replace("<", "\\u003c")
    return page.replace('id="data">{}<', f'id="data">{text}<')


def _function(name: str, f: Any, window: Any) -> dict[str, Any]:
    """Return what a picture needs of a function: its values, or its name for a built-in one."""
    if callable(f):
        return {"samples": sample(f, window, 1 if name == "secant" else 2)}
    if not isinstance(f, str) or f not in FUNCTIONS[name]:
        known = ", ".join(FUNCTIONS[name])
        raise Trouble(f"There is no function {_short(f)}; there are {known}, or yours.")
    return {"f": f}


def sample(f: Any, window: Any, variables: int) -> dict[str, Any]:
    """Return the values of a function on an even grid over `window`; None where it has none.

    Raises Trouble when it gives no numbers at all.
    """
    import numpy as np

    name = getattr(f, "__name__", "<lambda>")
    label = "your function" if name == "<lambda>" else name
    if variables == 1:
        x = _range(window)
        values: list[Any] = [_value(f, label, place) for place in _even(x, CURVE_POINTS)]
        found, flat = {"x": x, "values": values}, values
    else:
        pair = hasattr(window, "__len__") and len(window) == 2
        x, y = map(_range, window if pair else (window, window))
        call, across = f if _wants_two(f) else lambda *p: f(np.array(p)), _even(x, GRID_POINTS)
        values = [[_value(call, label, px, py) for px in across] for py in _even(y, GRID_POINTS)]
        found, flat = {"x": x, "y": y, "values": values}, [one for row in values for one in row]
    if sum(value is not None for value in flat) < 2:
        raise Trouble(f"{label} has no value anywhere in the window {window}.")
    return {**found, "label": label}


def _range(ends: Any) -> list[float]:
    try:
        low, high = map(float, ends)
    except (TypeError, ValueError):
        low = high = math.nan
    if not (low < high and math.isfinite(high - low)):
        raise Trouble(f"A window goes from a smaller to a larger number; {_short(ends)} does not.")
    return [low, high]


def _even(ends: list[float], count: int) -> list[float]:
    low, high = ends
    return [low + (high - low) * k / (count - 1) for k in range(count)]


def _value(f: Any, label: str, *place: float) -> float | None:
    """Return the value at a place with nine digits, None where the function has none."""
    where = f"{label}({', '.join(f'{one:g}' for one in place)})"
    try:
        value = f(*place)
    except (ArithmeticError, ValueError):
        return None  # such as 1/0 or the logarithm of a negative number
    except Exception as error:
        raise Trouble(f"{where} raised {_described(error)}, so it cannot be drawn.") from None
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise Trouble(f"{where} gave {_short(value)}, which is not a number.") from None
    if not math.isfinite(number):
        return None
    return number if len(place) == 1 else float(f"{number:.9g}")


def _wants_two(f: Any) -> bool:
    """Return whether f takes x and y as two arguments rather than one point."""
    try:
        parameters = inspect.signature(f).parameters.values()
    except (TypeError, ValueError):
        return False
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    needed = [one for one in parameters if one.kind in positional and one.default is one.empty]
    return len(needed) == 2


def _path(value: Any, columns: int) -> list[Any]:
    """Return the points of a path as lists of numbers, up to the first that is not finite."""
    import numpy as np

    if callable(value):
        try:
            value = value()
        except Exception as error:
            raise Trouble(f"Your path is not there yet: it raised {_described(error)}.") from None
    try:
        rows = [one.tolist() if hasattr(one, "tolist") else one for one in value]
        points = np.array(rows, dtype=float).reshape(len(rows), columns)
    except (TypeError, ValueError):
        shape = "one number" if columns == 1 else "two numbers"
        raise Trouble(f"Your path is left out: it should have {shape} a row.") from None
    finite = np.isfinite(points).all(axis=1)
    points = points[: len(points) if finite.all() else int(finite.argmin())][:PATH_POINTS]
    return points.ravel().tolist() if columns == 1 else points.tolist()


def _setting(key: str, value: Any) -> Any:
    """Return a number, a point, or a yes or no as JSON has it."""
    if isinstance(value, bool):
        return value
    try:
        numbers = [float(one) for one in value] if hasattr(value, "__len__") else float(value)
        finite = all(map(math.isfinite, numbers if isinstance(numbers, list) else [numbers]))
    except (TypeError, ValueError):
        finite = False
    if not finite:
        raise Trouble(f"{key} should be a number or a point, not {_short(value)}.")
    return numbers


def _predicted(name: str) -> bool:
    """Return whether the notebook's prediction `name` is filled in."""
    from IPython import get_ipython

    shell = get_ipython()
    prediction = shell.user_ns.get(name) if shell else None
    return isinstance(prediction, dict) and ... not in prediction.values()


def _described(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".removesuffix(": ")


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
