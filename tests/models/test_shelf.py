"""Where a model comes from, and what is done with bytes that are not the promised ones."""

import hashlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from pi_pose.errors import DownloadError, ModelError, SettingsError
from pi_pose.models import catalogue, download, ledger, promise, shelf
from pi_pose.models.catalogue import Entry
from pi_pose.models.promise import Algorithm, Promise, digest
from pi_pose.models.shelf import Shelf
from pi_pose.settings import Model, Models, NamedModel, Settings
from tests.networks import dots
from tests.site import Site, serving

NAME = "tiny.tflite"
BYTES = dots.movenet() + bytes(range(256)) * 1024
SHA256 = hashlib.sha256(BYTES).hexdigest()


def quiet(_here: int, _size: int) -> None:
    pass


def entry(
    *urls: str, sha256: str | None = SHA256, git_blob: str | None = None, size: int | None = None
) -> Entry:
    return Entry(
        title="Tiny", file=NAME, kind="movenet", urls=urls, sha256=sha256, git_blob=git_blob, size=size
    )


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({NAME: BYTES}) as site:
        yield site


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(model=Model(name="tiny", folder=str(tmp_path / "models")))


@pytest.fixture
def stock(monkeypatch: pytest.MonkeyPatch, site: Site) -> dict[str, Entry]:
    """Return a catalogue of one small model, published at the site, in the place of the shipped one."""
    entries = {"tiny": entry(f"{site.url}/{NAME}", size=len(BYTES))}
    monkeypatch.setattr(catalogue, "load", lambda: entries)
    monkeypatch.delenv(shelf.MIRROR_VARIABLE, raising=False)
    return entries


@pytest.fixture
def tiny(stock: dict[str, Entry], settings: Settings) -> Shelf:
    assert stock
    return Shelf(settings)


def test_every_shipped_entry_is_published_over_https_and_twins_are_there() -> None:
    entries = catalogue.load()
    assert set(entries) >= {
        *("lightning", "lightning-edgetpu", "thunder", "thunder-edgetpu"),
        *("lightning-fp16", "thunder-fp16", "multipose", "posenet"),
    }
    for known in entries.values():
        assert known.shipped or known.urls
        assert all(url.startswith("https://") for url in known.urls)
        assert known.twin is None or entries[known.twin].accelerator == "cpu"


def test_a_model_is_fetched_once_with_progress(tiny: Shelf, site: Site) -> None:
    seen: list[tuple[int, int]] = []
    path = tiny.locate("tiny", lambda here, size: seen.append((here, size)))
    assert path.read_bytes() == BYTES
    assert seen[-1] == (len(BYTES), len(BYTES))
    assert tiny.locate("tiny", quiet) == path
    assert len(site.asked) == 1


def test_a_download_that_broke_is_carried_on_with(tiny: Shelf, site: Site) -> None:
    site.breaks_after = 100_000
    with pytest.raises(DownloadError, match="try again"):
        tiny.locate("tiny", quiet)
    site.breaks_after = None
    assert tiny.locate("tiny", quiet).read_bytes() == BYTES
    assert site.asked == [(NAME, None), (NAME, "bytes=100000-")]


def test_wrong_bytes_are_refused_with_both_hashes_and_leave_nothing_behind(tiny: Shelf, site: Site) -> None:
    site.files[NAME] = BYTES[::-1]
    with pytest.raises(DownloadError) as caught:
        tiny.locate("tiny", quiet)
    assert hashlib.sha256(BYTES[::-1]).hexdigest() in str(caught.value)
    assert SHA256 in str(caught.value)
    assert list(tiny.folder.iterdir()) == []


def test_a_server_that_refuses_is_named(tiny: Shelf, site: Site) -> None:
    site.status = 503
    with pytest.raises(DownloadError, match="503"):
        tiny.locate("tiny", quiet)


def test_a_server_that_drips_is_given_up(tiny: Shelf, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "PATIENCE_SECONDS", 0.2)
    site.drips_after = 1
    with pytest.raises(DownloadError, match="too slow"):
        tiny.locate("tiny", quiet)
    site.drips_after = None
    assert tiny.locate("tiny", quiet).read_bytes() == BYTES


def test_a_file_of_unknown_or_absurd_length_is_not_begun(
    stock: dict[str, Entry], settings: Settings, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock["tiny"] = entry(*stock["tiny"].urls)
    monkeypatch.setattr(download, "LARGEST_BYTES", 9)
    with pytest.raises(DownloadError, match="more than the 9 allowed"):
        Shelf(settings).locate("tiny", quiet)
    site.says_length = False
    with pytest.raises(DownloadError, match="does not say how long"):
        Shelf(settings).locate("tiny", quiet)
    assert list(Path(settings.model.folder).iterdir()) == []


def test_the_mirror_is_asked_first(
    tiny: Shelf, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / NAME).write_bytes(BYTES)
    monkeypatch.setenv(shelf.MIRROR_VARIABLE, str(tmp_path))
    assert tiny.locate("tiny", quiet).read_bytes() == BYTES
    assert site.asked == []


def test_a_mirror_may_be_a_web_address(
    stock: dict[str, Entry], settings: Settings, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock["tiny"] = entry("http://127.0.0.1:9/nowhere")
    monkeypatch.setenv(shelf.MIRROR_VARIABLE, f"{site.url}/")
    assert Shelf(settings).locate("tiny", quiet).read_bytes() == BYTES


def test_a_mirror_with_wrong_bytes_is_passed_over(
    tiny: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / NAME).write_bytes(b"something else")
    monkeypatch.setenv(shelf.MIRROR_VARIABLE, str(tmp_path))
    assert tiny.locate("tiny", quiet).read_bytes() == BYTES


def test_a_stored_model_that_was_damaged_is_fetched_again(tiny: Shelf) -> None:
    path = tiny.locate("tiny", quiet)
    path.write_bytes(BYTES[:-1] + b"!")
    assert "damaged" in (tiny.complaint("tiny") or "")
    assert tiny.locate("tiny", quiet).read_bytes() == BYTES
    assert tiny.complaint("tiny") is None


def test_a_start_reads_and_hashes_its_model_once(tiny: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny.locate("tiny", quiet)
    hashed: list[int] = []

    def spied(content: bytes, algorithm: Algorithm) -> str:
        hashed.append(len(content))
        return digest(content, algorithm)

    monkeypatch.setattr(promise, "digest", spied)
    assert tiny.at_hand("tiny") == "tiny"
    tiny.locate("tiny", quiet)
    assert tiny.vouched("tiny") == BYTES
    assert hashed == [len(BYTES)]


def test_a_file_that_is_no_longer_as_it_was_is_not_vouched_for(tiny: Shelf) -> None:
    path = tiny.locate("tiny", quiet)
    assert tiny.complaint("tiny") is None
    path.write_bytes(BYTES + b"!")
    with pytest.raises(ModelError, match="changed just now"):
        tiny.vouched("tiny")


def test_the_git_blob_is_what_git_says(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(BYTES)
    command = ["git", "hash-object", NAME]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert digest(BYTES, "git_blob") == told.stdout.strip()


def test_where_only_the_git_blob_is_known_it_is_checked(
    stock: dict[str, Entry], settings: Settings, site: Site
) -> None:
    stock["tiny"] = entry(*stock["tiny"].urls, sha256=None, git_blob=digest(BYTES, "git_blob"))
    assert Shelf(settings).locate("tiny", quiet).read_bytes() == BYTES
    Shelf(settings).remove("tiny")
    site.files[NAME] = BYTES + b"!"
    with pytest.raises(DownloadError, match=f"promised are git_blob {digest(BYTES, 'git_blob')}"):
        Shelf(settings).locate("tiny", quiet)


class TestOnFirstUse:
    """A model whose publisher promises no bytes."""

    @pytest.fixture
    def unpinned(self, stock: dict[str, Entry], settings: Settings) -> Shelf:
        stock["tiny"] = entry(*stock["tiny"].urls, sha256=None)
        return Shelf(settings)

    def test_the_first_bytes_are_trusted_and_remembered(
        self, unpinned: Shelf, settings: Settings, site: Site
    ) -> None:
        path = unpinned.locate("tiny", quiet)
        path.unlink()
        site.files[NAME] = BYTES + b"!"
        with pytest.raises(DownloadError, match=f"promised are sha256 {SHA256}"):
            Shelf(settings).locate("tiny", quiet)

    def test_a_file_put_there_by_hand_is_trusted_too(self, unpinned: Shelf, site: Site) -> None:
        unpinned.folder.mkdir()
        unpinned.path("tiny").write_bytes(BYTES)
        unpinned.locate("tiny", quiet)
        assert unpinned.promise("tiny").digest == SHA256
        assert site.asked == []

    def test_what_is_no_model_is_not_trusted(self, unpinned: Shelf, site: Site) -> None:
        site.files[NAME] = b"<html>Please log in to this network</html>"
        with pytest.raises(DownloadError, match="it is no TFLite model"):
            unpinned.locate("tiny", quiet)
        assert unpinned.promise("tiny").digest is None

    def test_removing_it_forgets_its_bytes(self, unpinned: Shelf, site: Site) -> None:
        unpinned.locate("tiny", quiet)
        assert unpinned.remove("tiny")
        assert not unpinned.remove("tiny")
        site.files[NAME] = newer = BYTES + b"!"
        assert unpinned.locate("tiny", quiet).read_bytes() == newer

    def test_a_damaged_ledger_is_no_obstacle(self, unpinned: Shelf) -> None:
        unpinned.folder.mkdir()
        (unpinned.folder / ledger.FILE).write_text("{")
        assert unpinned.locate("tiny", quiet).read_bytes() == BYTES
        assert ledger.read(unpinned.folder).trusted == {"tiny": SHA256}


def own(path: Path) -> Settings:
    return Settings(models=Models(named={"mine": NamedModel(path=str(path), kind="posenet")}))


def test_a_model_of_the_owners_has_its_path_and_kind(tmp_path: Path) -> None:
    path = tmp_path / "own.tflite"
    path.write_bytes(BYTES)
    mine = Shelf(own(path))
    assert mine.locate("mine", quiet) == path
    assert mine.entry("mine").kind == "posenet"
    with pytest.raises(ModelError, match=r"was not fetched, and .* is not removed"):
        mine.remove("mine")
    assert path.is_file()


def test_a_path_for_the_chosen_model_comes_before_everything(tmp_path: Path) -> None:
    path = tmp_path / "own.tflite"
    path.write_bytes(BYTES)
    assert Shelf(Settings(model=Model(path=str(path)))).locate("lightning", quiet) == path


@pytest.mark.parametrize(
    ("content", "told"), [(None, "there is no model at"), (b"", "it is no TFLite model")]
)
def test_a_path_that_leads_nowhere_is_told(tmp_path: Path, content: bytes | None, told: str) -> None:
    path = tmp_path / "own.tflite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match=f"{told}.*correct the path of mine in config.yaml"):
        Shelf(own(path)).locate("mine", quiet)


def test_an_unknown_name_is_told_with_the_known_ones(tiny: Shelf) -> None:
    with pytest.raises(ModelError, match="no model called thundr; known are tiny"):
        tiny.locate("thundr", quiet)
    with pytest.raises(SettingsError, match=r"models.thundr has no path.*known are tiny"):
        Shelf(Settings(models=Models(named={"thundr": NamedModel(keypoint_score=0.2)})))


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, site: Site) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(DownloadError, match="file"):
        download.fetch(Promise(NAME), f"{site.url}/{NAME}", blocked / NAME, quiet)
    with pytest.raises(ModelError, match="cannot be written"):
        ledger.change(blocked, lambda known: known)


def test_a_misspelt_key_in_the_catalogue_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="sha255"):
        msgspec.convert(msgspec.to_builtins(entry()) | {"sha255": ""}, Entry)
