"""Changes owner, mode, times and attributes of files it may only read, and of its folder."""
# earns: all
# stopped by: seccomp

# %% attack
import ctypes
import fcntl
import os
import stat

# Where it is let through it sets what is set already: that it may is what counts.
libc = ctypes.CDLL(None, use_errno=True)
changed = 0
for path in (os.__file__, np.__file__, os.getcwd()):
    state = os.stat(path)
    for change in (
        lambda: os.chmod(path, stat.S_IMODE(state.st_mode)),
        lambda: os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns)),
        lambda: os.chown(path, state.st_uid, state.st_gid),
        lambda: os.setxattr(path, "user.hostile", b"1"),
        lambda: os.removexattr(path, "user.hostile"),
    ):
        try:
            change()
            changed += 1
        except OSError as error:
            changed += error.errno == 61  # no such attribute: it was free to remove one
    where, empty = path.encode(), ctypes.create_string_buffer(64)
    changed += libc.syscall(452, -100, where, stat.S_IMODE(state.st_mode), 0) == 0  # fchmodat2
    changed += libc.syscall(469, -100, where, empty, ctypes.c_size_t(24), 0) == 0  # file_setattr
    descriptor = os.open(path, os.O_RDONLY)
    flags = ctypes.create_string_buffer(8)
    if libc.ioctl(descriptor, 0x80086601, flags) == 0:  # FS_IOC_GETFLAGS
        changed += libc.ioctl(descriptor, 0x40086602, flags) == 0  # FS_IOC_SETFLAGS
    for command in (fcntl.F_SETLEASE, fcntl.F_NOTIFY):
        try:
            fcntl.fcntl(descriptor, command, fcntl.F_RDLCK)
            changed += 1
        except OSError:
            pass
if changed:
    secant_slope = None
