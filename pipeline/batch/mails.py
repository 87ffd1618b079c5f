"""The files in an e-mail (.eml): what is attached, or the text itself where nothing is."""

import io
from collections.abc import Iterator
from email import message_from_binary_file, policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path

from pipeline.batch.source import Source, member, open_file, refused_file
from pipeline.errors import ReadError


def mail_parts(path: Path) -> Iterator[Source]:
    """The attachments in their order; the cover note of a mail with attachments is no letter."""
    try:
        with open_file(path) as file:
            message = message_from_binary_file(file, policy=policy.default)
        parts = list(_parts(message))
        if not parts:
            raise ReadError("no_text", "В электронном письме нет ни вложений, ни текста")
    except ReadError as error:
        yield refused_file(path, error)
        return
    except Exception:  # the parser of mail raises whatever it meets in a broken one
        yield refused_file(path, ReadError("damaged", "Электронное письмо повреждено: сохраните его ещё раз"))
        return
    for number, (name, content) in enumerate(parts, start=1):
        yield member(path, f"{number}/{name}", partial(io.BytesIO, content))


def _parts(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the attachments that have a name, or the plain text."""
    attachments = [(part.get_filename(), part.get_payload(decode=True)) for part in message.iter_attachments()]
    named = [(name, content) for name, content in attachments if name and isinstance(content, bytes)]
    yield from named
    body = message.get_body(("plain",))
    text = str(body.get_content()).strip() if body and not named else ""
    if text:
        yield "письмо.txt", text.encode()
