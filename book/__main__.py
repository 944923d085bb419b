"""Build the web book: `python -m book [FOLDER]` writes it to FOLDER, dist/site without one.

The released lessons are run, so that their figures are there, and Sphinx with MyST-NB makes
pages of them. Nothing but the release is read: a solution cannot get in.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

import nbformat
from sphinx.cmd.build import build_main

from .finish import finish
from .lessons import frame, lesson, run

HERE = Path(__file__).resolve().parent
RELEASE = HERE.parent / "release" / "derivatives"
SITE = HERE.parent / "dist" / "site"
FIGURES = "figure.dpi: 110\nsavefig.dpi: 110\n"


class BookError(RuntimeError):
    """The book cannot be built; the message says why."""


def write_sources(release: Path, target: Path) -> None:
    """Write all that Sphinx needs into the empty folder `target`. Raises BookError."""
    shutil.copytree(HERE / "pages", target, dirs_exist_ok=True)
    shutil.copy(HERE / "conf.py", target)
    materials = target / "materials"
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(release, materials / "derivatives", ignore=unwanted)
    pack(materials / "derivatives", materials / "derivatives.zip")
    write_pictures(materials / "derivatives" / "explore", target)
    (materials / "derivatives" / "matplotlibrc").write_text(FIGURES, encoding="utf-8")
    for path in sorted((materials / "derivatives").glob("*.ipynb")):
        page = lesson(run(path), path.stem)
        nbformat.write(page.notebook, target / path.name)
        for name, picture in page.pictures.items():
            (target / "extra" / "pictures" / name).write_text(picture, encoding="utf-8")


def pack(folder: Path, target: Path) -> None:
    """Put a folder into a zip file, always the same bytes for the same files."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                place = zipfile.ZipInfo(str(path.relative_to(folder.parent)))
                place.external_attr = 0o644 << 16
                archive.writestr(place, path.read_bytes(), zipfile.ZIP_DEFLATED)


def write_pictures(explore: Path, target: Path) -> None:
    """Copy the interactive pictures, and write a page for each. Raises BookError."""
    pictures = target / "extra" / "pictures"
    pictures.mkdir(parents=True)
    paths = sorted(explore.glob("*.html"))
    if not paths:
        raise BookError("release/derivatives/explore has no pictures: run `make release` first")
    for path in paths:
        shutil.copy(path, pictures)
        title = path.read_text(encoding="utf-8").partition("<title>")[2].partition("</title>")[0]
        around = frame(f"pictures/{path.name}", path.stem)
        alone = f'<p><a href="pictures/{path.name}">Open the picture alone</a></p>'
        page = f"# {title}\n\n{around}\n\n{alone}\n"
        (target / f"explore-{path.stem}.md").write_text(page, encoding="utf-8")


def build(release: Path, site: Path) -> None:
    """Build the book of a release into `site`, which is replaced. Raises BookError."""
    with tempfile.TemporaryDirectory() as folder:
        sources, made = Path(folder) / "sources", Path(folder) / "site"
        sources.mkdir()
        write_sources(release, sources)
        options = ["--quiet", "--fail-on-warning", "--keep-going", "--builder", "html"]
        settings = ["--define", "html_extra_path=extra"]
        if build_main([*options, *settings, str(sources), str(made)]) != 0:
            raise BookError("Sphinx found something wrong; see above")
        for unused in (".buildinfo", "objects.inv", ".doctrees", "_sources"):
            remove(made / unused)
        finish(made)
        site.parent.mkdir(parents=True, exist_ok=True)
        remove(site)
        shutil.move(made, site)


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def main(arguments: list[str]) -> int:
    """Build the book and say where it is; 2 when that is not possible."""
    site = Path(arguments[0]) if arguments else SITE
    try:
        build(RELEASE, site)
    except BookError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"The book is in {site}; open {site / 'index.html'}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
