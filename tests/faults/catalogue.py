"""Every fault that is tried, in the order of the table."""

from tests.faults import camera, display, ending, files, heat, interpreter, killing, load, model
from tests.faults.trial import Fault

FAULTS: tuple[Fault, ...] = (
    *camera.FAULTS,
    *interpreter.FAULTS,
    *model.FAULTS,
    *files.FAULTS,
    *display.FAULTS,
    *ending.FAULTS,
    *killing.FAULTS,
    *heat.FAULTS,
    *load.FAULTS,
)
