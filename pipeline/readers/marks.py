"""Marks that other programs leave in a text: Markdown, HTML entities and line breaks."""

import html
import re

ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~\"'])")
BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+)(?<=[^\s*])\*(?![\w*])")
HEADING = re.compile(r"^#{1,6} +(?=\S)(.*?)(?: +#+)?$")
LINK = re.compile(r"\[(?P<text>[^\]\n]+)\]\((?:mailto:|https?://)?(?P<target>[^)\s]+)\)")
RULE = re.compile(r"^ *(?:-{3,}|\*{3,}|(?:\* ){3,}) *$", re.MULTILINE)
BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
PARAGRAPH = re.compile(r"</?(?:p|div|span|b|strong|i|em|u)(?: [^>]*)?>", re.IGNORECASE)


def unmarked(text: str) -> str:
    """The text without entities, tags of running text, escapes, rules and links written twice.

    >>> unmarked("[a@b.ru](mailto:a@b.ru) &laquo;Школа&raquo; 1\\\\. <https://b.ru>")
    'a@b.ru «Школа» 1. <https://b.ru>'
    """
    text = html.unescape(text)
    text = RULE.sub("", PARAGRAPH.sub("", text))
    text = LINK.sub(_link, text)
    return ESCAPED.sub(r"\1", text)


def _link(match: re.Match[str]) -> str:
    return match["text"] if match["target"].rstrip("/") in match["text"] else match[0]


def without_bold(text: str) -> tuple[str, bool]:
    """A paragraph without its bold and heading marks, and whether all of it was marked.

    >>> without_bold("**ПЛАН\\nмероприятий**"), without_bold("# План"), without_bold("Администрация\\n**КОМИТЕТ**")
    (('ПЛАН\\nмероприятий', True), ('План', True), ('Администрация\\nКОМИТЕТ', False))
    """
    lines = [HEADING.sub(r"\1", line) for line in text.split("\n")]
    headed = lines != text.split("\n")
    bare = "\n".join(lines)
    outside = BOLD.sub("", bare).strip()
    return ITALIC.sub(r"\1", BOLD.sub(r"\1", bare)), bool(bare.strip()) and (
        outside == "" or (headed and len(lines) == 1)
    )
