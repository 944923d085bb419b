"""Reading an export: what is safe is read, what is not is left out with a reason."""

import os
import stat
import struct
import zipfile

import pytest

from autograder.course import CourseError
from autograder.lms import archive
from autograder.lms.archive import Unreadable, open_export


@pytest.fixture
def zipped(tmp_path):
    """Write a zip file of these names and texts; a ZipInfo may stand for a name."""

    def write(*files):
        path = tmp_path / "export.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, data in files:
                file.writestr(name, data)
        return path

    return write


def seen(path):
    """Return the members' names and what they hold, and what is left out."""
    with open_export(path) as export:
        members = {str(one.path): one.read() for one in export.members}
        return members, {one.name: one.reason for one in export.left_out}


def test_files_are_read_as_they_are(zipped):
    assert seen(zipped(("a/b.ipynb", b"1"), ("c.txt", b"2"))) == (
        {"a/b.ipynb": b"1", "c.txt": b"2"},
        {},
    )


OUTSIDE = ["../x", "a/../../x", "/etc/x", "C:/x", "C:\\x", "..\\x", "a\\..\\..\\x"]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_name_that_leads_out_of_the_archive_is_left_out(zipped, name):
    members, left = seen(zipped((name, b"1"), ("good", b"2")))
    assert list(members) == ["good"]
    assert list(left.values()) == ["its name leads out of the archive"]


def test_a_backslash_is_a_slash(zipped):
    assert list(seen(zipped(("alice\\x.ipynb", b"1")))[0]) == ["alice/x.ipynb"]


@pytest.mark.parametrize(
    ("kind", "reason"), [(stat.S_IFLNK, "it is a link"), (stat.S_IFIFO, "it is no plain file")]
)
def test_links_and_pipes_are_left_out(zipped, kind, reason):
    info = zipfile.ZipInfo("x.ipynb")
    info.external_attr = (kind | 0o777) << 16
    assert seen(zipped((info, b"/etc/passwd"))) == ({}, {"x.ipynb": reason})


def test_a_file_that_says_it_is_huge_is_left_out_unread(zipped, monkeypatch):
    monkeypatch.setattr(archive, "MAX_FILE_BYTES", 1 << 20)
    assert seen(zipped(("bomb", b"0" * (1 << 20 | 1)))) == ({}, {"bomb": "it is larger than 1 MiB"})


def test_a_file_that_unpacks_to_more_than_it_says_is_never_whole_in_memory(zipped, monkeypatch):
    monkeypatch.setattr(archive, "MAX_FILE_BYTES", 1 << 20)
    path = zipped(("bomb", b"0" * (4 << 20)))
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 1000)  # the size in the central directory
    path.write_bytes(data)
    with open_export(path) as export, pytest.raises(Unreadable):
        print(len(export.members[0].read()))


def test_a_damaged_member_is_named_and_the_others_are_read(zipped):
    path = zipped(("bad", os.urandom(500)), ("good", b"2"))
    data = bytearray(path.read_bytes())
    data[100] ^= 0xFF
    path.write_bytes(data)
    with open_export(path) as export:
        bad, good = export.members
        assert good.read() == b"2"
        with pytest.raises(Unreadable, match="it is damaged: Bad CRC-32"):
            bad.read()


def test_an_encrypted_member_is_left_out(zipped):
    path = zipped(("secret", b"1"))
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert seen(path) == ({}, {"secret": "it is encrypted"})


def with_name(zipped, raw):
    """Return a zip file with a member whose name has these bytes and no flag for UTF-8."""
    path = zipped(("N" * len(raw), b"1"))
    path.write_bytes(path.read_bytes().replace(b"N" * len(raw), raw))
    return path


@pytest.mark.parametrize("raw", ["zoë.ipynb".encode(), "zoe\u0308.ipynb".encode()])
def test_a_name_in_utf_8_is_read_so_though_the_archive_does_not_say_it(zipped, raw):
    assert list(seen(with_name(zipped, raw))[0]) == ["zo\u00eb.ipynb"]


def test_a_name_in_cp437_is_read_so(zipped):
    assert list(seen(with_name(zipped, b"zo\x89.ipynb"))[0]) == ["zoë.ipynb"]


def test_a_name_of_control_characters_is_made_printable(zipped):
    assert list(seen(zipped(("a\x1b[31m\n.ipynb", b"1")))[0]) == ["a?[31m?.ipynb"]


def test_a_name_too_long_for_a_file_is_left_out(zipped):
    members, left = seen(zipped(("ä" * 128, b"1")))
    assert members == {} and list(left.values()) == ["its name is longer than 255 bytes"]


def test_files_of_the_system_are_left_out_and_nobody_needs_to_look(zipped):
    names = ("__MACOSX/._x.ipynb", "a/.DS_Store", "a/._x.ipynb")
    with open_export(zipped(*((name, b"1") for name in names))) as export:
        assert export.members == ()
        assert [one.expected for one in export.left_out] == [True, True, True]


def test_an_export_without_files_is_refused(zipped, tmp_path):
    for empty in (zipped(), tmp_path / "folder"):
        (tmp_path / "folder").mkdir(exist_ok=True)
        with pytest.raises(CourseError, match="holds no files"):
            seen(empty)


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 30])
def test_what_is_no_zip_file_is_refused(tmp_path, data):
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    with pytest.raises(CourseError, match="x.zip is no zip file or folder that can be read"):
        seen(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CourseError, match="no zip file or folder"):
        seen(tmp_path / "nothing.zip")


def test_an_archive_of_too_many_files_is_refused(zipped, monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBERS", 1)
    with pytest.raises(CourseError, match="more than 1 files"):
        seen(zipped(("a", b""), ("b", b"")))


def test_a_folder_is_read_and_no_link_in_it_is_followed(tmp_path):
    (tmp_path / "out.txt").write_text("secret")
    folder = tmp_path / "export"
    (folder / "alice").mkdir(parents=True)
    (folder / "alice" / "x.ipynb").write_text("1")
    (folder / "bob").symlink_to(folder / "alice")
    (folder / "alice" / "out.txt").symlink_to(tmp_path / "out.txt")
    os.mkfifo(folder / "pipe")
    assert seen(folder) == (
        {"alice/x.ipynb": b"1"},
        {"bob": "it is a link", "alice/out.txt": "it is a link", "pipe": "it is no plain file"},
    )


def test_a_folder_name_that_is_no_text_becomes_one(tmp_path):
    os.makedirs(os.fsencode(tmp_path) + b"/export/al\xffce")
    path = os.fsencode(tmp_path) + b"/export/al\xffce/x.ipynb"
    with open(path, "wb") as file:
        file.write(b"1")
    assert seen(tmp_path / "export") == ({"al?ce/x.ipynb": b"1"}, {})
