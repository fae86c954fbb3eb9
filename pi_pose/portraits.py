"""The thread that draws how a pose is done, so that no frame waits for it."""

from queue import Empty, SimpleQueue

from pi_pose.coach.flow import Task
from pi_pose.coach.sides import Side
from pi_pose.frames import Image
from pi_pose.workers import Worker

WAIT_SECONDS = 0.2


class Portraits(Worker):
    """Draws what it is asked for, and keeps it."""

    def __init__(self) -> None:
        super().__init__("portraits")
        self._asked: SimpleQueue[Task] = SimpleQueue()
        self._drawn: dict[tuple[str, Side | None], Image | None] = {}

    def get(self, task: Task) -> Image | None:
        """Return the portrait of a task, or None until it is drawn."""
        key = task.pose, task.side
        if key not in self._drawn:
            self._drawn[key] = None
            self._asked.put(task)
        return self._drawn[key]

    def open(self) -> None:
        """There is nothing to open."""

    def step(self) -> None:
        """Draw what was asked for."""
        try:
            task = self._asked.get(timeout=WAIT_SECONDS)
        except Empty:
            return
        from pi_pose import demonstration  # noqa: PLC0415  few need it, and it takes a tenth of a second

        self._drawn[task.pose, task.side] = demonstration.draw(task)

    def close(self) -> None:
        """There is nothing to close."""
