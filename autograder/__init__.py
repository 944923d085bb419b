"""Grade notebooks whose answers cannot be trusted, with grades that can."""

__version__ = "0.1.0"
