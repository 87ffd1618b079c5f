"""From a layout to letters: each line gets the role of the requisite it belongs to (ГОСТ Р 7.0.97)."""

from extractors.segment.segment import segment

__all__ = ["segment"]
