"""Training: a fixed, seeded order of batches over all tasks, so that a run cut short goes on where it stopped."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import torch
from tokenizers import Tokenizer
from tqdm import tqdm

from train.examples import IGNORED, Example, batches, examples
from train.network import Network
from train.readers import READERS
from train.swap import pools_of, swapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """How one set is learnt: its own number of passes, so that sharing an encoder costs it no steps."""

    name: str
    epochs: float
    """Passes over the set; of a broken one, that share of the batches is learnt."""
    window: int
    batch_tokens: int
    lost_commas: float = 0.15
    swaps: bool = False
    """Whether other names are put for some: where a set is small."""


TASKS = (
    Task(name="re3d", epochs=14, window=126, batch_tokens=768, swaps=True),
    Task(name="entities", epochs=3, window=126, batch_tokens=768, swaps=True),
    Task(name="toponyms", epochs=4, window=190, batch_tokens=1024),
    Task(name="polnear", epochs=2, window=222, batch_tokens=2048, lost_commas=0.1),
    Task(name="muc4", epochs=4, window=478, batch_tokens=2048, lost_commas=0.0),
    Task(name="incidents", epochs=4, window=478, batch_tokens=2048, lost_commas=0.0),
    Task(name="reports", epochs=3, window=222, batch_tokens=2048),
    Task(name="silver", epochs=1, window=126, batch_tokens=1024),
    Task(name="event_location", epochs=3, window=126, batch_tokens=1024),
)


SAVE_EVERY = 50
"""Steps between two checkpoints: about a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    warm_up: float = 0.1
    clip: float = 1.0
    seed: int = 1
    half: bool = True
    """bfloat16 arithmetic: 1.6 times the speed on processors that have it."""


def plan(data: Path, tokenizer: Tokenizer, tasks: tuple[Task, ...], seed: int) -> list[list[Example]]:
    """Give every batch of the whole run, in its order."""
    chance = random.Random(seed)
    run: list[tuple[float, list[Example]]] = []
    for task in tasks:
        labelled = list(READERS[task.name](data, "train"))
        pools = pools_of(labelled) if task.swaps else {}
        for epoch in range(ceil(task.epochs)):
            texts = [swapped(text, pools, chance) if task.swaps else text for text in labelled]
            made = [one for text in texts for one in examples(text, tokenizer, task.window, chance, task.lost_commas)]
            groups = batches(made, task.batch_tokens, chance)
            # each epoch of a task is spread over its own stretch of the run, so that all tasks end together
            whole = len(groups)
            groups = groups[: max(1, ceil(whole * min(1.0, task.epochs - epoch)))]
            run += [((epoch + n / whole) / task.epochs, group) for n, group in enumerate(groups)]
    run.sort(key=lambda placed: placed[0])
    return [group for _, group in run]


def padded(group: list[Example]) -> dict[str, torch.Tensor]:
    longest = max(len(example.ids) for example in group)

    def fill(rows: list[tuple[int, ...]], empty: int) -> torch.Tensor:
        return torch.tensor([[*row, *[empty] * (longest - len(row))] for row in rows])

    return {
        "ids": fill([example.ids for example in group], 0),
        "mask": fill([(1,) * len(example.ids) for example in group], 0),
        "marks": fill([example.marks for example in group], 0),
        **{head: fill([example.labels[n] for example in group], IGNORED) for n, head in enumerate(group[0].heads)},
    }


def loss_of(network: Network, group: list[Example]) -> torch.Tensor:
    tensors = padded(group)
    hidden = network.hidden(tensors["ids"], tensors["mask"], tensors["marks"])
    loss = torch.zeros(())
    for head in group[0].heads:
        scores = network.heads[head](hidden).float()
        loss = loss + torch.nn.functional.cross_entropy(scores.flatten(0, 1), tensors[head].flatten(), ignore_index=IGNORED)
    if group[0].incidents is not None:
        wanted = torch.tensor([example.incidents for example in group])
        told = network.incident(network.pooled(hidden, tensors["mask"])).float()
        known = (wanted >= 0).float()
        loss = loss + torch.nn.functional.binary_cross_entropy_with_logits(told, wanted.clamp(min=0), weight=known)
    return loss


def rate(step: int, total: int, warm_up: float) -> float:
    rising = max(1, int(total * warm_up))
    return step / rising if step < rising else max(0.0, (total - step) / (total - rising))


def train(network: Network, run: list[list[Example]], recipe: Recipe, folder: Path) -> Iterator[tuple[int, float]]:
    """Train through the plan, saving as it goes; yields (step, loss)."""
    encoder = [weight for weight in network.encoder.parameters() if weight.requires_grad]
    heads = [*network.heads.parameters(), *network.incident.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": recipe.encoder_rate}, {"params": heads, "lr": recipe.head_rate}],
        weight_decay=recipe.weight_decay,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(step, len(run), recipe.warm_up))
    saved = folder / "checkpoint.pt"
    done = 0
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        done = state["step"]
    network.train()
    for step in tqdm(range(done, len(run)), initial=done, total=len(run), mininterval=20, ascii=True):
        torch.manual_seed(recipe.seed * 1_000_003 + step)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=recipe.half):
            loss = loss_of(network, run[step])
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*encoder, *heads], recipe.clip)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        yield step, float(loss.detach())
        if step % SAVE_EVERY == SAVE_EVERY - 1 or step == len(run) - 1:
            partial = folder / "checkpoint.tmp"
            state = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}
            torch.save({**state, "step": step + 1}, partial)
            partial.replace(saved)


def timed(steps: Iterator[tuple[int, float]], log: Path) -> float:
    """Run to the end, writing every step's loss to a log; gives seconds."""
    began = time.perf_counter()
    with log.open("a", encoding="utf-8") as lines:
        for step, loss in steps:
            lines.write(f"{step}\t{loss:.4f}\n")
            if step % 50 == 0:
                lines.flush()
    return time.perf_counter() - began
