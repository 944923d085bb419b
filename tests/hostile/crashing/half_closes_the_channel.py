"""Shuts the channel in one direction only, and goes on as if nothing were."""
# earns: all but secant_slope
# says: ended the process
# stopped by: fresh process

# %% secant_slope
import os
import socket


def secant_slope(f, x, h):
    socket.socket(fileno=os.dup(3)).shutdown(socket.SHUT_WR)
    return (f(x + h) - f(x)) / h
