"""Requisites of ГОСТ Р 7.0.97 that stand in a section of their own: kind, number, date, place, title, signature, executor, stamps."""
