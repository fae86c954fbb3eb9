"""Newer models over a real HTTP connection: believed, fetched, tried out, swapped in, rolled back."""

import base64
import hashlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from pi_pose import __version__
from pi_pose.cli import main
from pi_pose.errors import DownloadError, SettingsError
from pi_pose.models import download, shelf
from pi_pose.models.manifest import Offer
from pi_pose.models.shelf import Shelf
from pi_pose.provision import supply
from pi_pose.provision.probation import HEALTHY_SECONDS, Probation
from pi_pose.provision.relief import Failure
from pi_pose.provision.supply import Supply
from pi_pose.provision.updating import Updating
from pi_pose.settings import Model, Settings, Updates
from tests.conftest import ROOT
from tests.networks import dots
from tests.site import Site, serving

KEY = Ed25519PrivateKey.generate()
PUBLIC_KEY = base64.b64encode(KEY.public_key().public_bytes_raw()).decode()
PATIENCE_SECONDS = 30.0


def quiet(_here: int, _size: int) -> None:
    pass


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({}) as site:
        yield site


@pytest.fixture
def settings(site: Site, lightning: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return settings that ask the site for updates, and keep models in a folder that has Lightning."""
    monkeypatch.delenv(shelf.MIRROR_VARIABLE, raising=False)
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / lightning.name).write_bytes(lightning.read_bytes())
    updates = Updates(enabled=True, manifest=f"{site.url}/models.json", public_key=PUBLIC_KEY)
    return Settings(model=Model(folder=str(folder)), updates=updates)


@pytest.fixture
def newer(lightning: Path) -> bytes:
    """Return a model that is Lightning, but for some bytes that nobody reads."""
    return lightning.read_bytes() + bytes(16)


def publish(site: Site, network: bytes, version: int = 2, **other: str) -> Offer:
    """Put a model and the signed list that offers it on the site."""
    file = f"v{version}.tflite"
    site.files[file] = network
    offer = Offer(
        **{"name": "lightning"} | other,
        version=version,
        url=f"{site.url}/{file}",
        size=len(network),
        sha256=hashlib.sha256(network).hexdigest(),
    )
    sign(site, msgspec.json.encode([offer]))
    return offer


def sign(site: Site, manifest: bytes) -> None:
    site.files["models.json"], site.files["models.json.sig"] = manifest, KEY.sign(manifest)


def update(settings: Settings) -> str:
    return "\n".join(Updating(settings, quiet).run())


def in_use(settings: Settings) -> bytes:
    return Shelf(settings).locate("lightning", quiet).read_bytes()


def test_a_newer_model_is_tried_out_and_used_once(settings: Settings, site: Site, newer: bytes) -> None:
    publish(site, newer)
    assert update(settings) == "lightning version 2: installed"
    assert in_use(settings) == newer
    asked = len(site.asked)
    assert update(settings) == "lightning version 2: nothing new"
    assert len(site.asked) == asked + 2


def test_the_newest_two_are_kept_and_the_rest_is_deleted(
    settings: Settings, site: Site, newer: bytes
) -> None:
    for version in (2, 3, 4):
        publish(site, newer + bytes(version), version)
        assert update(settings).endswith("installed")
    names = {path.name.partition(".")[2] for path in Path(settings.model.folder).glob("*.tflite")}
    assert names == {"tflite", "version-3.tflite", "version-4.tflite"}
    assert Shelf(settings).remove("lightning")
    assert not list(Path(settings.model.folder).glob("*.tflite"))


def test_a_list_may_be_pinned_and_may_be_a_single_model(settings: Settings, site: Site, newer: bytes) -> None:
    manifest = msgspec.json.encode(publish(site, newer))
    site.files = {**site.files, "models.json": manifest}
    pin = hashlib.sha256(manifest).hexdigest()
    pinned = replace(settings, updates=replace(settings.updates, public_key="", sha256=pin))
    assert update(pinned) == "lightning version 2: installed"
    site.files["models.json"] = manifest + b" "
    with pytest.raises(DownloadError, match="is refused: its sha256 is"):
        update(pinned)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"manifest": ""}, "updates.manifest is empty"),
        ({"manifest": "http://example.org/models.json"}, "only https addresses are allowed"),
        ({"public_key": ""}, "neither a public_key nor a sha256"),
        ({"public_key": "nonsense"}, "is not the base64 of an Ed25519 key"),
    ],
)
def test_settings_that_promise_nothing_are_told(
    settings: Settings, site: Site, newer: bytes, changes: dict[str, str], told: str
) -> None:
    publish(site, newer)
    with pytest.raises(SettingsError, match=told):
        update(replace(settings, updates=replace(settings.updates, **changes)))


def test_a_list_that_was_changed_on_the_way_is_refused(settings: Settings, site: Site, newer: bytes) -> None:
    publish(site, newer)
    site.files["models.json"] += b" "
    with pytest.raises(DownloadError, match="its signature is not the publisher's"):
        update(settings)
    del site.files["models.json.sig"]
    with pytest.raises(DownloadError, match="404"):
        update(settings)


@pytest.mark.parametrize(
    "manifest", [b"<html>", b"[{}]", b'[{"name": "lightning", "version": 0}]', b"", b"3"]
)
def test_a_signed_list_of_something_else_is_told(settings: Settings, site: Site, manifest: bytes) -> None:
    sign(site, manifest)
    with pytest.raises(DownloadError, match="is no list of models"):
        update(settings)


def test_an_endless_list_is_not_read_to_its_end(settings: Settings, site: Site) -> None:
    sign(site, b" " * 1_000_001)
    with pytest.raises(DownloadError, match="longer than the 1000000 bytes allowed"):
        update(settings)


@pytest.mark.parametrize("trouble", ["truncated", "wrong", "slow", "error"])
def test_a_server_that_misbehaves_leaves_the_old_model_and_the_next_day_is_another(
    settings: Settings, site: Site, newer: bytes, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer, old = publish(site, newer), in_use(settings)
    name = offer.url.rpartition("/")[2]
    if trouble == "truncated":
        site.breaks_after = 100_000
    elif trouble == "wrong":
        site.files[name] = newer[::-1]
    elif trouble == "slow":
        monkeypatch.setattr(download, "PATIENCE_SECONDS", 0.1)
        site.drips_after = 2000
    else:
        del site.files[name]
    updating = Updating(settings, quiet)
    (told,) = updating.run()
    print(told)
    assert updating.failed
    assert in_use(settings) == old
    site.breaks_after, site.drips_after, site.files[name] = None, None, newer
    assert update(settings) == "lightning version 2: installed"


@pytest.mark.parametrize(
    ("network", "told"),
    [
        (dots.movenet(), "finds"),
        (dots.posenet(), "a MoveNet takes"),
        (b"\x1c\x00\x00\x00TFL3" + bytes(64), "is not a model this computer can run"),
        (dots.movenet_edgetpu(), "is not a model this computer can run"),
    ],
)
def test_a_model_that_fails_its_try_out_is_never_used_nor_tried_again(
    settings: Settings, site: Site, network: bytes, told: str
) -> None:
    old = in_use(settings)
    publish(site, network)
    updating = Updating(settings, quiet)
    (sentence,) = updating.run()
    assert told in sentence
    assert updating.failed
    assert in_use(settings) == old
    assert update(settings) == "lightning version 2: failed here before, and is not tried again"
    assert len(list(Path(settings.model.folder).glob("*.tflite"))) == 1


def test_what_does_not_belong_here_is_not_fetched(settings: Settings, site: Site, newer: bytes) -> None:
    publish(site, newer, min_app="999.1")
    assert update(settings) == f"lightning version 2: needs pi_pose 999.1; this is {__version__}"
    publish(site, newer, name="elsewhere")
    assert update(settings) == "elsewhere version 2: not a model of the catalogue"
    publish(site, newer, name="lightning-edgetpu")
    assert update(settings) == "lightning-edgetpu version 2: is tried out when a Coral is plugged in"
    assert not [name for name, _ in site.asked if name.endswith(".tflite")]


def run(settings: Settings, *, well: bool) -> str | None:
    """Start the models' thread, stop it as a mirror does that ends well, or not, and return its news."""
    running = Supply(settings)
    running.start()
    assert running.ready.take(PATIENCE_SECONDS) is not None
    running.ends_well = well
    assert running.stop(PATIENCE_SECONDS)
    return running.news.take()


def test_a_model_that_crashes_the_mirror_twice_is_rolled_back_for_good(
    settings: Settings, site: Site, newer: bytes
) -> None:
    old = in_use(settings)
    publish(site, newer)
    update(settings)
    for well in (True, True, False, True, False):
        assert run(settings, well=well) is None
        assert in_use(settings) == newer
    assert (
        run(settings, well=True) == "version 2 of lightning crashed the mirror twice; back to the one before"
    )
    assert in_use(settings) == old
    assert update(settings).endswith("failed here before, and is not tried again")


def test_a_new_model_that_fails_twice_while_it_is_used_is_rolled_back_for_good(
    settings: Settings, site: Site, newer: bytes
) -> None:
    old = in_use(settings)
    publish(site, newer)
    update(settings)
    running = Supply(settings)
    running.start()
    for _ in range(2):
        model = running.ready.take(PATIENCE_SECONDS)
        assert model is not None
        running.failures.put(Failure(model, "nonsense"))
    assert running.ready.take(PATIENCE_SECONDS) is not None
    assert running.stop(PATIENCE_SECONDS)
    assert running.news.take() == "version 2 of lightning fails; back to the one before"
    assert in_use(settings) == old
    assert update(settings).endswith("failed here before, and is not tried again")


def test_a_minute_without_trouble_proves_a_model(settings: Settings, site: Site, newer: bytes) -> None:
    publish(site, newer)
    update(settings)
    mirror = Probation()
    for _ in range(2):
        assert mirror.begin(Shelf(settings), "lightning", 0.0) is None
        mirror = Probation()  # the one before crashed
    publish(site, newer + bytes(1), 3)
    update(settings)
    mirror.begin(Shelf(settings), "lightning", 0.0)
    mirror.tend(HEALTHY_SECONDS - 1)
    assert not Shelf(settings).known.updates["lightning"].proven
    mirror.tend(HEALTHY_SECONDS)
    assert Shelf(settings).known.updates["lightning"].proven
    for _ in range(3):
        assert Probation().begin(Shelf(settings), "lightning", 0.0) is None


def test_an_update_whose_file_is_damaged_gives_way_to_the_version_before(
    settings: Settings, site: Site, newer: bytes
) -> None:
    for version in (2, 3):
        publish(site, newer + bytes(version), version)
        update(settings)
    Shelf(settings).path("lightning").write_bytes(b"")
    assert in_use(settings) == newer + bytes(2)
    Shelf(settings).path("lightning").unlink()
    assert in_use(settings) == newer[:-16]


def test_a_running_mirror_turns_to_the_newer_model(
    settings: Settings, site: Site, newer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supply, "LOOK_SECONDS", 0.05)
    running = Supply(settings)
    running.start()
    assert running.ready.take(PATIENCE_SECONDS) is not None
    publish(site, newer)
    update(settings)
    assert running.ready.take(PATIENCE_SECONDS) is not None
    assert running.stop(PATIENCE_SECONDS)


def test_a_power_cut_at_any_moment_leaves_the_old_or_the_new_model_whole(
    settings: Settings, site: Site, newer: bytes, tmp_path: Path
) -> None:
    old, folder = in_use(settings), settings.model.folder
    config = tmp_path / "config.yaml"
    asked_there = f"{{manifest: {settings.updates.manifest}, public_key: {PUBLIC_KEY}}}"
    config.write_text(f"model: {{folder: {folder}}}\nupdates: {asked_there}\n")
    publish(site, newer)
    seen = []
    for moment in range(1, 100):
        asked = ["models", "update", "--config", str(config)]
        command = [sys.executable, "-m", "tests.provision.power_cut", str(moment), folder, *asked]
        code = subprocess.run(command, cwd=ROOT, check=False, capture_output=True).returncode
        seen.append(in_use(settings))
        assert seen[-1] in {old, newer}
        if code == 0:
            break
        assert code == -signal.SIGKILL
        if seen[-1] == newer:  # back to the start, for the next moment
            Shelf(settings).note(lambda known: known.forget("lightning"))
    print(f"{len(seen)} moments: the old model after {seen.count(old)} of them, the new one after the others")
    assert seen[-1] == newer
    assert len(seen) > 10


def test_the_daily_timer_asks_only_where_that_is_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("updates: {enabled: false}\n")
    assert main(["models", "update", "--if-enabled", "--config", str(config)]) == 0
    assert "nothing is asked for" in capsys.readouterr().out
    assert main(["models", "update", "--config", str(config)]) == 78
    assert "updates.manifest is empty" in capsys.readouterr().err
