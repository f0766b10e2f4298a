"""One function a form: the table that joins `dates_forms` to its meanings."""

from __future__ import annotations

from collections.abc import Callable

from zenobia.read.dates_absolute import (
    bc_bare,
    day_range,
    iso,
    of_bc,
    of_century,
    of_clock,
    of_date,
    of_decade,
    of_feast,
    of_month,
    of_quarter,
    of_season,
    of_year,
    of_years,
    same_quarter,
    slashed,
)
from zenobia.read.dates_context import Context, Meaning
from zenobia.read.dates_forms import Form
from zenobia.read.dates_periods import of_duration, of_lately, of_plural, of_reference, of_set, of_span, unit_after, vague_ago
from zenobia.read.dates_relative import (
    end_of_unit,
    of_night,
    of_unit,
    of_weekday,
    of_weekend,
    of_yesterday,
    other_day,
    part_of_unit,
    season_alone,
    season_bare,
    this_part,
    unit_ago,
)

__all__ = ["MEANINGS", "Context", "Meaning"]

MEANINGS: dict[str, Callable[[Form, Context, str], Meaning | None]] = {
    "iso": iso,
    "slashed": slashed,
    "day_range": day_range,
    "date": of_date,
    "month": of_month,
    "season": of_season,
    "season_bare": season_bare,
    "season_alone": season_alone,
    "quarter": of_quarter,
    "same_quarter": same_quarter,
    "bc": of_bc,
    "bc_bare": bc_bare,
    "years": of_years,
    "decade": of_decade,
    "century": of_century,
    "year": of_year,
    "weekday": of_weekday,
    "yesterday": of_yesterday,
    "night": of_night,
    "this_part": this_part,
    "other_day": other_day,
    "unit": of_unit,
    "part_of_unit": part_of_unit,
    "weekend": of_weekend,
    "end_of_unit": end_of_unit,
    "unit_ago": unit_ago,
    "unit_after": unit_after,
    "vague_ago": vague_ago,
    "lately": of_lately,
    "span": of_span,
    "duration": of_duration,
    "plural": of_plural,
    "set": of_set,
    "clock": of_clock,
    "feast": of_feast,
    "reference": of_reference,
}
"""`before` is the text that leads up to the form."""
