"""The model card: what was measured, in words that somebody can decide with."""

import hashlib
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path

import numpy as np

from pi_pose.frames import Frame
from pi_pose.inference import crop, tracker
from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.movenet import MoveNet
from pi_pose.pose import Pose
from pi_pose.training.starter import evaluate, prepare, timing
from pi_pose.training.starter.evaluate import Look, Mark
from pi_pose.training.starter.plan import FIRST, GROWN
from pi_pose.training.starter.stock import Stock

CARD = "STARTER.md"
FAILURES = "failures.md"
"""What a person saw when looking at its mistakes; kept beside the card's template."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: two models on the same pictures, against the same truth."""

    pictures: str
    truth: str
    own: Mark
    lightning: Mark | None
    """Of another look of it where it is the truth itself; None where that was not taken."""


def write(data: Path, work: Path, model: Path) -> Path:
    """Measure everything and write the card beside the model."""
    teacher = data / "models/movenet_single_pose_lightning_ptq.tflite"
    template = resources.files(__package__).joinpath("card.md").read_text(encoding="utf-8")
    figures = {
        **_identity(model),
        **_pace(model, teacher),
        **_learned(work),
        **_emptiness(_load(model), Stock(work / prepare.EXAM / "scenery")),
        "elsewhere": evaluate.ELSEWHERE,
        "table": _table(_lines(data, work, _load(model), _load(teacher))),
        "failures": resources.files(__package__).joinpath(FAILURES).read_text(encoding="utf-8").strip(),
    }
    card = model.with_name(CARD)
    card.write_text(template.format(**figures), encoding="utf-8")
    return card


def _load(path: Path) -> MoveNet:
    return MoveNet(Interpreter(path), path.stem)


def _identity(model: Path) -> dict[str, object]:
    content = model.read_bytes()
    return {
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "litert": metadata.version("ai-edge-litert"),
    }


def _pace(model: Path, teacher: Path) -> dict[str, object]:
    figures: dict[str, object] = {}
    for threads in (1, 2):
        figures[f"ms_{threads}"], figures[f"ratio_{threads}"] = timing.ratio(model, teacher, threads)
    return figures


def _learned(work: Path) -> dict[str, object]:
    counts: dict[str, object] = {name: f"{len(stock):,}" for name, stock in prepare.stocks(work).items()}
    return counts | {"pictures": f"{FIRST.pictures + GROWN.pictures:,}"}


def _emptiness(model: MoveNet, rooms: Stock) -> dict[str, object]:
    scores = []
    for number in range(len(rooms)):
        room = rooms.example(number)
        scores.append(tracker.look(model, room.image, crop.whole(room.size_wh)).score)
    return {"rooms": len(rooms), "empty": float(np.mean(scores)), "emptiest": float(np.max(scores))}


def _lines(data: Path, work: Path, own: MoveNet, lightning: MoveNet) -> list[Line]:
    return [
        _exact("drawn people", "exact", Stock(work / prepare.EXAM / "scenes"), own, lightning),
        _stills("yoga_cg/test", data / "yoga_cg/test", own, lightning),
        *(
            _stills(f"its {folder.name}", folder, own, lightning)
            for folder in sorted((data / "yoga_cg/test").iterdir())
        ),
        *(
            _film(f"video/{path.stem}", path, own, lightning)
            for path in sorted((data / "video").glob("*.mp4"))
        ),
    ]


def _exact(name: str, truth: str, stock: Stock, own: MoveNet, lightning: MoveNet) -> Line:
    """Both models against what is known about the pictures of a stock."""
    frames = [Frame(stock.example(number).image, number, 0.0) for number in range(len(stock))]
    known = _known(stock)
    marks = (evaluate.against(known, evaluate.still_look(model), frames) for model in (own, lightning))
    return Line(name, truth, *marks)


def _known(stock: Stock) -> Look:
    def look(frame: Frame) -> Pose | None:
        example = stock.example(frame.index)
        if not example.scores.any():
            return None
        return Pose(example.xy / np.array(example.size_wh, np.float32), example.scores)

    return look


def _stills(name: str, folder: Path, own: MoveNet, lightning: MoveNet) -> Line:
    frames = list(evaluate.stills(folder))
    poses = [*map(evaluate.still_look(lightning), frames)]

    def truth(frame: Frame) -> Pose | None:
        return poses[frame.index]

    looks = (evaluate.still_look(own), evaluate.another_look(lightning, truth))
    marks = (evaluate.against(truth, look, frames) for look in looks)
    return Line(name, "Lightning", *marks)


def _film(name: str, path: Path, own: MoveNet, lightning: MoveNet) -> Line:
    truth, look = evaluate.film_look(lightning), evaluate.film_look(own)
    return Line(name, "Lightning", evaluate.against(truth, look, evaluate.film(path)), None)


def _table(lines: list[Line]) -> str:
    head = "| pictures | truth | frames | found | PCK@0.1 | PCK@0.2 | Lightning: found | PCK@0.1 | PCK@0.2 |"
    return "\n".join([head, "| --- " * 9 + "|", *map(_row, lines)])


def _row(line: Line) -> str:
    beside = _marks(line.lightning) if line.lightning else ["is the truth", "", ""]
    cells = [line.pictures, line.truth, str(line.own.frames), *_marks(line.own), *beside]
    return f"| {' | '.join(cells)} |"


def _marks(mark: Mark) -> list[str]:
    return [f"{mark.found:.3f}", f"{mark.pck_01:.3f}", f"{mark.pck_02:.3f}"]
