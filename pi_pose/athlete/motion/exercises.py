"""Postures that are none of the mirror's five: what else people do on a mat."""

from collections.abc import Mapping
from types import MappingProxyType

from pi_pose.athlete.motion.posture import Posture, posture
from pi_pose.athlete.motion.postures import STANDING

_ON_KNEES: Mapping[str, float] = MappingProxyType({"planted": 0, "ankle": -50})

EXERCISES: Mapping[str, Posture] = MappingProxyType({
    "arms raised": posture(lift=150, around=90, elbow=6),
    "t-pose": posture(lift=90, hip_spread=3),
    "star": posture(lift=120, hip_spread=26, hip_twist=12),
    "squat": posture(pitch=38, bend=6, nod=-20, hip_bend=122, hip_spread=18, hip_twist=22, knee=112,
                     lift=84, around=8),
    "lunge": posture(lift=35, around=110, elbow=80, left_hip_bend=74, left_knee=78, right_hip_bend=-14,
                     right_knee=62, right_planted=0.6),
    "plank": posture(pitch=76, nod=-6, hip_bend=-2, lift=78, around=8, pronate=80, hands_down=1),
    "push-up low": posture(pitch=84, nod=-14, lift=38, around=60, elbow=92, pronate=80, hands_down=1),
    "sitting": posture(pitch=-6, hip_bend=86, knee=4, planted=0, lift=20, around=120, elbow=4, pronate=60),
    "cross-legged": posture(pitch=-4, hip_bend=82, hip_spread=52, hip_twist=68, knee=138, planted=0,
                            lift=34, around=40, arm_twist=-20, elbow=40),
    "side bend": STANDING.changed(side=34, tilt=14, right_lift=158, right_around=90, right_elbow=25),
    "twist": posture(twist=42, look=24, lift=80, around=70, elbow=60),
    "forward fold": posture(pitch=82, bend=42, nod=20, hip_bend=84, knee=8, lift=92, around=12),
    "flat back": posture(pitch=62, bend=12, nod=-16, hip_bend=66, knee=8, lift=70, around=5),
    "all fours": posture(pitch=88, nod=-16, hip_bend=90, knee=90, lift=86, around=6, pronate=80,
                         hands_down=0.9, **_ON_KNEES),
    "child": posture(pitch=44, bend=58, nod=10, hip_bend=128, knee=150, lift=148, around=30, pronate=80,
                     **_ON_KNEES),
    "kneeling": posture(hip_bend=4, knee=92, lift=30, around=110, arm_twist=-50, elbow=95, **_ON_KNEES),
    "lying on the back": posture(pitch=-90, hip_spread=6, ankle=-30, planted=0, lift=24, elbow=8),
    "bridge": posture(pitch=-118, hip_bend=-4, knee=82, lift=24, around=90),
    "sit-up": posture(pitch=-30, bend=26, nod=10, hip_bend=98, knee=112, lift=66, around=10, elbow=20),
    "side plank": posture(roll=62, lift=94, around=90, planted=0),
    "high knee": posture(left_hip_bend=96, left_knee=100, left_planted=0, left_lift=24, left_around=160,
                         right_lift=30, right_around=10, elbow=95),
    "quad stretch": posture(left_hip_bend=-12, left_knee=132, left_planted=0, left_lift=38, left_around=160,
                            left_elbow=40, right_lift=70),
    "toe touch": posture(pitch=60, bend=45, twist=-30, hip_bend=72, hip_spread=18, knee=6, left_lift=104,
                         left_around=0, right_lift=120, right_around=150),
    "boxing": STANDING.changed(bend=10, hip_bend=14, knee=20, lift=48, around=24, elbow=128, pronate=40,
                               fist=88),
    "waving": STANDING.changed(right_lift=84, right_around=90, right_arm_twist=88, right_elbow=88),
})  # fmt: skip
