"""Bringing files in, /bring: what is dropped on the page goes the way of a batch import, one after another.

A file comes as the body of its own request, is kept under a random name beside the database, and leaves that place when
it is in the archive. Its own name is only ever a text. What waits when the site stops is read when it starts again.
"""

import asyncio
import queue
import secrets
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from datasette import Response, hookimpl

from pipeline.site.access import DATABASE, may_edit

LARGEST = 200 * 2**20
"""Bytes of a file: what the readers take."""

MOST = 500
"""Files that wait or are read at one time; more are to come later."""

AT_ONCE = 20
"""Files of one import: whoever comes meanwhile waits for no more."""

REMEMBERED = 2000
FOLDER = "incoming"
LONGEST_NAME = 200
ENDINGS = (
    *(".pdf", ".docx", ".doc", ".odt", ".rtf", ".txt", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"),
    *(".zip", ".tar.gz", ".tar.xz", ".tar.bz2", ".tar", ".tgz", ".eml", ".msg"),
)
"""Endings that a kept file may have; any other has none, and its content tells what it is."""

FOUND = """
    SELECT documents.id, documents.kind, documents.number, documents.date, documents.title,
        (SELECT count(*) FROM evidence WHERE document_id = documents.id AND confidence < ?) AS doubtful
    FROM documents WHERE file_sha256 = ? ORDER BY ordinal
"""


@dataclass
class Job:
    """A file on its way. `state`: waiting, reading, imported, unchanged, failed."""

    key: str
    name: str
    path: Path
    state: str = "waiting"
    error: str | None = None
    contents: list[str] = field(default_factory=list)


class Desk:
    """Takes files in and imports them in one thread, in the order they came."""

    def __init__(self, db: Path) -> None:
        self.db, self.folder = db, db.parent / FOLDER
        self.jobs: dict[str, Job] = {}
        self.waiting: queue.Queue[Job] = queue.Queue()
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None

    def new(self, name: str) -> Job:
        """A place for a file that is about to come."""
        self.folder.mkdir(parents=True, exist_ok=True)
        key = secrets.token_hex(16)
        ending = next((ending for ending in ENDINGS if name.lower().endswith(ending)), "")
        return Job(key, name, self.folder / (key + ending))

    def full(self) -> bool:
        return sum(job.state in ("waiting", "reading") for job in self.jobs.values()) >= MOST

    def accept(self, job: Job) -> None:
        """The file is here, whole."""
        job.path.with_name(f"{job.key}.name").write_text(job.name, "utf-8")
        with self.lock:
            self.jobs[job.key] = job
            for old in list(self.jobs)[: max(0, len(self.jobs) - REMEMBERED)]:
                if self.jobs[old].state not in ("waiting", "reading"):
                    del self.jobs[old]
            self.waiting.put(job)
            if self.thread is None:
                self.thread = threading.Thread(target=self._work, name="bring", daemon=True)
                self.thread.start()

    def resume(self) -> None:
        """Takes up what an earlier run of the site left."""
        for note in sorted(self.folder.glob("*.name")):
            paths = [path for path in self.folder.glob(f"{note.stem}*") if path != note]
            if paths and note.stem not in self.jobs:
                self.accept(Job(note.stem, note.read_text("utf-8"), paths[0]))

    def _work(self) -> None:
        while True:
            batch = [self.waiting.get()]
            while len(batch) < AT_ONCE and not self.waiting.empty():
                batch.append(self.waiting.get())
            for job in batch:
                job.state = "reading"
            try:
                self._import(batch)
            except Exception as error:  # the thread must live on: the next files may fare better
                for job in batch:
                    if job.state == "reading":
                        job.state, job.error = "failed", f"Загрузка не выполнена, файл подождёт: {error}"

    def _import(self, batch: list[Job]) -> None:
        """One import. What it took in leaves its place; where it cannot run at all, the files stay."""
        from pipeline.importer import import_paths

        import_paths(self.db, [job.path for job in batch], 1, watcher_of(self.db, batch), lasting=False)
        for job in batch:
            if job.state == "reading":
                job.state, job.error = "failed", "В файле не нашлось документов."
            job.path.unlink(missing_ok=True)
            job.path.with_name(f"{job.key}.name").unlink(missing_ok=True)


def watcher_of(db: Path, batch: list[Job]) -> Any:
    """Tells each job of a batch what became of its file, as soon as the journal has it."""
    from pipeline.importer import Watcher

    class Telling(Watcher):
        def done(self, result: Any) -> None:
            for job in batch:
                place = str(job.path.absolute())
                if result.name == place or result.name.startswith(f"{place}/"):
                    give_name(db, job, place)
                    settle(job, result)

    return Telling()


def give_name(path: Path, job: Job, place: str) -> None:
    """Puts the name that people know where the import wrote the random one."""
    from pipeline.store.connection import connect

    inside = "UPDATE run_files SET name = ? || substr(name, ?) WHERE name = ? OR substr(name, 1, ?) = ?"
    with closing(connect(path)) as db:
        db.execute("UPDATE files SET name = ? WHERE name = ?", (job.name, job.path.name))
        db.execute(inside, (job.name, len(place) + 1, place, len(place) + 1, f"{place}/"))


def settle(job: Job, result: Any) -> None:
    """One result of a file; an archive has many, and has failed only where none of them is better."""
    if result.status == "failed":
        job.error = result.error
        job.state = "failed" if job.state == "reading" else job.state
    else:
        job.contents.append(result.sha256)
        job.state = result.status if job.state != "imported" else job.state


desks: dict[Path, Desk] = {}
"""The desk of each database: one for all requests of this process."""


def desk_of(datasette: Any) -> Desk:
    path = database_path(datasette)
    return desks.setdefault(path, Desk(path))


def database_path(datasette: Any) -> Path:
    """Where the database is, or will be when the first file comes."""
    if DATABASE in datasette.databases:
        return Path(datasette.get_database(DATABASE).path).resolve()
    return Path(datasette.config_dir or ".").resolve() / f"{DATABASE}.db"


async def may(datasette: Any, request: Any) -> None:
    await datasette.ensure_permissions(request.actor, ["view-instance"])
    await may_edit(datasette, request.actor)


async def bring_page(datasette: Any, request: Any) -> Response:
    await may(datasette, request)
    if request.method == "POST":
        return await take(datasette, request)
    context = {"largest": LARGEST, "endings": ",".join(ENDINGS)}
    return Response.html(await datasette.render_template("bring.html", context, request=request))


REFUSALS = {
    # why a file is not taken: the status of the answer, and what the person is told
    "full": (429, f"Уже ждут {MOST} файлов: подождите, пока они прочитаются."),
    "large": (413, f"Файл больше {LARGEST // 2**20} МБ: разделите его на части."),
    "cut": (400, "Файл передан не до конца."),
    "empty": (400, "Файл пуст."),
}


async def take(datasette: Any, request: Any) -> Response:
    """A file, from the body of the request to the queue."""
    desk = desk_of(datasette)
    job = desk.new(printed_name(unquote(request.headers.get("x-name") or "")))
    announced = int(request.headers.get("content-length") or 0)
    refusal = "full" if desk.full() else "large" if announced > LARGEST else await kept(request, job)
    if refusal:
        job.path.unlink(missing_ok=True)
        status, message = REFUSALS[refusal]
        return Response.json({"error": message}, status=status)
    desk.accept(job)
    return Response.json({"key": job.key}, status=201)


async def kept(request: Any, job: Job) -> str | None:
    """Writes the file to the place of its job; why it cannot be taken, else None."""
    try:
        return None if await receive(request.receive, job.path, LARGEST) else "empty"
    except ValueError:
        return "large"
    except ConnectionError:
        return "cut"


def printed_name(name: str) -> str:
    r"""A name as a text to show: its last part, without control characters, not too long.

    >>> printed_name("../../etc/passwd"), printed_name("C:\\scans\\письмо.pdf"), printed_name("\n")
    ('passwd', 'письмо.pdf', 'файл')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable())[-LONGEST_NAME:].strip() or "файл"


async def receive(messages: Callable[[], Any], path: Path, largest: int) -> int:
    """Writes the body of a request to a file; its bytes. ValueError past the limit, ConnectionError at a break."""
    size = 0
    with path.open("wb") as file:
        while True:
            message = await messages()
            if message["type"] != "http.request":
                raise ConnectionError(message["type"])
            body = message.get("body", b"")
            size += len(body)
            if size > largest:
                raise ValueError(size)
            await asyncio.to_thread(file.write, body)
            if not message.get("more_body"):
                return size


async def progress(datasette: Any, request: Any) -> Response:
    """What became of the files asked for, as JSON."""
    await may(datasette, request)
    desk = desk_of(datasette)
    jobs = [desk.jobs[key] for key in (request.args.get("keys") or "").split(",") if key in desk.jobs]
    return Response.json([await described(datasette, job) for job in jobs])


async def described(datasette: Any, job: Job) -> dict[str, Any]:
    """A job as the page shows it, with the documents found in its file."""
    made: dict[str, Any] = {"key": job.key, "state": job.state, "error": job.error, "documents": []}
    if job.state in ("imported", "unchanged") and DATABASE in datasette.databases:
        low = datasette.plugin_config("checks")["confidence"]
        label = datasette.jinja_env.filters["word"]
        for content in job.contents:
            for row in await datasette.get_database(DATABASE).execute(FOUND, (low, content)):
                parts = (label(row["kind"], "kind"), row["number"] and f"№ {row['number']}", row["title"])
                path = str(datasette.urls.path(f"/document/{row['id']}"))
                found = {"path": path, "label": " ".join(filter(None, parts)), "doubtful": row["doubtful"]}
                made["documents"].append(found)
    return made


@hookimpl
def startup(datasette: Any) -> None:
    if (database_path(datasette).parent / FOLDER).is_dir():
        desk_of(datasette).resume()


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/bring$", bring_page), (r"^/bring\.json$", progress)]
