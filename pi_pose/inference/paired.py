"""A pose model on the CPU that hands over to its twin on the Edge TPU, and jumps in when that fails."""

from pi_pose.errors import InterpreterError
from pi_pose.frames import Image
from pi_pose.inference.tracker import PoseModel
from pi_pose.pose import Pose


class Paired:
    """Two builds of one model; no frame is lost between them.

    The inference thread estimates; another thread may hand over and take back at any time.
    """

    def __init__(self, plain: PoseModel) -> None:
        self.trouble: str | None = None
        """Why the Edge TPU was given up, once it was."""
        self._plain = plain
        self._compiled: PoseModel | None = None
        self._answered = plain

    @property
    def name(self) -> str:
        """The name of the one that answered last."""
        return self._answered.name

    def hand_over(self, compiled: PoseModel) -> None:
        """Let the Edge TPU answer from the next frame on."""
        self.trouble = None
        self._compiled = compiled

    def take_back(self) -> None:
        """Let the CPU answer from the next frame on."""
        self._compiled = None

    @property
    def side(self) -> int:
        """Both take the same pictures."""
        return self._plain.side

    def estimate(self, square: Image) -> Pose:
        """Find the keypoints, by the Edge TPU or, when that fails at this very frame, by the CPU."""
        if (compiled := self._compiled) is not None:
            try:
                return self._ask(compiled, square)
            except InterpreterError as error:
                self._lose(compiled, error)
        return self._ask(self._plain, square)

    def _ask(self, model: PoseModel, square: Image) -> Pose:
        pose = model.estimate(square)
        self._answered = model
        return pose

    def _lose(self, compiled: PoseModel, error: InterpreterError) -> None:
        if self._compiled is compiled:  # and was not taken back while it answered
            self._compiled = None
            self.trouble = str(error)
