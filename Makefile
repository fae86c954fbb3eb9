# The developer's door. `make` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help demo test test-install test-boot test-starter goldens bench bench-check bench-record train-yoga train-yoga-starter train-starter clean bench-overlay bench-idle fuzz faults faults-record lock audit soak

PYTHON := .venv/bin/python
export RIG_DIR ?= $(HOME)/.cache/pi-pose-rigs

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*##/\1\t/p' $(MAKEFILE_LIST) | expand -t 14

demo:  ## show the mirror on the synthetic athlete
	./install.sh demo

test:  ## style, types and tests: what CI runs
	./install.sh test

test-install:  ## install.sh in clean Debian systems; needs root, mmdebstrap, systemd-container, some GB in RIG_DIR
	for suite in bookworm trixie; do tests/install/run.sh $$suite || exit; done

test-boot:  ## the installed mirror in a virtual computer, or some PARTS of it: day, cuts; needs root, mmdebstrap, qemu-system-x86, some GB in RIG_DIR
	$(PYTHON) -m tests.boot $(PARTS)

test-starter: .venv-starter/complete  ## the training of the starter, with a few pictures and steps; needs Python 3.12 or later and ../shared
	.venv-starter/bin/python -m pytest --noconftest -p no:cacheprovider -o filterwarnings= tests/training/recipe/check_*.py

faults:  ## break the whole mirror in every way it must survive, and print how soon it is well again
	$(PYTHON) -m tests.faults

faults-record:  ## the same, and the table goes into the README
	$(PYTHON) -m tests.faults --record

FUZZ_SECONDS ?= 60
FUZZ_MODELS ?= 10000
fuzz:  ## files that no person would write, others every time: FUZZ_SECONDS a reader (60), FUZZ_MODELS models (10000)
	for target in config catalogue; do $(PYTHON) -m tests.fuzz $$target --seconds $(FUZZ_SECONDS) || exit; done
	$(PYTHON) -m tests.fuzz.models --count $(FUZZ_MODELS)
	HYPOTHESIS_PROFILE=fuzz $(PYTHON) -m pytest -q -p no:cacheprovider $$(git ls-files 'tests/*properties.py' tests/models/test_catalogue.py)

soak:  ## half an hour of one fault after the other in one mirror, which may not grow
	$(PYTHON) -m tests.faults.soak

goldens:  ## write the golden pictures anew; look at every one before you commit it
	PI_POSE_WRITE_GOLDENS=1 $(PYTHON) -m pytest -q tests/display

bench:  ## every stage of the mirror beside the bare interpreter: some minutes
	$(PYTHON) -m pi_pose bench

bench-check:  ## the same, and which ratio fell by more than a tenth since benchmarks/recorded.json
	$(PYTHON) -m pi_pose bench --against benchmarks/recorded.json

bench-record:  ## the same, written to benchmarks/recorded.json; write benchmarks/RESULTS.md anew, too
	$(PYTHON) -m pi_pose bench --json benchmarks/recorded.json

bench-overlay:  ## how far the drawn skeleton lags behind, with and without carrying it on
	$(PYTHON) -m benchmarks.overlay

bench-idle:  ## what the mirror costs while nobody is there, and how soon it is awake
	$(PYTHON) -m benchmarks.idle

# One file a purpose, for every Python from 3.11 on and every computer; the wheels' hashes are the index's. What turns the
# starter into TFLite needs 3.12 and older versions of what the others need, and so has a lock apart.
COMPILE := .venv-lock/bin/uv pip compile --quiet --universal --generate-hashes --no-header
LOCK := $(COMPILE) --python-version 3.11
lock: .venv-lock/complete  ## write the requirements-*.lock files anew from the .txt files; needs the network
	$(LOCK) requirements.txt -o requirements.lock
	$(LOCK) requirements-train.txt -c requirements.lock -o requirements-train.lock
	$(LOCK) requirements-dev.txt requirements-train.txt -c requirements-train.lock -o requirements-dev.lock
	$(COMPILE) --python-version 3.12 requirements-starter.txt -o requirements-starter.lock

audit: .venv-lock/complete  ## whether a package that the mirror is made of has a known hole; asks pypi.org
	.venv-lock/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.lock -r requirements-train.lock

.venv-lock/complete:
	python3 -m venv .venv-lock
	.venv-lock/bin/python -m pip install uv==0.13.9 pip-audit==2.10.1
	touch $@

train-yoga: .venv-train/complete  ## make pi_pose/coach/yoga.tflite again: half an hour; needs the pictures in ../shared
	.venv-train/bin/python -m pi_pose.training.classifier --yoga ../shared/yoga_cg --people ../shared/people

train-yoga-starter: .venv-train/complete  ## make pi_pose/coach/yoga-starter.tflite again, for the starter as it is: half an hour; needs ../shared
	.venv-train/bin/python -m pi_pose.training.classifier --model starter --yoga ../shared/yoga_cg --people ../shared/people

train-starter: .venv-starter/complete  ## make pi_pose/models/starter.tflite again: hours on two cores; needs Python 3.12 or later and ../shared
	.venv-starter/bin/python -m pi_pose.training.starter --data ../shared --work build/starter

.venv-starter/complete: requirements-starter.lock
	python3 -m venv .venv-starter
	.venv-starter/bin/python -m pip install --require-hashes -r requirements-starter.lock
	touch $@

.venv-train/complete: requirements-train.lock
	python3 -m venv .venv-train
	.venv-train/bin/python -m pip install --require-hashes -r requirements-train.lock
	touch $@

clean:  ## remove everything that is made again by itself
	rm -rf .venv .venv-train .venv-starter .venv-lock build demo .mypy_cache .ruff_cache .pytest_cache
