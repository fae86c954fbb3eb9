"""Colours, type and sizes: everything about the look that is a matter of taste.

Sizes are in hundredths of the canvas's shorter side. On a display of 50 by 30 cm, a size of 3.6 makes letters
one centimetre high, which is what can be read without effort from three metres.
"""

from typing import NamedTuple, TypeAlias

Colour: TypeAlias = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""

BLACK: Colour = (0, 0, 0)
TEXT: Colour = (255, 255, 255)
MUTED: Colour = (158, 168, 182)
FAINT: Colour = (52, 58, 68)
"""What a ring fills, and what is still to come: there, but not to be looked at."""
ALERT: Colour = (255, 214, 102)
GOLD: Colour = (255, 205, 84)

# Told apart by people with any kind of colour blindness, and bright enough to shine through two-way glass.
LEFT: Colour = (64, 224, 208)
RIGHT: Colour = (255, 159, 67)
MIDDLE: Colour = (240, 240, 255)

ACCENT = LEFT


class Style(NamedTuple):
    """How a line of text looks."""

    size: float
    colour: Colour = TEXT
    bold: bool = False


LABEL = Style(8.5, bold=True)
TIMER = Style(8.5)
ASIDE = Style(4.2, MUTED)
"""What stands beside the label: the side, the best."""
HINT = Style(5.2, ALERT, bold=True)
REASON = Style(4.6, MUTED)
COUNT = Style(20.0, bold=True)
COUNTDOWN = Style(38.0, bold=True)
TITLE = Style(8.0, bold=True)
CAPTION = Style(4.6, MUTED)
ADVICE = Style(6.4, bold=True)
ROW = Style(4.4)
ROW_VALUE = Style(4.4, bold=True)
SMALL = Style(3.6, MUTED)
STATUS = Style(2.4, MUTED)
NOTICE = Style(3.6, ALERT)

MARGIN = 5.0
SHADE = 34.0
SHADE_ALPHA = 200
"""How dark the shade behind the text ends, 0 to 255."""

RING = 1.0
"""How thick the ring around the label is."""
PILL_PADDING = 3.2, 1.6
"""Between the label and its ring: beside it, and above and below."""
DOT = 0.9
DOT_STEP = 3.6
ARROW = 24.0
FIGURE = 62.0
FIGURE_SMALL = 30.0
BAR = 5.0
"""How wide a day's bar is."""

EDGE = 0.8
KEYPOINT = 1.0
