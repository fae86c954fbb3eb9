"""Every fault that is tried, in the order of the table."""

from tests.faults import camera, files, model
from tests.faults.trial import Fault

FAULTS: tuple[Fault, ...] = (*camera.FAULTS, *model.FAULTS, *files.FAULTS)
