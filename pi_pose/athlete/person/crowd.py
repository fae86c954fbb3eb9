"""People of every kind, drawn by lot."""

import numpy as np

from pi_pose.athlete.lots import about, chance, one_of, rgb, shifted, tinted
from pi_pose.athlete.person.body import Body, Build, Colours, Cut, Hair, Look, Pattern, Rgb

_SKINS: tuple[Rgb, ...] = (
    (244, 210, 186), (234, 194, 166), (224, 176, 146), (210, 158, 124), (194, 142, 108),
    (174, 122, 90), (152, 104, 76), (130, 88, 64), (110, 74, 56), (94, 64, 50),
)  # fmt: skip
_HAIRS: tuple[Rgb, ...] = (
    (28, 22, 20), (46, 32, 26), (74, 48, 34), (104, 70, 44), (150, 108, 66), (198, 160, 106),
    (226, 200, 156), (140, 66, 38), (122, 120, 118), (206, 204, 200),
)  # fmt: skip
_LOUD_HAIRS: tuple[Rgb, ...] = ((140, 60, 150), (60, 110, 170), (210, 80, 110))
_EYES: tuple[Rgb, ...] = ((70, 46, 32), (96, 66, 40), (70, 92, 88), (84, 116, 144), (92, 110, 72))
_EVEN = 0.5
"""On the way from a woman's proportions, 0, to a man's, 1."""
_NEUTRALS: tuple[Rgb, ...] = ((30, 30, 34), (44, 48, 66), (120, 122, 126), (226, 224, 220), (70, 72, 78))
_SLEEVES = (-0.1, -0.07, -0.03, 0.2, 0.27, 0.33, 0.6, 0.95, 0.95)
_LEGS = (0.12, 0.22, 0.34, 0.42, 0.5, 0.72, 0.96, 0.98, 0.98, 0.98)
_TOP_PATTERNS = (Pattern.PLAIN, Pattern.PLAIN, *Pattern)
_LEG_PATTERNS = (*(Pattern.PLAIN,) * 3, Pattern.PIPING, Pattern.BLOCK, Pattern.CHECK)
_LONG_STYLES = (Hair.BOB, Hair.LONG, Hair.PONYTAIL, Hair.PONYTAIL, Hair.BUN, Hair.CURLY, Hair.SHORT)
_SHORT_STYLES = (Hair.CROPPED, Hair.SHORT, Hair.SHORT, Hair.CURLY, Hair.BALD, Hair.BUN, Hair.LONG)


def random_body(rng: np.random.Generator) -> Body:
    """A grown person of any sex, build, colour and taste."""
    masculine = float(rng.beta(0.4, 0.4))
    cut = random_cut(rng, masculine)
    return Body(random_build(rng, masculine), Look(cut, random_colours(rng)))


def random_build(rng: np.random.Generator, masculine: float) -> Build:
    """Proportions; `masculine` is 0 for a woman's, 1 for a man's."""
    return Build(
        height_m=about(rng, 1.64 + 0.13 * masculine, 0.065, (1.45, 2.02)),
        legs=about(rng, 1, 0.018, (0.95, 1.05)),
        arms=about(rng, 1, 0.02, (0.94, 1.06)),
        shoulders=about(rng, 0.92 + 0.13 * masculine, 0.04, (0.85, 1.15)),
        hips=about(rng, 1.05 - 0.07 * masculine, 0.04, (0.9, 1.15)),
        head=about(rng, 1.0, 0.025, (0.94, 1.07)),
        weight=about(rng, 0.1, 0.5, (-0.9, 1.2)),
        muscle=about(rng, 0.25 + 0.4 * masculine, 0.25, (0, 1)),
        bust=about(rng, 0.8, 0.2, (0.3, 1.1)) if masculine < _EVEN else 0.0,
    )


def random_cut(rng: np.random.Generator, masculine: float) -> Cut:
    """Hair and clothes: sport, leisure and street."""
    styles = _SHORT_STYLES if chance(rng, masculine) else _LONG_STYLES
    sleeve = one_of(rng, _SLEEVES)
    loose = float(rng.beta(1.2, 2.0))
    cropped = masculine < _EVEN and chance(rng, 0.25)
    return Cut(
        hair=one_of(rng, styles),
        beard=masculine > _EVEN and chance(rng, 0.4),
        sleeve=sleeve,
        hem=float(rng.uniform(0.55, 0.66)) if cropped else float(rng.uniform(-0.2, 0.1)),
        # The straps of a vest are as wide as shoulders and neckline leave them.
        neckline=float(rng.uniform(0, 0.75 if sleeve > 0 else 0.3)),
        leg=one_of(rng, _LEGS),
        waist=float(rng.uniform(0.22, 0.45)),
        top_m=0.003 + 0.022 * loose,
        legs_m=0.003 + 0.02 * float(rng.beta(1, 2.2)),
        shoes=chance(rng, 0.5),
    )


def random_colours(rng: np.random.Generator) -> Colours:
    """Skin, hair and cloth."""
    skin = shifted(rng, one_of(rng, _SKINS), 8)
    hair = _LOUD_HAIRS if chance(rng, 0.05) else _HAIRS
    top, legs = _cloth(rng), _cloth(rng)
    if chance(rng, 0.15):
        legs = top
    return Colours(
        skin=skin,
        hair=shifted(rng, one_of(rng, hair), 10),
        eyes=one_of(rng, _EYES),
        lips=_lips(skin, float(rng.uniform(0.2, 0.8))),
        top=top,
        top_second=_cloth(rng),
        top_pattern=one_of(rng, _TOP_PATTERNS),
        legs=legs,
        legs_second=_cloth(rng),
        legs_pattern=one_of(rng, _LEG_PATTERNS),
        shoes=_cloth(rng),
    )


def _cloth(rng: np.random.Generator) -> Rgb:
    """Often black, white, grey or navy, else any colour."""
    return shifted(rng, one_of(rng, _NEUTRALS), 6) if chance(rng, 0.45) else tinted(rng)


def _lips(skin: Rgb, redness: float) -> Rgb:
    pale, red = np.array(skin) * 0.9, np.array(skin) * (0.9, 0.62, 0.62)
    return rgb(pale + redness * (red - pale))
