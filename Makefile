# `make` builds and proves the handbook, `make test` runs the tests; both set up first whatever they need.

# The environment's own Python once there is one: it tells when it has become another, and starts faster than a shim.
PYTHON ?= $(shell test -x .venv/bin/python && echo .venv/bin/python || echo python3)
SETUP = $(PYTHON) -I -S scripts/handbook/machine/environment.py
HANDBOOK = .venv/bin/python -m handbook
# With COVERAGE=1, which lines and branches the tests reach is noted for `make coverage`; before Python 3.14, tests take 1.7 times as long.
PYTEST = .venv/bin/python$(if $(COVERAGE), -m coverage run) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# What would make Python look for modules elsewhere, or compile all of them anew each time.
unexport PYTHONHOME PYTHONPATH PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := build
.PHONY: bench build check clean conformance coverage docs facts faults fuzz help lighthouse lint po print release renew serve \
	setup setup-test test weblate wheelhouse whole

##@ The two commands

build: setup  ## set up what is missing, build and prove every language and output, publish to build/site
	@$(HANDBOOK) build

test: setup-test lint  ## set up what is missing and run the tests
	@$(PYTEST) -m "not whole"

print: setup  ## write what goes to a print shop or an office printer to build/print
	@$(HANDBOOK) build --output print

##@ Editors and translators

check: setup  ## judge the translations, and run every check on what is built
	@$(HANDBOOK) po check
	@$(HANDBOOK) po format --check
	@$(HANDBOOK) check po
	@$(HANDBOOK) check

serve: setup  ## show a live preview that follows each save; make serve ARGS=--translate for translators
	@$(HANDBOOK) serve $(ARGS)

facts: setup  ## show which fact is proven in which language and output
	@$(HANDBOOK) facts

po: setup  ## bring the .po files up to date with the pages; loses no translation
	@$(HANDBOOK) po update

##@ The workshop

docs: setup  ## write the reference from the code, and build the documentation with this pipeline to build/docs
	@.venv/bin/python -m manual reference
	@.venv/bin/python -m manual

lint: setup-test  ## look for mistakes in code and spelling without running anything; the first thing that `make test` does
	@.venv/bin/ruff check --quiet
	@.venv/bin/ruff format --check --quiet
	@.venv/bin/typos
	@.venv/bin/mypy --no-error-summary

fuzz: setup-test  ## try 20,000 hostile catalogues and as many whole handbooks, thousands of pages, and edits in a row
	@HYPOTHESIS_PROFILE=fuzz .venv/bin/python -m pytest tests/hostile/test_fuzz.py tests/hostile/test_mail.py
	@HYPOTHESIS_PROFILE=long .venv/bin/python -m pytest tests/hostile/test_wall_fuzz.py
	@HYPOTHESIS_PROFILE=long .venv/bin/python -m pytest tests/hostile/test_project_fuzz.py
	@HYPOTHESIS_PROFILE=long .venv/bin/python -m pytest tests/ext/test_translation_properties.py
	@HYPOTHESIS_PROFILE=long .venv/bin/python -m pytest tests/ext/test_edited_pages.py -k all_kinds
	@HYPOTHESIS_PROFILE=long .venv/bin/python -m pytest tests/unit/test_po_form.py tests/unit/test_po_histories.py \
		tests/unit/test_po_branches.py

faults: setup-test  ## kill, refuse, interrupt and damage builds and what they publish, hundreds of times
	@.venv/bin/python -m faults

whole: setup-test  ## run the tests that `make test` leaves out, which build whole handbooks again and again
	@$(PYTEST) -m whole

conformance: whole build print  ## have veraPDF validate every PDF, and axe-core, the Nu HTML checker and a browser every page
	@.venv/bin/python -m conformance

lighthouse: setup  ## have Lighthouse judge the pages that are seen first, on a telephone, as the median of five
	@.venv/bin/python -m conformance.lighthouse

weblate: setup  ## walk the guide for Weblate with each real Weblate in build/weblate
	@.venv/bin/python tests/weblate/walk.py

bench: setup  ## measure the build beside stock Sphinx and WeasyPrint, as a ratio in one run
	@.venv/bin/python -m bench
	@.venv/bin/python -m bench.translation
	@.venv/bin/python -m bench.brochure
	@.venv/bin/python -m bench.catalogues
	@.venv/bin/python -m bench.html --browser
	@.venv/bin/python -m bench.preview --browser

setup:  ## set up .venv and the system libraries, and say nothing when there is nothing to do
	@$(SETUP)

setup-test:
	@$(SETUP) --test

coverage: setup-test  ## sum up what tests that were run with COVERAGE=1 have reached
	@.venv/bin/coverage combine --quiet
	@.venv/bin/coverage report

release: setup-test  ## make a release of what is committed; make release VERSION=1.2.3
	@.venv/bin/python -m upkeep.release "$(VERSION)"

renew: setup-test  ## take newer packages into the locks if the canaries pass, and say what broke
	@.venv/bin/python -m upkeep.renew

wheelhouse: setup-test  ## keep the wheels of the locks in wheelhouse/, which make then installs from
	@.venv/bin/python -m upkeep.wheelhouse

clean:  ## remove build/, where all output goes
	@rm -rf build

help:  ## show this list
	@awk -F ':.*## ' '/^##@/ { print "\n" substr($$0, 5) } /^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile
