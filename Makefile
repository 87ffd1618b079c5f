# Two commands matter: `make demo` shows the program at work, `make test` checks it. Both set up what they need.

PYTHON ?= python3
PORT ?= 8001
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help setup system drawing demo test
.DEFAULT_GOAL := help

help:
	@echo 'make demo   установить всё нужное, загрузить письма из corpus/ и открыть базу в браузере'
	@echo 'make test   установить всё нужное и запустить проверки'
	@echo 'make setup  только установить'

setup: system $(READY)

# what reading scans needs
system:
	@.ci/packages tesseract-ocr tesseract-ocr-rus tesseract-ocr-eng tesseract-ocr-osd

# what the tests need to draw pages and to look at them; without it they pass those over
drawing:
	@.ci/packages fonts-liberation chromium || true

$(READY): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || .ci/packages python3
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo 'Нужен Python 3.11, 3.12 или 3.13. Назовите его: make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		.ci/packages $$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv
	@echo 'Устанавливаю пакеты Python в .venv…'
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: setup
	$(BIN)/prikaz import $(wildcard corpus/letters/*.txt) || test $$? = 1
	$(BIN)/prikaz serve --port $(PORT)

test: setup drawing
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q
