"""A shelf of small networks in the place of the real models."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec.structs import replace

from pi_pose.models import catalogue, shelf
from pi_pose.models.catalogue import Entry
from pi_pose.models.promise import digest
from pi_pose.settings import Kind, Model, Models, Settings
from tests.networks import dots

NETWORKS: dict[str, tuple[Kind, bytes]] = {
    "dots": ("movenet", dots.movenet()),
    "big-dots": ("movenet", dots.movenet(256)),
    "many-dots": ("multipose", dots.multipose()),
    "heat": ("posenet", dots.posenet()),
    "dots-edgetpu": ("movenet", dots.movenet_edgetpu()),
}


@dataclass(frozen=True)
class Dotted:
    """The folder, and the catalogue while the test runs."""

    folder: Path
    entries: dict[str, Entry]

    def settings(self, name: str = "dots", cycle: tuple[str, ...] = (), **model: str) -> Settings:
        """Return settings that use a model of this shelf."""
        chosen = Model(name=name, folder=str(self.folder), **model)  # type: ignore[arg-type]
        return Settings(model=chosen, models=Models(cycle=cycle))

    def put(self, name: str, network: bytes | None = None) -> None:
        """Put a model's file where it belongs, as its publisher's."""
        content = network or NETWORKS[name][1]
        (self.folder / f"{name}.tflite").write_bytes(content)
        self.entries[name] = replace(self.entries[name], sha256=digest(content))


def stock(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *here: str, url: str = "http://127.0.0.1:9"
) -> Dotted:
    """Fill a catalogue with every network, published at `url`, and the folder with those that are `here`."""
    entries = {
        name: Entry(
            title=name,
            file=f"{name}.tflite",
            kind=kind,
            urls=(f"{url}/{name}.tflite",),
            accelerator="edgetpu" if name.endswith("-edgetpu") else "cpu",
            sha256=digest(network),
            twin=name.removesuffix("-edgetpu") if name.endswith("-edgetpu") else None,
        )
        for name, (kind, network) in NETWORKS.items()
    }
    monkeypatch.setattr(catalogue, "load", lambda: entries)
    monkeypatch.delenv(shelf.MIRROR_VARIABLE, raising=False)
    folder.mkdir()
    dotted = Dotted(folder, entries)
    for name in here:
        dotted.put(name)
    return dotted
