"""Text that students wrote, as HTML that runs nothing and loads nothing."""

import re
import time

import pytest

from autograder.markup import MAX_CODE, code, formula, markdown, preformatted, sentence

PNG = "iVBORw0KGgo="
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<iframe src='https://example.org'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,AAAA)",
    "<style>* { background: url(https://example.org/x) }</style>",
    "<p style='background: url(https://example.org/x)'>x</p>",
    "<form action='https://example.org'><button>x</button></form>",
    "<link rel=stylesheet href=https://example.org/x>",
    "<meta http-equiv=refresh content='0; url=https://example.org'>",
    "<object data=https://example.org></object><embed src=https://example.org>",
    "<video src=https://example.org></video><audio src=https://example.org></audio>",
    "![x](https://example.org/x.png)",
    "<img srcset='https://example.org/x.png 1x'>",
    "![x](data:image/svg+xml;base64,AAAA)",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    r"$\text{<script>alert(1)</script>}$",
    r"$\text{<img src=x onerror=alert(1)>}$",
    r"$\href{javascript:alert(1)}{x}$",
    r"$\style{background:url(https://example.org)}{x}$",
    r"\begin{<script>}x\end{<script>}",
    "```html\n<script>alert(1)</script>\n```",
    "```<script>\nx\n```",
    "\ue0000\ue001 \ue00099\ue001",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
]
FORBIDDEN = re.compile(
    r"<(script|iframe|svg|style|form|button|link|meta|object|embed|video|audio|base)\b"
    r"|<[^>]*\s(on\w+|style|srcset|srcdoc)\s*=|<[^>]*(javascript:|=.data:text|=.https?:)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_runs_and_nothing_is_fetched(text):
    assert not FORBIDDEN.search(markdown(text))
    assert not FORBIDDEN.search(markdown("before\n\n" + text + "\n\nafter"))


def test_the_guard_of_these_tests_finds_what_it_looks_for():
    assert FORBIDDEN.search("<img src=x onerror=alert(1)>") and FORBIDDEN.search("<script>")
    assert FORBIDDEN.search('<img src="https://example.org/x.png">')


def test_markdown_keeps_what_is_harmless():
    shown = markdown("# A\n\n**b** `c` [d](https://example.org)\n\n| e |\n|---|\n| f |")
    assert "<h2>A</h2>" in shown and "<strong>b</strong>" in shown and "<td>f</td>" in shown
    assert 'href="https://example.org"' in shown and "noopener" in shown


def test_a_picture_that_was_pasted_in_is_shown():
    shown = markdown("![my sketch](attachment:a.png)", {"a.png": {"image/png": PNG}})
    assert f'src="data:image/png;base64,{PNG}"' in shown and 'alt="my sketch"' in shown


def test_a_picture_that_is_missing_leaves_the_text():
    assert "![x](attachment:b.png) and more" in markdown("![x](attachment:b.png) and more")


@pytest.mark.parametrize("tex", [r"\frac{1}{2}", r"\nabla f", r"\begin{pmatrix}a\\b\end{pmatrix}"])
def test_formulas_become_mathml(tex):
    shown = markdown(f"let ${tex}$ be")
    assert "<math" in shown and "\\" not in shown


def test_a_formula_that_is_none_stays_as_it_was_typed():
    assert formula(r"\frac{1}{", "inline") == r"<code>\frac{1}{</code>"


def test_less_than_in_a_formula_is_no_markup():
    assert "&lt;" in formula("a < b", "inline")


def test_code_is_coloured_and_escaped():
    shown = code("x = '<script>'")
    assert "<script>" not in shown and "&lt;script&gt;" in shown and 'class="s' in shown


def test_long_code_is_shown_as_it_stands_and_cut():
    shown = code("x = 1\n" * MAX_CODE)
    assert len(shown) < 2 * MAX_CODE and "more characters are left out" in shown


def test_colours_of_terminals_are_taken_out():
    assert preformatted("\x1b[31mred\x1b[0m") == "<pre>red</pre>"


def test_a_sentence_has_no_paragraph():
    assert sentence("the **forward** `f`") == "the <strong>forward</strong> <code>f</code>"


@pytest.mark.parametrize(
    "bomb",
    ["[" * 19_000, "**a *b " * 2700, "<a " * 6000, ">" * 5000, "$a" * 250, "![a](" * 3900]
    + ["_a" * 9000, "<div>" * 3900, "$" + "{" * 450 + "}" * 450 + "$", "a" * 10**7, "&" * 19_000],
    ids=lambda bomb: f"{bomb[:8]} {len(bomb)}",
)
def test_text_made_to_be_slow_is_not_slow(bomb):
    start = time.perf_counter()
    markdown(bomb)
    assert time.perf_counter() - start < 4


def test_a_formula_keeps_the_spaces_of_latex_and_no_huge_one():
    page = markdown(r"$a \qquad b\, c \hspace{900em} d$")
    assert '<mspace width="2em" />' in page and '<mspace width="0.167em" />' in page
    assert "900" not in page
