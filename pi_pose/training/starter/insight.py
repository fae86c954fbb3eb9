"""What goes on inside the teacher while it looks at a photograph.

Keypoints are 51 numbers a picture. The features from which the teacher makes them are 20,480, and say of
every place what is there: a pupil that imitates them too learns as much from a picture as from many
(FitNets, Romero et al., ICLR 2015).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pi_pose.inference.crop import CropRegion
from pi_pose.training.starter import warp
from pi_pose.training.starter.warp import Warp

CELLS, CHANNELS = 16, 32 + 24 + 24
"""The grid of the features, and how many there are a cell: three levels of a pyramid."""

NOTHING = np.zeros((CELLS, CELLS, CHANNELS), np.int8)


@dataclass(frozen=True, slots=True, eq=False)
class Insight:
    """The teacher's features of a picture, and where in the picture they are."""

    maps: NDArray[np.int8]
    """(2, 16, 16, 80): of the picture and of its mirror image."""
    there: Warp
    """From cells to pixels."""

    @classmethod
    def of(cls, maps: NDArray[np.int8], looked_at: CropRegion) -> "Insight":
        """Features of a square of the picture."""
        corner = warp.shifted(looked_at.left, looked_at.top)
        return cls(maps, warp.chain(warp.scaled(looked_at.side / CELLS), corner))

    def moved(self, by: Warp) -> "Insight":
        """After the picture was warped."""
        return Insight(self.maps, warp.chain(self.there, by))

    def upright(self) -> tuple[NDArray[np.int8], Warp]:
        """The features to imitate and where they are: those of the mirror image, if it was mirrored."""
        if np.linalg.det(self.there[:, :2]) > 0:
            return self.maps[0], self.there
        return self.maps[1], warp.chain(warp.mirrored(CELLS), self.there)
