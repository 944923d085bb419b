"""Asks the network for something: a name, a web page, a package index."""
# earns: all
# stopped by: seccomp

# %% attack
import socket
import urllib.request

for act in (
    lambda: socket.getaddrinfo("example.org", 80),
    lambda: socket.create_connection(("127.0.0.1", 22), 1),
    lambda: urllib.request.urlopen("http://127.0.0.1:8888/", timeout=1),
    lambda: urllib.request.urlopen("file:///etc/passwd").read(),
):
    try:
        print(act())
        secant_slope = None
    except OSError as error:
        print(error)
