"""Raises exceptions whose text, type name and arguments fail or end the process."""
# earns: all but secant_slope, tangent_line
# stopped by: fresh process


# %% secant_slope
class Nasty(Exception):
    def __str__(self):
        raise KeyboardInterrupt

    __repr__ = __str__


def secant_slope(f, x, h):
    raise Nasty


# %% tangent_line
import os


class Meta(type):
    def __getattribute__(cls, name):
        os._exit(3)


class Nastier(Exception, metaclass=Meta):
    pass


def tangent_line(f, df, a):
    raise Nastier


# %% attack
raise Nasty
