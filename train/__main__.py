"""`python -m train fit|export|measure`: see train/README.md."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

TASK_NAMES = ("re3d", "toponyms", "polnear", "muc4", "event_location")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    fit = commands.add_parser("fit", help="train, going on where a run in --out stopped")
    fit.add_argument("--tasks", default=",".join(TASK_NAMES), help="what to learn, parted by commas")
    fit.add_argument("--epochs", type=float, default=1.0, help="multiplies every task's passes")
    fit.add_argument("--seed", type=int, default=1)
    export = commands.add_parser("export", help="write the ONNX files and the tokenizer beside the checkpoint")
    measure = commands.add_parser("measure", help="score the ONNX files in --out on the gold sets")
    measure.add_argument("--split", default="dev")
    for command in (fit, measure):
        command.add_argument("--data", type=Path, required=True, help="folder of the gold sets")
        command.add_argument("--threads", type=int, default=1)
    for command in (fit, export):
        command.add_argument("--encoder", type=Path, required=True, help="folder of a MiniLM-shaped encoder")
    for command in (fit, export, measure):
        command.add_argument("--out", type=Path, required=True, help="folder of checkpoint and model")
    return parser.parse_args()


def run_fit(given: argparse.Namespace) -> None:
    import torch
    from tokenizers import Tokenizer

    from train.loop import TASKS, Recipe, plan, timed, train
    from train.network import Network

    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    network = Network(given.encoder)
    wanted = given.tasks.split(",")
    if unknown := sorted(set(wanted) - {task.name for task in TASKS}):
        raise SystemExit(f"--tasks {','.join(unknown)}: no such task; choose among {', '.join(TASK_NAMES)}")
    tasks = tuple(replace(task, epochs=max(1, round(task.epochs * given.epochs))) for task in TASKS if task.name in wanted)
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    run = plan(given.data, tokenizer, tasks, given.seed)
    sys.stderr.write(f"{len(run)} batches, {sum(len(one.ids) for group in run for one in group):,} pieces\n")
    seconds = timed(train(network, run, Recipe(seed=given.seed), given.out), given.out / "loss.tsv")
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
    else:
        from train.measure import measure

        sys.stdout.write(json.dumps(measure(given.out, given.data, given.split, given.threads), indent=1) + "\n")


if __name__ == "__main__":
    main()
