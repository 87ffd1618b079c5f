# Two commands matter: `make demo` shows the program at work, `make test` checks it. Both set up what they need.

PYTHON ?= python3
PORT ?= 8001
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help setup system browser demo test
.DEFAULT_GOAL := help

help:
	@echo 'make demo   установить всё нужное, загрузить письма из corpus/ и показать базу на 127.0.0.1:$(PORT)'
	@echo 'make test   установить всё нужное и запустить проверки'
	@echo 'make setup  только установить'

setup: system $(READY)

# what reading scans needs, and drawing the letters of corpus/
system:
	@.ci/packages tesseract-ocr tesseract-ocr-rus tesseract-ocr-eng tesseract-ocr-osd fonts-liberation

# what the tests look at pages with; without it those tests are passed over
browser:
	@.ci/packages chromium || true

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
	@$(BIN)/python -m corpus.render build/letters --forms pdf
	@$(BIN)/prikaz import build/letters/pdf || test $$? = 1
	@$(BIN)/prikaz serve --port $(PORT)

test: setup browser
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q
