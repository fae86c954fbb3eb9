"""What a batch is made of: photographs, drawn people, and places without anybody, never the same twice."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pi_pose.frames import Image
from pi_pose.training.starter import composite, flaws, framing, obstacles, warp
from pi_pose.training.starter.example import Example
from pi_pose.training.starter.insight import CELLS, NOTHING
from pi_pose.training.starter.plan import Phase
from pi_pose.training.starter.stock import Stock
from pi_pose.training.starter.warp import Warp

CUT = ("photographs cut", "yoga cut")
ALONE = (*CUT, "figures", "yoga figures")
"""Those who stand before nothing, and are put before any place."""
COMPANIONS = ("photographs cut", "figures")
ACCOMPANIED, OBSTRUCTED, FLAWED, DRESSED = 0.12, 0.3, 0.9, 0.5
"""How often somebody else is in the picture, something stands in front, the picture is a bad one, and how
often one who was cut out wears other colours: five people do yoga in the photographs, in five suits."""

FROM_BEHIND = 0.3
"""How often one who is seen from behind is chosen on purpose. Among photographs they are one in fifteen, and
a network that meets so few finds their left shoulder on the right."""

NO_INSIGHT = NOTHING, warp.scaled(1)


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Examples of one size, side by side."""

    pictures: NDArray[np.uint8]
    """(n, side, side, 3)."""
    xy: NDArray[np.float32]
    """(n, 17, 2), relative to the picture."""
    scores: NDArray[np.float32]
    trust: NDArray[np.float32]
    """(n, 17) each, as in Example."""
    insight: NDArray[np.int8]
    """(n, 16, 16, 80): what the teacher saw; see Insight."""
    insight_at: NDArray[np.float32]
    """(n, 2, 3): from places in the picture to places in the insight, both -1 to 1 from edge to edge."""
    has_insight: NDArray[np.float32]
    """(n,), 1 or 0."""


class Mixture:
    """Random examples out of all stocks; the same number brings the same batch."""

    def __init__(self, stocks: dict[str, Stock], seed: int) -> None:
        self._stocks = stocks
        self._seed = seed
        self._from_behind = {name: stock.from_behind for name, stock in stocks.items()}

    def batch(self, number: int, phase: Phase) -> Batch:
        """Draw the batch with this number, such as a phase asks for."""
        rng = np.random.default_rng((self._seed, number))
        return stacked([self._example(phase, rng) for _ in range(phase.batch)])

    def _example(self, phase: Phase, rng: np.random.Generator) -> Example:
        shares = np.array(list(phase.shares.values()))
        example = self._composed(str(rng.choice(list(phase.shares), p=shares / shares.sum())), rng)
        if rng.random() < ACCOMPANIED * phase.trouble:
            others = self._stocks[COMPANIONS[rng.integers(len(COMPANIONS))]]
            other = int(rng.integers(len(others)))
            example = composite.accompanied(example, others.example(other), others.mask(other), rng)
        example = framing.framed(example, phase.side, phase.astray, rng)
        if rng.random() < OBSTRUCTED * phase.trouble:
            example = obstacles.obstructed(example, self._scenery(rng), rng)
        if rng.random() < FLAWED * phase.trouble:
            return replace(example, image=flaws.flawed(example.image, rng))
        return example

    def _composed(self, name: str, rng: np.random.Generator) -> Example:
        stock, number = self._stocks[name], self._number(name, rng)
        example = stock.example(number)
        if name not in ALONE:
            return example
        mask = stock.mask(number)
        if name in CUT and rng.random() < DRESSED:
            example = composite.dressed(example, mask, rng)
        return composite.before(example, mask, self._scenery(rng))

    def _number(self, name: str, rng: np.random.Generator) -> int:
        behind = self._from_behind[name]
        if len(behind) and rng.random() < FROM_BEHIND:
            return int(rng.choice(behind))
        return int(rng.integers(len(self._stocks[name])))

    def _scenery(self, rng: np.random.Generator) -> Image:
        scenery = self._stocks["scenery"]
        return scenery.example(int(rng.integers(len(scenery)))).image


def stacked(examples: list[Example]) -> Batch:
    """Put examples of one size together."""
    sizes = np.array([example.size_wh for example in examples], np.float32)
    insights = [example.insight.upright() if example.insight else NO_INSIGHT for example in examples]
    return Batch(
        np.stack([example.image for example in examples]),
        np.stack([example.xy for example in examples]) / sizes[:, None],
        np.stack([example.scores for example in examples]),
        np.stack([example.trust for example in examples]),
        np.stack([maps for maps, _ in insights]),
        np.stack([_from_picture(there, size[0]) for (_, there), size in zip(insights, sizes, strict=True)]),
        np.array([example.insight is not None for example in examples], np.float32),
    )


def _from_picture(there: Warp, side: float) -> NDArray[np.float32]:
    """The way back from the picture to the insight, in the coordinates of PyTorch's affine_grid."""
    cells = warp.chain(warp.shifted(1, 1), warp.scaled(side / 2), warp.inverse(there))
    return warp.chain(cells, warp.scaled(2 / CELLS), warp.shifted(-1, -1)).astype(np.float32)
