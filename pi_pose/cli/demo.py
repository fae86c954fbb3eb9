"""`pi-pose demo`: the mirror on the synthetic athlete."""

import argparse
from pathlib import Path

from pi_pose import settings
from pi_pose.cli import options

EXAMPLES = """examples:
  pi-pose demo                          on the display; into files where there is none
  pi-pose demo --offscreen --out film   into film/demo.mp4 and film/demo.png
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.description = "Show the mirror on the synthetic athlete. Without a display it is written to files."
    parser.epilog = EXAMPLES
    parser.add_argument("--offscreen", action="store_true", help="write files even where there is a display")
    parser.add_argument("--out", type=Path, metavar="FOLDER", default=Path("demo"), help="where the files go")
    parser.add_argument("--seconds", type=float, help="only the start of the routine, which takes a minute")
    parser.set_defaults(run=run, film=True, source=settings.SYNTHETIC)


def run(chosen: argparse.Namespace) -> int:
    """Show it on the display, or write it."""
    from pi_pose.display import window  # noqa: PLC0415  a help text should not wait for pygame

    if window.present() and not chosen.offscreen:
        from pi_pose.cli import run as mirror  # noqa: PLC0415

        return mirror.run(chosen)
    return _record(chosen)


def _record(chosen: argparse.Namespace) -> int:
    from pi_pose.cli import loading  # noqa: PLC0415
    from pi_pose.demo import Demo  # noqa: PLC0415
    from pi_pose.models.shelf import Shelf  # noqa: PLC0415

    loaded = options.load_settings(chosen)
    model = loading.load(loaded)
    excuse = None if model.name == loaded.model.name else Shelf(loaded).excuse(loaded.model.name)
    show = Demo(model, loaded, chosen.seconds, excuse)
    with options.progress("frames", show.length) as bar:
        for _ in show.record(chosen.out):
            bar.update()
    print(show.table())
    if excuse:
        print(f"\n{excuse}")
    print(f"\nThe mirror drew into files: {chosen.out}/demo.mp4 and {chosen.out}/demo.png")
    return 0
