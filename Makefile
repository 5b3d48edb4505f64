# make run   sets up and opens the lesson (PORT in the environment, 8501 by default)
# make test  sets up and runs the tests, a real browser included
# make quick runs those that need no browser, train nothing and compute for no seconds on end
# make test-slow runs the few that take minutes, as they cut the network off for so long
# make coverage runs every test and prints what they run, by package; all processes are measured
# make audit asks PyPI whether a hole is known in any package of requirements.lock
.POSIX:
.PHONY: run setup test quick test-slow coverage lint format audit clean

PORT ?= 8501
VENV = .venv
BIN = $(VENV)/bin

run: setup
	@PORT=$(PORT) $(BIN)/python app.py

# One worker more than there are cores: it takes the tests that mostly wait (tests/workers.py).
# In an order of their own: the long files come first, and no core waits at the end.
# NumPy's threads would go on spinning after each product, and keep others from the cores.
ORDER = --dist loadfile --no-loadscope-reorder
WORKERS = -n auto $(ORDER)
TEST = OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest

test: $(VENV)/ready-to-test
	@$(BIN)/python -m tests.browser.chromium
	$(TEST) $(WORKERS) -m "not slow" $(PYTEST)

quick: $(VENV)/ready-to-test
	$(TEST) -n logical $(ORDER) -m "not (browser or cluster or trains or long or slow)" --ignore=tests/browser $(PYTEST)

test-slow: $(VENV)/ready-to-test
	@$(BIN)/python -m tests.browser.chromium
	$(TEST) -m slow $(PYTEST)

# The processes that tests start find the settings and the data file by their whole names.
coverage: $(VENV)/ready-to-test
	@rm -rf $(VENV)/coverage && mkdir $(VENV)/coverage
	@$(BIN)/python -m tests.browser.chromium
	-COVERAGE_FILE=$(CURDIR)/$(VENV)/coverage/data OPENBLAS_NUM_THREADS=1 \
	  $(BIN)/coverage run --source=$(CURDIR) -m pytest $(WORKERS) $(PYTEST)
	@COVERAGE_FILE=$(CURDIR)/$(VENV)/coverage/data $(BIN)/coverage combine --quiet
	@COVERAGE_FILE=$(CURDIR)/$(VENV)/coverage/data $(BIN)/python -m tests.coverage_report

lint: $(VENV)/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/basedpyright
	$(BIN)/python -m checks
	$(BIN)/python -m tests.js.tools lint

format: $(VENV)/ready-to-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m tests.js.tools format

# Its own environment: what checks the packages is none of them.
audit: | $(BIN)/python
	@test -x $(VENV)/audit/bin/pip-audit || { \
	  $(BIN)/python -m venv $(VENV)/audit \
	  && $(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.10,<3'; \
	} || { rm -rf $(VENV)/audit; echo "pip-audit could not be installed: is there a network?"; exit 1; }
	@$(VENV)/audit/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off \
	  --requirement requirements.lock \
	  || { echo "Not passed: either a hole is named above, or PyPI could not be asked (no network?)"; exit 1; }

setup: $(VENV)/ready

$(BIN)/python:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
	  if "$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then \
	    echo "Making $(VENV) with $$("$$python" --version)"; \
	    rm -rf $(VENV); "$$python" -m venv $(VENV) && exit 0; \
	    rm -rf $(VENV); echo "Python cannot make a virtual environment here; on Debian or Ubuntu: apt install python3-venv"; exit 1; \
	  fi; done; \
	echo "Unrolled needs Python 3.11, 3.12 or 3.13; none was found. Name one with: make PYTHON=/path/to/python"; exit 1

$(VENV)/ready: requirements.txt constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -c constraints.txt
	@touch $@

$(VENV)/ready-to-test: requirements-dev.txt $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c constraints.txt
	@touch $@

clean:
	rm -rf $(VENV) node_modules .pytest_cache .ruff_cache .hypothesis
