"""What is fuzzed: each target reads one file, and fails when anything else happens than what may."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pi_pose import document, plain_file, settings
from pi_pose.errors import SettingsError
from pi_pose.models import catalogue
from pi_pose.schema import MOST
from pi_pose.settings import Settings
from tests.conftest import ROOT

WIDEST = 400
"""Characters of a complaint's line."""


@dataclass(frozen=True, slots=True)
class Target:
    """A reader, and good files to begin with."""

    read: Callable[[bytes], None]
    seeds: list[bytes]


def config(content: bytes) -> None:
    """Read config.yaml as the mirror does: from a file, good or told in a few lines."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "config.yaml")
        path.write_bytes(content)
        try:
            assert isinstance(settings.load(path), Settings)
        except SettingsError as error:
            _require_sentences(error, most=MOST)


def read_catalogue(content: bytes) -> None:
    """Read catalogue.yaml: every file in the model folder, every address https, or one sentence."""
    with TemporaryDirectory() as folder:
        path = Path(folder, catalogue.FILE)
        path.write_bytes(content)
        try:
            entries = catalogue.parse(
                plain_file.read(path, 10 * document.MAX_BYTES).decode("utf-8", "replace")
            )
        except (SettingsError, OSError) as error:
            _require_sentences(error, most=1)
            return
    for entry in entries.values():
        assert Path(entry.file).name == entry.file
        assert all(url.startswith("https://") for url in entry.urls)
        assert entry.twin is None or entries[entry.twin].accelerator == "cpu"


def _require_sentences(error: Exception, most: int) -> None:
    lines = str(error).splitlines()
    assert 0 < len(lines) <= most, lines
    assert all(len(line) <= WIDEST and line.isprintable() for line in lines), lines


SHIPPED = ROOT / "pi_pose"

TARGETS = {
    "config": Target(
        config,
        [
            (ROOT / "config.yaml").read_bytes(),
            b"thresholds: {keypoint_score: 0.3}\nmodels:\n  mine: {path: /a.tflite, kind: posenet}\n",
            b"idle: {sleep_command: [wlr-randr, --off], wake_command: []}\n",
        ],
    ),
    "catalogue": Target(
        read_catalogue,
        [
            (SHIPPED / "models" / catalogue.FILE).read_bytes(),
            b"tiny: {title: T, file: t.tflite, kind: movenet, urls: [https://example.org/t]}\n",
            (SHIPPED / "coach" / "syllabus.yaml").read_bytes(),
        ],
    ),
}
