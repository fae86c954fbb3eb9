"""The live picture behind the skeleton."""

import cv2

from pi_pose.display.canvas import Pixels
from pi_pose.display.viewport import Viewport
from pi_pose.frames import Image


def paint(pixels: Pixels, image: Image, viewport: Viewport) -> None:
    """Fill the viewport's part of the canvas with the picture, mirrored where the viewport is."""
    part = _cut(image, viewport, (pixels.shape[1], pixels.shape[0]))
    # Turned into the canvas's layout while it is small, and scaled straight into the canvas.
    small = cv2.cvtColor(cv2.flip(part, 1) if viewport.mirrored else part, cv2.COLOR_RGB2BGRA)
    target = pixels[_visible(viewport.top, viewport.height, pixels.shape[0])]
    target = target[:, _visible(viewport.left, viewport.width, pixels.shape[1])]
    cv2.resize(small, (target.shape[1], target.shape[0]), dst=target, interpolation=cv2.INTER_LINEAR)


def _visible(start: int, length: int, limit: int) -> slice:
    return slice(max(start, 0), min(start + length, limit))


def _cut(image: Image, viewport: Viewport, canvas_wh: tuple[int, int]) -> Image:
    """Leave out what a viewport larger than the canvas does not show; the rest is centred."""
    height, width = image.shape[:2]
    kept_w = round(width * min(1.0, canvas_wh[0] / viewport.width))
    kept_h = round(height * min(1.0, canvas_wh[1] / viewport.height))
    left, top = (width - kept_w) // 2, (height - kept_h) // 2
    return image[top : top + kept_h, left : left + kept_w]
