"""The searchable copy of a scan: a PDF/A with the pages as they were scanned and the recognised words, unseen, on them.

OCRmyPDF lays the words on the pages, and pikepdf declares the copy a PDF/A after checking it. The words are those that
the reader recognised and repaired, in their boxes; tesseract does not run for OCRmyPDF once more.
"""

from pipeline.searchable.copy import searchable_pdf, write_searchable

__all__ = ["searchable_pdf", "write_searchable"]
