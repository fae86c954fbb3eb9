"""A TFLite interpreter whose compiled part runs on Google's Edge TPU.

Called in a child process only: libedgetpu ends the whole process when a USB transfer fails
(`driver/usb/usb_driver.cc`), and one that was built for another runtime crashes it at once.
"""

import importlib
import logging
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from pi_pose.errors import InterpreterError

LIBRARY = "libedgetpu.so.1"

logger = logging.getLogger(__name__)


def make(module: ModuleType, path: str, threads: int) -> Any:  # noqa: ANN401  the runtimes share no type
    """Load a compiled model: by PyCoral where that is installed, else by the runtime `module` itself.

    Raises InterpreterError when the device, or what it needs, is not there.
    """
    try:
        if pycoral_is_here():
            return importlib.import_module("pycoral.utils.edgetpu").make_interpreter(path)
        delegate = module.load_delegate(LIBRARY)
    except (OSError, ImportError) as error:
        raise InterpreterError(f"{LIBRARY} is not installed ({error}); run ./install.sh --coral") from error
    except ValueError as error:  # its text never says why
        raise InterpreterError(
            "the device is not there, is in use, or may not be used by this user"
        ) from error
    return module.Interpreter(model_path=path, num_threads=threads, experimental_delegates=[delegate])


def pycoral_is_here() -> bool:
    """Whether Google's PyCoral is installed.

    The package named pycoral on PyPI is about coral reefs. Nothing of it is imported to find that out.
    """
    spec = find_spec("pycoral")
    if spec is None:
        return False
    folders = spec.submodule_search_locations or []
    if any((Path(folder) / "utils" / "edgetpu.py").is_file() for folder in folders):
        return True
    logger.warning(
        "the package pycoral that is installed is not Google's, and not used; pip uninstall pycoral"
    )
    return False
