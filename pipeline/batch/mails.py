"""The files in an e-mail: its text and what is attached, of `.eml` and of Outlook's `.msg`."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_binary_file, policy
from email.message import EmailMessage
from functools import lru_cache, partial
from html.parser import HTMLParser
from typing import IO, Any

from pipeline.batch.budget import Budget
from pipeline.batch.source import Source, members, seekable
from pipeline.errors import ReadError

BODY = "письмо.txt"
"""The name of the text of a mail; what is attached goes by its own name after its number."""

DAMAGED = "Электронное письмо повреждено: сохраните его ещё раз"
EMPTY = "В электронном письме нет ни вложений, ни текста"

OPEN = 4
"""Mails kept for their next part: those nested in one another."""

File = tuple[str, bytes]
Parser = Callable[[IO[bytes]], tuple[str, list[File]]]


def mail_parts(source: Source, budget: Budget) -> list[Source]:
    """The text and the attachments of a mail as mail programs save it. Raises ReadError."""
    return _sources(source, budget, _mail)


def outlook_parts(source: Source, budget: Budget) -> list[Source]:
    """The text and the attachments of a mail saved by Outlook. Raises ReadError."""
    return _sources(source, budget, _outlook)


def _sources(source: Source, budget: Budget, parse: Parser) -> list[Source]:
    parts = _parts(source, parse)
    if not parts:
        raise ReadError("no_text", EMPTY)
    size = sum(len(content) for _, content in parts)
    budget.spend(len(parts), size, size)
    found = members(source, ((name, partial(_open, source, parse, n)) for n, (name, _) in enumerate(parts)))
    return [replace(part, cover=len(parts) > 1 and part.name == BODY) for part in found]


def _open(source: Source, parse: Parser, number: int) -> IO[bytes]:
    return io.BytesIO(_parts(source, parse)[number][1])


@lru_cache(maxsize=OPEN)
def _parts(source: Source, parse: Parser) -> tuple[File, ...]:
    """The text, if there is one, and what is attached, numbered; kept for the next part of the mail only."""
    try:
        with seekable(source) as file:
            text, attached = parse(file)
    except ReadError:
        raise
    except Exception as error:  # the parsers of mail raise whatever they meet in a broken one
        raise ReadError("damaged", DAMAGED) from error
    named = ((name, content) for name, content in attached if name and content)
    body = ((BODY, text.encode("utf-8", "replace")),) if text else ()
    return (*body, *((f"{number}/{name}", content) for number, (name, content) in enumerate(named, start=1)))


def _mail(file: IO[bytes]) -> tuple[str, list[File]]:
    message = message_from_binary_file(file, policy=policy.default)
    return _text(message), list(_attached(message))


def _outlook(file: IO[bytes]) -> tuple[str, list[File]]:
    from oxmsg import Message

    message = Message.load(file)
    text = (message.body or "").strip("\0\r\n ") or plain(message.html_body or "")
    return text, [((one.file_name or "").rstrip("\0"), one.file_bytes or b"") for one in message.attachments]


def _attached(message: EmailMessage) -> Iterator[File]:
    """Names and contents; a mail that was forwarded as an attachment is a file too."""
    for part in message.iter_attachments():
        content: Any = part.get_payload(decode=True)
        if part.get_content_type() == "message/rfc822":
            yield part.get_filename() or "пересланное.eml", part.get_content().as_bytes()
        elif isinstance(content, bytes):
            yield part.get_filename() or "", content


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    text = str(body.get_content()).strip()
    return plain(text) if body.get_content_subtype() == "html" else text


class _Plain(HTMLParser):
    """Collects what a reader of a page sees; each block on lines of its own."""

    BLOCKS = frozenset(
        ["address", "blockquote", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "pre", "table", "tr"]
    )
    HIDDEN = frozenset(["head", "script", "style", "title"])

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, _: object) -> None:
        self.hidden += tag in self.HIDDEN
        if tag in self.BLOCKS:
            self.texts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in self.HIDDEN
        if tag in self.BLOCKS:
            self.texts.append("\n")

    def handle_data(self, data: str) -> None:
        if self.hidden <= 0:
            self.texts.append(" ".join(f".{data}.".split())[1:-1])


def plain(html: str) -> str:
    """The text of an HTML page, a line for each block.

    >>> plain("<style>p {}</style><p>Прошу<b> направить</b>\\nотчёт.</p><div>Министр</div>")
    'Прошу направить отчёт.\\n\\nМинистр'
    """
    parser = _Plain()
    parser.feed(html)
    parser.close()
    return "".join(parser.texts).strip()
