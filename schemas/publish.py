"""Writes the JSON Schema of the contract: `python -m schemas.publish`."""

import json
from pathlib import Path

from schemas.document import Document

PUBLISHED = Path(__file__).with_name("document.schema.json")


def schema() -> str:
    """The JSON Schema of one extracted document, as text."""
    return json.dumps(Document.model_json_schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    PUBLISHED.write_text(schema(), "utf-8")
