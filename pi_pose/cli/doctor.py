"""`pi-pose doctor`: what works, what does not, and what mends it."""

import argparse
import sys

import msgspec

from pi_pose.cli import options

EXAMPLES = """examples:
  pi-pose doctor          a table, with the command that mends each fault
  pi-pose doctor --json   the same for programs
"""

STYLES = {"ok": "\033[32m", "warning": "\033[33m", "failed": "\033[31m"}
PLAIN = "\033[0m"


def define(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.description = "Look at every part of the mirror. Exit code 0 only when it can run."
    parser.epilog = EXAMPLES
    parser.add_argument("--json", action="store_true", help="a JSON list, one object a part")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Examine, print and judge."""
    from pi_pose import doctor  # noqa: PLC0415  a help text should not wait for OpenCV

    findings = []
    for finding in doctor.examine(options.config_path(chosen)):
        findings.append(finding)
        if not chosen.json:
            print(_row(finding.name, finding.state, finding.found, finding.mend), flush=True)
    if chosen.json:
        print(msgspec.json.format(msgspec.json.encode(findings)).decode())
    return int(any(finding.state == "failed" for finding in findings))


def _row(name: str, state: str, found: str, mend: str) -> str:
    mark = f"{STYLES[state]}{state:<8}{PLAIN}" if sys.stdout.isatty() else f"{state:<8}"
    row = f"{mark} {name:<9} {found}".replace("\n", f"\n{'':19}")
    return f"{row}\n{'':19}-> {mend}" if mend else row
