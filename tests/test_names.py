"""The names a cell binds and uses."""

import pytest

from autograder.names import names_of


def bound(source):
    return sorted(names_of(source).bound)


def used(source):
    return sorted(names_of(source).used)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("a = b = 1\n(c, *d), e[0] = x", ["a", "b", "c", "d"]),
        ("a: int = 1\nb: int", ["a"]),
        ("import a.b, c.d as e\nfrom f import g, h as i", ["a", "e", "g", "i"]),
        ("def f(x):\n    y = x\n\nclass C:\n    z = 1", ["C", "f"]),
        ("for a in x:\n    b = a\nwhile c := x:\n    pass", ["a", "b", "c"]),
        ("with x as a:\n    b = 1", ["a", "b"]),
        ("try:\n    a = 1\nexcept E as b:\n    c = 1\nelse:\n    d = 1", ["a", "b", "c", "d"]),
        ("match x:\n    case {'k': a, **b} | [a, *b] if y:\n        c = 1", ["a", "b", "c"]),
        ("def f():\n    global a\n    a = 1", ["a", "f"]),
        ("[a for a in x]\n{a: b for a, b in x}\n(a for a in x)", []),
        ("del a\na += 1", ["a"]),
    ],
)
def test_what_a_cell_binds(source, names):
    assert bound(source) == names


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("a = 1\nprint(a)", ["print"]),
        ("print(a)\na = 1", ["a", "print"]),
        ("a += 1", ["a"]),
        ("a = a + 1", ["a"]),
        ("if c:\n    a = 1\nelse:\n    b = a\na", ["a", "c"]),
        ("for i in n:\n    i\ni", ["i", "n"]),
        ("while c:\n    a = 1\na", ["a", "c"]),
        ("try:\n    a = 1\nexcept E:\n    a\na", ["E", "a"]),
        ("with f() as a:\n    b = a\nb", ["b", "f"]),
        ("match x:\n    case a:\n        a", ["x"]),
        ("(a := 1)\na", ["a"]),
        ("f: a = 1", ["a"]),
        ("del a", ["a"]),
        ("xs = 1\n[x + y for x in xs if x]", ["y"]),
        ("class C(B, key=k):\n    z = a", ["B", "a", "k"]),
        ("f'{a} {b!r:{c}}'", ["a", "b", "c"]),
    ],
)
def test_what_a_cell_uses_from_before(source, names):
    assert used(source) == names


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(x=d, *, y: t = e) -> r:\n    z = x\n    return z + g", ["d", "e", "g", "r", "t"]),
        ("h = 1\ndef f():\n    return h", ["h"]),
        ("h = 1\nf = lambda x: x + h", ["h"]),
        ("h = 1\nf = (h for _ in range(3))", ["h", "range"]),
        ("h = 1\nf = [lambda: h for _ in ()]", ["h"]),
        ("@deco\ndef f():\n    def g():\n        return a\n    a = 1\n    return g", ["deco"]),
    ],
)
def test_what_a_function_may_use_later_counts_as_used_although_the_cell_binds_it(source, names):
    assert used(source) == names


@pytest.mark.parametrize("source", ["%time f()", "!ls", "f(", "a\0b", "(" * 300])
def test_what_is_no_plain_python_has_no_names(source):
    assert names_of(source) is None


def test_a_source_that_is_nested_too_deep_has_no_names():
    assert names_of("-" * 100_000 + "1") is None
