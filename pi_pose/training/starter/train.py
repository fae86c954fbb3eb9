"""Teaches the network: seeded, and carried on from where it was interrupted."""

import csv
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel
from torch.utils.data import DataLoader, Dataset
from tqdm import tqdm

from pi_pose.training.starter import network
from pi_pose.training.starter.loss import Labels, Loss, loss
from pi_pose.training.starter.mixture import Batch, Mixture
from pi_pose.training.starter.network import Network
from pi_pose.training.starter.plan import Plan

KEEP_EVERY, LOG_EVERY, EXAMINE_EVERY = 100, 20, 500
"""Steps between two checkpoints, two lines of the log, two examinations."""

CHECKPOINT, LOG = "checkpoint.pt", "log.csv"
COLUMNS = (
    *("step", "side", "rate", "pace", *Loss._fields),
    *("photographs", "yoga figures", "scenes", "scenery"),
)
"""Of the log: the losses are means since the line before, the pace is pictures a second."""

Examine = Callable[[nn.Module, int], dict[str, float]]
"""Looks at how good a network is on pictures of a size, none of which it learns from."""


class _Batches(Dataset[Batch]):
    """The batch of each step, for a worker process to make."""

    def __init__(self, mixture: Mixture, plan: Plan) -> None:
        self._mixture = mixture
        self._plan = plan

    def __len__(self) -> int:
        return self._plan.steps

    def __getitem__(self, step: int) -> Batch:
        return self._mixture.batch(step, self._plan.phase_at(step))


@dataclass(slots=True)
class Learner:
    """A network that learns, its running average, and how far it has come."""

    plan: Plan
    network: Network
    average: AveragedModel
    optimiser: torch.optim.Optimizer
    step: int = 0

    @classmethod
    def beginning(cls, plan: Plan, network: Network) -> "Learner":
        """One that knows what the network knows."""
        device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        network = network.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        average = AveragedModel(network, avg_fn=_remembering(plan.memory), use_buffers=True)
        return cls(plan, network, average, _optimiser(network, plan))

    def keep(self, path: Path) -> None:
        """Write everything that is needed to carry on."""
        part = path.with_suffix(".part")
        parts = (self.network, self.average, self.optimiser)
        torch.save([self.step, *(part.state_dict() for part in parts)], part)
        part.replace(path)

    def recall(self, path: Path) -> None:
        """Carry on from a file."""
        self.step, network, average, optimiser = torch.load(path)
        self.network.load_state_dict(network)
        self.average.load_state_dict(average)
        self.optimiser.load_state_dict(optimiser)

    def learn(self, batch: Batch) -> Loss:
        """Take one step; returns how wrong the network was."""
        for group in self.optimiser.param_groups:
            group["lr"] = self.plan.rate_at(self.step)
        device = next(self.network.parameters()).device
        pictures, *labels = (
            torch.from_numpy(getattr(batch, field.name)).to(device) for field in fields(batch)
        )
        features = self.network.features(network.normalised(pictures.permute(0, 3, 1, 2)))
        wrong = loss(self.network.heat(features), self.network.imitate(features), Labels(*labels))
        self.optimiser.zero_grad()
        wrong.whole.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.average.update_parameters(self.network)
        self.step += 1
        return Loss(*(part.detach() for part in wrong))


def train(
    mixture: Mixture, plan: Plan, network: Network, folder: Path, examine: Examine, workers: int = 1
) -> Network:
    """Teach a network to the end of the plan; the checkpoint and the log are kept in `folder`.

    Returns the running average, which is better than any one step.
    """
    folder.mkdir(parents=True, exist_ok=True)
    learner = Learner.beginning(plan, network)
    if (folder / CHECKPOINT).exists():
        learner.recall(folder / CHECKPOINT)
    log = _Log(folder / LOG, learner, examine)
    for batch in _batches(mixture, learner, workers):
        log.write(learner.learn(batch))
        if learner.step % KEEP_EVERY == 0 or learner.step == plan.steps:
            learner.keep(folder / CHECKPOINT)
    return cast("Network", learner.average.module)


def trained(plan: Plan, network: Network, folder: Path) -> Network:
    """Return the running average of a checkpoint, for the processor to export."""
    learner = Learner.beginning(plan, network)
    learner.recall(folder / CHECKPOINT)
    return cast("Network", learner.average.module.cpu().eval())


def _batches(mixture: Mixture, learner: Learner, workers: int) -> Iterator[Batch]:
    plan = learner.plan
    loader = DataLoader(
        _Batches(mixture, plan),
        batch_size=None,
        sampler=range(learner.step, plan.steps),
        num_workers=workers,
        prefetch_factor=3,
        collate_fn=lambda batch: batch,
    )
    return iter(tqdm(loader, initial=learner.step, total=plan.steps, mininterval=10, unit="step"))


class _Log:
    """A line of figures every so often, in a file that a spreadsheet reads."""

    def __init__(self, path: Path, learner: Learner, examine: Examine) -> None:
        self._path, self._learner, self._examine = path, learner, examine
        self._losses: list[Loss] = []
        self._since = time.monotonic()

    def write(self, losses: Loss) -> None:
        """Note the losses of a step."""
        self._losses.append(losses)
        step, plan = self._learner.step, self._learner.plan
        if step % LOG_EVERY == 0:
            self._append(self._figures(step, plan))
            self._losses, self._since = [], time.monotonic()

    def _figures(self, step: int, plan: Plan) -> dict[str, float]:
        count, phase = len(self._losses), plan.phase_at(step - 1)
        means = (float(sum(column) / count) for column in zip(*self._losses, strict=True))
        pace = count * phase.batch / (time.monotonic() - self._since)
        examined = step % EXAMINE_EVERY == 0 or step == plan.steps
        return {
            "step": step,
            "side": phase.side,
            "rate": plan.rate_at(step - 1),
            "pace": pace,
            **dict(zip(Loss._fields, means, strict=True)),
            **(self._examine(self._learner.average.module, phase.side) if examined else {}),
        }

    def _append(self, figures: dict[str, float]) -> None:
        new = not self._path.exists()
        with self._path.open("a", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="")
            if new:
                writer.writeheader()
            writer.writerow({name: f"{value:.5g}" for name, value in figures.items()})


def _remembering(memory: float) -> Callable[[Tensor, Tensor, Tensor | int], Tensor]:
    """A running average that forgets its beginnings sooner: the untrained weights are worth nothing."""

    def averaged(before: Tensor, now: Tensor, count: Tensor | int) -> Tensor:
        kept = min(memory, (1 + int(count)) / (10 + int(count)))
        return before + (now - before) * (1 - kept)

    return averaged


def _optimiser(learning: nn.Module, plan: Plan) -> torch.optim.Optimizer:
    """AdamW; biases and the scales of the normalisation do not decay."""
    weights = [parameter for parameter in learning.parameters() if parameter.ndim > 1]
    others = [parameter for parameter in learning.parameters() if parameter.ndim <= 1]
    groups = [{"params": weights, "weight_decay": plan.weight_decay}, {"params": others, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=plan.rate_at(0))
