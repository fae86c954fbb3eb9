"""What a button, a key or a signal can ask of the mirror."""

from enum import Enum, auto


class Command(Enum):
    """Posted by whoever heard it, carried out by the kiosk."""

    QUIT = auto()
    NEXT_MODEL = auto()
    DIAGNOSTICS = auto()
    FLOW = auto()
    """Begin what the mirror can guide through, or end it."""
    TEACH = auto()
    """Begin a lesson in a new pose, or give it up."""
    SOUND = auto()
    SHUTDOWN = auto()
