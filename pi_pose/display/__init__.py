"""What the person in front of the glass sees."""

import os

# pygame reads it when it is imported, and would greet every user of every command.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
