"""Calls the kernel by number, where no Python function leads."""
# earns: all
# stopped by: seccomp

# %% attack
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
name = os.uname().nodename.encode()
CALLS = {
    "ptrace": (101, 0, 0, 0, 0),
    "process_vm_readv": (310, 1, 0, 0, 0, 0, 0),
    "kcmp": (312, 1, 1, 0, 0, 0),
    "memfd_create": (319, b"x", 0),
    "memfd_secret": (447, 0),
    "userfaultfd": (323, 0),
    "perf_event_open": (298, bytes(128), 0, -1, -1, 0),
    "bpf": (321, 0, bytes(128), 128),
    "io_uring_setup": (425, 8, ctypes.create_string_buffer(128)),
    "add_key": (248, b"user", b"hostile", b"x", 1, -3),
    "keyctl": (250, 0, -3, 1),
    "shmget": (29, 0, 4096, 0o1600),
    "semget": (64, 0, 1, 0o1600),
    "msgget": (68, 0, 0o1600),
    "mq_open": (240, b"hostile", 0o102, 0o600, 0),
    "inotify_init": (253,),
    "inotify_init1": (294, 0),
    "fanotify_init": (300, 0, 0),
    "personality": (135, 0x0040000),
    "syslog": (103, 3, ctypes.create_string_buffer(100), 100),
    "name_to_handle_at": (303, -100, b"/", bytes(136), bytes(8), 0),
    "open_by_handle_at": (304, -100, bytes(136), 0),
    "sethostname": (170, name, len(name)),
    "quotactl": (179, 0x80000700, 0, 0, 0),
    "swapon": (167, b"own", 0),
    "reboot": (169, 0, 0, 0, 0),
    "init_module": (175, b"", 0, b""),
    "iopl": (172, 3),
    "listmount": (458, bytes(32), ctypes.create_string_buffer(800), 100, 0),
}
through = [name for name, call in CALLS.items() if libc.syscall(*call) >= 0]
if through:
    print(through)
    secant_slope = None
