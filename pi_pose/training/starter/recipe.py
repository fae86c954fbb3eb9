"""The stages from photographs to the file that ships, in their order."""

import logging
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import torch

from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.movenet import MoveNet
from pi_pose.training.starter import curves, export, photographs, prepare, report, revival, train
from pi_pose.training.starter.exam import Exam
from pi_pose.training.starter.mixture import Mixture
from pi_pose.training.starter.network import SMALL, Network
from pi_pose.training.starter.open_teacher import OpenTeacher
from pi_pose.training.starter.photographs import Photograph
from pi_pose.training.starter.plan import FIRST, GROWN

TEACHER = "models/movenet_single_pose_lightning_ptq.tflite"
MODEL = "starter.tflite"
EXAMINED = 300
"""Pictures of each kind in an examination during training."""

logger = logging.getLogger(__name__)


class Recipe:
    """What each stage needs, and where it is kept."""

    def __init__(self, data: Path, work: Path, grow: Path | None = None) -> None:
        """`grow` is a file of the small network, with whose weights to begin instead of training it."""
        self._data, self._work, self._grow = data, work, grow

    def run(self, stage: str) -> None:
        """Do one of STAGES."""
        logger.info("stage %s", stage)
        STAGES[stage](self)

    def ask(self) -> None:
        """Put the photographs before the teacher."""
        prepare.ask(self._photographs, self._teacher, self._work)

    def label(self) -> None:
        """Pack the photographs with what the teacher and people say about them."""
        prepare.label(self._photographs, self._work)
        prepare.look_inside(self._photographs, OpenTeacher(self._data / TEACHER), self._work)

    def draw(self) -> None:
        """Draw synthetic people, cut real ones out, and collect places without any."""
        prepare.draw(self._work)
        prepare.cut(self._teacher, self._work)
        prepare.clear(self._photographs, self._teacher, self._work)

    def train(self) -> None:
        """Teach a small network, let it grow, and teach it more."""
        exam = Exam.of(prepare.stocks(self._work / prepare.EXAM), EXAMINED)
        stocks, large = prepare.stocks(self._work), Network()
        revival.grow(self._small(Mixture(stocks, FIRST.seed), exam), large)
        train.train(Mixture(stocks, GROWN.seed), GROWN, large, self._run, exam)
        curves.draw(self._run / train.LOG, self._run / "curves.png")

    def export(self) -> None:
        """Write the file that ships."""
        typical = export.typical(Mixture(prepare.stocks(self._work), GROWN.seed + 1))
        export.export(train.trained(GROWN, Network(), self._run), typical, self._work / MODEL)

    def evaluate(self) -> None:
        """Write the model card's figures."""
        report.write(self._data, self._work, self._work / MODEL)

    def _small(self, mixture: Mixture, exam: Exam) -> Network:
        """What the large network grows from."""
        torch.manual_seed(FIRST.seed)
        small = Network(SMALL)
        if self._grow is None:
            return train.train(mixture, FIRST, small, self._work / "first", exam)
        revival.revive(self._grow, small, export.typical(mixture))
        return small

    @property
    def _run(self) -> Path:
        return self._work / "run"

    @cached_property
    def _photographs(self) -> list[Photograph]:
        return photographs.find(self._data)

    @cached_property
    def _teacher(self) -> MoveNet:
        return MoveNet(Interpreter(self._data / TEACHER, torch.get_num_threads()), "lightning")


STAGES: dict[str, Callable[[Recipe], None]] = {
    stage.__name__: stage
    for stage in (Recipe.ask, Recipe.label, Recipe.draw, Recipe.train, Recipe.export, Recipe.evaluate)
}
"""By the names they have on the command line."""
