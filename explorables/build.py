"""Make the interactive pictures: one self-contained HTML file each.

`python explorables/build.py` writes `source/derivatives/explore/NAME.html` for every folder
NAME that holds a `picture.html` and a `picture.js`. The modules a script imports are put
before it in one script, each once, without `import` and `export`; functions the picture does
not use are left out, and the rest is made small.
"""

from __future__ import annotations

import re
import string
import sys
from collections import Counter
from pathlib import Path

from rjsmin import jsmin

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent / "source" / "derivatives" / "explore"

IMPORT = re.compile(r'^import \{[^}]*\} from "(?P<path>\.[^"]+)";\n', re.MULTILINE)
FUNCTION = re.compile(r"^function (?P<name>[\w$]+)\(.*?^}\n", re.MULTILINE | re.DOTALL)
DEFINES = re.compile(r"^(?:const|let|function|class) +([\w$]+|[\[{][^=]*[\]}])", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE)


class BuildError(ValueError):
    """The sources of a picture do not fit together; the message says where."""


def names() -> list[str]:
    """Return the names of all pictures, in order."""
    return sorted(path.parent.name for path in HERE.glob("*/picture.js"))


def build(name: str) -> str:
    """Return the whole HTML file of one picture. Raises BuildError."""
    body = (HERE / name / "picture.html").read_text(encoding="utf-8")
    title = re.search(r"<h1[^>]*>(.*?)</h1>", body)
    if title is None:
        raise BuildError(f"{name}/picture.html has no <h1>")
    template = string.Template((HERE / "shared" / "page.html").read_text(encoding="utf-8"))
    own = HERE / name / "picture.css"
    style = (HERE / "shared" / "style.css").read_text(encoding="utf-8")
    return template.substitute(
        name=name,
        title=title[1],
        style=style + (own.read_text(encoding="utf-8") if own.is_file() else ""),
        body=body,
        script=jsmin(used(script(HERE / name / "picture.js"))) + "\n",
    )


def script(path: Path) -> str:
    """Return a module and all it imports as one script. Raises BuildError for a name used twice."""
    parts: dict[Path, str] = {}
    _collect(path.resolve(), parts)
    owners: dict[str, Path] = {}
    for part, source in parts.items():
        for name in re.findall(r"[\w$]+", " ".join(DEFINES.findall(source))):
            if owners.setdefault(name, part) != part:
                raise BuildError(f"{name} is defined in {owners[name].name} and in {part.name}")
    return "\n".join(parts.values())


def used(source: str) -> str:
    """Leave out the functions of a script whose name stands nowhere else, until there is none."""
    words = Counter(re.findall(r"[\w$]+", source))
    kept = FUNCTION.sub(lambda found: found[0] if words[found["name"]] > 1 else "", source)
    return kept if kept == source else used(kept)


def _collect(path: Path, parts: dict[Path, str]) -> None:
    """Put the modules that `path` imports, then itself, into `parts`."""
    if path in parts:
        return
    try:
        source = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BuildError(f"{path.name} cannot be read: {error.strerror}") from error
    for found in IMPORT.finditer(source):
        _collect((path.parent / found["path"]).resolve(), parts)
    source = re.sub(r"^export ", "", IMPORT.sub("", source), flags=re.MULTILINE)
    parts[path] = COMMENT.sub("", source).strip() + "\n"


def main() -> None:
    """Write all pictures and say how large they are."""
    BUILT.mkdir(parents=True, exist_ok=True)
    for old in BUILT.glob("*.html"):
        if old.stem not in names():
            old.unlink()
    for name in names():
        page = build(name)
        (BUILT / f"{name}.html").write_text(page, encoding="utf-8")
        print(f"{name}.html: {len(page.encode()) / 1000:.1f} kB")


if __name__ == "__main__":
    try:
        main()
    except BuildError as error:
        sys.exit(str(error))
