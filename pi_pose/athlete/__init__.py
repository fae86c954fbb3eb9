"""The synthetic athlete: a drawn person whose keypoints are known exactly."""

from pi_pose.athlete.portrait import portrait
from pi_pose.athlete.scene import Scene
from pi_pose.athlete.stage import Stage
from pi_pose.athlete.training import random_scene

__all__ = ["Scene", "Stage", "portrait", "random_scene"]
