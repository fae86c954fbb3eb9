"""`pi-pose doctor`: what works, what does not, and what mends it."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pi_pose.cli import options

if TYPE_CHECKING:
    from pi_pose.doctor.finding import Finding

EXAMPLES = """examples:
  pi-pose doctor          a table, with the command that mends each fault
  pi-pose doctor --json   the same for programs
  pi-pose doctor --bundle the same, and a zip archive for a bug report, without a picture
"""

STYLES = {"ok": "\033[32m", "warning": "\033[33m", "failed": "\033[31m"}
PLAIN = "\033[0m"


def define(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.description = "Look at every part of the mirror. Exit code 0 only when it can run."
    parser.epilog = EXAMPLES
    parser.add_argument("--json", action="store_true", help="a JSON list, one object a part")
    parser.add_argument(
        "--bundle",
        type=Path,
        nargs="?",
        const=Path(),
        metavar="FILE",
        help="write an archive for a bug report",
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Examine, print and judge."""
    from pi_pose import doctor  # noqa: PLC0415  a help text should not wait for OpenCV

    config, findings = options.config_path(chosen), []
    for finding in doctor.examine(config):
        findings.append(finding)
        if not chosen.json:
            print(_row(finding.name, finding.state, finding.found, finding.mend), flush=True)
    if chosen.json:
        print(msgspec.json.format(msgspec.json.encode(findings)).decode())
    if chosen.bundle is not None:
        _bundle(chosen.bundle, config, findings)
    return int(any(finding.state == "failed" for finding in findings))


def _bundle(wanted: Path, config: Path, findings: "list[Finding]") -> None:
    from pi_pose.doctor import bundle  # noqa: PLC0415

    target = wanted / bundle.file_name() if wanted.is_dir() else wanted
    bundle.write(target, config, findings)
    print(
        f"\n{target} holds versions, settings, this table and the last lines of the log; no picture, and"
        " no secret that is known as one.\nLook into it before you hand it on.",
        file=sys.stderr,
    )


def _row(name: str, state: str, found: str, mend: str) -> str:
    mark = f"{STYLES[state]}{state:<8}{PLAIN}" if sys.stdout.isatty() else f"{state:<8}"
    row = f"{mark} {name:<9} {found}".replace("\n", f"\n{'':19}")
    return f"{row}\n{'':19}-> {mend}" if mend else row
