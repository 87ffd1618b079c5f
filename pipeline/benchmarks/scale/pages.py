"""What is asked of the site: every page of its own, table, view and ready question, and searches."""

from collections.abc import Iterator
from typing import Any

FILLED = {
    "q": "мониторинг",
    "region": "RU-AMU",
    "name": "Иванов",
    "initiative": "Школа",
    "date": "2024-03-01",
    "number": "15",
    "days": "14",
    "confidence": "0.7",
    "run": "1",
    "party": "1",
    "topic": "monitoring",
    "least": "0.5",
}
SEARCHED = ("documents", "assignments", "assignment_list")
FILTERED = (
    "/letters/assignment_list?region=Амурская+область",
    "/letters/assignment_list?type=control",
    "/letters/deadline_calendar?region_code=RU-AMU",
    "/letters/documents?region_code=RU-AMU&kind=order",
    "/letters/deadlines?kind=recurring",
)
"""What facets lead to."""
SEARCHES = ("мониторинг", "приказом", "10-32/419", '"дорожная карта"', "учёт отчёт", "иванову")
OWN = (
    *("/", "/letters", "/dashboards", "/dashboards?region=RU-AMU", "/check", "/bring", "/names"),
    *("/deadlines.ics", "/deadlines.ics?region=RU-AMU", "/deadlines.ics?organization=Министерство+просвещения"),
    *("/deadlines.ics?organization=Управление", "/deadlines.ics?person=Ведущий+консультант"),
    *("/calendar", "/calendar?month=2024-02", "/calendar?month=2024-02&region=RU-AMU"),
    *("/compare", "/compare?initiative=1", "/compare?initiative=1&measure=deadline"),
    *("/compare?measure=overdue", "/compare?initiative=1&measure=overdue"),
)


def pages(metadata: dict[str, Any]) -> Iterator[str]:
    """Every table, view and ready question, the questions empty and filled, and searches."""
    letters = metadata["databases"]["letters"]
    yield from OWN
    yield from (f"/letters/{name}" for name, about in letters["tables"].items() if not about.get("hidden"))
    for name, about in letters["queries"].items():
        yield f"/letters/{name}"
        wanted = [parameter for parameter in about.get("params", []) if parameter in FILLED]
        yield from (f"/letters/{name}?{parameter}={FILLED[parameter]}" for parameter in wanted)
        if len(wanted) > 1:
            yield f"/letters/{name}?" + "&".join(f"{parameter}={FILLED[parameter]}" for parameter in wanted)
    yield from (f"/letters/search?q={asked}" for asked in SEARCHES)
    yield from (f"/letters/{table}?_search={asked}" for table in SEARCHED for asked in SEARCHES)
    yield from FILTERED
    yield from (f"/{page}/{n}" for page in ("document", "letters/documents") for n in (1, 100, 1000))
