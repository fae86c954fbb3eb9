"""What goes wrong in a mirror's life, and how it comes back by itself."""

from pi_pose import settings
from pi_pose.errors import SettingsError
from tests.boot import sight
from tests.boot.mirror import SETTINGS, Mirror, wait

CANNOT_START = "the mirror cannot start: its settings are wrong"
COULD_NOT_START = "the mirror could not start"


def comes_back_after_a_kill(mirror: Mirror) -> str:
    """As when memory runs out."""
    before, started = mirror.restarts, mirror.machine.clock
    _kill(mirror)
    wait(lambda: mirror.restarts > before)
    mirror.wait_until_it_looks()
    return f"after kill -9 it is back on the screen by itself, in {mirror.up_at - started:.1f} s"


def comes_back_after_a_hang(mirror: Mirror) -> str:
    """Stopped, it feeds no watchdog."""
    before, started = mirror.restarts, mirror.machine.clock
    mirror.machine.run("kill -STOP $(systemctl show pi-pose -p MainPID --value)")
    wait(lambda: mirror.restarts > before)
    told = mirror.machine.run("journalctl -u pi-pose -b -o cat | grep -m1 'Watchdog timeout'")
    if "Watchdog timeout" not in told:
        raise AssertionError("it was started again, but not by the watchdog")
    mirror.wait_until_it_looks()
    return (
        f"stopped with SIGSTOP it is caught and back on the screen, in {mirror.up_at - started:.1f} s: {told}"
    )


def keeps_going_with_a_mistake(mirror: Mirror) -> str:
    """A mistake that is saved while it runs."""
    mirror.edit("s/fps: .*/fps: fast/")
    complaint = _complaint(mirror)
    mirror.see("mistake", lambda screen: sight.tells(screen, complaint))
    if mirror.ask("ActiveState") != "active":
        raise AssertionError("a mistake in config.yaml ended it")
    return f"a mistake saved while it runs is on its screen: {complaint}"


def shows_why_it_does_not_start(mirror: Mirror) -> str:
    """The same mistake, when it starts."""
    complaint = _complaint(mirror)
    mirror.machine.run("systemctl restart --no-block pi-pose")
    mirror.see("broken", lambda screen: sight.tells(screen, CANNOT_START) and sight.tells(screen, complaint))
    return "started with it, it shows the page that says so"


def starts_once_it_is_mended(mirror: Mirror) -> str:
    """Nobody has to restart anything."""
    mirror.mend()
    started = mirror.machine.clock
    mirror.wait_until_it_looks()
    return f"mended, it starts by itself, in {mirror.up_at - started:.1f} s"


def gives_up_for_a_minute(mirror: Mirror) -> str:
    """Killed as often as it starts, it does not go on like that."""
    while mirror.machine.run("systemctl is-active pi-pose-recovery") != "active":
        _kill(mirror)
        mirror.machine.run("sleep 3")
    mirror.see("recovery", lambda screen: sight.tells(screen, COULD_NOT_START))
    return "killed again and again it shows the recovery page"


def tries_again(mirror: Mirror) -> str:
    """The recovery page is not the end."""
    mirror.wait_until_it_looks()
    return "and then it is tried again"


def _kill(mirror: Mirror) -> None:
    mirror.machine.run("systemctl kill -s KILL --kill-whom=main pi-pose")


def _complaint(mirror: Mirror) -> str:
    """What the settings of this checkout say about the file in the machine."""
    try:
        settings.parse(mirror.machine.run(f"cat {SETTINGS}"), SETTINGS)
    except SettingsError as error:
        return str(error)
    raise AssertionError(f"{SETTINGS} is good")
