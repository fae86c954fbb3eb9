"""Imports point down, and each third-party library has one home."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import pi_pose

PACKAGE = Path(pi_pose.__file__).parent

LAYERS = (
    {"endings", "heat", "lean", "litter"},
    {"errors", "durable", "plain_file", "state", "frames", "pose", "estimate", "commands", "rate"},
    {
        "document",
        "schema",
        "settings",
        "settings_file",
        "texts",
        "workers",
        "recording",
        "systemd",
        "postmortem",
        "pulse",
    },
    {"athlete"},
    {"camera", "inference", "models", "controls"},
    {"coach"},
    {"history"},
    {"provision"},
    {"recogniser", "estimator", "display", "sound", "backlight"},
    {"capture", "perception", "replay", "record", "analyze", "demo", "demonstration", "portraits", "workout"},
    {"lookout"},
    {"sight", "session", "slumber"},
    {"teaching", "kiosk", "training", "recovery", "doctor"},
    {"bench"},
    {"cli"},
    {"__main__"},
)
"""From the bottom up; a module may import its own layer and those below."""

HOMES = {
    "picamera2": {"camera.csi"},
    "libcamera": {"camera.csi"},
    "gpiozero": {"controls"},
    "lgpio": {"controls"},
    "ai_edge_litert": {"inference.interpreter", "training.starter.open_teacher", "training.starter.revival"},
    "tflite_runtime": {"inference.interpreter"},
    "pygame": {"display", "sound"},
    "cryptography": {"models.manifest"},
    "yaml": {"document"},
    "tqdm": {"cli", "training"},
}

AFTERWARDS = {"athlete", "training", "doctor", "bench"}
"""What a mirror does not import as it starts; there may be dataclasses, each of which takes a millisecond."""

FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def module(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == "pi_pose":
            yield from (f"pi_pose.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def level(top: str) -> int:
    return next(i for i, layer in enumerate(LAYERS) if top in layer)


@pytest.mark.parametrize("path", FILES, ids=module)
def test_imports_point_down(path: Path) -> None:
    own = level(module(path).partition(".")[0])
    for name in imports(path):
        root, _, rest = name.partition(".")
        if root == "pi_pose" and rest and rest != "__version__":
            assert level(rest.partition(".")[0]) <= own, f"{module(path)} imports {name} from above"


@pytest.mark.parametrize("path", FILES, ids=module)
def test_each_library_has_one_home(path: Path) -> None:
    for name in imports(path):
        homes = HOMES.get(name.partition(".")[0])
        assert homes is None or any(
            module(path) == home or module(path).startswith(f"{home}.") for home in homes
        ), f"{module(path)} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=module)
def test_no_start_waits_for_a_dataclass(path: Path) -> None:
    assert module(path).partition(".")[0] in AFTERWARDS or "dataclasses" not in imports(path)
