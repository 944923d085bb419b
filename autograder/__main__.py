"""Run the command line: `autograder`, or `python -m autograder`."""

import sys


def main() -> None:
    """Run the command line; what it needs is imported only now."""
    # jsonschema would build a grammar of international web addresses, for a second, although
    # no schema here asks for one; without the module it does without.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    from autograder.cli import main

    main()


if __name__ == "__main__":
    main()
