"""Everything the mirror says, one file a language; English stands in for what a language lacks."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pi_pose import document

if TYPE_CHECKING:  # the first picture does not wait for NumPy, which these bring
    from pi_pose.estimate import Reason
    from pi_pose.pose import Keypoint

ENGLISH = "en"

HERE = Path(__file__).parent


class Texts:
    """The texts of one language."""

    def __init__(self, own: Mapping[str, str], english: Mapping[str, str]) -> None:
        self._texts = {**english, **own}

    def say(self, key: str, **parts: object) -> str:
        """Return the text called `key` with its {parts} filled in. Raises KeyError on an unknown key."""
        return self._texts[key].format(**parts)

    def name(self, kind: str, of: str) -> str:
        """Return the name of a pose or an exercise; one that its owner made up is its own name."""
        return self._texts.get(f"{kind}.{of}") or of.replace("_", " ").capitalize()

    def either(self, special: str, common: str) -> str:
        """Return the text called `special` where there is one, else the one called `common`."""
        return self._texts.get(special) or self._texts[common]

    def reason(self, reason: "Reason") -> str:
        """Say why there is no label."""
        if reason.keypoint is None:
            return self.say(f"reason.{reason.key}")
        return self.say(f"reason.{reason.key}", part=self.keypoint(reason.keypoint))

    def keypoint(self, keypoint: "Keypoint") -> str:
        """Name a part of the body."""
        return self.say(f"keypoint.{keypoint.name.lower()}")


@lru_cache(maxsize=4)
def load(language: str = ENGLISH) -> Texts:
    """Return the texts of a language that `languages` lists."""
    return Texts(_read(language), _read(ENGLISH))


def languages() -> list[str]:
    """List the languages there are, by their two letters."""
    return sorted(file.stem for file in HERE.glob("*.yaml"))


@lru_cache(maxsize=4)
def _read(language: str) -> Mapping[str, str]:
    name = f"{language}.yaml"
    text = (HERE / name).read_text(encoding="utf-8")
    return dict(_flat(document.read(text, name).data))


def _flat(group: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Turn groups within groups into `group.key`."""
    for key, value in group.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(value)
