"""The IPython shell of a student process: runs cells as Jupyter does, records their outputs.

Outputs are kept in nbformat's form (https://nbformat.readthedocs.io, "code cells") under a
limit for all cells together: endless printing costs time, not memory.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from autograder.live import LIVE_MIME, MAX_DATA

OUTPUT_LIMIT = 256 * 1024
LIVE_LIMIT = 2 * MAX_DATA  # the data of all live pictures together
SHOWN = ("text/plain", "image/png")


class Recorder:
    """The outputs of the cells run so far, cut at a limit for all of them together."""

    def __init__(self) -> None:
        self.room, self.live_room = OUTPUT_LIMIT, LIVE_LIMIT
        self.outputs: list[dict[str, Any]] = []

    def take(self) -> list[dict[str, Any]]:
        """Return what was recorded since the last call."""
        taken, self.outputs = self.outputs, []
        return taken

    def stream(self, name: str, text: str) -> None:
        """Record printed text; neighbouring pieces of one stream become one output."""
        kept = text[: max(self.room, 0)]
        self.room -= len(text)
        if not kept:
            return
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["parts"].append(kept)
        else:
            self.outputs.append({"output_type": "stream", "name": name, "parts": [kept]})

    def data(self, kind: str, bundle: dict[str, Any]) -> None:
        """Record a display or a last expression: its plain text, its picture, a live one's data."""
        shown = {mime: bundle[mime] for mime in SHOWN if isinstance(bundle.get(mime), str)}
        self.room -= sum(map(len, shown.values()))
        if shown and self.room > 0:
            self.outputs.append({"output_type": kind, "data": shown | self._live(bundle)})

    def _live(self, bundle: dict[str, Any]) -> dict[str, str]:
        """Return a live picture's data as JSON text; none where there is no room for it."""
        try:
            text = json.dumps(bundle[LIVE_MIME])
        except (KeyError, TypeError, ValueError, RecursionError):
            return {}
        if len(text) > self.live_room:
            return {}
        self.live_room -= len(text)
        return {LIVE_MIME: text}

    def error(self, name: str, message: str, lines: list[str]) -> None:
        """Record a traceback."""
        self.room -= sum(map(len, lines))
        self.outputs.append(
            {
                "output_type": "error",
                "ename": name[:80],
                "evalue": message[:2000],
                "traceback": lines if self.room > 0 else [],
            }
        )


class _Stream(io.TextIOBase):
    def __init__(self, recorder: Recorder, name: str) -> None:
        self._recorder, self.name = recorder, name

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._recorder.stream(self.name, str(text))
        return len(text)


class _Results(DisplayHook):
    """Record a cell's last expression instead of printing it."""

    def start_displayhook(self) -> None:
        pass

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
        recorder_of(self.shell).data("execute_result", format_dict)

    def finish_displayhook(self) -> None:
        pass


def recorder_of(shell: Any) -> Recorder:
    """Return where a shell's outputs go."""
    recorder: Recorder = shell.recorder
    return recorder


class _Displays(DisplayPublisher):
    """Record what `display` publishes."""

    def publish(self, data: Any, metadata: Any = None, source: Any = None, **kwargs: Any) -> None:
        recorder_of(self.shell).data("display_data", data)


class NotebookShell(InteractiveShell):
    """An IPython shell whose outputs go to its `recorder`."""

    def __init__(self, **kwargs: Any) -> None:
        self.recorder = Recorder()
        super().__init__(  # type: ignore[no-untyped-call]
            displayhook_class=_Results, display_pub_class=_Displays, **kwargs
        )

    def _tee(self, channel: str) -> Any:
        """Keep no second copy of what is printed, as IPython's history would."""
        return contextlib.nullcontext()

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.recorder.error(etype.__name__, text_of(evalue), [str(line) for line in stb])

    def run(self, source: str) -> dict[str, Any]:
        """Run one cell; return its outputs and its error as [type, message] or None."""
        with self.captured():
            try:
                result = self.run_cell(source, store_history=False)  # type: ignore[no-untyped-call]
                error = result.error_before_exec or result.error_in_exec
            except BaseException as raised:
                error = raised
        return {"outputs": self._joined(), "error": describe(error) if error else None}

    def plain(self, source: str) -> str:
        """Return a cell as plain Python: magics and shell commands become calls."""
        return str(self.transform_cell(source))  # type: ignore[no-untyped-call]

    @contextlib.contextmanager
    def captured(self) -> Iterator[None]:
        """Send everything printed to the recorder."""
        streams = _Stream(self.recorder, "stdout"), _Stream(self.recorder, "stderr")
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            yield

    def _joined(self) -> list[dict[str, Any]]:
        outputs = self.recorder.take()
        for output in outputs:
            if "parts" in output:
                output["text"] = "".join(output.pop("parts"))
        return outputs


def make_shell() -> NotebookShell:
    """Return this process's shell, the one `display` and `get_ipython` find; no history."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Plain"
    return NotebookShell.instance(config=config)


def describe(error: BaseException) -> list[str]:
    """Return type and message of an exception."""
    return [type(error).__name__[:80], text_of(error)]


def text_of(error: BaseException) -> str:
    """Return an exception's message; a hostile `__str__` costs only its own message."""
    try:
        return str(error)[:2000]
    except BaseException:
        return "(the message could not be read)"
