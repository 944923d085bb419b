"""Makes namespaces of its own, in which it would be root and could mount what it likes."""
# earns: all
# stopped by: seccomp

# %% attack
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
made = 0
for flag in (0x10000000, 0x00020000, 0x40000000, 0x20000000, 0x08000000, 0x04000000, 0x02000000):
    made += libc.unshare(flag) == 0
    made += libc.syscall(56, flag | 17, 0, 0, 0, 0) >= 0
    made += libc.setns(3, flag) == 0
made += libc.mount(b"none", b".", b"tmpfs", 0, None) == 0
made += libc.mount(b"/", b".", None, 4096, None) == 0
made += libc.umount2(b"/proc", 2) == 0
made += libc.syscall(155, b".", b".") == 0  # pivot_root
made += libc.syscall(428, -100, b"/", 1) >= 0  # open_tree
made += libc.syscall(430, b"tmpfs", 0) >= 0  # fsopen
if made:
    secant_slope = None
