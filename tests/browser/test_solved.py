"""The solved notebooks run from top to bottom as a student's would, without a browser."""

import shutil
import time

import nbformat
from labpage import COURSE
from nbclient import NotebookClient

SECONDS = 60  # measured: well under 20 s each; this only stops a notebook that hangs


def test_a_solved_notebook_runs_clean_from_top_to_bottom(notebook, solve, tmp_path):
    solved = nbformat.reads(solve(notebook), as_version=4)
    handed_out = shutil.copytree(COURSE / "release" / "derivatives", tmp_path / "work")
    start = time.perf_counter()
    NotebookClient(
        solved,
        timeout=SECONDS,
        allow_errors=True,
        resources={"metadata": {"path": str(handed_out)}},
    ).execute()
    seconds = time.perf_counter() - start
    print(f"{notebook}: {seconds:.1f} s")
    noise = {cell.id: noisy(cell) for cell in solved.cells if cell.cell_type == "code"}
    assert {name: found for name, found in noise.items() if found} == {}
    assert seconds < SECONDS


def noisy(cell):
    """Return the errors and the warnings a cell has left."""
    return [
        output.get("ename") or output.text
        for output in cell.outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    ]
