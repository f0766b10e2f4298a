"""In: the operator's PMTiles archive. Out: what the map asks for it at, and the file, served in ranges, if it lies here.

1. A file is looked at when the application is made: one that is no archive stops the start, not a reader's map.
2. Nothing is served, and no script sent, where none is named.
"""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

from zenobia.faults import BadSettings

ADDRESS = "/basemap.pmtiles"
MEDIA_TYPE = "application/vnd.pmtiles"
MAGIC = b"PMTiles\x03"
"""What version 3 of the format begins with."""


def address_of(map_pmtiles: str) -> str:
    """Give where a page fetches the archive; "" for none."""
    return map_pmtiles if map_pmtiles.startswith("https://") or not map_pmtiles else ADDRESS


def archive_router(map_pmtiles: str) -> APIRouter:
    """Give the route of an archive that lies here; no route for one elsewhere or none.

    Raises:
        BadSettings: there is no such file, or it is no PMTiles archive of version 3.
    """
    router = APIRouter()
    if address_of(map_pmtiles) != ADDRESS:
        return router
    path = Path(map_pmtiles)
    try:
        with path.open("rb") as file:
            begins = file.read(len(MAGIC))
    except OSError as fault:
        advice = "name a file that can be read, or unset it"
        raise BadSettings(f"ZENOBIA_MAP_PMTILES={map_pmtiles}: {fault.strerror}; {advice}") from fault
    if begins != MAGIC:
        advice = "make one with `pmtiles convert`"
        raise BadSettings(f"ZENOBIA_MAP_PMTILES={map_pmtiles} is no PMTiles archive of version 3; {advice}")

    @router.get(ADDRESS, include_in_schema=False)
    def archive() -> FileResponse:
        return FileResponse(path, media_type=MEDIA_TYPE, headers={"cache-control": "no-cache"})

    return router
