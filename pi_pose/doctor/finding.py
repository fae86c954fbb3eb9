"""What was found about one part of the mirror."""

from typing import Literal

import msgspec

State = Literal["ok", "warning", "failed"]


class Finding(msgspec.Struct, frozen=True):
    """One line of the table."""

    name: str
    state: State
    """`failed` is kept for what stops the mirror from running."""
    found: str
    mend: str = ""
    """The command, or the act, that mends it; empty when there is nothing to mend."""

    @classmethod
    def ok(cls, name: str, found: str) -> "Finding":
        """There is nothing to do."""
        return cls(name, "ok", found)

    @classmethod
    def warning(cls, name: str, found: str, mend: str) -> "Finding":
        """The mirror runs, but not as it could."""
        return cls(name, "warning", found, mend)

    @classmethod
    def failed(cls, name: str, found: str, mend: str) -> "Finding":
        """The mirror cannot run."""
        return cls(name, "failed", found, mend)
