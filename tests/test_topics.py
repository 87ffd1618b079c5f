"""Topics of duties and their verbs: phrases of orders."""

import pytest

from extractors.topics import actions, find_action, find_topics, rules
from pipeline.store.search import lemma

PHRASES = [
    ("Провести анализ результатов самодиагностики", "self-assessment monitoring"),
    ("Разработать муниципальную «дорожную карту»", "road-map"),
    ("разработка дорожных карт", "road-map"),
    ("Обучение сотрудников на курсах повышения квалификации", "training"),
    ("Обеспечить методическую поддержку педагогов", "methodical"),
    ("PR-сопровождение акции", "information"),
    ("провести учебно-тренировочные сборы", "training"),
    ("Научно-методическая поддержка", "methodical"),
    ("Разместить протоколы на сайте учреждения", "information"),
    ("представлять отчёт о расходовании средств", "reporting"),
    ("Контроль за исполнением приказа оставляю за собой", "control"),
    ("Признать утратившим силу приказ от 01.02.2020 № 5", "acts"),
    ("защита Программ развития школ", "development expertise"),
    ("Изучение лучших практик наставничества", "methodical practices"),
    ("Рабочее совещание с координаторами", "meetings"),
    ("карта нарисована дорожной краской", ""),
    ("Вывезти дрова из зоны затопления", ""),
]


@pytest.mark.parametrize(("text", "slugs"), PHRASES)
def test_topics(text: str, slugs: str) -> None:
    assert {topic.slug for topic in find_topics(text, lemma)} == set(slugs.split())


def test_evidence_is_what_was_printed() -> None:
    (topic,) = find_topics("Утверждённую дорожную карту довести", lemma)[:1]
    assert (topic.rule, topic.words) == ("road-map: дорожный+карта", "дорожную … карту")


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Проведение семинаров", "провести"),
        ("Руководителям школ проводить семинары", "провести"),
        ("провести семинары", "провести"),
        ("Предоставление отчёта", "представить"),
        ("Вебинары", None),
    ],
)
def test_verbs(text: str, verb: str | None) -> None:
    assert find_action(text, lemma) == verb


def test_the_vocabulary_is_sound() -> None:
    """A code has one name, no rule stands twice, and lemmas are lemmas."""
    assert len({rule.slug for rule in rules()}) == len({(rule.slug, rule.name) for rule in rules()})
    assert len(set(rules())) == len(rules())
    words = {word for rule in rules() for word in rule.lemmas if not word.endswith("*") and "-" not in word}
    assert {word for word in words if lemma(word) != word} == set()
    assert all(lemma(verb) == verb for verb in actions().values())
