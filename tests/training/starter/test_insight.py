import numpy as np

from pi_pose.inference.crop import CropRegion
from pi_pose.training.starter import warp
from pi_pose.training.starter.insight import CELLS, CHANNELS, Insight

MAPS = np.stack([np.full((CELLS, CELLS, CHANNELS), value, np.int8) for value in (1, 2)])


def test_an_insight_lies_where_the_teacher_looked() -> None:
    insight = Insight.of(MAPS, CropRegion(10, 20, 160))
    maps, there = insight.upright()
    corners = warp.move(there, np.array([[0, 0], [CELLS, CELLS]], np.float32))
    assert (maps == 1).all()
    assert np.allclose(corners, [[10, 20], [170, 180]])


def test_a_mirrored_picture_has_the_insight_of_its_mirror_image() -> None:
    insight = Insight.of(MAPS, CropRegion(10, 20, 160)).moved(warp.mirrored(200))
    maps, there = insight.upright()
    corners = warp.move(there, np.array([[0, 0], [CELLS, CELLS]], np.float32))
    assert (maps == 2).all()
    assert np.allclose(corners, [[30, 20], [190, 180]])
