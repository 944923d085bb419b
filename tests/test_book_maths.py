"""Formulas of the web book as MathML."""

from xml.etree import ElementTree

from book.maths import mathml

MATHML = "{http://www.w3.org/1998/Math/MathML}"


def parts(latex, display="block"):
    return [
        part.tag.removeprefix(MATHML)
        for part in ElementTree.fromstring(mathml(latex, display)).iter()
    ]


def test_the_limit_stands_under_its_sign_in_a_display_and_beside_it_in_a_line():
    assert "munder" in parts(r"\lim_{h \to 0} x")
    assert "munder" not in parts(r"\lim_{h \to 0} x", "inline")


def test_a_prime_is_not_raised_twice():
    assert "msup" not in parts("f'(a)") and "′" in mathml("f'(a)", "inline")
    assert "msup" in parts("x^2")


def test_a_sign_is_told_from_a_difference():
    forms = [
        [
            part.get("form")
            for part in ElementTree.fromstring(mathml(latex, "inline")).iter()
            if part.text == "−"
        ]
        for latex in ("2 (0 - 3) = -6", "f(x) - g", "|a| - 1")
    ]
    assert forms == [[None, "prefix"], [None], [None]]
