"""Measure everything in one run: `python -m benchmarks.run`.

- compare: the same four-notebook hand-ins with `autograder grade`, a stock `nbgrader autograde`
  and a stock `otter run`, as commands, start-up included; beside the floor (the same cells and
  probes with nothing around them) and the steps one hand-in's milliseconds go to. nbgrader and
  Otter grade the first `--sample` of the class, since they need minutes for a few.
- scale: a class that grows to 10,000 hand-ins, its memory, and again unchanged.
- cluster: the class on Dask, a worker killed midway.
- kills: grading killed at random moments.

Writes RESULTS.md and speed.svg beside this file.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from benchmarks import cluster, compare, scale
from benchmarks.classes import honest_hand_ins
from tests.proofs.course_copy import copy_course
from tests.proofs.killed import prove

HERE = Path(__file__).parent
PARTS = ("compare", "scale", "cluster", "kills")


def main() -> None:
    """Run the parts that are asked for, all by default, and write what they found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all by default")
    parser.add_argument("--handins", type=int, default=200)
    parser.add_argument("--sample", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--kills", type=int, default=54)
    options = parser.parse_args()
    if not set(PARTS).issuperset(options.parts):
        parser.error(f"the parts are {', '.join(PARTS)}")
    with tempfile.TemporaryDirectory() as folder:
        course = copy_course(Path(folder))
        origins = honest_hand_ins(course)
        found = ["# Benchmark\n"]
        for part in options.parts or PARTS:
            found.append(_measured(part, course, origins, options))
            print(found[-1], flush=True)
            (HERE / "RESULTS.md").write_text("\n".join(found), encoding="utf-8")


def _measured(part: str, course: Path, origins: list[Path], options: argparse.Namespace) -> str:
    """Return what a part found, as Markdown."""
    if part == "compare":
        picture = HERE / "speed.svg"
        return compare.as_text(course, origins, options.handins, options.sample, picture)
    if part == "scale":
        return scale.as_text(course, origins, options.sizes)
    if part == "cluster":
        return cluster.as_text(course, origins, options.handins)
    return _kills(options.kills)


def _kills(kills: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        done, different = prove(Path(folder), kills, seed=0, students=80)
    said = f"Killed: {json.dumps(done)}. Different afterwards: {len(different)}."
    return "\n".join(["## Kills", "", said, *(f"- {one}" for one in different), ""])


if __name__ == "__main__":
    main()
