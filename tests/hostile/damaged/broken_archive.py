"""An archive that is cut off, one with a password, and one that is no archive."""

# earns: nothing
# stopped by: reader
import io
import zipfile
from pathlib import Path

FLAGS, ENCRYPTED = b"\x14\0\0\0\x08\0", b"\x14\0\x01\0\x08\0"


def hand_in(folder: Path, notebook: bytes) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("1_derivative.ipynb", notebook)
    whole = buffer.getvalue()
    (folder / "cut.zip").write_bytes(whole[: len(whole) // 2])
    (folder / "damaged.zip").write_bytes(whole[:200] + bytes(300) + whole[500:])
    (folder / "locked.zip").write_bytes(whole.replace(FLAGS, ENCRYPTED))
    (folder / "none.zip").write_bytes(b"PK no archive")
