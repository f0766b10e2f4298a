"""`python -m train fit|export|measure|mix`: see train/README.md."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

TASK_NAMES = ("re3d", "entities", "toponyms", "polnear", "muc4", "incidents", "reports", "silver", "event_location")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    fit = commands.add_parser("fit", help="train, going on where a run in --out stopped")
    fit.add_argument("--tasks", default=",".join(TASK_NAMES), help="what to learn, parted by commas")
    fit.add_argument("--epochs", type=float, default=1.0, help="multiplies every task's passes")
    fit.add_argument("--seed", type=int, default=1)
    fit.add_argument("--start", type=Path, help="a checkpoint.pt or tagger.int8.onnx to go on from, instead of the bare encoder")
    fit.add_argument("--passes", default="", help="passes over single sets, as re3d=6,muc4=0.3; in place of the recipe's")
    fit.add_argument("--rate", type=float, help="the encoder's highest learning rate (default: the recipe's)")
    fit.add_argument("--heads-only", action="store_true", help="leave the encoder as it is, so that no other head changes")
    export = commands.add_parser("export", help="write the ONNX files and the tokenizer beside the checkpoint")
    measure = commands.add_parser("measure", help="score the ONNX files in --out on the gold sets")
    measure.add_argument("--split", default="dev")
    mix = commands.add_parser("mix", help="write a checkpoint with the mean of networks of one origin")
    mix.add_argument("--networks", type=Path, nargs="+", required=True, help="checkpoint.pt or tagger.int8.onnx files")
    mix.add_argument("--shares", type=float, nargs="+", help="how much each counts (default: all alike)")
    for command in (fit, measure):
        command.add_argument("--data", type=Path, required=True, help="folder of the gold sets")
        command.add_argument("--threads", type=int, default=1)
    for command in (fit, export, mix):
        command.add_argument("--encoder", type=Path, required=True, help="folder of a MiniLM-shaped encoder")
    for command in (fit, export, measure, mix):
        command.add_argument("--out", type=Path, required=True, help="folder of checkpoint and model")
    return parser.parse_args()


def passes_of(written: str) -> dict[str, float]:
    """Read `re3d=6,muc4=0.3`.

    Raises:
        SystemExit: a part is not NAME=NUMBER, the number above 0.
    """
    passes: dict[str, float] = {}
    for part in filter(None, written.split(",")):
        name, _, number = part.partition("=")
        try:
            passes[name] = float(number)
        except ValueError:
            passes[name] = 0.0
        if not 0 < passes[name] < 1000:
            raise SystemExit(f"--passes {part}: write NAME=NUMBER, the number above 0 and below 1000")
    return passes


def run_fit(given: argparse.Namespace) -> None:
    import torch
    from tokenizers import Tokenizer

    from train.loop import TASKS, Recipe, plan, timed, train
    from train.network import Network
    from train.start import start_from

    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    network = Network(given.encoder)
    if given.start:
        start_from(network, given.start)
    if given.heads_only:
        network.encoder.requires_grad_(False)
    passes = passes_of(given.passes)
    wanted = given.tasks.split(",")
    if unknown := sorted({*wanted, *passes} - {task.name for task in TASKS}):
        raise SystemExit(f"--tasks {','.join(unknown)}: no such task; choose among {', '.join(TASK_NAMES)}")
    tasks = tuple(
        replace(task, epochs=passes.get(task.name, task.epochs * given.epochs)) for task in TASKS if task.name in wanted
    )
    recipe = Recipe(seed=given.seed) if given.rate is None else Recipe(seed=given.seed, encoder_rate=given.rate)
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    run = plan(given.data, tokenizer, tasks, given.seed)
    if not given.start:
        for head in network.heads.keys() - {head for group in run for one in group for head in one.heads}:
            network.silence(head)
    sys.stderr.write(f"{len(run)} batches, {sum(len(one.ids) for group in run for one in group):,} pieces\n")
    seconds = timed(train(network, run, recipe, given.out), given.out / "loss.tsv")
    sys.stderr.write(f"{seconds:.0f} s\n")


def main() -> None:
    given = arguments()
    given.out.mkdir(parents=True, exist_ok=True)
    if given.command == "fit":
        run_fit(given)
    elif given.command == "export":
        from train.export import export
        from train.network import Network

        export(Network(given.encoder), given.encoder, given.out)
    elif given.command == "mix":
        from train.mix import mix

        shares = given.shares or [1.0] * len(given.networks)
        if len(shares) != len(given.networks) or min(shares) <= 0:
            raise SystemExit(f"--shares {shares}: give one number above 0 for each of {len(given.networks)} networks")
        mix(given.encoder, given.networks, shares, given.out)
    else:
        from train.measure import measure

        sys.stdout.write(json.dumps(measure(given.out, given.data, given.split, given.threads), indent=1) + "\n")


if __name__ == "__main__":
    main()
