"""Where the model comes from, and what is done with bytes that are not the promised ones."""

import functools
import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import pytest

from pi_pose.errors import DownloadError, ModelError
from pi_pose.models import catalogue, download, shelf
from pi_pose.models.catalogue import Entry
from pi_pose.settings import Model

BYTES = bytes(range(256)) * 1024
NAME = "tiny.tflite"


def quiet(_here: int, _size: int) -> None:
    pass


def entry(*urls: str) -> Entry:
    return Entry(
        title="Tiny",
        file=NAME,
        kind="movenet",
        licence="Apache-2.0",
        size=len(BYTES),
        sha256=hashlib.sha256(BYTES).hexdigest(),
        urls=urls or ("http://127.0.0.1:9/nowhere",),
    )


@dataclass
class Site:
    """A web server that can be told to misbehave."""

    url: str = ""
    body: bytes = BYTES
    breaks_after: int | None = None
    status: int = 200
    ranges: list[str | None] = field(default_factory=list)


class Answer(BaseHTTPRequestHandler):
    def __init__(self, site: Site, *arguments: object) -> None:
        self.site = site
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.site.ranges.append(wanted)
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
        self.send_response(self.site.status if self.site.status != 200 else 206 if wanted else 200)
        self.send_header("Content-Length", str(len(self.site.body) - start))
        self.end_headers()
        self.wfile.write(self.site.body[start : self.site.breaks_after])

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Answer, site))
    site.url = f"http://127.0.0.1:{server.server_port}/{NAME}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, site: Site) -> Model:
    """Return settings for a catalogue that has one small model, published at the site."""
    monkeypatch.setattr(catalogue, "load", lambda: {"tiny": entry(site.url)})
    monkeypatch.delenv(shelf.MIRROR_VARIABLE, raising=False)
    return Model(name="tiny", folder=str(tmp_path / "models"))


def test_every_shipped_entry_is_pinned_and_published_over_https() -> None:
    assert "lightning" in catalogue.load()
    for known in catalogue.load().values():
        assert len(known.sha256) == 64
        assert all(url.startswith("https://") for url in known.urls)


def test_a_model_is_fetched_once_with_progress(tiny: Model, site: Site) -> None:
    seen: list[tuple[int, int]] = []
    path = shelf.locate(tiny, lambda here, size: seen.append((here, size)))
    assert path.read_bytes() == BYTES
    assert seen[-1] == (len(BYTES), len(BYTES))
    assert shelf.locate(tiny, quiet) == path
    assert len(site.ranges) == 1


def test_a_download_that_broke_is_carried_on_with(tiny: Model, site: Site) -> None:
    site.breaks_after = 100_000
    with pytest.raises(DownloadError, match="try again"):
        shelf.locate(tiny, quiet)
    site.breaks_after = None
    assert shelf.locate(tiny, quiet).read_bytes() == BYTES
    assert site.ranges == [None, "bytes=100000-"]


def test_wrong_bytes_are_refused_with_both_hashes_and_leave_nothing_behind(tiny: Model, site: Site) -> None:
    site.body = BYTES[::-1]
    with pytest.raises(DownloadError) as caught:
        shelf.locate(tiny, quiet)
    assert hashlib.sha256(site.body).hexdigest() in str(caught.value)
    assert hashlib.sha256(BYTES).hexdigest() in str(caught.value)
    assert list(Path(tiny.folder).iterdir()) == []


def test_a_server_that_refuses_is_named(tiny: Model, site: Site) -> None:
    site.status = 404
    with pytest.raises(DownloadError, match="404"):
        shelf.locate(tiny, quiet)


def test_the_mirror_is_asked_first(
    tiny: Model, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / NAME).write_bytes(BYTES)
    monkeypatch.setenv(shelf.MIRROR_VARIABLE, str(mirror))
    assert shelf.locate(tiny, quiet).read_bytes() == BYTES
    assert site.ranges == []


def test_a_mirror_may_be_a_web_address(tiny: Model, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "load", lambda: {"tiny": entry()})
    monkeypatch.setenv(shelf.MIRROR_VARIABLE, site.url.rpartition("/")[0] + "/")
    assert shelf.locate(tiny, quiet).read_bytes() == BYTES


def test_a_mirror_with_wrong_bytes_is_passed_over(
    tiny: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / NAME).write_bytes(b"something else")
    monkeypatch.setenv(shelf.MIRROR_VARIABLE, str(mirror))
    assert shelf.locate(tiny, quiet).read_bytes() == BYTES


def test_a_stored_model_that_was_damaged_is_fetched_again(tiny: Model) -> None:
    path = shelf.locate(tiny, quiet)
    path.write_bytes(BYTES[:-1] + b"!")
    assert shelf.locate(tiny, quiet).read_bytes() == BYTES


def test_a_path_in_the_settings_comes_before_everything(tmp_path: Path) -> None:
    own = tmp_path / "own.tflite"
    own.write_bytes(b"anything")
    assert shelf.locate(Model(path=str(own)), quiet) == own


@pytest.mark.parametrize(("content", "told"), [(None, "there is no model at"), (b"", "is empty")])
def test_a_path_that_leads_nowhere_is_told(tmp_path: Path, content: bytes | None, told: str) -> None:
    own = tmp_path / "own.tflite"
    if content is not None:
        own.write_bytes(content)
    with pytest.raises(ModelError, match=told):
        shelf.locate(Model(path=str(own)), quiet)


def test_an_unknown_name_is_told_with_the_known_ones() -> None:
    with pytest.raises(ModelError, match="no model called thundr; known are lightning"):
        shelf.locate(Model(name="thundr"), quiet)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, site: Site) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(DownloadError, match="file"):
        download.fetch(entry(site.url), site.url, blocked / NAME, quiet)


def test_a_misspelt_key_in_the_catalogue_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="sha255"):
        msgspec.convert(msgspec.to_builtins(entry()) | {"sha255": ""}, Entry)
