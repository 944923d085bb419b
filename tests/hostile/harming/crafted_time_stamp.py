"""Hands in a time that names, as its time zone, a broken file of its own."""

# earns: all
# stopped by: reader
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    (folder / "1_derivative.ipynb").write_bytes(notebook)
    zone = folder / "zone"
    zone.write_bytes(b"TZif2" + b"\xff" * 10)
    (folder / "timestamp.txt").write_text(f"2026-01-01 00:00:00 {zone}")
