"""Every fault that is tried, in the order of the table."""

from tests.faults import camera, files, interpreter, model
from tests.faults.trial import Fault

FAULTS: tuple[Fault, ...] = (
    *camera.FAULTS,
    *interpreter.FAULTS,
    *model.FAULTS,
    *files.FAULTS,
)
