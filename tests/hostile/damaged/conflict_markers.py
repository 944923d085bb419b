"""A file with the conflict markers of a merge that was not finished."""
# earns: nothing
# says: git conflict markers
# stopped by: reader


def damage(notebook: bytes) -> bytes:
    lines = notebook.split(b"\n")
    lines[5:5] = [b"<<<<<<< HEAD", b"=======", b">>>>>>> theirs"]
    return b"\n".join(lines)
