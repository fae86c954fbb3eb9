"""What the last crash left behind: the traceback of an error that nobody expected, for a bug report."""

import logging
import platform
import traceback
from datetime import datetime

from pi_pose import __version__, durable, plain_file, state

FILE = "last-crash.txt"

LARGEST_BYTES = 200_000

logger = logging.getLogger(__name__)


def keep() -> None:
    """Write down the error that is being handled, in the place of the one before."""
    head = f"{datetime.now().astimezone().isoformat(timespec='seconds')}  pi_pose {__version__}"
    told = f"{head}  Python {platform.python_version()}\n\n{traceback.format_exc()}"
    try:
        durable.write(state.folder() / FILE, told.encode(errors="replace")[:LARGEST_BYTES])
    except OSError as error:
        logger.warning("the crash is not kept: %s", error)


def read() -> str:
    """Return what was kept; empty when nothing crashed yet. Raises OSError when that cannot be read."""
    try:
        return plain_file.read(state.folder() / FILE, LARGEST_BYTES).decode(errors="replace")
    except FileNotFoundError:
        return ""
