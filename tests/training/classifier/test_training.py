"""From a folder of pictures to a classifier in the mirror: the whole way, on people that were drawn."""

import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import cv2
import numpy as np
import pytest

from pi_pose.athlete import Stage
from pi_pose.coach.classifier import NONE, PROVENANCE_FILE, YogaClassifier
from pi_pose.inference.movenet import MoveNet
from pi_pose.pose import Pose
from pi_pose.training.classifier import folders
from pi_pose.training.classifier.photographs import Photographer
from tests.conftest import ROOT

POSES = {"tree": "Baum, 木", "dog": "down dog"}
PICTURES = 8
LARGEST = 40_000
SURROUNDINGS = {"PYTHONPATH": str(ROOT), "PI_POSE_CONFIG": str(ROOT / "config.yaml")}
TRAIN = ("train", "poses", "--epochs", 8, "--copies", 2, "--cache", "cache")


def photograph(folder: Path) -> None:
    """Fill a folder with pictures of drawn people in two poses, and with some that are no use."""
    for number in range(PICTURES):
        stage = Stage((320, 240), seed=number)
        for label, name in POSES.items():
            seconds = next(
                t for t in np.arange(0, 60, 0.5).tolist() if stage.moment_at(t).phase == f"hold {label}"
            )
            path = folder / name / f"{number}.jpg"
            path.parent.mkdir(parents=True, exist_ok=True)
            # OpenCV's own writer cannot open such a path on every system.
            image = cv2.cvtColor(stage.frame_at(seconds + 1).image, cv2.COLOR_RGB2BGR)
            path.write_bytes(cv2.imencode(".jpg", image)[1].tobytes())
    (folder / POSES["tree"] / "empty.jpg").touch()
    (folder / POSES["dog"] / "cut.jpg").write_bytes((folder / POSES["dog"] / "0.jpg").read_bytes()[:2000])
    (folder / "nobody").mkdir()
    cv2.imwrite(str(folder / "nobody/wall.png"), np.full((240, 320, 3), 140, np.uint8))


def pi_pose(*arguments: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line; TensorFlow is left to a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pi_pose", *map(str, arguments)],
        capture_output=True, text=True, check=False, cwd=cwd,
        env={**os.environ, **SURROUNDINGS, **environment},
    )  # fmt: skip


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory, lightning: Path) -> Path:
    """Return the folder in which a training left its files."""
    folder = tmp_path_factory.mktemp("training")
    photograph(folder / "poses")
    assert lightning.exists()
    done = pi_pose(*TRAIN, cwd=folder, XDG_DATA_HOME=str(folder))
    assert done.returncode == 0, done.stderr
    (folder / "said.txt").write_text(done.stdout, encoding="utf-8")
    return folder


def test_the_result_is_one_small_file_that_the_mirror_loads(trained: Path) -> None:
    model = trained / "my_poses.tflite"
    assert model.stat().st_size <= LARGEST
    assert YogaClassifier(model).labels == [*sorted(POSES.values()), NONE]
    assert list(trained.glob("*.part")) == []


def test_it_says_what_it_was_made_from(trained: Path) -> None:
    with zipfile.ZipFile(trained / "my_poses.tflite") as archive:
        provenance = json.loads(archive.read(PROVENANCE_FILE))
    assert set(provenance["pictures"]) == {*POSES.values(), NONE}
    assert 4 <= provenance["pictures"]["down dog"] <= PICTURES
    assert provenance["seed"] == 1


def test_pictures_that_are_no_use_are_named_and_shown(trained: Path) -> None:
    said = (trained / "said.txt").read_text(encoding="utf-8")
    page = (trained / "my_poses.html").read_text(encoding="utf-8")
    for name in ("empty.jpg", "cut.jpg", "wall.png"):
        assert f"{name}: " in said
        assert name in page


def test_the_page_and_the_card_stand_alone(trained: Path) -> None:
    page = (trained / "my_poses.html").read_text(encoding="utf-8")
    card = (trained / "my_poses.md").read_text(encoding="utf-8")
    assert "Baum, 木" in page
    assert "http" not in page
    assert "$" not in page
    assert "$" not in card
    assert f"{(trained / 'my_poses.tflite').stat().st_size:,} bytes" in card


def test_people_it_never_saw_are_named(trained: Path, tmp_path: Path) -> None:
    stage = Stage((320, 240), seed=40)
    seconds = next(t for t in np.arange(0, 60, 0.5).tolist() if stage.moment_at(t).phase == "hold dog")
    picture = cv2.cvtColor(stage.frame_at(seconds + 1).image, cv2.COLOR_RGB2BGR)
    cv2.imwrite(str(tmp_path / "dog.png"), picture)
    config = tmp_path / "config.yaml"
    config.write_text(f"poses:\n  model: {trained / 'my_poses.tflite'}\n", encoding="utf-8")
    done = pi_pose("analyze", tmp_path / "dog.png", "--config", config, cwd=tmp_path)
    assert json.loads(done.stdout)["label"] == "down dog"


def test_training_and_the_mirror_prepare_the_keypoints_alike(
    trained: Path, movenet: MoveNet, lightning: Path
) -> None:
    """The file as TensorFlow runs it, on the keypoints of training, and as the mirror does, on its own."""
    photographer = Photographer(movenet, lightning, trained / "cache")
    samples = photographer.gather(folders.collect(trained / "poses").learn).samples
    np.save(trained / "rows.npy", samples.rows)
    script = (
        "import sys, numpy as np, tensorflow as tf\n"
        "model = tf.lite.Interpreter(sys.argv[1]); model.allocate_tensors()\n"
        "def ask(row):\n"
        "    model.set_tensor(model.get_input_details()[0]['index'], row[None]); model.invoke()\n"
        "    return model.get_tensor(model.get_output_details()[0]['index'])[0]\n"
        "np.save('shares.npy', [ask(row) for row in np.load('rows.npy')])\n"
    )
    subprocess.run(
        [sys.executable, "-c", script, "my_poses.tflite"], cwd=trained, check=True, capture_output=True
    )
    classifier = YogaClassifier(trained / "my_poses.tflite")
    for row, shares in zip(samples.rows, np.load(trained / "shares.npy"), strict=True):
        # The mirror has a pose relative to its frame, here of 320 x 240.
        size_wh = (320, 240)
        guess = classifier.guess(Pose(row[:, :2] / np.array(size_wh, np.float32), row[:, 2]), size_wh)
        assert list(guess.shares.values()) == pytest.approx(shares.tolist(), abs=1e-5)


def test_the_same_seed_makes_the_same_file(trained: Path) -> None:
    again = pi_pose(*TRAIN, "--out", "again.tflite", cwd=trained, XDG_DATA_HOME=str(trained))
    assert again.returncode == 0, again.stderr
    assert (trained / "again.tflite").read_bytes() == (trained / "my_poses.tflite").read_bytes()


def test_evaluate_prints_the_same_figures_and_false_labels(trained: Path, shared: Path) -> None:
    done = pi_pose(
        "evaluate", "my_poses.tflite", "poses", "--cache", "cache", "--report", "again.html",
        "--idle", shared / "video/pose_squats.mp4", cwd=trained, XDG_DATA_HOME=str(trained),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "precision" in done.stdout
    assert "pose_squats.mp4: " in done.stdout
    assert "the athlete, walking and resting: " in done.stdout
    assert (trained / "again.html").exists()


def test_without_tensorflow_a_sentence_says_what_to_do(trained: Path, tmp_path: Path) -> None:
    """A finder that knows no TensorFlow stands in for a machine that has none."""
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\nfind = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'tensorflow' else find(name, *rest)\n"
    )
    path = f"{tmp_path}{os.pathsep}{ROOT}"
    done = pi_pose("train", trained / "poses", "--out", tmp_path / "x.tflite", cwd=tmp_path, PYTHONPATH=path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "requirements-train.lock" in done.stderr.splitlines()[-1]
    assert not (tmp_path / "x.tflite").exists()


def test_a_folder_of_nobody_is_refused(tmp_path: Path) -> None:
    (tmp_path / "poses/wall").mkdir(parents=True)
    cv2.imwrite(str(tmp_path / "poses/wall/a.png"), np.full((240, 320, 3), 140, np.uint8))
    done = pi_pose("train", "poses", "--cache", "cache", cwd=tmp_path, XDG_DATA_HOME=str(tmp_path))
    assert done.returncode == 1
    assert "nobody in view" in done.stderr
    assert not (tmp_path / "my_poses.tflite").exists()


def test_two_hundred_poses_fit_into_the_same_file_size(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path\n"
        "from pi_pose.training.classifier import export, network\n"
        "labels = [*(f'pose number {i}' for i in range(200)), 'none']\n"
        "export.write(network.build(len(labels)), labels, {}, Path('many.tflite'))\n"
    )
    environment = {**os.environ, **SURROUNDINGS}
    subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, check=True, capture_output=True
    )
    assert (tmp_path / "many.tflite").stat().st_size <= LARGEST
    assert len(YogaClassifier(tmp_path / "many.tflite").labels) == 201


def test_a_training_that_is_interrupted_leaves_nothing_half_written(trained: Path) -> None:
    command = [sys.executable, "-m", "pi_pose", "train", "poses", "--epochs", "9999", "--cache", "cache"]
    environment = {**os.environ, **SURROUNDINGS, "XDG_DATA_HOME": str(trained)}
    with subprocess.Popen(
        [*command, "--copies", "2", "--out", "never.tflite"],
        cwd=trained, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    ) as training:  # fmt: skip
        assert training.stderr is not None
        while "epochs" not in (line := training.stderr.readline()) and line:
            pass
        training.send_signal(signal.SIGINT)
        training.communicate(timeout=60)
    assert list(trained.glob("never*")) == []
