"""One source, the same grade in Otter and on Gradescope.

`master` writes a source notebook in Otter Assign's format, `assign` runs Otter's own tool on it,
`package` puts engine and course into the zip. In `otter run` (by `plugin`) and on Gradescope the
caged judge decides (`judge`), and its verdict is shown (`results`). `handin` understands what a
student made of Otter's notebook.
"""
