"""The forms of checking: which fields a value has, by its JSON Pointer, and how they are written and read."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel

from schemas.document import Assignment, Deadline, Kind, Party, ReferenceKind


class Field(NamedTuple):
    """A field of a value; without a name the value is the field. `kind` is that of the input; codes have `options`."""

    name: str
    label: str
    kind: str = "text"
    options: str = ""

    def of(self, value: Any) -> Any:
        """The field of a value."""
        return value if not self.name else (value or {}).get(self.name)

    def parse(self, written: str) -> Any:
        """What a person wrote, as the contract has it. Raises ValueError for what is no date or no number."""
        text = " ".join(written.split())
        if not text:
            return None
        if self.kind == "date":
            return date.fromisoformat(text).isoformat()
        return int(text) if self.kind == "number" else text


class Form(NamedTuple):
    """The fields of the values at some paths. What is `optional` may be taken away, and so may items of lists."""

    path: str
    label: str
    fields: tuple[Field, ...]
    optional: bool = True
    new: tuple[tuple[str, Any], ...] = ()

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def removable(self, path: str) -> bool:
        return self.optional or path.rsplit("/", 1)[-1].isdigit()

    def completed(self, held: Any, fresh: dict[str, Any], parts_of: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
        """The changed fields with what follows from them: the parts of a name, what a new value cannot do without."""
        if not fresh:
            return fresh
        made = dict(fresh)
        if held is None and "" not in fresh:
            made = {**dict(self.new), **{name: value for name, value in fresh.items() if value is not None}}
        if held is None and "text" in dict(self.new):
            made["text"] = made.get("text") or made.get("name") or ""
        name = fresh.get("name")
        if name and self.fields == PERSON:
            return made | parts_of(name)
        person = (held or {}).get("person") if isinstance(held, dict) else None
        kind = made.get("type") or (held.get("type") if isinstance(held, dict) else None)
        if name and "type" in {field.name for field in self.fields} and kind == "person":
            parts = parts_of(name)
            known = parts["surname"] is not None
            made["person"] = {**(person or {}), **parts} if known else None
        return made


def codes(model: type[BaseModel], field: str) -> tuple[str, ...]:
    """What the contract allows in a field."""
    return get_args(model.model_fields[field].annotation)


CHOICES = {
    # name: (whose words stand in metadata.yaml, the codes)
    "document": ("kind", get_args(Kind)),
    "cited": ("kind", get_args(ReferenceKind)),
    "deadline": ("kind", codes(Deadline, "kind")),
    "party": ("type", codes(Party, "type")),
    "duty": ("type", codes(Assignment, "type")),
}
POSITION = Field("position", "Должность")
PERSON = (Field("name", "Фамилия И.О."), POSITION, Field("phone", "Телефон"), Field("email", "Эл. почта"))
PARTY = (Field("name", "Кто"), Field("type", "Кто это", "choice", "party"), POSITION)
PARTY_NEW = (("type", "organization"), ("text", ""))
DUTY = (Field("text", "Что сделать", "area"), Field("number", "Пункт"), Field("type", "Вид пункта", "choice", "duty"))
DEADLINE = (
    *(Field("due", "Крайний день", "date"), Field("start", "Первый день", "date")),
    *(Field("kind", "Вид срока", "choice", "deadline"), Field("text", "Как напечатан")),
    Field("recurrence", "Повторение (RRULE)"),
)
CITED = (
    *(Field("kind", "Вид", "choice", "cited"), Field("number", "Номер"), Field("date", "Дата", "date")),
    *(Field("issuer", "Издал"), Field("title", "Название", "area")),
)
ISSUER = (
    *(Field("name", "Организация", "area"), Field("short_name", "Краткое наименование")),
    Field("parent", "Вышестоящая", "area"),
)
SHEETS = (Field("sheets", "Листов", "number"), Field("copies", "Экземпляров", "number"))
NUMBERED = (Field("number", "Номер"), Field("date", "Дата", "date"))

FORMS = (
    Form("/kind", "Вид документа", (Field("", "Вид документа", "choice", "document"),), optional=False),
    Form("/number", "Регистрационный номер", (Field("", "Номер"),)),
    Form("/date", "Дата", (Field("", "Дата", "date"),)),
    Form("/place", "Место составления", (Field("", "Место"),)),
    Form("/title", "Заголовок", (Field("", "Заголовок", "area"),)),
    Form("/region", "Регион", (Field("", "Регион", "choice", "region"),)),
    Form("/issuer", "Организация", ISSUER),
    Form("/issuer/parent", "Вышестоящая организация", (Field("", "Наименование", "area"),)),
    Form("/issuer/inn", "ИНН", (Field("", "ИНН"),)),
    Form("/issuer/kpp", "КПП", (Field("", "КПП"),)),
    Form("/issuer/ogrn", "ОГРН", (Field("", "ОГРН"),)),
    Form("/issuer/okpo", "ОКПО", (Field("", "ОКПО"),)),
    Form("/issuer/address", "Адрес", (Field("", "Адрес", "area"),)),
    Form("/issuer/short_name", "Краткое наименование", (Field("", "Наименование"),)),
    Form("/issuer/phones/#", "Телефон", (Field("", "Телефон"),)),
    Form("/issuer/emails/#", "Эл. почта", (Field("", "Эл. почта"),)),
    Form("/issuer/websites/#", "Сайт", (Field("", "Сайт"),)),
    Form("/reply_to", "На номер и дату", NUMBERED),
    Form("/addressees/#", "Адресат", PARTY, new=PARTY_NEW),
    Form("/distribution/#", "Рассылка", PARTY, new=PARTY_NEW),
    Form("/control", "Контроль", PARTY, new=PARTY_NEW),
    Form("/signatories/#", "Подпись", PERSON),
    Form("/executor", "Исполнитель", PERSON),
    Form("/references/#", "Ссылка на документ", CITED, new=(("kind", "other"),)),
    Form("/attachments/#", "Приложение", (Field("title", "Название", "area"), Field("number", "Номер"), *SHEETS)),
    Form("/registrations/#", "Отметка о поступлении", NUMBERED),
    Form("/initiatives/#", "Проект", (Field("", "Название", "area"),)),
    Form("/assignments/#", "Поручение", DUTY, new=(("source", "body"), ("type", "task"))),
    Form("/assignments/#/deadlines/#", "Срок", DEADLINE, new=(("kind", "by"), ("text", "установлен при проверке"))),
    Form("/assignments/#/responsible/#", "Ответственный", PARTY, new=PARTY_NEW),
    Form("/assignments/#/recipient/party", "Кому передать", PARTY, new=PARTY_NEW),
    *(
        Form(f"/assignments/#/{name}", label, (Field("", label, "area"),))
        for name, label in (("objective", "Задача"), ("audience", "Адресность"), ("outcome", "Результат"))
    ),
)
BY_PATH = {form.path: form for form in FORMS}


def form_of(path: str) -> Form | None:
    """The form of the value at a path; None where there is none.

    >>> form_of("/assignments/12/deadlines/0").label, form_of("/evidence/0")
    ('Срок', None)
    """
    return BY_PATH.get(re.sub(r"/\d+(?=/|$)", "/#", path))


def label_of(path: str) -> str:
    """What a value is called; its duty's number in the list with it.

    >>> label_of("/assignments/11/deadlines/0"), label_of("/number"), label_of("/assignments/0/text")
    ('Срок поручения 12', 'Регистрационный номер', 'Поручение 1')
    >>> label_of("/assignments/-"), label_of("/signatories/+1")
    ('Поручение', 'Подпись')
    """
    item = re.sub(r"/(-|\+\d+)(?=/|$)", "/0", path)
    form = form_of(item) or form_of(item.rpartition("/")[0])
    duty = re.match(r"/assignments/(\d+)", path)
    name = form.label if form else path
    if not duty:
        return name
    return f"{name} {int(duty[1]) + 1}" if name == "Поручение" else f"{name} поручения {int(duty[1]) + 1}"


def shown(field: Field, value: Any) -> str:
    held = field.of(value)
    return "" if held is None else str(held)


def said(value: str | None) -> str:
    """A value of the table of corrections in few words.

    >>> said('"7"'), said('{"name": "Петрова А.И.", "type": "person"}'), said("null"), said('["а", "б"]')
    ('7', 'Петрова А.И.', 'нет', 'а; б')
    """
    held = json.loads(value or "null")
    if isinstance(held, list):
        return "; ".join(said(json.dumps(item)) for item in held) or "нет"
    if isinstance(held, dict):
        return str(next((held[key] for key in ("text", "name", "title", "number") if held.get(key)), "…"))
    return "нет" if held is None else str(held)
