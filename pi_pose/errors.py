"""Every error the mirror reports: one plain sentence that says what happened and what to do."""


class PiPoseError(Exception):
    """The root of the tree. `str()` is the sentence shown to the owner; the cause is chained."""

    exit_code = 1
    """What the process exits with when nobody recovers from it."""


class SettingsError(PiPoseError):
    """config.yaml or an option is wrong; systemd does not restart this one."""

    exit_code = 78  # EX_CONFIG in sysexits.h


class CameraError(PiPoseError):
    """No camera, or the camera went away. Recoverable: close, wait, open again."""


class SourceError(CameraError):
    """A file or folder that was named as source cannot be read. Waiting does not help."""


class WedgedError(PiPoseError):
    """A camera's driver hangs; only a new process can have the camera again."""


class ModelError(PiPoseError):
    """A model file is missing, damaged, or not the kind that was asked for."""


class DownloadError(ModelError):
    """A model could not be fetched."""


class InterpreterError(PiPoseError):
    """The TFLite runtime is missing, or failed while it ran a model."""


class ControlError(PiPoseError):
    """The button cannot be had. The mirror runs without it."""


class DisplayError(PiPoseError):
    """There is no display to draw on."""


class FlowError(PiPoseError):
    """A guided flow is missing, or its file is wrong."""


class HistoryError(PiPoseError):
    """The history cannot be read or written."""


class DamagedHistoryError(HistoryError):
    """The history's file is there, and is no database that can be used any more."""


class ReportError(PiPoseError):
    """The archive for a bug report cannot be written."""


class TrainingError(PiPoseError):
    """A classifier cannot be trained here, or from that."""


class PosesError(PiPoseError):
    """A taught pose is not there, or cannot be kept."""
