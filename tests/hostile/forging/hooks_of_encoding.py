"""Returns objects whose class, module and type name run code while they are encoded."""
# earns: all but secant_slope
# stopped by: data only


# %% secant_slope
class Meta(type):
    @property
    def __name__(cls):
        raise SystemExit(0)

    @property
    def __module__(cls):
        return "torch"


class Hooked(metaclass=Meta):
    def detach(self):
        return self

    def cpu(self):
        return self

    def numpy(self):
        return -1.7


def secant_slope(f, x, h):
    return Hooked()
