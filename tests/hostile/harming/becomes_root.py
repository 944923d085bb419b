"""Asks for the powers of root, by every call that gives some, then uses them."""
# earns: all
# stopped by: privileges

# %% attack
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for act in (
    lambda: os.setuid(0),
    lambda: os.setresuid(0, 0, 0),
    lambda: os.setgid(0),
    lambda: os.setgroups([0]),
    lambda: os.initgroups("root", 0),
):
    try:
        act()
    except OSError as error:
        print(error)
libc.capset(b"\x22\x05\x08\x20\0\0\0\0", b"\xff" * 24)
libc.prctl(47, 2, 21, 0, 0)  # PR_CAP_AMBIENT_RAISE, CAP_SYS_ADMIN
libc.prctl(8, 1, 0, 0, 0)  # PR_SET_KEEPCAPS
for use in (
    lambda: open("/etc/shadow"),
    lambda: open("<course>/gradebook.db"),
    lambda: os.chroot("."),
    lambda: os.nice(-5),
    lambda: os.mknod("disk", 0o60600, 0x800),
):
    try:
        use()
        secant_slope = None
    except OSError as error:
        print(error)
