"""What a single line looks like: the wording by which requisites are known.

Each cue takes the text of a line, letter-spacing already closed up, and answers yes or no. They know nothing of the
lines around.
"""

from extractors.segment.cues.contacts import has_phone, is_contact, names_body
from extractors.segment.cues.head import (
    has_day,
    is_compound_number,
    is_day,
    is_kind,
    is_labelled,
    is_minutes,
    is_place,
    is_registration,
    may_be_city,
    starts_approval,
    starts_title,
)
from extractors.segment.cues.pieces import INITIALS, NAME, NUMBER_SIGN
from extractors.segment.cues.signature import (
    is_e_signature,
    is_name,
    is_surname,
    names_executor,
    post_and_name,
    starts_executor,
    starts_post,
    starts_with_name,
)
from extractors.segment.cues.tail import (
    is_bare_number,
    is_copy,
    is_registered,
    is_stamp,
    starts_annex,
    starts_approved,
    starts_distribution,
    starts_enclosure,
    starts_visa,
)
from extractors.segment.cues.text import (
    ends_in_order,
    is_edition_note,
    is_prose,
    is_salutation,
    starts_chapter,
    starts_decision,
    starts_item,
    starts_preamble,
    starts_protocol,
)

__all__ = [
    "INITIALS",
    "NAME",
    "NUMBER_SIGN",
    "ends_in_order",
    "has_day",
    "has_phone",
    "is_bare_number",
    "is_compound_number",
    "is_contact",
    "is_copy",
    "is_day",
    "is_e_signature",
    "is_edition_note",
    "is_kind",
    "is_labelled",
    "is_minutes",
    "is_name",
    "is_place",
    "is_prose",
    "is_registered",
    "is_registration",
    "is_salutation",
    "is_stamp",
    "is_surname",
    "may_be_city",
    "names_body",
    "names_executor",
    "post_and_name",
    "starts_annex",
    "starts_approval",
    "starts_approved",
    "starts_chapter",
    "starts_decision",
    "starts_distribution",
    "starts_enclosure",
    "starts_executor",
    "starts_item",
    "starts_post",
    "starts_preamble",
    "starts_protocol",
    "starts_title",
    "starts_visa",
    "starts_with_name",
]
