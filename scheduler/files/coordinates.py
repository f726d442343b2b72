"""The check that a latitude and a longitude can be what they say."""

from collections.abc import Sequence

from scheduler.errors import Text
from scheduler.files.table import Table


def check_coordinates(
    table: Table, lats: Sequence[object], lons: Sequence[object], needed: bool
) -> None:
    """Note pairs that are incomplete, swapped or off the globe.

    Parameters
    ----------
    needed
        Whether a pair may not be left empty.
    """
    absent = [name for name in ("lat", "lon") if name not in table.cells]
    if needed and absent and table.rows:
        for name in absent:
            table.error_in_all(_NO_COLUMN, name)
        return
    texts = zip(table.texts("lat"), table.texts("lon"), strict=True)
    pairs = zip(table.rows, texts, lats, lons, strict=True)
    for row, (lat_text, lon_text), lat, lon in pairs:
        if isinstance(lat, float) and isinstance(lon, float):
            _check_range(table, row, lat, lon)
        elif bool(lat_text) != bool(lon_text):
            table.error(row, "lon" if lat_text else "lat", _HALF)
        elif needed and not lat_text:
            table.error(row, "lat", _NEEDED)


_NO_COLUMN = Text(
    "没有路程表时，纬度 lat 和经度 lon 两列必需",
    "without a travel table the columns lat and lon are required",
)
_HALF = Text(
    "纬度和经度应同时填写", "latitude and longitude stand together or not at all"
)
_NEEDED = Text(
    "没有路程表时，每位老人都要有纬度和经度（楼栋入口）",
    "without a travel table every senior needs latitude and longitude",
)


def _check_range(table: Table, row: int, lat: float, lon: float) -> None:
    if abs(lat) <= 90 and abs(lon) <= 180:
        return
    value = f"{lat}, {lon}"
    if abs(lon) <= 90 and abs(lat) <= 180:
        says = Text(
            f"纬度和经度像是填反了；应为纬度 {lon}、经度 {lat}",
            f"latitude and longitude look swapped; should be lat {lon}, lon {lat}",
        )
        table.error(row, "lat", says, value)
        return
    name = "lon" if abs(lat) <= 90 else "lat"
    says = Text(
        "地球上没有这个位置；应为纬度（如 31.99）和经度（如 118.77）",
        "is nowhere on earth; should be such as lat 31.99, lon 118.77",
    )
    table.error(row, name, says, value)
