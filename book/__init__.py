"""The section as a web book: `python -m book` writes dist/site/."""
