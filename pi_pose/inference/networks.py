"""From a kind of pose model to the code that reads its answers, and to what follows people with it."""

from typing import TypeAlias

from pi_pose.inference.crowd import Crowd, Whole
from pi_pose.inference.interpreter import AnyInterpreter
from pi_pose.inference.movenet import MoveNet
from pi_pose.inference.multipose import MultiPose
from pi_pose.inference.posenet import PoseNet
from pi_pose.inference.tracker import Cut, PoseModel, Tracker
from pi_pose.settings import Kind, Settings

AnyModel: TypeAlias = PoseModel | MultiPose
"""Finds one person in a square of a picture, or everybody in the whole of it."""

Follower: TypeAlias = Tracker | Crowd

View: TypeAlias = Cut | Whole
"""What a follower wants the model to look at. To ask takes long, and any one thread may do it."""

KINDS: dict[Kind, type[MoveNet] | type[MultiPose] | type[PoseNet]] = {
    "movenet": MoveNet,
    "multipose": MultiPose,
    "posenet": PoseNet,
}


def read(interpreter: AnyInterpreter, kind: Kind, name: str) -> AnyModel:
    """Return the pose model that an interpreter runs. Raises ModelError when it is of another kind."""
    return KINDS[kind](interpreter, name)


def follower(model: AnyModel, settings: Settings, before: Follower | None = None) -> Follower:
    """Return what follows people from frame to frame with this model; the one `before` goes on if it can."""
    if isinstance(model, MultiPose):
        return Crowd(model, settings)
    if isinstance(before, Tracker):
        before.model = model
        return before
    return Tracker(model, settings)
