"""What a single line looks like: the wording by which requisites are known.

Each cue takes the text of a line, letter-spacing already closed up, and answers yes or no. They know nothing of the lines around.
"""

import re

from extractors.lines import fold, in_capitals
from extractors.vocabulary import words

# --- pieces ------------------------------------------------------------------------------------------------------
NUMBER_SIGN = r"(?:№|N[oо]?\b\.?|Nº)"
DAY = r"(?:«?[\s_]*\d{1,2}[\s_]*»?[\s_]*(?:[./]\s*\d{1,2}\s*[./]\s*\d{2,4}|[а-яё]{3,8}[\s_]+\d{4}|\d{2}[\s_]+\d{4})|\d{4}-\d{2}-\d{2})"
BLANK = r"[_\s]{3,}"
INITIALS = r"(?<![А-ЯЁа-яё])(?:[А-ЯЁ]\s?\.\s?(?:[А-ЯЁ]\s?[.,])?|[А-ЯЁ]\s?,\s?[А-ЯЁ]\s?\.)"
SURNAME = r"[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+)(?:-[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+))?"
PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:вич|вна|ична|инична|оглы|кызы|уулу)(?:а|у|ем|ой|ы|е)?"
NAME = (
    rf"(?:{INITIALS}\s?{SURNAME}|{SURNAME}\s{INITIALS}|{SURNAME}\s[А-ЯЁ][а-яё]+\s{PATRONYMIC}"
    rf"|[А-ЯЁ][а-яё]+\s{PATRONYMIC}\s{SURNAME})"
)

# --- registration ------------------------------------------------------------------------------------------------
_REGISTRATION = re.compile(
    rf"""^(?:
      (?:от\s+|дата\s*:?\s*|рег\.?\s*|исх\.?\s*|регистрационный\s+номер\s*:?\s*)*          # «от 17.02.2023», «Исх. № 5»
      (?:{DAY}(?:\s*(?:г\.?|года))?|{BLANK})?[\s,]*                                           # the day, or its blank
      (?:{NUMBER_SIGN}\s*:?\s*(?:[\w«»/.\-–—_ ]{{0,40}}))?\s*                                   # the number, or its blank
      (?:(?:от\s*)?(?:{DAY}|{BLANK})(?:\s*(?:г\.?|года))?)?
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
_REPLY = re.compile(rf"^на\s*(?:ваш\w*\s+|исх\.?\s*)*{NUMBER_SIGN}", re.IGNORECASE)
_HAS_NUMBER_OR_DAY = re.compile(rf"{NUMBER_SIGN}\s*[\w_]|{DAY}|_{{3,}}", re.IGNORECASE)

_PLACE_BESIDE = re.compile(
    r"(?:^|\t|(?<=\s))(?:г|с|п|пос|рп|пгт|ст|д)\.?\s[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁ]?[а-яё]+)*(?=\t|\s*$|\s+№|\s+\d|\s+от)"
)


_BESIDE = re.compile(rf"\t|\s(?=на\s+{NUMBER_SIGN})", re.IGNORECASE)
"""Between two registrations in one line: a wide gap, or the reply line behind the number."""


def is_registration(text: str) -> bool:
    """«22.01.2024 № 10-32/419», «№ 116», «от 17.02.2023», «на № ____ от ____», «____ № ____»; a place may stand beside, or a second one."""
    if not _HAS_NUMBER_OR_DAY.search(text):
        return False
    parts = _BESIDE.split(text)
    if len(parts) > 1 and all(is_registration(part.strip()) for part in parts if part.strip()):
        return True
    return bool(_REGISTRATION.match(text) or is_reply(text) or _REGISTRATION.match(_PLACE_BESIDE.sub("", text).strip()))


def is_reply(text: str) -> bool:
    """«на № 12/3 от 01.02.2024», «На Ваш № …»."""
    return bool(_REPLY.match(text)) and len(text) < 90


# --- kind --------------------------------------------------------------------------------------------------------
_KIND_WORDS = "|".join(words("kinds"))
_KIND = re.compile(rf"^(?:[А-ЯЁӘІҢҒҮҰҚӨҺҖӐӖӲЎҮҐЏЉЊЋҪҠҘҜÖҔҤҮӢӮ«»\-\s]*\s)?(?:{_KIND_WORDS})(?![а-яё])", re.IGNORECASE)
_KIND_ALONE = re.compile(rf"^(?:{_KIND_WORDS})\s*(?:{NUMBER_SIGN}.*|от\s+{DAY}.*)?$", re.IGNORECASE)


def is_kind(text: str) -> bool:
    """«ПРИКАЗ», «П Р И К А З» closed up, «ПРОТОКОЛ № 3», «ПОСТАНОВЛЕНИЕ администрации города», «БОЕРЫК ПРИКАЗ», «Приказ» alone."""
    match = _KIND.match(text)
    if not match:
        return False
    return bool(_KIND_ALONE.match(text)) or in_capitals(match[0])


def is_minutes(text: str) -> bool:
    """The heading of minutes: «ПРОТОКОЛ № 3»."""
    return "протокол" in text.lower()


# --- place -------------------------------------------------------------------------------------------------------
_PLACE = re.compile(
    r"^(?:г(?:ор)?\.\s*|город\s+|пгт\.?\s*|п\.\s*|пос\.\s*|посёлок\s+|поселок\s+|с\.\s*|село\s+|ст\.\s*|станица\s+|р\.\s?п\.\s*|рп\.?\s+|"
    r"д\.\s*|дер\.\s*|а\.\s*|аул\s+)[А-ЯЁ][\w-]+(?:[ -][\w-]+){0,3}\.?$"
)
_CITY = re.compile(r"^(?:Москва|Санкт-Петербург|Севастополь)$", re.IGNORECASE)


_BARE_CITY = re.compile(r"^[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*(?: [А-ЯЁ][а-яё]+){0,2}$")


def is_place(text: str) -> bool:
    """«г. Свободный», «с. Усть-Цильма», «Москва»."""
    return bool(_PLACE.match(text) or _CITY.match(text))


def may_be_city(text: str) -> bool:
    """One to three words with capitals and nothing else: «Великий Новгород» where a place is expected."""
    return bool(_BARE_CITY.match(text)) and not starts_post(text)


# --- title -------------------------------------------------------------------------------------------------------
_TITLE = re.compile(r"^(?:[Г┌⌐\[|]\s+)?[«\"]?\s*(?:О|Об|ОБ|Обо|ОБО)\s+[«\"]?[А-ЯЁа-яёA-Z]")


def starts_title(text: str) -> bool:
    """«О реализации…», «Об утверждении…», «О ВНЕСЕНИИ…», also behind the corner that marks its place; a name with the initial О. is none."""
    return bool(_TITLE.match(text))


# --- approvals and visas -----------------------------------------------------------------------------------------
_APPROVAL = re.compile(
    r"^(?:УТВЕРЖДАЮ|УТВЕРЖД[ЕЁ]Н[ОАЫ]?|Утверждаю|Утвержд[её]н[оаы]?|СОГЛАСОВАНО|Согласовано|СОГЛАСОВАН[АЫ]?|ПРИНЯТ[ОАЫ]?|РАССМОТРЕНО)\b"
)
_VISA = re.compile(
    r"^(?:визы|лист согласования|согласовано|согласующие|с\s+\w+\s+ознакомлен|ознакомлен|"
    r"разработчик|подготовил|передал|принял[аи]?\s*:|проект (?:приказа |постановления |распоряжения )?(?:подготовил|внес|вносит)|проект подготовлен|верно|копия верна|в дело|отп\.)",
    re.IGNORECASE,
)


def starts_approval(text: str) -> bool:
    """«УТВЕРЖДАЮ», «УТВЕРЖДЕНО приказом…», «СОГЛАСОВАНО»: requisites 16 and 20."""
    return bool(_APPROVAL.match(text))


def starts_visa(text: str) -> bool:
    """«Визы:», «Согласовано:», «С приказом ознакомлены:», «Разработчик:», «Копия верна»."""
    return bool(_VISA.match(text))


# --- body --------------------------------------------------------------------------------------------------------
_SALUTATION = re.compile(r"^(?:Глубоко)?\s*(?:Многоуважаем|Уважаем)(?:ые|ый|ая)\b", re.IGNORECASE)
_PREAMBLE = re.compile(
    r"^(?:в\s+соответствии|во\s+исполнение|на\s+основании|в\s+целях|с\s+целью|в\s+рамках|в\s+связи|рассмотрев|руководствуясь|по\s+результатам|"
    r"согласно|заслушав|принимая\s+во\s+внимание|учитывая|по\s+итогам|в\s+ответ\s+на|на\s+ваш|направля|сообща|информиру|просим|прошу|"
    r"в\s+дополнение|в\s+порядке|во\s+изменение|настоящ)",
    re.IGNORECASE,
)
_ORDERING = re.compile(
    r"\b(?:приказыва(?:ю|ем|ет)|постановля(?:ю|ет|ем)|распоряжа(?:юсь|ется)|обязыва(?:ю|ет|ем)|реши(?:л[аио]?|ть)|указыва(?:ю|ет)|предлага(?:ю|ет|ем)|"
    r"поруча(?:ю|ет|ем)|рекоменду(?:ю|ет|ем))\s*:?\s*$",
    re.IGNORECASE,
)
_PROTOCOL = re.compile(
    r"^(?:присутств|председател[ьи]\s*[:\-–—]|председательств|секретар[ья]\s*[:\-–—]|повестка|слушали|выступил|решил|постановил|участник|приглаш|отсутств|кворум)",
    re.IGNORECASE,
)


_EDITION = re.compile(r"^(?:\(?\s*в\s+ред(?:\.|акции)\s|список\s+изменяющих\s+документов)", re.IGNORECASE)


_DECISION = re.compile(r"^(?:\d+[.)]\s*)?(?:слушали|выступил|решил|постановил|решение\s*:)", re.IGNORECASE)


def starts_decision(text: str) -> bool:
    """«СЛУШАЛИ:», «РЕШИЛИ:»."""
    return bool(_DECISION.match(text))


def is_edition_note(text: str) -> bool:
    """«(в ред. Приказа … от … N …)», as legal databases print under the heading."""
    return bool(_EDITION.match(text))


def is_salutation(text: str) -> bool:
    """«Уважаемые коллеги!»"""
    return bool(_SALUTATION.match(text))


def starts_preamble(text: str) -> bool:
    """The usual first words of the text: «В соответствии…», «Во исполнение…», «Направляем…»."""
    return bool(_PREAMBLE.match(text))


def ends_in_order(text: str) -> bool:
    """«… приказываю:», «ПОСТАНОВЛЯЕТ:», «решил:»."""
    return bool(_ORDERING.search(text))


def starts_protocol(text: str) -> bool:
    """«Присутствовали:», «Повестка дня:», «СЛУШАЛИ:»."""
    return bool(_PROTOCOL.match(text))


# --- signature and what follows ----------------------------------------------------------------------------------
_POST = re.compile(rf"^(?:{'|'.join(words('signing_posts'))})(?![а-яё])", re.IGNORECASE)
_NAME_ALONE = re.compile(rf"^[_\s/]*{NAME}[\s_/.,]*$")
_POST_AND_NAME = re.compile(rf"^(?P<post>.{{3,}}?)[\s_/,:\-–—]+(?P<name>{NAME})[\s_/.]*$", re.DOTALL)
_PHONE = re.compile(
    r"(?:^|\s|\()(?:тел\.?|телефон|т\.)?\s*:?\s*(?:\+?[78][\s(\-]*)?\(?\d{2,5}\)?[\s\-]*\d[\d\s\-]{3,}\d", re.IGNORECASE
)
_COPY = re.compile(r"^копи[яи]\s*:", re.IGNORECASE)
_EXTENSION = re.compile(r"\b(?:вн|доб|внутр)\.?\s*(?:тел\.?\s*)?\d")
_EXECUTOR = re.compile(
    r"^(?:исп(?:\.|олнител[ьи]|олнил[аи]?)?\b\s*[.:]?|контактное лицо|контактный тел)", re.IGNORECASE
)
_DISTRIBUTION = re.compile(
    r"^(?:(?:разослать|рассылка|список\s+рассылки|разослано|реестр рассылки)\b|копи[яи]\s*:)", re.IGNORECASE
)
_ENCLOSURE = re.compile(r"^(?:приложени[ея])\s*(?::|на\s+\d|\d+\s*:|(?:к письму\s*)?:|[-–—]\s)", re.IGNORECASE)
_ANNEX = re.compile(
    rf"^(?:прил(?:ожени[ея]|\.)\s*(?:{NUMBER_SIGN}\s*)?(?:\d+(?:\.\d+)*|[IVX]+|[А-Я])?\.?\s*$|прил(?:ожени[ея]|\.)\s*(?:{NUMBER_SIGN}\s*)?(?:\d+(?:\.\d+)*)?[\s,]*(?:к|утвержд))",
    re.IGNORECASE,
)
_STAMP_APPROVED = re.compile(r"^УТВЕРЖД[ЕЁ]Н[ОАЫ]?\b", re.IGNORECASE)
_E_SIGNATURE = re.compile(
    r"(?:электронн\w+ (?:цифров\w+ )?подпис|сертификат\s*:?|владелец\s*:|действителен\s+с|кому выдан|сведения о сертификате|документ подписан|подлинник электронного)",
    re.IGNORECASE,
)
_REGISTERED = re.compile(
    r"^(?:вх(?:од)?\.?\s*(?:№|N|-)|входящий|зарегистрирован[оа]?\s+(?:в\s+)?[А-ЯЁ\d]|поступил[оа]?\s+\d|получено\s+\d)",
    re.IGNORECASE,
)
_BLANK_DAY = re.compile(r"^[«“]?[_\s]{2,}[»”]?[_\s]*(?:20_*\d*|\d{4})?\s*(?:г\.?|года)?$")
_BARE_NUMBER = re.compile(r"^(?:№\s*)?[\w.\-–]{1,12}(?:[-/.–][\w.\-–]+)*(?:/\d{2,4})?$")


def is_name(text: str) -> bool:
    """A line that holds a person's name and nothing else."""
    return bool(_NAME_ALONE.match(text))


def is_surname(text: str) -> bool:
    """One capitalised word and nothing else: an executor who gives the surname only."""
    return bool(re.fullmatch(r"[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?", text))


def starts_with_name(text: str) -> bool:
    """A line of a list of people: a name, and then what they are."""
    return bool(re.match(rf"{NAME}\b", text))


def post_and_name(text: str) -> re.Match[str] | None:
    """«Начальник Управления   В.В. Булыгин»: groups `post` and `name`."""
    match = _POST_AND_NAME.match(text)
    return match if match and starts_post(match["post"]) else None


def starts_post(text: str) -> bool:
    """The first word of a post in the nominative: «Ректор», «Первый заместитель», «И.о. начальника»."""
    return bool(_POST.match(text))


def has_phone(text: str) -> bool:
    return bool(_EXTENSION.search(text)) or (bool(_PHONE.search(text)) and sum(c.isdigit() for c in text) >= 5)


def starts_executor(text: str) -> bool:
    """«Исп. Иванова И.И.», «Исполнитель:»."""
    return bool(_EXECUTOR.match(text))


def starts_distribution(text: str) -> bool:
    """«Разослать: …»."""
    return bool(_DISTRIBUTION.match(text))


def is_copy(text: str) -> bool:
    """«Копия: …» below the addressee: whom the letter is sent to for knowledge only."""
    return bool(_COPY.match(text))


def starts_enclosure(text: str) -> bool:
    """«Приложение: на 3 л. в 1 экз.», «Приложения: 1. …»."""
    return bool(_ENCLOSURE.match(text))


def starts_annex(text: str) -> bool:
    """«Приложение № 1», «Приложение к приказу …»: the stamp above an annex."""
    return bool(_ANNEX.match(text)) and not starts_enclosure(text)


def starts_approved(text: str) -> bool:
    """«УТВЕРЖДЕНО приказом …» above an annex."""
    return bool(_STAMP_APPROVED.match(text))


def is_e_signature(text: str) -> bool:
    """Lines of the frame of an electronic signature (requisite 23)."""
    return bool(_E_SIGNATURE.search(text))


def is_registered(text: str) -> bool:
    """«Зарегистрировано в Минюсте России …», «Вх. № …»: a registration by another body."""
    return bool(_REGISTERED.match(text))


def is_stamp(text: str) -> bool:
    """A line of a registration stamp: a bare day, a bare number with digits, «Вх. № …», ««__» ____ 2019»."""
    if is_registered(text) or is_registration(text) or _BLANK_DAY.match(text):
        return True
    return is_bare_number(text)


def is_bare_number(text: str) -> bool:
    """«02-02-01-01-6312/2023», «5409»: the number of a stamp without its sign."""
    return bool(_BARE_NUMBER.match(fold(text))) and any(c.isdigit() for c in text) and "__" not in text


# --- letterhead --------------------------------------------------------------------------------------------------
_CONTACT = re.compile(
    r"(?:\bтел(?:ефон|\.|/)|\bфакс|\be-?mail|\bэл\.?\s*почта|\bИНН\b|\bОГРН\b|\bОКПО\b|\bКПП\b|https?://|\bwww\.|@|\bул\.|\bпр(?:-к)?т?\.|\bд\.\s?\d|\b\d{6}\b|площадь|проспект|"
    r"\bр/с|\bл/с|\bБИК\b|\bсайт)",
    re.IGNORECASE,
)
_BODY_NOUN = re.compile(rf"\b(?:{'|'.join(words('letterhead_words'))})", re.IGNORECASE)


def is_contact(text: str) -> bool:
    """A line with an address, a phone, an e-mail or a code of an organisation."""
    return bool(_CONTACT.search(text))


_LABEL_OF_SENDING = re.compile(r"^(?:передан|принят|передача|при[её]м|дата\s+и\s+время|время)\w*\s*:", re.IGNORECASE)


def is_labelled(text: str) -> bool:
    """«Передана: …», «Время: …»: a line of a form that is no addressee."""
    return bool(_LABEL_OF_SENDING.match(text))


def names_body(text: str) -> bool:
    """A line with the word for a body: «министерство», «администрация», «учреждение»…"""
    return bool(_BODY_NOUN.search(text))


# --- items -------------------------------------------------------------------------------------------------------
_ITEM = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,4}\s?[.)]\s*(?=\D)|\d{1,2}(?:\.\d{1,2}){1,4}\s+|[а-я]\)\s*|[-–—•*]\s+)")


def starts_item(text: str) -> bool:
    """«1.», «2.5.», «а)», «- »."""
    return bool(_ITEM.match(text))


_CHAPTER = re.compile(r"^(?:[IVX]{1,5}\.\s|(?:раздел|глава)\s+(?:\d|[IVX]))", re.IGNORECASE)


def starts_chapter(text: str) -> bool:
    """«I. Общие положения», «Раздел 2»."""
    return bool(_CHAPTER.match(text))


def is_prose(text: str) -> bool:
    """A paragraph of running text rather than a heading or an address: long, mostly in small letters, no contacts."""
    return len(text) > 100 and not in_capitals(text) and not is_contact(text[:60]) and len(text.split()) > 12
