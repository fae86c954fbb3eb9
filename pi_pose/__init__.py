"""A fitness mirror: a camera behind two-way glass, MoveNet, and the name of the yoga pose you hold."""

__version__ = "0.1.0"
