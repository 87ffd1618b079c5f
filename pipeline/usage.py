"""The command line in Russian: what typer itself says about commands, options and mistakes in them."""

import os
import sys
from typing import Any

from typer.core import TyperCommand, TyperGroup

PANELS = {
    "ARGUMENTS_PANEL_TITLE": "Аргументы",
    "OPTIONS_PANEL_TITLE": "Параметры",
    "COMMANDS_PANEL_TITLE": "Команды",
    "DEFAULT_STRING": "[по умолчанию: {}]",
    "REQUIRED_LONG_STRING": "[обязательно]",
}
"""What `typer.rich_utils` calls the parts of a help page."""

USAGE = {"Usage:": "Запуск:", "[OPTIONS]": "[ПАРАМЕТРЫ]", "COMMAND [ARGS]": "КОМАНДА"}

MISTAKES = {
    "MissingParameter": "Не указано: {name}",
    "NoSuchOption": "Нет такого параметра: {option}",
    "BadParameter": "Неверное значение: {name}",
    "BadOptionUsage": "Параметру {option} нужно значение",
}
"""By the class of the error, whichever library it comes from."""


class Russian:
    """What a command and a group of them say of themselves."""

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        for said, russian in USAGE.items():
            usage = usage.replace(said, russian)
        return usage

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        option.help = "Показать эту справку."
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from typer import rich_utils

        for name, title in PANELS.items():
            setattr(rich_utils, name, title)
        super().format_help(ctx, formatter)  # type: ignore[misc]


class Command(Russian, TyperCommand):
    pass


class Group(Russian, TyperGroup):
    def invoke(self, ctx: Any) -> Any:
        """A command whose reader had enough (`prikaz extract … | head`) ends well: typer would end it with 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0


def mistake(error: Any) -> str:
    """What is wrong with a command, and where to read how it should be.

    :param error: a usage error: `ctx`, and by its class `param` or `option_name`.
    """
    param = getattr(error, "param", None)
    name = param and (param.opts[0] if param.opts[0].startswith("-") else param.metavar)
    said = MISTAKES.get(type(error).__name__, "Нет такой команды")
    said = said.format(name=name, option=getattr(error, "option_name", ""))
    command = error.ctx.command_path if error.ctx else "prikaz"
    return f"{said}. Подсказка: {command} --help"
