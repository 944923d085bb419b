"""Run the corpus and print a table: attack, expected, verdict, the layer that stopped it.

    python tests/hostile/run.py                      # all attacks, slow ones too
    python tests/hostile/run.py fork_bomb proc       # only those whose name holds one of these
    python tests/hostile/run.py --quick              # only those of the test suite
    python tests/hostile/run.py --alone              # each in a run of its own: who stops a run?
    sudo python tests/hostile/run.py --user 65534    # as an ordinary user
    python tests/hostile/run.py --forbid-namespaces  # as in a container that forbids them

Exit code 0 when everything is as expected. The last lines say how long the corpus took, what
memory the judge and the largest student process used, and what was left behind.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
warnings.simplefilter("ignore")

# ruff: isort: off
from rich.console import Console  # noqa: E402
from rich.markup import escape  # noqa: E402
from rich.table import Table  # noqa: E402

from hostile import users  # noqa: E402
from hostile.attack import Attack, attacks  # noqa: E402
from hostile.stage import Run, Stage  # noqa: E402
from hostile.verdict import disturbed, leaked, left_behind, wrong_verdict  # noqa: E402


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="parts of attacks' names; all by default")
    parser.add_argument("--quick", action="store_true", help="leave the slow ones out")
    parser.add_argument("--alone", action="store_true", help="each attack in a run of its own")
    parser.add_argument("--seconds", type=float, default=1800, help="end a run after this time")
    parser.add_argument("--user", type=int, help="as this user id (needs root)")
    parser.add_argument("--forbid-namespaces", action="store_true")
    options = parser.parse_args()
    if options.user is not None and os.getuid() != options.user:
        users.become(options.user, sys.argv)
    chosen = [
        attack
        for attack in attacks(slow=not options.quick)
        if not options.names or any(part in attack.student for part in options.names)
    ]
    groups = [[one] for one in chosen] if options.alone else [chosen]
    before = users.forbid_namespaces if options.forbid_namespaces else None
    with Stage(options.seconds, before) as stage:
        stage.open()
        return max([_show(stage, group) for group in groups], default=0)


def _show(stage: Stage, chosen: Sequence[Attack]) -> int:
    """Run some attacks together, print the table; return 1 when anything is not as expected."""
    console = Console(width=max(120, Console().width))
    stage.clear()
    stage.hand_in(chosen)
    run = stage.grade()
    if not run.lines:
        names = ", ".join(attack.student for attack in chosen)
        print(f"no hand-in got a verdict ({names}):\n{run.printed[-1500:]}")
        return 1
    table = Table("attack", "expected", "verdict", "stopped by", "not as expected")
    bad = 0
    for number, attack in enumerate(chosen):
        problems = [
            *wrong_verdict(attack, stage, run),
            *leaked(attack, stage, run),
            *disturbed(attack, number, stage, run),
        ]
        bad += bool(problems)
        line = run.lines.get(attack.student, {"score": -1, "seconds": 0})
        points = sum(stage.builder.points(attack.notebook).values())
        verdict = f"{line['score']:g} of {points:g}, {line['seconds']:.1f} s"
        texts = (attack.student, attack.earns, verdict, attack.stopped_by, "\n".join(problems))
        table.add_row(*map(escape, texts), style="red" if problems else None)
    console.print(table)
    left = list(left_behind(stage, run))
    for text in left:
        console.print(text, markup=False, style="red")
    console.print(_summary(run, len(chosen), bad), f"\nlayers: {stage.layers()}", markup=False)
    return int(bool(bad or left))


def _summary(run: Run, count: int, bad: int) -> str:
    return (
        f"{count - bad} of {count} attacks as expected, as user {os.getuid()}; "
        f"{run.seconds:.0f} s for all; judge's peak memory {run.judge_memory >> 20} MiB, "
        f"largest student process {run.student_memory >> 20} MiB, "
        f"scratch folders {run.scratch_bytes >> 20} MiB at most"
    )


if __name__ == "__main__":
    sys.exit(main())
