# What a person types. A fresh machine needs Python 3.11 or newer, make and the package registry.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup provider axe run demo test whole faces engine test-cluster pictures quick histories check lock bench \
	long mutants test-security test-containers images test-upgrades rebuilt-long together-long drill \
	test-backups faults faults-long sbom licences secrets bundle test-bundle test-chart

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c '$(NEW_ENOUGH)' 2> /dev/null && echo $$p && break; done)
BIN := .venv/bin
STAMP := .venv/.set-up

# The rules, and whatever keeps people from what is not theirs: every branch is taken by a test.
GUARDS := rules/*,api/policy.py,api/identity.py,api/sight.py,api/lens.py,records/visible.py,records/reader.py,$\
	records/involvement.py,identity/*,api/gate.py,api/forgery.py,api/sessions.py,api/credentials.py,api/guesses.py,$\
	api/signing_in.py,api/enrolling.py,api/my_sessions.py,api/provider.py,api/accounts.py,api/agency_clients.py,$\
	records/accounts.py,records/attempts.py,records/sign_ins.py

# On one's own machine missing keys are made, and sign-in tokens are the development ones.
export FENGQIAO_DEVELOPMENT ?= true

help:  ## these lines
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' $(MAKEFILE_LIST)

setup: $(STAMP)  ## everything the other targets need, in .venv

$(STAMP): requirements/dev.txt pyproject.toml
	@$(or $(PYTHON),false) -c '$(NEW_ENOUGH)' 2> /dev/null || { \
	  echo "需要 Python 3.11 或更高版本；可用 make PYTHON=… 指定。" >&2; \
	  echo "Python 3.11 or newer is needed; name one with make PYTHON=…" >&2; exit 1; }
	$(BIN)/python -m pip --version > /dev/null 2>&1 || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# A real OpenID provider for the tests, by its name and version, with the digests of all it needs.
PROVIDER := tests/oidc_provider
provider: $(PROVIDER)/node_modules/.package-lock.json  ## the real OpenID provider that tests sign in at (needs npm)

$(PROVIDER)/node_modules/.package-lock.json: $(PROVIDER)/package-lock.json
	@if command -v npm > /dev/null; then \
	  npm ci --prefix $(PROVIDER) --omit=dev --ignore-scripts --no-audit --no-fund --silent; \
	else echo "没有 npm：跳过对真实统一认证的测试。No npm: the tests against a real provider are skipped." >&2; fi

# What looks at every page for obstacles, for the tests with a browser.
AXE := tests/browser
axe: $(AXE)/node_modules/.package-lock.json  ## axe-core, which the tests with a browser ask about every page (needs npm)

$(AXE)/node_modules/.package-lock.json: $(AXE)/package-lock.json
	@if command -v npm > /dev/null; then \
	  npm ci --prefix $(AXE) --omit=dev --ignore-scripts --no-audit --no-fund --silent; \
	else echo "没有 npm：跳过页面无障碍检查。No npm: no page is looked at for obstacles." >&2; fi

run: export FENGQIAO_SIMULATOR_PORT ?= 8300
run: $(STAMP)  ## the whole system on this machine, until Ctrl-C
	exec $(BIN)/fengqiao run

demo: $(STAMP)  ## the scenarios, played through the API and compared with what is expected
	$(BIN)/fengqiao demo

# In two processes, file by file.
SPREAD := --numprocesses 2 --dist loadfile --no-loadscope-reorder

# To measure costs half as much again. Of what these take, other tests take enough for the gates.
UNMEASURED := tests/unmeasured.txt

test: export PYTHONPATH := $(CURDIR)
test: export FENGQIAO_COMBINATIONS ?= 20000
test: $(STAMP) provider  ## the tests, and the gates on how much of every branch they take (MEASURED=no: without)
ifeq ($(MEASURED),no)
	$(BIN)/python -m pytest $(SPREAD) -m 'not whole' $(ARGS)
else
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest $(SPREAD) -m 'not whole' $$(sed 's/^/--ignore=/' $(UNMEASURED)) $(ARGS)
	$(BIN)/python -m pytest $(SPREAD) -m 'not whole' $$(cat $(UNMEASURED)) $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --fail-under=95
	$(BIN)/coverage report --fail-under=100 --include='$(GUARDS)'
endif

# What is measured has the machine to itself.
ALONE := tests/browser/test_quickness.py
whole: $(STAMP) axe  ## the tests with the whole system, killed and attacked, or with very many requests
	$(BIN)/python -m pytest $(SPREAD) -m whole --ignore=$(ALONE) $(ARGS)
	FENGQIAO_PART=1/1 $(BIN)/python -m pytest $(ALONE) $(ARGS)

faces: $(STAMP) axe  ## every page and journey in a real browser (needs chromium), and how quick pages are
	$(BIN)/python -m pytest tests/browser $(ARGS)

images: $(STAMP)  ## the images, from package registries alone (as root, with mmdebstrap); `make images ARGS=--load`
	$(BIN)/python -m deploy.images $(ARGS)

test-containers: $(STAMP) provider  ## stories on the images, every container killed (needs Docker, or root and dockerd)
	$(BIN)/python -m pytest -o faulthandler_timeout=3600 tests/containers $(ARGS)

engine: $(STAMP)  ## the production engine and its tool for tables, built by Go; test-cluster does so too
	$(BIN)/python -m tests.cluster.server

test-cluster: $(STAMP)  ## the production engine on PostgreSQL, several nodes, killed (needs Go; the first time it builds)
	$(BIN)/python -m pytest tests/cluster $(ARGS)

pictures: $(STAMP)  ## the pictures of the README, taken anew (needs chromium)
	$(BIN)/python -m tests.browser.pictures

quick: $(STAMP)  ## the tests that start no server, without the gates
	$(BIN)/python -m pytest -m 'not servers and not acceptance' $(ARGS)

histories: $(STAMP)  ## record the histories anew, after a rule or an event has changed
	$(BIN)/python -m tests.histories.record
	$(BIN)/python -m tests.histories.walks
	$(BIN)/python -m tests.histories.labours
	$(BIN)/python -m tests.histories.fingerprints

# What `make test` plays as well; `.ci/run` has played it.
REPLAYED ?= tests/histories tests/upgrades
test-upgrades: $(STAMP)  ## recorded histories, a lost engine, two builds, two releases together
	$(BIN)/python -m pytest $(REPLAYED) tests/upgrades/test_engine_lost.py \
	  tests/upgrades/test_rebuilt_many.py tests/upgrades/test_together.py $(ARGS)

rebuilt-long: $(STAMP)  ## five hundred open cases begun again in an empty engine, with the seconds it takes
	FENGQIAO_REBUILT=$${FENGQIAO_REBUILT:-500} $(BIN)/python -m pytest -s tests/upgrades/test_rebuilt_many.py $(ARGS)

together-long: $(STAMP)  ## the release before and this one on one database, for five minutes
	FENGQIAO_TOGETHER=$${FENGQIAO_TOGETHER:-300} $(BIN)/python -m pytest tests/upgrades/test_together.py $(ARGS)

check: $(STAMP)  ## format, lint, types, doors
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/lint-imports

bench: $(STAMP)  ## the measured figures
	$(BIN)/python -m benchmarks $(ARGS)

drill: $(STAMP)  ## an installation backed up and restored to an empty place, timed; CASES=100000 OPEN=5000 for more
	$(BIN)/python -m benchmarks --only drill --cases $${CASES:-1000} $${OPEN:+--open $$OPEN}

test-backups: export PYTHONPATH := $(CURDIR)
test-backups: $(STAMP)  ## backups restored, spoiled, killed; two stores of different moments reconciled
	$(BIN)/python -m pytest tests/backups/test_round_trip.py tests/backups/test_refusals.py tests/backups/test_reconciling.py $(ARGS)

long: export FENGQIAO_COMBINATIONS := 100000
long: export FENGQIAO_COUNTED := 10000
long: export FENGQIAO_FAN_OUT_CASES := 2000
long: export FENGQIAO_FLIPS := 20000
long: export FENGQIAO_HALF_YEAR := 60
long: export FENGQIAO_HANDOFFS := 500
long: export FENGQIAO_MESSAGES := 300
long: export FENGQIAO_PAGES := 1000
long: export FENGQIAO_SEARCH := long
long: export FENGQIAO_REPLIES := all
long: export FENGQIAO_REQUESTS := 4000
long: export FENGQIAO_TAMPERINGS := 20000
long: export FENGQIAO_TAMPERINGS_WRITTEN := 100
long: export ARGS += -o faulthandler_timeout=1800
long: whole  ## the same with more of everything: 100,000 counts, 2,000 open cases, 500 handoffs, 4,000 requests
	$(BIN)/python -m pytest $(SPREAD) tests/rules/counted/test_agreement.py tests/records/test_tampering.py \
	  tests/clocks/test_oracle.py tests/api/test_bundle_changed.py $(ARGS)

test-security: $(STAMP) provider  ## attacks and authority at length: every payload and cell, 4,000 requests, a thousand worlds; hours
	FENGQIAO_SECURITY=long FENGQIAO_REQUESTS=$${FENGQIAO_REQUESTS:-4000} FENGQIAO_EXAMPLES=$${FENGQIAO_EXAMPLES:-5000} \
	  FENGQIAO_MATRIX=whole FENGQIAO_WORLDS=$${FENGQIAO_WORLDS:-1000} FENGQIAO_TURNS=$${FENGQIAO_TURNS:-10000} \
	  FENGQIAO_PASSWORD_GUESSES=10000 $(BIN)/python -m pytest -o faulthandler_timeout=0 tests/security tests/authority tests/sealed \
	  tests/api/test_matrix.py tests/api/test_two_walls.py tests/api/test_other_peoples_ids.py tests/api/test_unmasking.py \
	  tests/signing_in/test_lockout.py $(ARGS)

# As root, in a network and with mounts of its own; else without what needs those.
APART := $(shell [ "$$(id -u)" = 0 ] && command -v unshare > /dev/null && \
	echo "unshare --mount --net -- sh -c 'ip link set lo up; exec \"\$$@\"' --")
faults: $(STAMP)  ## everything broken that can be: kills, power, disks, networks, clocks (as root; needs fuse3, iptables, libfaketime)
	$(APART) $(BIN)/python -m pytest -o faulthandler_timeout=1800 tests/faults $(ARGS)

faults-long: export FENGQIAO_FAULTS := long
faults-long: faults  ## the same with tens of thousands of commands; an hour and more

mutants: $(STAMP)  ## is there a test for every turn the counting of time takes? about half an hour
	FENGQIAO_COMBINATIONS=3000 $(BIN)/mutmut run $(ARGS)
	$(BIN)/mutmut export-cicd-stats > /dev/null
	$(BIN)/python -m tests.clocks.mutants

sbom: $(STAMP)  ## what is shipped, as CycloneDX, compared with the lock (build/sbom.json)
	$(BIN)/python -m deploy.supply.sbom $(ARGS)

licences: $(STAMP)  ## the terms of everything that runs, into docs/licences.md
	$(BIN)/python -m deploy.supply.licences

secrets: $(STAMP)  ## nothing looks like a secret that nobody has looked at; `make secrets ARGS=--accept` takes what was
	$(BIN)/python -m deploy.supply.secrets $(ARGS)

# ARGS: --debian fetch, for the packages a bare host lacks; --images DIR, for images that were saved.
bundle: $(STAMP)  ## one file from which a host without a network is installed (build/bundle)
	$(BIN)/python -m deploy.bundle.build $(ARGS)

test-bundle: export PYTHONPATH := $(CURDIR)
test-bundle: $(STAMP)  ## the bundle, installed in a network namespace, worked with, upgraded, removed (needs root)
	$(BIN)/python -m pytest tests/bundle $(ARGS)

test-chart: $(STAMP)  ## the chart for Kubernetes (needs helm)
	$(BIN)/python -m pytest tests/chart $(ARGS)

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock"
# rfc3987-syntax makes the import of jsonschema, and so every start, two seconds longer; nothing asks for it.
lock: $(STAMP)  ## lock the requirements anew; `make lock ARGS=--upgrade` for newer versions
	cd requirements && ../$(LOCK) $(ARGS) run.in --output-file run.txt
	cd requirements && ../$(LOCK) $(ARGS) --no-emit-package rfc3987-syntax dev.in --constraint run.txt --output-file dev.txt
