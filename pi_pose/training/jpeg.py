"""Pictures as they are kept while something is trained, and shown in what is said of it."""

import cv2
import numpy as np

from pi_pose.frames import Image

QUALITY = 95


def pack(image: Image, quality: int = QUALITY) -> bytes:
    """Return a picture as a JPEG."""
    bgr = cv2.cvtColor(image, cv2.COLOR_RGB2BGR)
    return cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()


def unpack(packed: bytes) -> Image:
    """Return the picture of a JPEG."""
    bgr = cv2.imdecode(np.frombuffer(packed, np.uint8), cv2.IMREAD_COLOR)
    return np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)
