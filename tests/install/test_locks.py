"""What install.sh takes from the package index is pinned, to the byte, wherever the mirror runs."""

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

NEWER = [
    {"python_version": "3.13", "python_full_version": "3.13.2", "platform_machine": machine}
    for machine in ("x86_64", "aarch64")
]
"""Debian 13, on a PC and on a Raspberry Pi."""
OLDER = [{**each, "python_version": "3.11", "python_full_version": "3.11.2"} for each in NEWER]
"""Debian 12."""

TOGETHER = {
    "requirements.lock": ["requirements.txt"],
    "requirements-train.lock": ["requirements-train.txt"],
    "requirements-dev.lock": ["requirements-dev.txt", "requirements-train.txt"],
}
"""Those that may be installed side by side."""
STARTER = "requirements-starter.lock"
"""Of an environment of its own, for Python 3.12 and later."""
LOCKS = {**TOGETHER, STARTER: ["requirements-starter.txt"]}
COMPUTERS = {lock: NEWER if lock == STARTER else OLDER + NEWER for lock in LOCKS}
"""On which each must install."""

HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")

FROM_DEBIAN = {"numpy", "pyyaml", "pygame"}


@dataclass(frozen=True)
class Pin:
    """A package in a lock."""

    requirement: Requirement
    hashes: int

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)


def wanted(file: str) -> Iterator[Requirement]:
    """Yield what a requirements.txt asks for, and those it includes."""
    for line in (ROOT / file).read_text().splitlines():
        text = line.partition(" #")[0].strip()
        if text.startswith("-r "):
            yield from wanted(text.removeprefix("-r "))
        elif text and not text.startswith("#"):
            yield Requirement(text)


def pins(text: str) -> list[Pin]:
    blocks = re.split(r"\n(?=[a-zA-Z])", text)
    return [
        Pin(Requirement(block.partition(" \\\n")[0].strip()), len(HASH.findall(block))) for block in blocks
    ]


def applies(requirement: Requirement, computer: dict[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(computer)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_to_one_version_and_its_hashes(lock: str) -> None:
    found = pins((ROOT / lock).read_text())
    assert len(found) > 10
    for pin in found:
        (version,) = pin.requirement.specifier
        assert version.operator == "=="
        assert pin.hashes > 0, pin
    for computer in COMPUTERS[lock]:
        names = [pin.name for pin in found if applies(pin.requirement, computer)]
        assert len(names) == len(set(names)), computer


@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_asked_for_is_what_is_locked(lock: str) -> None:
    found = pins((ROOT / lock).read_text())
    for computer in COMPUTERS[lock]:
        locked = {pin.name: pin.requirement.specifier for pin in found if applies(pin.requirement, computer)}
        for requirement in (one for file in LOCKS[lock] for one in wanted(file)):
            if applies(requirement, computer):
                name = canonicalize_name(requirement.name)
                assert locked.get(name) == requirement.specifier, f"{name}: run make lock"


def test_the_same_version_stands_in_every_lock_that_goes_with_others() -> None:
    for computer in OLDER + NEWER:
        versions: dict[str, set[str]] = {}
        for lock in TOGETHER:
            for pin in pins((ROOT / lock).read_text()):
                if applies(pin.requirement, computer):
                    versions.setdefault(pin.name, set()).add(str(pin.requirement.specifier))
        assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_the_installed_mirror_gets_all_of_the_lock_but_what_debian_has() -> None:
    script = (ROOT / "install.sh").read_text()
    (program,) = re.findall(r"awk -v theirs=\"\$FROM_DEBIAN\" '([^']*)'", script)
    (theirs,) = re.findall(r"^FROM_DEBIAN='([^']*)'$", script, re.MULTILINE)
    told = subprocess.run(
        ["/usr/bin/awk", "-v", f"theirs={theirs}", program, str(ROOT / "requirements.lock")],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    every = pins((ROOT / "requirements.lock").read_text())
    assert {pin.name for pin in pins(told)} == {pin.name for pin in every} - FROM_DEBIAN
    assert sum(pin.hashes for pin in pins(told)) == len(HASH.findall(told))


def test_pip_is_never_asked_for_anything_without_a_hash() -> None:
    script = (ROOT / "install.sh").read_text().replace("\\\n", " ")
    asked = [line for line in script.splitlines() if "pip install" in line]
    assert len(asked) == 2
    assert all("--require-hashes -r" in line for line in asked)


def wheel(folder: Path, text: str) -> Path:
    """Make a small package called `tiny`."""
    path = folder / "tiny-1.0-py3-none-any.whl"
    folder.mkdir()
    info = "tiny-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tiny.py", text)
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


@pytest.mark.parametrize("first", ["published", "rebuilt"])
def test_a_second_index_with_the_same_version_of_other_bytes_changes_nothing(
    tmp_path: Path, first: str
) -> None:
    """Raspberry Pi OS names piwheels.org beside pypi.org, which builds packages anew."""
    published = wheel(tmp_path / "published", "origin = 'published'")
    wheel(tmp_path / "rebuilt", "origin = 'rebuilt'")
    lock = tmp_path / "lock"
    lock.write_text(f"tiny==1.0 --hash=sha256:{sha256(published.read_bytes()).hexdigest()}\n")
    places = [tmp_path / first, *({tmp_path / "published", tmp_path / "rebuilt"} - {tmp_path / first})]
    install = [
        *(
            sys.executable,
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--no-index",
            "--no-cache-dir",
        ),
        *("--require-hashes", "-r", str(lock), "--target", str(tmp_path / "target")),
        *(word for place in places for word in ("--find-links", str(place))),
    ]
    subprocess.run(install, check=True, capture_output=True)
    assert "published" in (tmp_path / "target" / "tiny.py").read_text()
    shutil.rmtree(tmp_path / "published")
    shutil.rmtree(tmp_path / "target")
    refused = subprocess.run(install, check=False, capture_output=True, text=True)
    assert refused.returncode != 0
    assert "DO NOT MATCH THE HASHES" in refused.stderr
