"""The mirror: window, camera and inference, started, watched and stopped together."""

import logging
import math
import time
from contextlib import ExitStack

from pi_pose import endings, systemd, texts, workers
from pi_pose.coach.coach import Coaching
from pi_pose.commands import Command
from pi_pose.controls import Presses
from pi_pose.display.glass import Glass
from pi_pose.display.window import Window
from pi_pose.errors import ControlError, FlowError, HistoryError
from pi_pose.estimate import Estimate
from pi_pose.frames import Image
from pi_pose.history import past
from pi_pose.history.past import Past
from pi_pose.pulse import Pulse
from pi_pose.rate import Rate
from pi_pose.session import Session
from pi_pose.settings import Settings
from pi_pose.settings_file import SettingsFile
from pi_pose.sight import open_sight
from pi_pose.slumber import Slumber
from pi_pose.sound import Speaker
from pi_pose.systemd import Notifier
from pi_pose.teaching import Teaching
from pi_pose.texts import Texts

REFRESH_HZ = 60
SLEEPING_HZ = 10
"""How often keys and what the camera sees are looked at while the mirror sleeps."""

POLL_SECONDS = 0.3
"""How often config.yaml is looked at; a change counts at the second look."""

NOTICE_SECONDS = 3.0
"""How long an answer to a key press stays on the glass."""

LOST_SECONDS = 60.0
"""How long it is said that what was trained before is not remembered; nobody may stand there at the start."""

STOP_SECONDS = 1.2
"""How long all threads together may take to end; whoever sent a signal waits for two seconds."""

STALE_SECONDS = 10.0
"""A skeleton that was seen longer ago says nothing about anybody any more."""

FAREWELL = "good bye: wait for the green light of the Raspberry Pi to go out"
FAREWELL_SECONDS = 2.0
"""How long that is shown before the screen goes with the mirror."""

logger = logging.getLogger(__name__)


class Kiosk:
    """Runs on an open display until somebody asks it to stop, or a worker dies."""

    def __init__(self, file: SettingsFile, window: Window, teach: str = "") -> None:
        """With `teach`, the name of a pose, run for one lesson in it."""
        self._file = file
        self._window = window
        self._settings: Settings = file.settings
        self._quit = False
        self._diagnostics = self._settings.display.diagnostics
        self._image: Image | None = None
        self._estimate: Estimate | None = None
        self._rate = Rate()
        self._answer, self._answer_until = "", 0.0
        self._polled = 0.0
        self._power_off_at = math.inf
        self._presses = Presses()
        self._sight = open_sight(self._settings)
        self._session = Session(self._settings, self._recall())
        self.teaching = Teaching(self._settings, teach)
        self._speaker = Speaker(self._settings.sound.volume)
        self._speaker.muted = not self._settings.sound.enabled
        self._slumber = Slumber(self._settings.idle, self._sight, time.monotonic())
        self._workers = (*self._sight.workers, *self._session.workers, self._speaker)

    def run(self) -> None:
        """Show the mirror. Raises what ended a worker, once everything is closed."""
        endings.on_request(self.stop)
        with ExitStack() as stack:
            notifier = Notifier()
            stack.callback(notifier.close)
            notifier.ready()
            systemd.leave_word("")
            self._connect_button()
            stack.callback(self._presses.close)
            stack.callback(workers.stop_all, self._workers, STOP_SECONDS)
            for worker in self._workers:
                worker.start()
            stack.callback(self._slumber.close)
            self._loop(self._window, Pulse(notifier, self._workers))
            self._session.end(time.monotonic(), keep=self._keeps)
            notifier.stopping()
            if self._fault() is None:
                self._sight.end_well()
        if fault := self._fault():
            raise fault

    def stop(self) -> None:
        """End soon; may be called from any thread."""
        self._quit = True

    def _loop(self, window: Window, pulse: Pulse) -> None:
        while not self._quit and self._fault() is None:
            for command in (*window.commands(), *self._presses.commands()):
                self._carry_out(command)
            self._follow_file(time.monotonic())
            self._collect()
            self._show(window, time.monotonic())
            pulse.beat(time.monotonic(), self._summary())
            self._power_off(time.monotonic())
            self._quit |= self.teaching.is_done and time.monotonic() > self._answer_until
            window.tick(SLEEPING_HZ if self._slumber.asleep else REFRESH_HZ)

    def _show(self, window: Window, now: float) -> None:
        """Draw, or sleep with a glass that was darkened once."""
        if self._sight.trouble:  # which must be seen
            self._slumber.stir(now)
        if self._slumber.follow(now):
            self._session.end(now, keep=self._keeps)
            window.show(Glass(asleep=True), self._settings)
        if not self._slumber.asleep:
            window.show(self._glass(now), self._settings_shown())

    def _carry_out(self, command: Command) -> None:
        self._slumber.stir(time.monotonic())
        if command is Command.QUIT:
            self._quit = True
        elif command is Command.DIAGNOSTICS:
            self._diagnostics = not self._diagnostics
        elif command is Command.NEXT_MODEL:
            self._sight.next_model()
        elif command is Command.FLOW:
            self._toggle_flow(time.monotonic())
        elif command is Command.TEACH:
            self._toggle_lesson(time.monotonic())
        elif command is Command.SOUND:
            self._speaker.muted = not self._speaker.muted
            self._say(self._words.say("sound.off" if self._speaker.muted else "sound.on"))
        elif command is Command.SHUTDOWN:
            self._say(FAREWELL)
            self._power_off_at = time.monotonic() + FAREWELL_SECONDS

    def _power_off(self, now: float) -> None:
        """Once the farewell was read, have the computer switched off; systemd then ends the mirror."""
        if now >= self._power_off_at:
            self._power_off_at = math.inf
            self._quit = not systemd.power_off()

    def _connect_button(self) -> None:
        try:
            self._presses.connect(self._settings.button)
        except ControlError as error:
            logger.warning("%s", error)
            self._say(str(error))

    def _toggle_flow(self, now: float) -> None:
        try:
            self._session.toggle_flow(now, keep=self._keeps)
        except FlowError as error:
            self._say(str(error))

    def _toggle_lesson(self, now: float) -> None:
        if self.teaching.lesson is None:
            self.teaching.begin(now)
        else:
            self.teaching.give_up()

    def _say(self, answer: str, seconds: float = NOTICE_SECONDS) -> None:
        self._answer, self._answer_until = answer, time.monotonic() + seconds

    def _follow_file(self, now: float) -> None:
        if now - self._polled < POLL_SECONDS:
            return
        self._polled = now
        if self._file.poll():
            logger.info("config.yaml changed")
            before, self._settings = self._settings, self._file.settings
            if self._settings.button != before.button:
                self._connect_button()
            self._diagnostics = self._settings.display.diagnostics
            self._sight.adapt(self._settings)
            self._session.adapt(self._settings)
            self.teaching.adapt(self._settings)
            self._slumber.adapt(self._settings.idle)
            self._speaker.volume = self._settings.sound.volume
            self._speaker.muted = not self._settings.sound.enabled

    def _collect(self) -> None:
        if (frame := self._sight.picture()) is not None:
            self._image = frame.image
        # The first one is waited for here, rather than for the next picture to be due: it is shown at once.
        wait_seconds = 1 / REFRESH_HZ if self._estimate is None else 0.0
        if (estimate := self._sight.estimate(wait_seconds)) is not None:
            self._estimate = estimate
            self._rate.tick(time.monotonic())
            self._observe(estimate)
        if news := self._sight.news():
            self._say(news)

    def _observe(self, estimate: Estimate) -> None:
        if estimate.pose is not None:
            self._slumber.stir(time.monotonic())
        if (outcome := self.teaching.observe(estimate)) is not None:
            self._say(outcome)
        try:
            self._coach(estimate)
        except FlowError as error:  # of a flow that was to begin by itself
            self._say(str(error))

    def _coach(self, estimate: Estimate) -> None:
        """During a lesson the person is watched, but nothing is said, and nothing counts."""
        quiet = self.teaching.lesson is not None
        for cue in self._session.observe(estimate, keep=self._keeps and not quiet):
            if not quiet:
                self._speaker.play(cue)

    @property
    def _keeps(self) -> bool:
        """Whether what is trained now is written down: not that of the drawn athlete, unless it is wanted."""
        keep = self._settings.history.keep
        return keep == "all" or (keep == "camera" and self._sight.live)

    @property
    def _words(self) -> Texts:
        return texts.load(self._settings.display.language)

    def _recall(self) -> Past:
        try:
            remembered = past.recall(self._settings.history)
        except HistoryError as error:
            remembered = Past(lost=str(error))
        if remembered.lost:
            logger.warning("%s", remembered.lost)
            self._say(remembered.lost, LOST_SECONDS)
        return remembered

    def _glass(self, now: float) -> Glass:
        estimate = self._fresh(now)
        return Glass(
            image=None if self._sight.trouble else self._image,
            pose=self._session.skeleton(now) if estimate else None,
            others=estimate.others if estimate else (),
            coaching=self._session.coaching if estimate else Coaching(),
            figure=self._session.figure(),
            lesson=self.teaching.shown(now),
            page=self._session.page(now),
            classification=estimate.classification if estimate else None,
            size_wh=estimate.size_wh if estimate else (4, 3),
            status=self._status(now),
            diagnostics=self._sight.figures if self._diagnostics else "",
            notices=tuple(self._notices(now)),
        )

    def _fresh(self, now: float) -> Estimate | None:
        """What was seen last, unless the camera or the model failed since."""
        seen = self._estimate
        if seen is None or self._sight.trouble or now - seen.timestamp > STALE_SECONDS:
            return None
        return seen

    def _settings_shown(self) -> Settings:
        """The settings with the thresholds of the model that looked."""
        return self._settings.for_model(self._estimate.model) if self._estimate else self._settings

    def _status(self, now: float) -> str:
        if self._estimate is None:
            return ""
        age_ms = (now - self._estimate.timestamp) * 1000
        return f"{self._estimate.model}   {self._rate.per_second:.0f} fps   {age_ms:.0f} ms"

    def _summary(self) -> str:
        """What the glass says, in one line for `systemctl status`."""
        if self._window.trouble:
            return self._window.trouble
        said = self._estimate.classification if self._estimate else None
        if said is None:
            return "starting"
        reason = texts.load().reason(said.reason) if said.reason else said.label
        return f"{self._status(time.monotonic())}: {reason}"

    def _notices(self, now: float) -> list[str]:
        told = [
            self._sight.trouble,
            self._sight.notice,
            self._file.complaint,
            self._session.writer.trouble,
            self._slumber.trouble,
        ]
        lines = [line for notice in told if notice for line in notice.splitlines()]
        return [*lines, *self._answer.splitlines()] if now < self._answer_until else lines

    def _fault(self) -> Exception | None:
        return next((worker.fault for worker in self._workers if worker.fault), None)
