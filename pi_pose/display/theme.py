"""Colours and sizes: everything about the look that is a matter of taste."""

from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""

BLACK: Colour = (0, 0, 0)
TEXT: Colour = (255, 255, 255)
MUTED: Colour = (170, 178, 189)
ALERT: Colour = (255, 214, 102)

# Told apart by people with any kind of colour blindness, and bright enough to shine through two-way glass.
LEFT: Colour = (64, 224, 208)
RIGHT: Colour = (255, 159, 67)
MIDDLE: Colour = (240, 240, 255)

# Sizes are in hundredths of the canvas's shorter side.
MARGIN = 4.0
LABEL = 12.0
REASON = 5.0
STATUS = 2.6
NOTICE = 3.6
SHADE = 34.0
SHADE_ALPHA = 200
"""How dark the shade behind the text ends, 0 to 255."""
BAR_HEIGHT = 0.8
BAR_WIDTH = 30.0
EDGE = 0.8
KEYPOINT = 1.0
