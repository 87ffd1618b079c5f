"""Requisites of ГОСТ Р 7.0.97 with a section of their own: kind, number, date, place, title, signature, stamps."""
