"""The one-to-one assignment of largest weight (Kuhn 1955, in the shortest-path form of Jonker and Volgenant)."""

from __future__ import annotations

from collections.abc import Sequence


def best_assignment(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Give (row, column) pairs of largest total weight; pairs of weight 0 are left out.

    Args:
        weights: non-negative, all rows of one length.
    """
    rows, columns = len(weights), len(weights[0]) if weights else 0
    if not rows or not columns:
        return []
    size = max(rows, columns)
    largest = max(0.0, *(max(row) for row in weights))
    costs = [
        [largest - (weights[i][j] if i < rows and j < columns else 0.0) for j in range(size)] for i in range(size)
    ]  # fmt: skip
    row_potential, column_potential = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of = [0] * (size + 1)
    for row in range(1, size + 1):
        _augment(costs, row, row_of, row_potential, column_potential)
    pairs = [(row_of[column] - 1, column - 1) for column in range(1, size + 1)]
    return [(i, j) for i, j in pairs if i < rows and j < columns and weights[i][j] > 0]


def _augment(
    costs: Sequence[Sequence[float]], row: int, row_of: list[int], row_potential: list[float], column_potential: list[float]
) -> None:
    """Place one more row, along the cheapest path to a free column; rows and columns count from 1, 0 is none."""
    size = len(costs)
    infinite = float("inf")
    cheapest, came_from, seen = [infinite] * (size + 1), [0] * (size + 1), [False] * (size + 1)
    row_of[0] = row
    column = 0
    while row_of[column]:
        seen[column] = True
        at, step, following = row_of[column], infinite, 0
        for j in range(1, size + 1):
            if seen[j]:
                continue
            cost = costs[at - 1][j - 1] - row_potential[at] - column_potential[j]
            if cost < cheapest[j]:
                cheapest[j], came_from[j] = cost, column
            if cheapest[j] < step:
                step, following = cheapest[j], j
        for j in range(size + 1):
            if seen[j]:
                row_potential[row_of[j]] += step
                column_potential[j] -= step
            else:
                cheapest[j] -= step
        column = following
    while column:
        row_of[column] = row_of[came_from[column]]
        column = came_from[column]
