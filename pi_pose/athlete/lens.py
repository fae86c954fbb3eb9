"""What a real camera does to a picture."""

from dataclasses import dataclass

import cv2
import numpy as np

from pi_pose.athlete.lots import chance
from pi_pose.frames import Image

_LOSSLESS = 100


@dataclass(frozen=True, slots=True)
class Lens:
    """The flaws of one camera at one moment; the defaults are none."""

    blur_px: float = 0.0
    """How soft, as the spread of a Gaussian."""
    smear_px: int = 0
    """How far everything moved during the exposure, to the side."""
    exposure: float = 1.0
    """How much brighter the picture is."""
    gamma: float = 1.0
    """Above 1 lifts the shadows."""
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    """What each of red, green and blue is multiplied by."""
    grain: float = 0.0
    """The spread of the noise, of 255."""
    quality: int = _LOSSLESS
    """Of the JPEG that the camera makes of it."""

    def through(self, image: Image, rng: np.random.Generator) -> Image:
        """The picture that this camera takes of a perfect one."""
        return self._compressed(self._noisy(self._developed(self._blurred(image)), rng))

    def _blurred(self, image: Image) -> Image:
        soft = cv2.GaussianBlur(image, (0, 0), self.blur_px) if self.blur_px > 0 else image
        return np.asarray(cv2.blur(soft, (self.smear_px, 1)) if self.smear_px > 1 else soft, np.uint8)

    def _developed(self, image: Image) -> Image:
        """Exposure, gamma and tint, by one table for each of the three colours."""
        levels = (np.arange(256) / 255) ** (1 / self.gamma) * 255 * self.exposure
        tables = np.clip(levels[:, None] * np.array(self.tint), 0, 255).astype(np.uint8)
        return np.asarray(cv2.LUT(image, tables[None]), np.uint8)

    def _noisy(self, image: Image, rng: np.random.Generator) -> Image:
        if self.grain <= 0:
            return image
        noise = rng.standard_normal(image.shape[:2], np.float32) * np.float32(self.grain)
        return np.asarray(cv2.add(image, cv2.merge([noise] * 3), dtype=cv2.CV_8U), np.uint8)

    def _compressed(self, image: Image) -> Image:
        if self.quality >= _LOSSLESS:
            return image
        _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, self.quality])
        return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


def random_lens(rng: np.random.Generator) -> Lens:
    """From a good camera in daylight to a poor one at night."""
    poor = float(rng.beta(1, 2))
    return Lens(
        blur_px=float(rng.uniform(0, 1.4)) * poor,
        smear_px=int(rng.integers(0, 6)) if chance(rng, 0.15) else 0,
        exposure=float(rng.uniform(1 - 0.4 * poor, 1.12)),
        gamma=float(rng.uniform(0.8, 1.2)),
        tint=(float(rng.normal(1, 0.04)), 1.0, float(rng.normal(1, 0.05))),
        grain=12 * poor * float(rng.random()),
        quality=int(rng.integers(45, 100)),
    )
