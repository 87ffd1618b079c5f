"""Recurring terms: a frequency and, in any order around it, days, weekdays, months, hours and bounds.

«ежеквартально до 5 числа месяца, следующего за отчётным» · «еженедельно по пятницам» · «ежегодно в апреле-мае» ·
«не реже одного раза в квартал» · «последний рабочий день месяца» · «ежемесячно в течение учебного года».
"""

from extractors.deadlines.recurrence.read import read_every

__all__ = ["read_every"]
