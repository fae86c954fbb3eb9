"""Short sounds that never hold anything up."""

import numpy as np
import pytest

from pi_pose import sound
from pi_pose.coach.cues import Cue
from pi_pose.sound import Speaker
from tests.waiting import until


@pytest.mark.parametrize("cue", Cue)
def test_a_cue_is_short_and_neither_clicks_nor_clips(cue: Cue) -> None:
    samples = sound.render(cue)
    assert len(samples) / sound.RATE_HZ < 1.2
    loudest = np.abs(samples.astype(int)).max()
    assert 0.5 * 32767 < loudest < 32767
    assert np.abs(samples[[0, -1]].astype(int)).max() < 0.02 * 32767


def test_the_cues_can_be_told_apart() -> None:
    lengths = {len(sound.render(cue)) for cue in Cue}
    assert len(lengths) == len(Cue)


def test_what_is_asked_for_is_heard_and_what_is_muted_is_not() -> None:
    speaker = Speaker(0.5)
    speaker.start()
    speaker.play(Cue.ENTER)
    until(lambda: speaker.heard == 1)
    speaker.muted = True
    speaker.play(Cue.DONE)
    speaker.muted = False
    speaker.play(Cue.COUNT)
    until(lambda: speaker.heard == 2)
    assert speaker.stop()
    assert speaker.heard == 2
    assert speaker.fault is None


def test_a_computer_without_an_audio_device_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "of-another-planet")
    speaker = Speaker(0.5)
    speaker.start()
    speaker.play(Cue.ENTER)
    until(speaker._cues.empty)
    assert speaker.stop()
    assert speaker.heard == 0
    assert speaker.fault is None
