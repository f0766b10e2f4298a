"""In: the query string. Out: a Query for the store, or a Problem that names the value, the limit and the next move.

1. An empty value is no value; a name given twice or not known here is a problem, never ignored.
2. `datetime` is an RFC 3339 instant or interval, `..` or nothing for an open end; a day alone is the whole day. Days are UTC.
3. `bbox` is west,south,east,north in WGS84 degrees; west > east crosses the date line; six numbers lose their heights.
4. `q` has no syntax but "quoted phrases"; nothing in it can be an error but its length and control characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from math import isfinite
from typing import Annotated, get_args

from fastapi import Query as Parameter
from fastapi import Request

from zenobia.serve.problems import bad
from zenobia.store.contract import Query
from zenobia.values.claim import EVENT_TYPES
from zenobia.values.control import ControlStatus

DEFAULT_LIMIT = 50
"""Items on a page: what a reader scrolls through; 50 incidents are about 100 kB of JSON."""
MAX_LIMIT = 1000
"""Items on a page at most: about 2 MB of JSON, a tenth of a second to write here."""
MAX_WORDS = 300
"""Characters of a free-text filter: longer than any sentence worth finding; keeps full-text queries short."""
INSTANT = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d))?")
TYPES = (*EVENT_TYPES, "control", "toll", *get_args(ControlStatus))
"""What `type` may be: an event's type, a claim's kind, the status of a stretch of control."""
OPEN_ENDS = ("", "..")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a list was asked for: the query for the store, and the pairs to repeat in the link to the next page."""

    query: Query
    given: tuple[tuple[str, str], ...]

    @property
    def limit(self) -> int:
        return self.query.limit or DEFAULT_LIMIT


def only(request: Request, *names: str) -> None:
    """Refuse query names that are not known here, or given twice.

    Raises:
        Problem: one is.
    """
    seen: set[str] = set()
    for name, value in request.query_params.multi_items():
        if name not in names:
            allowed = f"known here are {', '.join(names)}" if names else "nothing can be asked here"
            raise bad(name, value, f"no such parameter; {allowed}")
        if name in seen:
            raise bad(name, value, f"{name} is given twice; give it once")
        seen.add(name)


def instant(name: str, value: str, *, end_of_day: bool) -> datetime:
    """Read an RFC 3339 time, or a day as its first or last moment.

    Raises:
        Problem: it is neither.
    """
    try:
        if not INSTANT.fullmatch(value):
            raise ValueError
        moment = datetime.fromisoformat(value.upper().replace(":60Z", ":59Z"))
    except ValueError:
        raise bad(name, value, "not an RFC 3339 time; send 2016-12-11 or 2016-12-11T18:00:00Z") from None
    if len(value) == len("2016-12-11"):
        return datetime.combine(moment.date(), time.max if end_of_day else time.min, UTC)
    return moment.astimezone(UTC)


def moment_of(as_of: str | None) -> datetime | None:
    """Read the moment that something is asked for as of; a day counts to its end.

    Raises:
        Problem: it is no time.
    """
    return instant("as_of", as_of, end_of_day=True) if as_of else None


def interval(name: str, value: str) -> tuple[date | None, date | None]:
    """Read an instant or an interval as a closed interval of UTC days.

    Raises:
        Problem: an end does not parse, both are open, or the end comes before the start.
    """
    first, slash, last = value.partition("/")
    if not slash:
        day = instant(name, value, end_of_day=False).date()
        return day, day
    if "/" in last or (first in OPEN_ENDS and last in OPEN_ENDS):
        raise bad(name, value, "an interval has two ends, one of them closed; send 2016-12-01/2016-12-31 or 2016-12-01/..")
    start = None if first in OPEN_ENDS else instant(name, first, end_of_day=False)
    end = None if last in OPEN_ENDS else instant(name, last, end_of_day=True)
    if start and end and end < start:
        raise bad(name, value, "the end comes before the start; swap them")
    return start.date() if start else None, end.date() if end else None


def box(name: str, value: str) -> tuple[float, float, float, float]:
    """Read a bounding box.

    Raises:
        Problem: it is not four (or six) numbers within the range of degrees.
    """
    try:
        numbers = [float(part) for part in value.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 6:
        numbers = [numbers[0], numbers[1], numbers[3], numbers[4]]
    if len(numbers) != 4 or not all(isfinite(number) for number in numbers):
        raise bad(name, value, "four numbers west,south,east,north are wanted; send 37,34,39,35")
    west, south, east, north = numbers
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise bad(name, value, "longitudes run from -180 to 180, latitudes from -90 to 90, south before north; send 37,34,39,35")
    return west, south, east, north


def words(name: str, value: str) -> str:
    """Read free text.

    Raises:
        Problem: it is longer than MAX_WORDS or holds control characters.
    """
    if len(value) > MAX_WORDS:
        raise bad(name, value, f"{len(value)} characters; at most {MAX_WORDS} are searched for, send fewer")
    if any(ord(character) < 32 or 0xD800 <= ord(character) <= 0xDFFF for character in value):
        raise bad(name, value, "holds control characters; send plain words")
    return value


def whole(name: str, value: str) -> int:
    """Read a page size.

    Raises:
        Problem: it is not a whole number from 1 to MAX_LIMIT.
    """
    if not re.fullmatch(r"[0-9]{1,6}", value) or not 1 <= int(value) <= MAX_LIMIT:
        raise bad(name, value, f"a whole number from 1 to {MAX_LIMIT} is wanted; follow `next` for more")
    return int(value)


def type_of(name: str, value: str) -> str:
    """Read a type.

    Raises:
        Problem: no such type.
    """
    if value not in TYPES:
        raise bad(name, value, f"no such type; take one of {', '.join(TYPES)}")
    return value


def country_code(name: str, value: str) -> str:
    """Read an ISO 3166-1 alpha-2 code.

    Raises:
        Problem: it is not two letters.
    """
    if not re.fullmatch(r"[A-Za-z]{2}", value):
        raise bad(name, value, "two letters of ISO 3166-1 are wanted; send SY")
    return value.upper()


FILTERS = ("bbox", "datetime", "as_of", "type", "actor", "source", "country", "q", "limit", "after")


def query_of(given: dict[str, str]) -> Query:
    """Read all filters from names and values; empty values are no values.

    Raises:
        Problem: a value does not hold.
    """

    def value(name: str) -> str | None:
        return given.get(name) or None

    when, limit, after = value("datetime"), value("limit"), value("after")
    start, end = interval("datetime", when) if when else (None, None)
    as_of, bbox, type_, country = value("as_of"), value("bbox"), value("type"), value("country")
    texts = {name: words(name, text) if (text := value(name)) else None for name in ("actor", "source", "q")}
    return Query(
        bbox=box("bbox", bbox) if bbox else None,
        start=start,
        end=end,
        as_of=moment_of(as_of),
        type=type_of("type", type_) if type_ else None,
        country=country_code("country", country) if country else None,
        limit=whole("limit", limit) if limit else DEFAULT_LIMIT,
        after=words("after", after) if after else None,
        **texts,
    )


def asked_with(*more: str) -> Callable[..., Asked]:
    """Give the dependency that reads the filters of a list; `more` are names that the list takes beside them."""

    def asked(
        request: Request,
        bbox: Annotated[
            str | None, Parameter(description="west,south,east,north, WGS84 degrees", examples=["37,34,39,35"])
        ] = None,
        datetime: Annotated[
            str | None, Parameter(description="RFC 3339 time or interval, `..` is open", examples=["2016-12-01/.."])
        ] = None,
        as_of: Annotated[str | None, Parameter(description="Only what was received by then, RFC 3339")] = None,
        type: Annotated[str | None, Parameter(description="What kind of thing", json_schema_extra={"enum": list(TYPES)})] = None,  # noqa: A002
        actor: Annotated[str | None, Parameter(description="Actor id, or words of a name")] = None,
        source: Annotated[str | None, Parameter(description="Publisher's slug, or words of the speaker's name")] = None,
        country: Annotated[str | None, Parameter(description="ISO 3166-1 alpha-2", examples=["SY"])] = None,
        q: Annotated[str | None, Parameter(description='Words that must all be there; "quoted phrases" hold together')] = None,
        limit: Annotated[str | None, Parameter(description=f"1 to {MAX_LIMIT}; {DEFAULT_LIMIT} if not given")] = None,
        after: Annotated[str | None, Parameter(description="Opaque; taken from `next`")] = None,
    ) -> Asked:
        only(request, *FILTERS, *more)
        return asked_of(request)

    return asked


def asked_of(request: Request) -> Asked:
    """Read the shared filters of a request whose names have been checked."""
    given = {name: value for name, value in request.query_params.items() if value}
    return Asked(query=query_of(given), given=tuple(given.items()))
