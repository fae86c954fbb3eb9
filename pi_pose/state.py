"""Where the mirror keeps what it must remember from one start to the next."""

import os
from pathlib import Path


def folder() -> Path:
    """Return systemd's state folder for the service, or the user's own."""
    if service := os.environ.get("STATE_DIRECTORY"):
        return Path(service.partition(":")[0])
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "pi-pose"
