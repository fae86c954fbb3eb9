"""Short sounds, made and played by a thread, so that no frame waits for them."""

import logging
from collections.abc import Mapping
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pi_pose.coach.cues import Cue
from pi_pose.workers import Worker

if TYPE_CHECKING:
    from pygame.mixer import Sound

RATE_HZ = 44_100
WAIT_SECONDS = 0.2
ATTACK_SECONDS = 0.006
"""A tone that starts at full strength clicks."""

NOTES_HZ: Mapping[Cue, tuple[float, ...]] = {
    Cue.ENTER: (659.26, 987.77),
    Cue.COUNT: (587.33,),
    Cue.DONE: (523.25, 659.26, 783.99, 1046.5),
}
"""E5 B5; D5; C5 E5 G5 C6: up for a start, one for a count, a chord for what is done."""

STEP_SECONDS, RING_SECONDS = 0.09, 0.35
"""From one note to the next, and how long each fades."""

logger = logging.getLogger(__name__)


def render(cue: Cue) -> NDArray[np.int16]:
    """(n, 2) samples at RATE_HZ: the notes of a cue, one after the other, each fading like a bell."""
    notes = NOTES_HZ[cue]
    length = round(((len(notes) - 1) * STEP_SECONDS + 2 * RING_SECONDS) * RATE_HZ)
    sum_of_notes = np.zeros(length)
    for number, hertz in enumerate(notes):
        start = round(number * STEP_SECONDS * RATE_HZ)
        sum_of_notes[start:] += _bell(hertz, length - start)
    loudest = np.abs(sum_of_notes).max()
    mono = np.round(sum_of_notes / loudest * 0.8 * np.iinfo(np.int16).max).astype(np.int16)
    return np.stack([mono, mono], axis=1)


def _bell(hertz: float, length: int) -> NDArray[np.float64]:
    """A tone and its octave, which fades sooner."""
    seconds = np.arange(length) / RATE_HZ
    attack = np.minimum(seconds / ATTACK_SECONDS, 1)
    tone = np.sin(2 * np.pi * hertz * seconds) * np.exp(-5 * seconds / RING_SECONDS)
    octave = np.sin(4 * np.pi * hertz * seconds) * np.exp(-9 * seconds / RING_SECONDS)
    release = np.minimum((length - np.arange(length)) / (ATTACK_SECONDS * RATE_HZ), 1)
    faded: NDArray[np.float64] = attack * release * (tone + 0.3 * octave)
    return faded


class Speaker(Worker):
    """Plays what it is asked for. Without an audio device it is silent, and all else goes on."""

    def __init__(self, volume: float) -> None:
        super().__init__("speaker")
        self.volume = volume
        """0 to 1. May be replaced at any time."""
        self.muted = False
        self.heard = 0
        """How many cues were played."""
        self._cues: SimpleQueue[Cue] = SimpleQueue()
        self._sounds: dict[Cue, Sound] | None = None
        """None before the first cue; nothing when there is no audio device."""

    def play(self, cue: Cue) -> None:
        """Ask for a sound; returns at once."""
        if not self.muted:
            self._cues.put(cue)

    def open(self) -> None:
        """The audio device is opened for the first cue: the first skeleton comes before."""

    def step(self) -> None:
        """Play the next cue."""
        try:
            cue = self._cues.get(timeout=WAIT_SECONDS)
        except Empty:
            return
        if self._sounds is None:
            self._sounds = _sounds()
        if (sound := self._sounds.get(cue)) is not None:
            sound.set_volume(self.volume)
            sound.play()
            self.heard += 1

    def close(self) -> None:
        """Give the audio device back."""
        if self._sounds:
            import pygame.mixer  # noqa: PLC0415  as below

            self._sounds = None
            pygame.mixer.quit()


def _sounds() -> "dict[Cue, Sound]":
    """Open the audio device, which may take a moment, and make the sounds."""
    import pygame.mixer  # noqa: PLC0415  a mirror that is mute never needs it, and none needs it at once

    try:
        pygame.mixer.init(RATE_HZ, -16, 2, 512)
    except pygame.error as error:
        logger.info("no sound: %s", error)
        return {}
    return {cue: pygame.mixer.Sound(buffer=render(cue).tobytes()) for cue in Cue}
