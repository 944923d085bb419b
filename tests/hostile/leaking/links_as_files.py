"""Hands in links to the course's secrets beside the notebook, to get copies back."""

# earns: all
# stopped by: reader
from pathlib import Path


def hand_in(folder: Path, notebook: bytes) -> None:
    course = folder.parents[2]
    (folder / "1_derivative.ipynb").write_bytes(notebook)
    (folder / "tests").symlink_to(course / "tests/hidden/derivatives")
    (folder / "answers.txt").symlink_to(course / "solutions/derivatives/answers_1_derivative.py")
    (folder / "book.db").symlink_to(course / "gradebook.db")
    (folder / "timestamp.txt").symlink_to(course / "nbgrader_config.py")
    (folder / "notes").mkdir()
    (folder / "notes" / "more").symlink_to(course / "solutions")
