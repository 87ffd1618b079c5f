"""The published JSON Schema is that of the models, and what is extracted keeps to it."""

import json

import jsonschema

from schemas.document import Document
from schemas.publish import PUBLISHED, schema


def test_published_schema_is_current() -> None:
    assert PUBLISHED.read_text("utf-8") == schema(), "run: python -m schemas.publish"


def test_schema_refuses_what_the_contract_does_not_know() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema()))
    good = json.loads(Document(kind="letter").model_dump_json())
    assert validator.is_valid(good)
    assert not validator.is_valid({**good, "kind": "epistle"})
    assert not validator.is_valid({**good, "surprise": 1})
