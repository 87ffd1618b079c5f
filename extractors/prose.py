"""natasha's models, their findings set into a spaCy `Doc`. Heavy: imported by `Language` at need."""

from itertools import accumulate
from typing import Any

import spacy
from spacy.tokens import Doc, Span
from spacy.util import get_words_and_spaces

from extractors import pymorphy2_alias

pymorphy2_alias.install()

import natasha  # noqa: E402  (the alias must stand first)


class Prose:
    """Text to `Doc`: natasha's tokens, lemmas, tags, tree and names. About 1 s and 300 MB to load."""

    def __init__(self) -> None:
        embedding = natasha.NewsEmbedding()
        self._vocab = spacy.blank("ru").vocab
        self._forms = natasha.MorphVocab()
        self._segmenter = natasha.Segmenter()
        self._morphology = natasha.NewsMorphTagger(embedding)
        self._syntax = natasha.NewsSyntaxParser(embedding)
        self._names = natasha.NewsNERTagger(embedding)

    def __call__(self, text: str) -> Doc:
        if not text.strip():  # the models fail on no tokens at all
            return Doc(self._vocab, *get_words_and_spaces([], text))
        parsed = natasha.Doc(text)
        parsed.segment(self._segmenter)
        parsed.tag_morph(self._morphology)
        for token in parsed.tokens:
            token.lemmatize(self._forms)
        parsed.parse_syntax(self._syntax)
        parsed.tag_ner(self._names)
        return _into_spacy(self._vocab, parsed)


def _into_spacy(vocab: Any, parsed: Any) -> Doc:
    """A `Doc` with the same text. White space beyond one space becomes tokens that hang on the word before."""
    words, spaces = get_words_and_spaces([t.text for t in parsed.tokens], parsed.text)
    starts = list(accumulate((len(w) + s for w, s in zip(words, spaces, strict=True)), initial=0))
    place = {start: i for i, start in enumerate(starts[:-1])}
    by_id = {t.id: place[t.start] for t in parsed.tokens}
    by_place = {place[t.start]: t for t in parsed.tokens}
    tokens = [by_place.get(i) for i in range(len(words))]
    doc = Doc(
        vocab,
        words=words,
        spaces=spaces,
        lemmas=[t.lemma if t else w for t, w in zip(tokens, words, strict=True)],
        pos=[t.pos if t else "SPACE" for t in tokens],
        morphs=[_features(t) if t else "" for t in tokens],
        heads=[by_id.get(t.head_id, i) if t else max(i - 1, 0) for i, t in enumerate(tokens)],
        deps=[_relation(t, by_id) if t else "dep" for t in tokens],
    )
    doc.ents = [s for s in (doc.char_span(e.start, e.stop, label=e.type) for e in parsed.spans) if isinstance(s, Span)]
    return doc


def _features(token: Any) -> str:
    return "|".join(f"{name}={value}" for name, value in sorted(token.feats.items()))


def _relation(token: Any, by_id: dict[str, int]) -> str:
    """spaCy calls the head of a sentence ROOT; a token whose head lies outside its sentence is one."""
    return str(token.rel) if token.rel != "root" and token.head_id in by_id else "ROOT"
