"""One page about a classifier that opens in any browser: figures, and the pictures behind them."""

import base64
from collections.abc import Iterable
from html import escape
from importlib import resources
from pathlib import Path
from string import Template

import cv2
import numpy as np

from pi_pose import texts
from pi_pose.camera import pictures
from pi_pose.coach.embedding import Rows
from pi_pose.errors import SourceError
from pi_pose.frames import Image
from pi_pose.pose import EDGES, Keypoint
from pi_pose.training import jpeg
from pi_pose.training.classifier.evaluate import Answer, Report
from pi_pose.training.classifier.photographs import Refusal

MOST = 24
"""Pictures of each kind on the page."""

THUMBNAIL = 240
"""The longer side, pixels."""

LINE = (255, 120, 60)
RIGHT_HUE, WRONG_HUE = 145, 15


def write(
    path: Path, title: str, report: Report, refused: list[Refusal], label_score: float, tested: str
) -> None:
    """Write the page to `path`."""
    template = Template(resources.files(__package__).joinpath("page.html").read_text(encoding="utf-8"))
    page = template.substitute(
        title=escape(title),
        accuracy=f"{report.accuracy:.1%}",
        count=len(report.answers),
        tested=escape(tested),
        label_score=f"{label_score:g}",
        matrix=_matrix(report),
        poses=_poses(report),
        calibration=f"{report.calibration_error:.3f}",
        mistakes=_sheet(map(_mistake, report.mistakes()[:MOST])),
        refused=_sheet(map(_refusal, refused[:MOST])) + _more(len(refused) - MOST),
    )
    path.write_text(page, encoding="utf-8")


def _matrix(report: Report) -> str:
    heads = "".join(f"<th>{escape(label)}</th>" for label in report.labels)
    rows = "".join(f"<tr><th>{escape(label)}</th>{_cells(report, label)}</tr>" for label in report.labels)
    return f'<table class="matrix"><tr><th></th>{heads}</tr>{rows}</table>'


def _cells(report: Report, label: str) -> str:
    return "".join(_cell(report, label, answer) for answer in report.labels)


def _cell(report: Report, label: str, answer: str) -> str:
    count = report.confusion[label, answer]
    whole = sum(report.confusion[label, other] for other in report.labels)
    hue = RIGHT_HUE if label == answer else WRONG_HUE
    shade = f"hsl({hue} 70% {96 - 40 * count / max(whole, 1):.0f}%)" if count else "#f6f7f9"
    return f'<td style="background:{shade}">{count or ""}</td>'


def _poses(report: Report) -> str:
    rows = "".join(_pose(report, label) for label in report.labels)
    heads = "".join(f"<th>{head}</th>" for head in ("", "precision", "recall", "keypoints", "least sure"))
    return f"<table><tr>{heads}</tr>{rows}</table>"


def _pose(report: Report, label: str) -> str:
    scores = np.array([answer.row[:, 2] for answer in report.answers if answer.label == label])
    mean = scores.mean(axis=0) if len(scores) else np.zeros(len(Keypoint))
    least = texts.load().keypoint(Keypoint(int(mean.argmin())))
    cells = (
        f"{report.precision(label):.1%}",
        f"{report.recall(label):.1%}",
        f"{mean.mean():.2f}",
        f"{least} {mean.min():.2f}",
    )
    return f"<tr><th>{escape(label)}</th>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _mistake(answer: Answer) -> str:
    caption = f"{answer.label}, called {answer.answer} ({answer.guess} {answer.score:.2f})"
    return _figure(Path(answer.name), caption, answer.row)


def _refusal(refusal: Refusal) -> str:
    return _figure(refusal.picture.path, f"{refusal.picture.path.name}: {refusal.reason}", None)


def _figure(path: Path, caption: str, row: Rows | None) -> str:
    try:
        picture = _embedded(_thumbnail(pictures.load(path), row))
    except SourceError:
        picture = ""
    return f"<figure>{picture}<figcaption>{escape(caption)}</figcaption></figure>"


def _thumbnail(image: Image, row: Rows | None) -> Image:
    scale = THUMBNAIL / max(image.shape[:2])
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    small = np.ascontiguousarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    if row is not None:
        points = np.rint(row[:, :2] * scale).astype(int).tolist()
        for a, b in EDGES:
            cv2.line(small, points[a], points[b], LINE, 2, cv2.LINE_AA)
    return small


def _embedded(image: Image) -> str:
    return f'<img alt="" src="data:image/jpeg;base64,{base64.b64encode(jpeg.pack(image, 80)).decode()}">'


def _sheet(figures: Iterable[str]) -> str:
    return f'<div class="sheet">{"".join(figures) or "None."}</div>'


def _more(count: int) -> str:
    return f'<p class="note">and {count} more</p>' if count > 0 else ""
