"""A camera on V4L2: the kernel's own test driver, vivid."""

from pi_pose.display import theme
from tests.boot import sight
from tests.boot.mirror import Mirror

GONE = "stopped sending pictures; check its cable"
ABSENT = "no camera at {device}; plug it in"
"""Said from the next time on that it is looked for."""

DRIVER = "/sys/bus/platform/drivers/vivid"


def sees_a_camera(mirror: Mirror) -> str:
    """Its bars of colour are on the screen."""
    mirror.machine.run("modprobe vivid n_devs=1 node_types=0x1 && udevadm settle")
    device = mirror.machine.run("echo /dev/video*")
    mirror.edit(
        "s/source: synthetic/source: v4l2/",
        f"s/device: 0/device: {device.removeprefix('/dev/video')}/",
        "s/background: .*/background: camera/",
    )
    mirror.see("camera", sight.shows_bars)
    return f"the bars of {device} are on the screen, in their colours"


def misses_it(mirror: Mirror) -> str:
    """Pulled out while it is used."""
    device = mirror.machine.run("echo /dev/video*")
    mirror.machine.run(f"echo vivid.0 >{DRIVER}/unbind")
    told = GONE, ABSENT.format(device=device)
    mirror.see("unplugged", lambda screen: any(sight.shows(screen, words, theme.NOTICE) for words in told))
    return "pulled out while it is used, the screen says so"


def has_it_back(mirror: Mirror) -> str:
    """Plugged in again."""
    mirror.machine.run(f"echo vivid.0 >{DRIVER}/bind")
    mirror.see("plugged-in", sight.shows_bars)
    mirror.mend()
    return "plugged in again, its bars are back"
