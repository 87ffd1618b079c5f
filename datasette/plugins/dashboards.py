"""Figures to look at, /dashboards: months, regions, kinds, responsible, topics, quality; each bar leads to its letters.

Whole tables are counted by covering indexes and `tallies`, a region's rows by indexes that begin with it. The unary
plus keeps SQLite from beginning with an index of something else.
"""

import asyncio
from typing import Any, NamedTuple
from urllib.parse import quote

from datasette import Response, hookimpl

from pipeline.site.access import DATABASE, may_read

Row = dict[str, Any]

READS = (
    *("documents", "assignments", "deadlines", "assignment_parties", "parties", "regions", "topics"),
    *("assignment_topics", "pages", "tallies"),
)
MOST, MONTHS = 15, 24

OF_REGION = "region_code = :region"
OF_FILE = "file_sha256 IN (SELECT file_sha256 FROM documents WHERE region_code = :region)"

BY_MONTH = f"""
    SELECT value AS key, sum(number) AS value FROM tallies
    WHERE name = '{{table}}.month' AND value <> '' AND number > 0 AND {{of}} GROUP BY tallies.value
    ORDER BY abs(julianday(tallies.value || '-01') - julianday('now')) LIMIT {MONTHS}
"""
"""The months nearest to today that have anything: a misread year does not stretch the line."""

QUALITY = {"0.95|2": "95 % и выше", "0.9|0.95": "90–95 %", "0.8|0.9": "80–90 %", "0|0.8": "ниже 80 %"}
"""Bands of the confidence of recognised pages: from | up to."""

BANDS = " ".join(f"WHEN confidence >= {key.partition('|')[0]} THEN '{key}'" for key in QUALITY)

MISSING = (("number", "номер"), ("date", "дата"), ("organization_id", "организация"))


class Panel(NamedTuple):
    """A group of bars. `sql` gives `key`, `value` and, where the key is no word, `label`; `of` limits it to a region.

    `whole` gives the same of all regions, from what is tallied.

    `link` leads to the letters of a bar, with the parts of its key; `region` is the name that a region has there.
    """

    title: str
    sql: str
    of: str
    link: str
    region: str = "region"
    more: tuple[str, str] | None = None
    columns: bool = False
    whole: str = ""

    def address(self, key: str, region: str) -> str:
        """The path to what a bar counts.

        >>> Panel("", "", "", "/x?least={0}&most={1}").address("0.8|0.9", "RU-AMU")
        '/x?least=0.8&most=0.9&region=RU-AMU'
        """
        filled = self.link.format(*map(quote, key.split("|")))
        return f"{filled}&{self.region}={quote(region)}" if region and self.region else filled


PANELS = (
    Panel(
        "Документы по месяцам",
        BY_MONTH.replace("{table}", "documents"),
        OF_REGION,
        "/letters/documents?date__gte={0}-01&date__lte={0}-31",
        "region_code",
        columns=True,
    ),
    Panel(
        "Сроки по месяцам",
        BY_MONTH.replace("{table}", "deadlines"),
        OF_REGION,
        "/letters/deadline_calendar?due__gte={0}-01&due__lte={0}-31",
        "region_code",
        columns=True,
    ),
    Panel(
        "Регионы, документов",
        f"""SELECT code AS key, regions.name AS label, sum(number) AS value FROM tallies
            JOIN regions ON code = region_code WHERE tallies.name = 'documents.kind' AND {{of}}
            GROUP BY code ORDER BY value DESC LIMIT {MOST}""",
        OF_REGION,
        "/letters/documents?region_code={0}",
        "",
        ("/letters/region_summary", "все регионы"),
    ),
    Panel(
        "Виды документов",
        """SELECT value AS key, word('kind', value) AS label, sum(number) AS value FROM tallies
            WHERE name = 'documents.kind' AND {of} GROUP BY tallies.value HAVING sum(number) > 0""",
        OF_REGION,
        "/letters/documents?kind={0}",
        "region_code",
    ),
    Panel(
        "Ответственные, поручений",
        f"""SELECT id AS key, name AS label, value FROM (
            SELECT party_id, count(*) AS value FROM assignment_parties WHERE role = 'responsible' AND {{of}}
            GROUP BY party_id ORDER BY value DESC LIMIT {MOST}) JOIN parties ON id = party_id""",
        OF_REGION,
        "/letters/by_responsible?party={0}",
        more=("/letters/load", "все ответственные"),
        whole=f"""SELECT id AS key, name AS label, duties AS value FROM parties
            WHERE duties > 0 ORDER BY duties DESC LIMIT {MOST}""",
    ),
    Panel(
        "Темы, поручений",
        """SELECT slug AS key, name AS label, value FROM (
            SELECT topic_id, count(*) AS value FROM assignment_topics WHERE {of} GROUP BY topic_id
            ) JOIN topics ON id = topic_id""",
        OF_REGION,
        "/letters/by_topic?topic={0}",
        whole="""SELECT slug AS key, topics.name AS label, sum(number) AS value FROM tallies
            JOIN topics ON topics.id = tallies.value WHERE tallies.name = 'assignment_topics.topic_id' GROUP BY slug""",
    ),
    Panel(
        "Качество распознавания, страниц",
        f"""SELECT CASE {BANDS} END AS key, count(*) AS value FROM pages WHERE +ocr = 1 AND {{of}} GROUP BY 1""",
        OF_FILE,
        "/letters/by_quality?least={0}&most={1}",
        whole=f"SELECT CASE {BANDS} END AS key, count(*) AS value FROM pages WHERE ocr = 1 GROUP BY 1",
    ),
    Panel(
        "Чего не прочитано, документов",
        " UNION ALL ".join(
            f"""SELECT '{column}' AS key, '{label}' AS label, count(*) AS value FROM documents
            WHERE {column} IS NULL AND {{of}}"""
            for column, label in MISSING
        ),
        OF_REGION,
        "/letters/documents?{0}__isnull=1",
        "region_code",
    ),
)


class Bar(NamedTuple):
    """A bar: its name, what it counts, its length in percent of the longest, and where it leads."""

    label: str
    value: int
    share: float
    path: str


def bars(panel: Panel, rows: list[Row], region: str) -> list[Bar]:
    """The bars of a panel, the longest first; months in their order."""
    most = max((row["value"] for row in rows), default=0)
    by_size = sorted(rows, key=lambda row: row["key"] if panel.columns else -row["value"])
    return [
        Bar(label(row), row["value"], round(100 * row["value"] / most, 1), panel.address(str(row["key"]), region))
        for row in by_size
        if row["value"]
    ]


def label(row: Row) -> str:
    """A bar's name; a band of quality in words, a month as it is written.

    >>> label({"key": "2024-02"}), label({"key": "0|0.8"}), label({"key": 7, "label": "Лапина Т.В."})
    ('02.2024', 'ниже 80 %', 'Лапина Т.В.')
    """
    key = str(row["key"])
    return str(row["label"]) if "label" in row else QUALITY.get(key) or ".".join(reversed(key.split("-")))


async def dashboards_page(datasette: Any, request: Any) -> Response:
    await may_read(datasette, request.actor, READS)
    db = datasette.get_database(DATABASE)
    regions = [dict(row) for row in await db.execute("SELECT code, name FROM regions ORDER BY name")]
    asked = request.args.get("region")
    region = asked if asked in {row["code"] for row in regions} else ""

    async def counted(panel: Panel) -> list[Bar]:
        sql = panel.whole if panel.whole and not region else panel.sql.replace("{of}", panel.of if region else "1")
        return bars(panel, [dict(row) for row in await db.execute(sql, {"region": region})], region)

    found = await asyncio.gather(*map(counted, PANELS))
    context = {"panels": list(zip(PANELS, found, strict=True)), "regions": regions, "region": region}
    return Response.html(await datasette.render_template("dashboards.html", context, request=request))


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/dashboards$", dashboards_page)]
