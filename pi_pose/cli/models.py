"""`pi-pose models`: what is on the shelf of pose models, and how it gets there."""

import argparse
import sys

from pi_pose.cli import options
from pi_pose.errors import PiPoseError
from pi_pose.models.shelf import Shelf

EXAMPLES = """examples:
  pi-pose models list
  pi-pose models fetch thunder thunder-edgetpu
  pi-pose models verify
  pi-pose models remove thunder
  pi-pose models update
"""

HEAD = ("name", "model", "input", "size", "runs on", "pinned", "here", "Pi 4", "mAP")

NOTE = "Pi 4 (milliseconds a picture) and mAP (on COCO) are the publisher's figures, not measured here."


def define(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.description = "List, fetch, check, remove or update pose models."
    parser.epilog = EXAMPLES
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, (run, help_line) in ACTIONS.items():
        action = actions.add_parser(name, help=help_line)
        if name in WITH_NAMES:
            action.add_argument("names", nargs="+", metavar="NAME")
        if name == "update":
            action.add_argument("--if-enabled", action="store_true", help="only if config.yaml says so")
        options.add_common(action, default=argparse.SUPPRESS)
        action.set_defaults(run=run)


def _list(chosen: argparse.Namespace) -> int:
    shelf = Shelf(options.load_settings(chosen))
    rows = [HEAD, *(_row(shelf, name) for name in shelf.entries)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print(f"\n{NOTE}\nThe models that are here lie in {shelf.folder}")
    return 0


def _row(shelf: Shelf, name: str) -> tuple[str, ...]:
    entry, path, promise = shelf.entry(name), shelf.path(name), shelf.promise(name)
    size = path.stat().st_size if path.is_file() else entry.size
    published = entry.published
    return (
        name,
        entry.title,
        str(entry.input or ""),
        f"{size / 1e6:.1f} MB" if size else "",
        {"cpu": "CPU", "edgetpu": "Edge TPU"}[entry.accelerator],
        promise.algorithm.replace("_", " ") if promise.digest else "at first use" if entry.urls else "",
        _presence(shelf, name),
        f"{published.pi4_ms:g}" if published else "",
        f"{published.map:.1f}" if published else "",
    )


def _presence(shelf: Shelf, name: str) -> str:
    if not shelf.path(name).is_file():
        return "no"
    return f"version {update.version}" if (update := shelf.update(name)) else "yes"


def _verify(chosen: argparse.Namespace) -> int:
    shelf = Shelf(options.load_settings(chosen))
    present = [name for name in shelf.entries if shelf.path(name).exists()]
    complaints = {name: shelf.complaint(name) for name in present}
    for name, complaint in complaints.items():
        print(f"{name}: {complaint or 'good'}")
    if all(shelf.entry(name).shipped for name in present):
        print(f"no model is in {shelf.folder} yet; pi-pose models fetch lightning brings the first")
    return 1 if any(complaints.values()) else 0


def _fetch(chosen: argparse.Namespace) -> int:
    shelf = Shelf(options.load_settings(chosen))
    failed = False
    for name in chosen.names:
        with options.progress("B", scale=True) as bar:
            try:
                path = shelf.locate(name, options.on(bar))
            except PiPoseError as error:
                print(f"pi-pose: {error}", file=sys.stderr)
                failed = True
                continue
        print(f"{name}: {path}")
    return 1 if failed else 0


def _remove(chosen: argparse.Namespace) -> int:
    shelf = Shelf(options.load_settings(chosen))
    for name in chosen.names:
        print(f"{name}: {'removed' if shelf.remove(name) else 'was not here'}")
    return 0


def _update(chosen: argparse.Namespace) -> int:
    from pi_pose.provision.updating import Updating  # noqa: PLC0415  a help text should not wait for OpenCV

    settings = options.load_settings(chosen)
    if chosen.if_enabled and not settings.updates.enabled:
        print("updates.enabled is false in config.yaml; nothing is asked for")
        return 0
    with options.progress("B", scale=True) as bar:
        updating = Updating(settings, options.on(bar))
        for sentence in updating.run():
            print(sentence)
    return 1 if updating.failed else 0


ACTIONS = {
    "list": (_list, "show every model there is"),
    "fetch": (_fetch, "bring models here"),
    "verify": (_verify, "check the bytes of those that are here"),
    "remove": (_remove, "delete models"),
    "update": (_update, "bring newer models, try them out, and use them"),
}

WITH_NAMES = {"fetch", "remove"}
