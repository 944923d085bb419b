"""Saved in the format of ten years ago."""

# earns: all
# says: format 3
# stopped by: reader
import warnings

import nbformat


def damage(notebook: bytes) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        old = nbformat.convert(nbformat.reads(notebook.decode(), as_version=4), 3)
        return nbformat.v3.writes_json(old).encode()
