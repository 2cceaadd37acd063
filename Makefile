# Thin names for the commands of the project. `make run` starts the assistant, `make test` runs every check.
.PHONY: run test setup check train import lint types lock clean
.DEFAULT_GOAL := run
BOT := .venv/bin/kreislotse

run: import train ## start the assistant at http://localhost:8080
	@exec $(BOT) serve

test: setup import train lint types ## everything that CI runs
	@.venv/bin/python -m pytest

setup:
	@scripts/setup.sh

import: setup
	@$(BOT) import

train: setup
	@$(BOT) train --if-changed

check: setup
	@$(BOT) check

lint: setup
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .

types: setup
	@.venv/bin/mypy

lock: setup ## compile requirements.lock anew; it names no registry
	@UV_CACHE_DIR="$$PWD/.cache/uv" .tools/bin/uv pip compile --quiet --python-version 3.10 --generate-hashes --no-header \
	  --override requirements/overrides.txt requirements/requirements.in requirements/dev.in -o requirements.lock

clean:
	rm -rf .venv .tools .cache models var *.egg-info tools/nlpjs/node_modules
