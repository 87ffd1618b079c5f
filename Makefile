# Two commands matter: `make demo` shows the program at work, `make test` checks it. Both set up what they need.

PYTHON ?= python3
PORT ?= 8001
BIN := .venv/bin
READY := .venv/.ready

# what reading needs of the system, and what only the tests need
SYSTEM := tesseract-ocr tesseract-ocr-rus tesseract-ocr-eng tesseract-ocr-osd
TESTING := fonts-liberation chromium

.PHONY: help setup system testing demo test
.DEFAULT_GOAL := help

help:
	@echo 'make demo   установить всё нужное, загрузить письма из corpus/ и открыть базу в браузере'
	@echo 'make test   установить всё нужное и запустить проверки'
	@echo 'make setup  только установить'

setup: system $(READY)

# A name is installed when dpkg says so; where there is no dpkg, the user is told what to install.
missing = $(foreach package,$(1),$(shell dpkg-query -W -f='$${Status}' $(package) 2>/dev/null | grep -q 'ok installed' || echo $(package)))
install = \
	root=$$(test "$$(id -u)" = 0 || echo sudo); \
	if ! command -v apt-get >/dev/null || { test -n "$$root" && ! command -v sudo >/dev/null; }; then \
		echo 'Установите сами (нужен apt-get и права администратора): $(1)' >&2; exit 1; \
	fi; \
	echo 'Устанавливаю: $(1)'; \
	$$root env DEBIAN_FRONTEND=noninteractive apt-get -qq update && \
	$$root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install $(1) >/dev/null

system:
	@$(if $(shell command -v tesseract),$(eval lacking := $(call missing,$(SYSTEM))),$(eval lacking := $(SYSTEM)))true
	@$(if $(strip $(lacking)),$(call install,$(strip $(lacking))),true)

# The tests that draw pages and open a browser are passed over where these cannot be installed.
testing:
	@$(eval lacking := $(call missing,$(TESTING)))true
	@$(if $(strip $(lacking)),{ $(call install,$(strip $(lacking))); } || echo 'Без них часть проверок будет пропущена.',true)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo 'Нужен Python 3.11, 3.12 или 3.13. Назовите его: make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ $(call install,$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')); }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo 'Устанавливаю пакеты Python в .venv…'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: setup
	$(BIN)/prikaz import $(wildcard corpus/letters/*.txt) || test $$? = 1
	$(BIN)/prikaz serve --port $(PORT)

test: setup testing
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q
