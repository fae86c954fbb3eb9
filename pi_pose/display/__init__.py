"""What the person in front of the glass sees."""

import os

from pi_pose import lean

# pygame reads it when it is imported, and would greet every user of every command.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

lean.import_without(
    "pygame",
    # It asks setuptools for its files, and finds them without.
    "pkg_resources",
    # Nobody here uses these, of which two import NumPy. pygame would warn where others of its modules lack.
    *("pygame.surfarray", "pygame.sndarray", "pygame.scrap", "pygame.fastevent"),
    # The first picture does not wait for sound; `sound` imports it when it needs it.
    *("pygame.mixer", "pygame.mixer_music"),
)
