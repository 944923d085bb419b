"""The last touch to every page: what the theme leaves out for screen readers and keys."""

from __future__ import annotations

from pathlib import Path

CHANGES = (
    # The headings of the navigation stand under the title of the book.
    ('<p class="caption" role="heading">', '<p class="caption" role="heading" aria-level="2">'),
    ('<aside class="sidebar-drawer">', '<aside class="sidebar-drawer" aria-label="The book">'),
    ('<aside class="toc-drawer', '<aside aria-label="This page" class="toc-drawer'),
    ("<pre>", '<pre tabindex="0">'),  # long lines are scrolled, also without a mouse
    ('<th class="head"><p></p></th>', '<td class="head"></td>'),
    ('<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'),
    ('<div id="search-results">', '<h1>Search</h1>\n<div id="search-results">'),
)


def finish(site: Path) -> None:
    """Rewrite the pages of a finished book, not its pictures."""
    for path in site.glob("*.html"):
        page = path.read_text(encoding="utf-8")
        for old, new in CHANGES:
            page = page.replace(old, new)
        path.write_text(page, encoding="utf-8")
