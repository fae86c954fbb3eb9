"""What systemd says about the mirror."""

import shutil
import subprocess

from pi_pose.doctor.finding import Finding
from pi_pose.settings import Settings

UNIT = "pi-pose.service"
ASKED = ("LoadState", "ActiveState", "SubState", "NRestarts", "UnitFileState", "StatusText")


def running() -> bool:
    """Whether systemd runs the mirror: camera, display and button are then its own."""
    return _told().get("ActiveState") in {"active", "activating"}


def state(_chosen: Settings) -> Finding:
    """Say whether the mirror starts with the computer, and whether it runs."""
    told = _told()
    if told.get("LoadState", "not-found") == "not-found":
        return Finding.ok("service", "not installed: this mirror is started by hand")
    found = (
        f"{told['ActiveState']} ({told['SubState']}), {told['NRestarts']} restarts, {told['UnitFileState']}"
    )
    if told["ActiveState"] == "failed":
        return Finding.warning("service", found, f"journalctl -u {UNIT} -n 30")
    if told["UnitFileState"] != "enabled":
        return Finding.warning("service", found, f"sudo systemctl enable --now {UNIT}")
    if told["ActiveState"] != "active":
        return Finding.warning("service", found, f"sudo systemctl start {UNIT}")
    return Finding.ok("service", f"{found}: {told['StatusText']}")


def _told() -> dict[str, str]:
    if shutil.which("systemctl") is None:
        return {}
    command = ["systemctl", "show", UNIT, f"--property={','.join(ASKED)}"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    return dict(line.partition("=")[::2] for line in told.stdout.splitlines())
