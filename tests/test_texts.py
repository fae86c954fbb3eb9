"""Every language says everything, in letters that the font has."""

from typing import get_args

import pygame
import pytest

from pi_pose import texts
from pi_pose.display import text, theme
from pi_pose.settings import Display
from pi_pose.texts import Texts

LANGUAGES = texts.languages()


def test_english_german_and_one_that_is_not_latin_ship_and_can_be_chosen() -> None:
    assert LANGUAGES == ["de", "en", "uk"]
    assert sorted(get_args(Display.__annotations__["language"])) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything_and_nothing_else(language: str) -> None:
    assert set(texts._read(language)) == set(texts._read("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_in_the_same_parts(language: str) -> None:
    for key, said in texts._read(language).items():
        parts = [part for part in ("{part}", "{time}", "{side}", "{count}") if part in said]
        wanted = [
            part for part in ("{part}", "{time}", "{side}", "{count}") if part in texts._read("en")[key]
        ]
        assert parts == wanted, key


def drawn(letter: str, *, bold: bool) -> bytes:
    line = text.render(letter, 40, theme.TEXT, bold=bold, widest=200)
    return pygame.image.tobytes(line, "RGBA")


def lacking(letters: set[str], *, bold: bool) -> set[str]:
    """The letters that are drawn like one that no font has."""
    box = drawn("\u0378", bold=bold)
    return {letter for letter in letters if drawn(letter, bold=bold) == box}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("bold", [False, True])
def test_the_font_has_every_letter(language: str, *, bold: bool) -> None:
    letters = {letter for said in texts._read(language).values() for letter in said}
    assert len(letters) > 30
    assert not lacking(letters, bold=bold)


def test_a_letter_that_the_font_lacks_would_be_found() -> None:
    assert lacking({"a", "樹", "木"}, bold=False) == {"樹", "木"}


def test_what_a_language_lacks_is_said_in_english() -> None:
    words = Texts({"flow.over": "Gut gemacht"}, {"flow.over": "Well done", "flow.next": "next"})
    assert words.say("flow.over") == "Gut gemacht"
    assert words.say("flow.next") == "next"


def test_a_pose_of_the_owner_s_own_is_its_own_name() -> None:
    assert texts.load("de").name("pose", "sun_salute") == "Sun salute"
    assert texts.load("de").name("pose", "tree") == "Baum"
