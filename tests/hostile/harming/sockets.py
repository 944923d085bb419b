"""Opens sockets of every family, to talk to the network or to other processes."""
# earns: all
# stopped by: seccomp

# %% attack
import socket

opened = 0
for family in range(46):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
        for protocol in (0, 1, 16):
            try:
                socket.socket(family, kind, protocol).close()
                opened += 1
            except OSError:
                pass
try:
    socket.socketpair()
    opened += 1
except OSError:
    pass
if opened:
    secant_slope = None
