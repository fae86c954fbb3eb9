"""What the person in front of the glass sees."""

import os
import sys
from importlib import import_module
from typing import cast

# pygame reads it when it is imported, and would greet every user of every command.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

# It also asks setuptools for its files, and finds them without; and it has two modules that nobody here uses,
# for which it imports NumPy. Together they are most of its time.
UNUSED = {"pkg_resources", "pygame.surfarray", "pygame.sndarray"} - sys.modules.keys()
cast("dict[str, object]", sys.modules).update(dict.fromkeys(UNUSED))  # None is what cannot be imported
import_module("pygame")
for name in UNUSED:
    del sys.modules[name]
