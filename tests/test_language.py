"""Language models: cheap until prose is analysed, and the text of the analysis is the text."""

import subprocess
import sys

import pytest

from extractors.language import Language

TEXT = (
    "Министерство образования  Амурской области\n\n"
    "направляет письмо ректору Людмиле Витальевне Филоновой.  Просим сообщить."
)


def test_a_language_alone_imports_no_neural_models() -> None:
    code = (
        "import sys; from extractors.language import Language; Language()\n"
        "print({'spacy', 'natasha'} & set(sys.modules))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"


def test_pymorphy2_is_pymorphy3_with_every_submodule() -> None:
    code = (
        "import sys; from extractors import pymorphy2_alias; pymorphy2_alias.install()\n"
        "import natasha, pymorphy2.analyzer, pymorphy2.units.base, pymorphy3.analyzer, pymorphy3.units.base\n"
        "assert pymorphy2.analyzer.Parse is pymorphy3.analyzer.Parse\n"
        "assert pymorphy2.units.base is pymorphy3.units.base\n"
        "print([n for n, m in sys.modules.items() if n.startswith('pymorphy2') and 'pymorphy3' not in m.__name__])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_parses_are_cached(language: Language) -> None:
    assert language.parses("приказом") is language.parses("приказом")


@pytest.mark.parametrize("text", [TEXT, "", "  ", "Приказ № 10-32/419 от 22.01.2024\tИвановой Ю.В."])
def test_the_analysis_keeps_the_text(language: Language, text: str) -> None:
    assert language.analyse(text).text == text


def test_the_analysis_has_lemmas_tags_tree_and_names(language: Language) -> None:
    doc = language.analyse(TEXT)
    verb = next(t for t in doc if t.text == "направляет")
    assert (verb.lemma_, verb.pos_, verb.dep_) == ("направлять", "VERB", "ROOT")
    assert verb.morph.get("Tense") == ["Pres"]
    assert next(t for t in doc if t.text == "Министерство").head == verb
    assert [e.text for e in doc.ents if e.label_ == "PER"] == ["Людмиле Витальевне Филоновой"]
    assert len(list(doc.sents)) == 2
