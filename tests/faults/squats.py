"""Somebody who does squats in a hurry, as keypoints, for a mirror that plays them."""

import json
from pathlib import Path

RECORDED = Path(__file__).parents[1] / "sequences" / "squats.jsonl"
SPEED = 3
ENDS_AT = (1.1, 2.7, 4.4)
"""When a squat is done, in seconds from the start at that speed."""


def write(folder: Path, times: int = 1) -> Path:
    """Write the recording down, so often one after the other; returns the file."""
    lines = [json.loads(line) for line in RECORDED.read_text().splitlines()]
    length = 2 * lines[-1]["timestamp"] - lines[-2]["timestamp"]
    target = folder / "squats.jsonl"
    with target.open("w", encoding="utf-8") as file:
        for start in (number * length for number in range(times)):
            for line in lines:
                file.write(json.dumps(line | {"timestamp": (start + line["timestamp"]) / SPEED}) + "\n")
    return target
