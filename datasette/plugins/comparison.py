"""Regions beside one another, /compare: a matrix of topics, a time line, the same duties in other words, a tile map."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Any, NamedTuple
from urllib.parse import urlencode

from datasette import Response, hookimpl
from markupsafe import Markup, escape

from pipeline.site.access import DATABASE, may_read
from pipeline.site.tiles import tiles

Row = dict[str, Any]

READS = (
    *("documents", "assignments", "deadlines", "assignment_parties", "regions", "topics", "assignment_topics"),
    "tallies",
)
MOST_REGIONS, MOST_DUTIES, MOST_BARS, MOST_PAIRS = 8, 80, 80, 20
"""Of each region the duties of its latest documents are shown; a document that came several times counts once."""

INITIATIVES = """
    SELECT initiatives.id, name, count(*) AS documents FROM initiatives
    JOIN document_initiatives ON initiative_id = initiatives.id
    GROUP BY initiatives.id ORDER BY documents DESC, name LIMIT 300
"""
TALLY = """
    SELECT region_code AS region, sum(number) AS value FROM tallies WHERE name = '{}'
    GROUP BY region_code HAVING sum(number) > 0
"""
FIGURE = "SELECT region_code AS region, {} AS value FROM initiative_regions WHERE initiative_id = :initiative"
REGIONS = "SELECT code, name, value AS documents FROM ({}) JOIN regions ON code = region ORDER BY value DESC, name"
REGIONS_OF_ALL, REGIONS_OF = REGIONS.format(TALLY.format("documents.kind")), REGIONS.format(FIGURE.format("documents"))

DUTIES = f"""
    SELECT a.id, a.document_id, a.text, a.region_code AS region, a.start,
        (SELECT max(due) FROM deadlines WHERE assignment_id = a.id) AS due,
        (SELECT group_concat(name, '; ') FROM topics JOIN assignment_topics ON topics.id = topic_id
            WHERE assignment_id = a.id) AS topics
    FROM {{documents}} CROSS JOIN assignments AS a ON a.document_id = d.id AND a.type <> 'approval'
    WHERE d.version_of_id IS NULL AND {{latest}} LIMIT {MOST_DUTIES}
"""
DUTIES_OF_ALL = DUTIES.format(documents="documents AS d", latest="d.region_code = :region ORDER BY d.date DESC")
DUTIES_OF = DUTIES.format(
    documents="document_initiatives AS own CROSS JOIN documents AS d ON d.id = own.document_id",
    latest="(own.region_code, own.initiative_id) = (:region, :initiative) ORDER BY own.document_date DESC",
)
PAIRS = f"""
    SELECT own.id, own.document_id, own.text, own.region_code AS region,
        other.id AS other_id, other.document_id AS other_document, other.text AS other_text,
        other.region_code AS other_region
    FROM json_each(:shown) AS shown CROSS JOIN alignments ON alignments.assignment_id = shown.value
    JOIN assignments AS own ON own.id = alignments.assignment_id
    JOIN assignments AS other ON other.id = alignments.other_id
    WHERE other.id IN (SELECT value FROM json_each(:shown)) AND own.region_code <> other.region_code
    ORDER BY score DESC LIMIT {MOST_PAIRS}
"""
SHARE = """
    SELECT part.region_code AS region, round(100.0 * part.number / whole.number) AS value FROM (
        SELECT region_code, sum(number) AS number FROM tallies WHERE name = 'assignments.type' GROUP BY region_code
    ) AS whole JOIN tallies AS part ON part.region_code = whole.region_code
    WHERE part.name = '{}' AND whole.number > 0
"""
OVERDUE = """
    SELECT region, sum(number) AS value FROM (
        SELECT region_code AS region, number FROM tallies
        WHERE name = 'assignments.month' AND value > '' AND value < strftime('%Y-%m', 'now')
        UNION ALL
        SELECT region_code, 1 FROM assignments WHERE due >= date('now', 'start of month') AND due < date('now')
    ) GROUP BY region
"""
OVERDUE_OF = """
    SELECT own.region_code AS region, count(CASE WHEN a.due < date('now') THEN 1 END) AS value
    FROM document_initiatives AS own CROSS JOIN assignments AS a USING (document_id)
    WHERE own.initiative_id = :initiative GROUP BY 1
"""
MEASURES = {
    # name: (title, unit, what is counted of all documents, of those of an initiative)
    "documents": ("Документов", "", TALLY.format("documents.kind"), FIGURE.format("documents")),
    "assignments": ("Поручений", "", TALLY.format("assignments.type"), FIGURE.format("assignments")),
    "deadline": (
        *("Поручений с датой срока", "%", SHARE.format("assignments.due")),
        FIGURE.format("round(100.0 * with_deadline / nullif(assignments, 0))"),
    ),
    "responsible": (
        *("Поручений с ответственным", "%", SHARE.format("assignments.responsible")),
        FIGURE.format("round(100.0 * with_responsible / nullif(assignments, 0))"),
    ),
    "overdue": ("Срок истёк", "", OVERDUE, OVERDUE_OF),
}
WORD = re.compile(r"\w+|[^\w\s]+|\s+")


class Cell(NamedTuple):
    """The duties of a region under one heading, with their first and last day."""

    duties: list[Row]

    @property
    def span(self) -> tuple[str | None, str | None]:
        days = sorted(duty["due"] for duty in self.duties if duty["due"])
        return (days[0], days[-1]) if days else (None, None)


def matrix(duties: Sequence[Row], regions: Sequence[str]) -> list[tuple[str, list[Cell]]]:
    """Headings (topics; months of deadlines where no duty has a topic) and under each a cell for each region."""
    by_topic = any(duty["topics"] for duty in duties)
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for duty in duties:
        for heading in headings(duty, by_topic):
            found[heading][duty["region"]].append(duty)
    last = ("без темы", "без даты")
    width = {name: sum(map(bool, cells.values())) for name, cells in found.items()}
    order = sorted(found, key=lambda name: (name in last, -width[name] if by_topic else 0, name))
    return [(name, [Cell(found[name].get(code, [])) for code in regions]) for name in order]


def headings(duty: Row, by_topic: bool) -> list[str]:
    """
    >>> headings({"topics": "а; б", "due": None}, True), headings({"topics": None, "due": "2024-02-20"}, False)
    (['а', 'б'], ['2024-02'])
    """
    if by_topic:
        return (duty["topics"] or "без темы").split("; ")
    return [duty["due"][:7] if duty["due"] else "без даты"]


class Bar(NamedTuple):
    """A duty on the time line, in percent of its width."""

    left: float
    width: float
    duty: Row


def time_line(duties: Sequence[Row]) -> tuple[list[tuple[float, str]], dict[str, list[Bar]]]:
    """The ticks (where, which month) and the bars of each region; a duty without a first day is a point."""
    dated = [duty for duty in duties if duty["due"]][:MOST_BARS]
    if not dated:
        return [], {}
    days = [date.fromisoformat(each) for duty in dated for each in (duty["start"] or duty["due"], duty["due"])]
    first, last = min(days).replace(day=1), max(days)
    length = max((last - first).days + 15, 30)

    def place(day: str) -> float:
        return round(100 * (date.fromisoformat(day) - first).days / length, 2)

    bars: dict[str, list[Bar]] = defaultdict(list)
    for duty in dated:
        left = place(min(duty["start"] or duty["due"], duty["due"]))
        bars[duty["region"]].append(Bar(left, max(place(duty["due"]) - left, 0.8), duty))
    return ticks(first, length), bars


def ticks(first: date, length: int) -> list[tuple[float, str]]:
    """About eight firsts of months, or of years.

    >>> ticks(date(2024, 1, 1), 90)
    [(0.0, '01.2024'), (34.44, '02.2024'), (66.67, '03.2024')]
    """
    counted = range(first.month - 1, first.month + length // 28)
    months = [date(first.year + month // 12, month % 12 + 1, 1) for month in counted]
    step = max(1, -(-len(months) // 8))
    kept = [month for month in months[::step] if (month - first).days < 0.93 * length]  # its name needs room
    return [(round(100 * (month - first).days / length, 2), f"{month:%m.%Y}") for month in kept]


def differences(one: str, other: str) -> tuple[Markup, Markup]:
    """Two texts with the words marked that only one of them has.

    >>> differences("до 1 мая", "до 2 мая")[0]
    Markup('до <mark>1</mark> мая')
    """
    words, others = WORD.findall(one), WORD.findall(other)
    folded = ([word.lower() for word in each] for each in (words, others))
    blocks = SequenceMatcher(None, *folded, autojunk=False).get_opcodes()
    left = (("".join(words[a:b]), kind != "equal") for kind, a, b, _, _ in blocks)
    right = (("".join(others[c:d]), kind != "equal") for kind, _, _, c, d in blocks)
    return painted(left), painted(right)


def painted(parts: Iterable[tuple[str, bool]]) -> Markup:
    return Markup("").join(Markup("<mark>{}</mark>").format(t) if new and t.strip() else escape(t) for t, new in parts)


class Wanted(NamedTuple):
    """What a reader asked to compare."""

    initiative: int
    regions: list[str]
    measure: str

    def address(self, **changes: Any) -> str:
        wanted = self._replace(**changes)
        given = [("initiative", wanted.initiative), ("measure", wanted.measure)]
        return urlencode(given + [("region", code) for code in wanted.regions])


def asked(request: Any, initiative: int, known: Sequence[Row]) -> Wanted:
    """The choice of the address; without regions those with the most documents."""
    measure = request.args.get("measure")
    codes = {row["code"] for row in known}
    chosen = [code for code in request.args.getlist("region") if code in codes] or [row["code"] for row in known[:5]]
    regions = list(dict.fromkeys(chosen))[:MOST_REGIONS]
    return Wanted(initiative, regions, measure if measure in MEASURES else "documents")


async def all_of(datasette: Any, sql: str, **parameters: Any) -> list[Row]:
    return [dict(row) for row in await datasette.get_database(DATABASE).execute(sql, parameters)]


async def compare_page(datasette: Any, request: Any) -> Response:
    await may_read(datasette, request.actor, READS)
    number = request.args.get("initiative") or "0"
    initiative = int(number) if number.isdigit() and len(number) < 16 else 0
    known = await all_of(datasette, REGIONS_OF if initiative else REGIONS_OF_ALL, initiative=initiative)
    wanted = asked(request, initiative, known)
    context = {
        "wanted": wanted,
        "known": known,
        "initiatives": await all_of(datasette, INITIATIVES),
        "names": {row["code"]: row["name"] for row in known},
        "measures": MEASURES,
        "address": lambda **changes: datasette.urls.path(f"/compare?{wanted.address(**changes)}"),
        **await compared(datasette, wanted),
        **await mapped(datasette, wanted),
    }
    return Response.html(await datasette.render_template("compare.html", context, request=request))


async def compared(datasette: Any, wanted: Wanted) -> Row:
    """The matrix, the time line and the pairs of the chosen regions."""
    sql = DUTIES_OF if wanted.initiative else DUTIES_OF_ALL
    found = [await all_of(datasette, sql, region=code, initiative=wanted.initiative) for code in wanted.regions]
    duties = sorted(
        (duty for each in found for duty in each), key=lambda d: (d["due"] is None, d["due"] or "", d["id"])
    )
    pairs = await all_of(datasette, PAIRS, shown=json.dumps([duty["id"] for duty in duties]))
    months, bars = time_line(duties)
    unique = {frozenset((pair["id"], pair["other_id"])): pair for pair in reversed(pairs)}
    beside = [{**pair, "texts": differences(pair["text"], pair["other_text"])} for pair in reversed(unique.values())]
    lines = [(code, bars[code]) for code in wanted.regions if code in bars]
    return {"rows": matrix(duties, wanted.regions), "ticks": months, "lines": lines, "pairs": beside}


async def mapped(datasette: Any, wanted: Wanted) -> Row:
    """The tile map of the chosen measure, over all regions."""
    _, _, of_all, of_initiative = MEASURES[wanted.measure]
    sql = of_initiative if wanted.initiative else of_all
    counted = await all_of(datasette, sql, initiative=wanted.initiative)
    names = {row["code"]: row["name"] for row in await all_of(datasette, "SELECT code, name FROM regions")}
    return {"tiles": tiles(names, {row["region"]: row["value"] for row in counted})}


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/compare$", compare_page)]
