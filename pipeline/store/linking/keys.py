"""By what a name may meet other names: indexed texts, so that finding the others costs the same in any database."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from extractors.vocabulary import rows, words
from pipeline.store.names import fold, is_generic
from pipeline.store.search import lemmatize
from schemas.document import Organization, Person

Role = Literal["same", "full", "short", "near"]
Type = Literal["person", "organization", "initiative"]


@dataclass(frozen=True, slots=True)
class Key:
    """`same` joins all who have it; `short` joins the one who has it as `full`; `near` only raises a doubt."""

    key: str
    role: Role
    rule: str


# --- people: «Фамилия И.О.» meets «Фамилия Имя Отчество» within one body ----------------------------------------------
def person_keys(person: Person, body: str, region: str) -> Iterator[Key]:
    """:param body: key of the body in whose documents the name stands; :param region: code, or nothing."""
    surname, given, patronymic = (fold(part or "") for part in (person.surname, person.given, person.patronymic))
    if not surname or not given:
        return
    one, two = f"{surname} {given[0]}. | {body}", f"{surname} {given[0]}.{patronymic[:1]}. | {body}"
    if not patronymic:
        yield Key(one, "full" if _spelt(given) else "short", "person.initials")
        return
    yield Key(two, "full" if _spelt(given) else "short", "person.initials")
    yield Key(one, "full", "person.initials")
    if _spelt(given) and _spelt(patronymic):
        yield Key(f"{given} {patronymic} | {body}", "near", "person.other-surname")
        yield Key(f"{surname} {given} {patronymic} | {region}", "near", "person.other-body")


def _spelt(name: str) -> bool:
    return len(name) > 1 and not name.endswith(".")


# --- bodies ----------------------------------------------------------------------------------------------------------
def organization_keys(name: str, home: str) -> Iterator[Key]:
    """By the name alone. `home` is the region it is known in, nothing for federal bodies."""
    if is_generic(name):
        return
    yield Key(f"{expanded(name)} | {home}", "same", "organization.expanded")
    yield Key(f"{expanded(name)} | {home}", "short", "organization.short-name")
    bare = without_form(name)
    if ABBREVIATION.fullmatch(bare):
        yield Key(f"{fold(bare)} | {home}", "short", "organization.abbreviation")
    elif initials := initials_of(bare):
        yield Key(f"{initials} | {home}", "full", "organization.initials")


def letterhead_keys(issuer: Organization, home: str) -> Iterator[Key]:
    """By what the letterhead says besides; a department may print the INN of the body that it belongs to."""
    head = fold(issuer.name or "").split(" ")[0]
    for code in ("ogrn", "inn"):
        if value := getattr(issuer, code):
            certain = head not in DEPARTMENTS
            yield Key(
                f"{code}:{value} {head if certain else ''}".strip(),
                "same" if certain else "near",
                f"organization.{code}",
            )
            yield Key(f"{code}:{value}", "near", f"organization.{code}")
    short = without_form(issuer.short_name or "")
    if ABBREVIATION.fullmatch(short) or (short and not is_generic(short)):
        yield Key(f"{fold(short)} | {home}", "full", "organization.short-name")
        yield Key(f"{expanded(short)} | {home}", "full", "organization.short-name")


DEPARTMENTS = frozenset(words("departments"))
ABBREVIATION = re.compile(r"[А-ЯЁ][А-ЯЁа-яё-]*[А-ЯЁ][А-ЯЁа-яё-]*")
"""«СОИРО», «ЛенОИРО»: one word with two capitals at least."""
MIN_INITIALS = 4
SMALL = frozenset(["и", "в", "во", "на", "по", "с", "со", "для", "при", "имени", "им"])


@cache
def _form() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{'|'.join(words('legal_forms'))})(?![\w-])\s*)+")


def without_form(name: str) -> str:
    """
    >>> without_form("ГАУ ДПО «СОИРО»"), without_form("СОИРО")
    ('СОИРО', 'СОИРО')
    """
    return _form().sub("", name.strip()).strip(' «»"“”') or name


def initials_of(name: str) -> str | None:
    """The first letters of a full name's words; too few tell nothing.

    >>> initials_of("Смоленский областной институт развития образования")
    'соиро'
    """
    letters = "".join(word[0] for word in re.findall(r"\w+", fold(name)) if word not in SMALL)
    return letters if len(letters) >= MIN_INITIALS else None


@lru_cache(maxsize=50_000)
def expanded(name: str) -> str:
    """Contractions written out, «РФ» and «России» as «Российской Федерации», all in lemmas.

    >>> expanded("Минпросвещения России") == expanded("Министерство просвещения РФ")
    True
    """
    folded = " ".join(_contractions().get(word, word) for word in fold(name).split())
    return lemmatize(re.sub(r"\b(?:рф|россии)\b", "российской федерации", folded))


# --- initiatives -----------------------------------------------------------------------------------------------------
def initiative_keys(name: str) -> Iterator[Key]:
    yield Key(f"initiative {initiative(name)}", "same", "initiative.form")


@lru_cache(maxsize=10_000)
def initiative(name: str) -> str:
    """The lemmas of a name without its wrapping («концепция проекта», «Строим …»), or those of its known name.

    >>> initiative("Строим школу Минпросвещения России") == initiative("Школа Минпросвещения России")
    True
    """
    known = _initiatives()
    lemmas = lemmatize(fold(name))
    bare = WRAPPING.sub("", lemmas)
    inner = bare.split(" ", 1)[1] if bare.count(" ") >= 2 and _is_verb(fold(name).split(" ")[0]) else bare
    return known.get(lemmas) or known.get(inner) or inner


WRAPPING = re.compile(
    r"^(?:(?:концепция|федеральный|национальный|региональный|муниципальный|всероссийский|"
    r"проект|программа|инициатива) )+(?=\S)"
)


def _is_verb(word: str) -> bool:
    """«строим», «создаём»: what a slogan adds to a name. Other forms («играй») may be the name itself."""
    from pipeline.store.search import parses

    return any({"VERB", "1per", "plur"} <= set(parse.tag.grammemes) for parse in parses(word)[:1])


@cache
def _initiatives() -> dict[str, str]:
    return {lemmatize(fold(other)): lemmatize(fold(name)) for name, other, _ in rows("initiatives")}


@cache
def _contractions() -> dict[str, str]:
    return {fold(short): fold(long) for short, long, _ in rows("contractions")}
