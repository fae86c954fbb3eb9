"""What the person in front of the glass sees."""

import os
import sys
from importlib import import_module

# pygame reads it when it is imported, and would greet every user of every command.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")


# It also asks setuptools for its files, and finds them without: setuptools takes a third of pygame's time.
if "pkg_resources" not in sys.modules:
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    import_module("pygame")
    del sys.modules["pkg_resources"]
