"""The model card of a classifier that a user trained."""

import hashlib
from importlib import resources
from pathlib import Path
from string import Template

from pi_pose.training.classifier.trainer import Outcome


def write(path: Path, outcome: Outcome) -> None:
    """Say what it is, what it learned from, how good it is and where to look for more."""
    data = outcome.model.read_bytes()
    template = Template(resources.files(__package__).joinpath("card.md").read_text(encoding="utf-8"))
    card = template.substitute(
        name=outcome.model.name,
        size=f"{len(data):,}",
        sha256=hashlib.sha256(data).hexdigest(),
        learned="\n".join(f"| {label} | {count} |" for label, count in sorted(outcome.learned.items())),
        made="\n".join(f"- {key}: {value}" for key, value in outcome.provenance.items() if key != "pictures"),
        accuracy=f"{outcome.report.accuracy:.1%}",
        count=len(outcome.report.answers),
        tested=outcome.tested_words,
        table=outcome.report.table(),
        refused=len(outcome.refused),
        page=path.with_suffix(".html").name,
    )
    path.write_text(card, encoding="utf-8")
