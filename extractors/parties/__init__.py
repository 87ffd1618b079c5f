"""Parties: whom a document is sent to, who must do, who controls, whom something is delivered to."""

from extractors.parties.duties import SelfControl, appointees, controller, entrusted
from extractors.parties.leading import leading_parties
from extractors.parties.listing import parties
from extractors.parties.recipients import recipients

__all__ = [
    "SelfControl",
    "appointees",
    "controller",
    "entrusted",
    "leading_parties",
    "parties",
    "recipients",
]
