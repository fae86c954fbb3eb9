"""The archive for a bug report: what can be said of a mirror in words, without secrets and pictures."""

import io
import platform
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from importlib import metadata
from pathlib import Path

from pi_pose import __version__, document, durable, plain_file, postmortem, systemd
from pi_pose.doctor.finding import Finding
from pi_pose.doctor.service import UNIT
from pi_pose.errors import ReportError

UNITS = (UNIT, "pi-pose-recovery.service", "pi-pose-update.service")

INSTALL_LOG = Path("/var/log/pi-pose-install.log")
LARGEST_LOG = 5_000_000

LINES = 400
"""Of a log, the last ones."""

JOURNAL_SECONDS = 30.0

HIDDEN = "(hidden)"

SECRETS = (
    (re.compile(r"//[^/@\s]+@"), f"//{HIDDEN}@"),
    (re.compile(r"(https?://[^\s?'\",]+)\?[^\s'\",]+"), rf"\1?{HIDDEN}"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{6,}"), rf"\1 {HIDDEN}"),
    (
        re.compile(r"(?i)\b(\w*(?:password|passwd|secret|token|api_?key))(['\"]?\s*[:=,]\s*)[^\s,\]}]+"),
        rf"\1\2{HIDDEN}",
    ),
    (re.compile(r"/home/[^/\s'\":]+"), "/home/somebody"),
)
"""What may stand in an address, a command of the owner's, or a path."""


def file_name() -> str:
    """Return a name for the archive that says what it is, and when it was made."""
    return f"pi-pose-report-{datetime.now().astimezone():%Y%m%d-%H%M%S}.zip"


def write(target: Path, config: Path, findings: Iterable[Finding]) -> None:
    """Gather everything into one archive. Raises ReportError when it cannot be written."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts(config, findings).items():
            archive.writestr(name, without_secrets(text))
    try:
        durable.write(target, packed.getvalue())
    except OSError as error:
        raise ReportError(f"cannot write {target}: {error.strerror}; name another file") from error


def parts(config: Path, findings: Iterable[Finding]) -> Mapping[str, str]:
    """Return the files of the archive: their names and their texts."""
    return {
        "versions.txt": _versions(),
        "doctor.txt": "".join(f"{found.state:8}{found.name:10}{found.found}\n" for found in findings),
        "config.yaml": _text(config, document.MAX_BYTES),
        "log.txt": _journal(),
        "install.log": _last(_text(INSTALL_LOG, LARGEST_LOG)),
        "last-crash.txt": _crash(),
    }


def without_secrets(text: str) -> str:
    """Hide passwords, tokens and names of people."""
    for secret, shown in SECRETS:
        text = secret.sub(shown, text)
    return text


def _versions() -> str:
    packages = sorted({f"{each.name} {each.version}" for each in metadata.distributions()}, key=str.lower)
    system = f"Python {platform.python_version()}, {platform.platform()}"
    return "\n".join([f"pi_pose {__version__}", system, "", *packages, ""])


def _text(path: Path, limit_bytes: int) -> str:
    try:
        return plain_file.read(path, limit_bytes).decode(errors="replace")
    except OSError as error:
        return f"({path}: {error.strerror})\n"


def _last(text: str) -> str:
    return "".join(text.splitlines(keepends=True)[-LINES:])


def _journal() -> str:
    """The mirror's last words to systemd; whoever started it by hand has seen them."""
    if shutil.which("journalctl") is None:
        return "(this computer keeps no journal)\n"
    units = [word for unit in UNITS for word in ("--unit", unit)]
    asked = ["journalctl", *units, f"--lines={LINES}", "--no-hostname", "--no-pager", "--output=short-iso"]
    try:
        told = subprocess.run(asked, capture_output=True, check=False, timeout=JOURNAL_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"({error})\n"
    return (told.stdout + told.stderr).decode(errors="replace")


def _crash() -> str:
    try:
        kept = postmortem.read()
    except OSError as error:
        kept = f"({error.strerror})\n"
    return f"{kept or '(nothing crashed unexpectedly)'}\n\nlast word: {systemd.last_word() or '(none)'}\n"
