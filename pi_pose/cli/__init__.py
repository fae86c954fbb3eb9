"""The command line: one module a command, found by its name."""

import argparse
import logging
import sys
from collections.abc import Sequence
from importlib import import_module

from pi_pose import __version__, lean
from pi_pose.errors import PiPoseError

# It asks typing_extensions for what typing has; that, and what it imports, takes as long as msgspec itself.
lean.import_without("msgspec", "typing_extensions")

from pi_pose.cli import options  # noqa: E402  it imports msgspec

COMMANDS = {
    "run": "show the mirror",
    "demo": "show the mirror on the synthetic athlete, no camera needed",
    "analyze": "say what is in pictures and videos, as JSON",
    "record": "write down what the mirror sees, without a picture",
    "models": "list, fetch, check, remove or update pose models",
    "history": "show what was trained",
    "train": "learn your own poses from a folder of pictures",
    "evaluate": "measure a classifier of poses",
    "teach": "show the mirror a pose of your own",
    "poses": "list, rename, remove and share the poses you taught",
    "config": "check config.yaml",
    "recover": "show on the display why the mirror cannot start",
    "bench": "measure how fast the mirror is on this machine",
    "doctor": "say what works, what does not, and what mends it",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, 1 for a fault, 78 for a bad configuration."""
    given = sys.argv[1:] if arguments is None else arguments
    chosen = _parser(given).parse_args(given)
    logging.basicConfig(
        level=logging.DEBUG if chosen.debug else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    try:
        return int(chosen.run(chosen))
    except PiPoseError as error:
        if chosen.debug:
            raise
        from pi_pose import systemd  # noqa: PLC0415  it takes its time, and only a failure needs it here

        print(f"pi-pose: {error}", file=sys.stderr)
        systemd.leave_word(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:  # the reader, `head` perhaps, has seen enough
        sys.stderr.close()
        return 0
    except Exception:
        from pi_pose import postmortem  # noqa: PLC0415  likewise

        postmortem.keep()
        raise


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pi-pose",
        description="A fitness mirror: it draws your skeleton and names your yoga pose.",
        epilog="Each command has its own help with examples: pi-pose analyze --help",
    )
    parser.add_argument("--version", action="version", version=f"pi-pose {__version__}")
    options.add_common(parser)
    commands = parser.add_subparsers(dest="name", metavar="COMMAND", required=True)
    for name, help_line in COMMANDS.items():
        command = commands.add_parser(
            name, help=help_line, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if name in given:  # to list the others, they need not be imported
            import_module(f"pi_pose.cli.{name}").define(command)
            options.add_common(command, default=argparse.SUPPRESS)
    return parser
