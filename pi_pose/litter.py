"""When Python looks for garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def left_alone() -> Iterator[None]:
    """Do not look for garbage now, and never among what there is by the end.

    A start makes a hundred thousand objects that all stay: to look through them again and again takes a tenth
    of its time, and later, as often as the whole memory is looked through, the time of a frame.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
