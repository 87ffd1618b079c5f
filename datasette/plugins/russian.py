"""Filters of the templates: Russian words for headings of columns, codes, conditions, numbers and errors.

The words themselves are data: columns and codes stand in metadata.yaml, the phrases of Datasette in the tables below.
"""

from datetime import date
from typing import Any

from datasette import hookimpl

LOOKUPS = {
    "exact": "равно",
    "not": "не равно",
    "contains": "содержит",
    "endswith": "кончается на",
    "startswith": "начинается с",
    "gt": "больше",
    "gte": "не меньше",
    "lt": "меньше",
    "lte": "не больше",
    "like": "по образцу (%)",
    "notlike": "не по образцу (%)",
    "glob": "по образцу (*)",
    "in": "одно из (через запятую)",
    "notin": "ни одно из",
    "arraycontains": "список содержит",
    "arraynotcontains": "список не содержит",
    "date": "в день",
    "isnull": "не заполнено",
    "notnull": "заполнено",
    "isblank": "пусто",
    "notblank": "не пусто",
}

ERRORS = (
    # (how Datasette's message starts, what the reader is told)
    ("Table not found", "Такой таблицы нет."),
    ("Record not found", "Такой записи нет. Возможно, документ загрузили заново и номер записи изменился."),
    ("Database not found", "Такой базы нет. Возможно, документы ещё не загружены."),
    ("You do not have permission", "У вас нет прав на просмотр этой страницы."),
    ("Permission denied", "У вас нет прав на просмотр этой страницы."),
    ("Database download is forbidden", "Выгрузка базы целиком запрещена."),
    ("Cannot sort table by", "По этому столбцу сортировать нельзя."),
    ("Cannot search by that column", "По этому столбцу искать нельзя."),
    ("_size must be", "Размер страницы (_size) должен быть целым числом в допустимых пределах."),
    ("_where= is not allowed", "Произвольные условия SQL здесь запрещены."),
    ("interrupted", "Запрос выполнялся слишком долго и был остановлен. Уточните отбор."),
    ("SQL query took too long", "Запрос выполнялся слишком долго и был остановлен. Уточните отбор."),
    ("no such column", "В запросе назван столбец, которого нет."),
    ("no such table", "В запросе названа таблица, которой нет."),
    ("fts5: syntax error", "Поисковый запрос записан с ошибкой."),
    ("You are now logged out", "Вы вышли."),
    ("Invalid username or password", "Имя или пароль не подходят."),
    ("This instance does not have any configured", "Вход по паролю не включён: учётных записей нет."),
    ("Statement must be a SELECT", "Разрешены только запросы на чтение (SELECT)."),
)
STATUSES = {
    400: "Запрос составлен неверно",
    403: "Доступ закрыт",
    404: "Страница не найдена",
    500: "Ошибка на сервере",
}


def head(description: str | None, column: str) -> str:
    """The heading of a column: its description up to the dash.

    >>> head("Дата — дата документа", "date"), head(None, "date")
    ('Дата', 'date')
    """
    return description.partition(" — ")[0] if description else column


def plural(count: int, one: str, few: str, many: str) -> str:
    """The form of a noun after a number.

    >>> [plural(n, "строка", "строки", "строк") for n in (1, 2, 5, 11, 21, 112)]
    ['строка', 'строки', 'строк', 'строк', 'строка', 'строк']
    """
    tail, tens = count % 10, count // 10 % 10
    if tens == 1 or tail == 0 or tail > 4:
        return many
    return one if tail == 1 else few


def grouped(count: int) -> str:
    """A number with its thousands apart by no-break spaces.

    >>> grouped(1234567)
    '1\\xa0234\\xa0567'
    """
    return f"{count:,}".replace(",", "\xa0")


def counted(count: int, one: str, few: str, many: str) -> str:
    return f"{grouped(count)}\xa0{plural(count, one, few, many)}"


def day(value: str | None) -> str:
    """An ISO date as it is written in Russian; anything else as it is.

    >>> day("2024-02-20"), day("2024"), day(None)
    ('20.02.2024', '2024', '')
    """
    try:
        return date.fromisoformat(value or "").strftime("%d.%m.%Y")
    except ValueError:
        return value or ""


def explained(error: object) -> str | None:
    """What an error of Datasette means, or None where it is not known."""
    message = str(error)
    return next((russian for start, russian in ERRORS if message.startswith(start)), None)


def lookup(key: str) -> str:
    return LOOKUPS.get(key, key)


def status_title(status: int | None) -> str:
    return STATUSES.get(status or 403, "Ошибка")


FILTERS = (head, plural, grouped, counted, day, explained, lookup, status_title)


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    settings = datasette.plugin_config("russian")

    def word(value: object, column: str) -> object:
        """The printed word of a code of this column, or the value itself."""
        domain = "flag" if column in settings["flags"] else column
        return settings["values"].get(domain, {}).get(str(value), value)

    def database_title(database: str) -> str:
        return str((datasette.metadata("databases") or {}).get(database, {}).get("title") or database)

    def table_title(table: str, database: str) -> str:
        return str(datasette.table_metadata(database, table).get("title") or table)

    def is_described(table: str, database: str) -> bool:
        """Whether the table is one for readers: it has a title."""
        return "title" in datasette.table_metadata(database, table)

    def column_title(column: str, table: str, database: str) -> str:
        return head((datasette.table_metadata(database, table).get("columns") or {}).get(column), column)

    env.filters.update({function.__name__: function for function in FILTERS})
    for function in (word, database_title, table_title, is_described, column_title):
        env.filters[function.__name__] = function
    env.globals["table_groups"] = settings["groups"]
