"""How many frames a second the picture of the descent paints while it is turned.

`python -m tests.proofs.frame_rate` opens it in headless Chromium, without a graphics card, at
1280 and at 360 pixels, takes 25 steps on every surface and turns the scene for two seconds.
"""

from __future__ import annotations

import shutil
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PICTURE = Path(__file__).parents[2] / "source" / "derivatives" / "explore" / "descent.html"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
STEPS, SECONDS = 25, 2
TURN = """
seconds => new Promise(done => {
    const scene = document.querySelector('#scene');
    const times = [];
    const turn = now => {
        times.push(now);
        scene.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
        if (now - times[0] < 1000 * seconds) requestAnimationFrame(turn);
        else done(times);
    };
    requestAnimationFrame(turn);
})
"""


def main() -> int:
    """Print the table; 2 when there is no Chromium."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        print(f"no Chromium on this machine (looked for {', '.join(PROGRAMS)})")
        return 2
    print(f"{'width':>5}  {'surface':12} {'frames/s':>8} {'median ms':>9} {'slowest ms':>10}")
    with sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for width in (1280, 360):
            page = chromium.new_page(viewport={"width": width, "height": 900})
            page.goto(PICTURE.as_uri())
            for surface in page.locator("#surface option").evaluate_all(
                "all => all.map(one => one.value)"
            ):
                report(width, surface, intervals(page, surface))
            page.close()
        chromium.close()
    return 0


def intervals(page: Page, surface: str) -> list[float]:
    """Return the milliseconds between the frames while the scene is turned."""
    page.locator("#surface").select_option(surface)
    page.evaluate("count => { while (count--) document.querySelector('#step').click(); }", STEPS)
    page.wait_for_timeout(600)
    times = page.evaluate(TURN, SECONDS)
    return [after - before for before, after in zip(times, times[1:], strict=False)]


def report(width: int, surface: str, gaps: list[float]) -> None:
    """Print one line."""
    rate = 1000 * len(gaps) / sum(gaps)
    print(f"{width:5}  {surface:12} {rate:8.1f} {statistics.median(gaps):9.1f} {max(gaps):10.1f}")


if __name__ == "__main__":
    sys.exit(main())
