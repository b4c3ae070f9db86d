# Two commands do everything: `make demo` (the main job, from deposit to withdrawal) and `make test` (every check).
# `make dev` keeps a development chain running. All of them install what is missing and are idempotent.

SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

CARGO ?= cargo
# Link the distribution's RocksDB where there is one; otherwise the crate builds its own copy.
export ROCKSDB_LIB_DIR ?= $(shell scripts/rocksdb-lib-dir.sh 2>/dev/null)
ifeq ($(strip $(ROCKSDB_LIB_DIR)),)
unexport ROCKSDB_LIB_DIR
endif
TARGET := $(or $(CARGO_TARGET_DIR),target)
ZELKOVA := $(TARGET)/debug/zelkova
RELEASE := $(TARGET)/release/zelkova

.PHONY: help demo dev test bench release clean setup build lint lint-rust test-contracts test-rust deny

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

setup: ## Install the tools and libraries that are missing
	@scripts/setup.sh
	@scripts/contracts.sh install

# RocksDB's directory is looked up again in a second make, because setup may just have installed it.
demo: setup ## The main job on a fresh chain: deposit, transfer, prove, settle, withdraw; ends by itself
	@$(MAKE) --no-print-directory run-demo

dev: setup ## Keep a development chain running (anvil, contracts, node, prover)
	@$(MAKE) --no-print-directory run-dev

test: setup ## Every check and test
	@$(MAKE) --no-print-directory lint test-contracts test-rust

bench: setup ## Benchmarks of this machine with the release build, as JSON
	@$(MAKE) --no-print-directory run-bench

release: setup ## Build the node for operators, fully optimised, and say where it is
	@$(MAKE) --no-print-directory build-release
	@echo "$(RELEASE)"

.PHONY: run-demo run-dev run-bench build-release
run-demo: build
	@$(TARGET)/debug/zelkova-demo --zelkova $(ZELKOVA) --report target/demo-report.json

run-dev: build
	@$(ZELKOVA) run --dev

run-bench: build-release
	@$(RELEASE) bench --json
	@$(RELEASE) bench prove --json

build-release:
	@$(CARGO) build --quiet --release --package zelkova-node --bin zelkova

build: ## Build everything as tests and demo use it
	@$(CARGO) build --quiet --workspace --bins

lint: lint-rust ## Formatting, clippy, licences and sources of the dependencies
	@scripts/deny.sh --static
	@scripts/contracts.sh fmt-check

lint-rust:
	@$(CARGO) fmt --all -- --check
	@$(CARGO) clippy --quiet --workspace --all-targets -- -D warnings

test-contracts: ## Contracts: artifacts equal a rebuild, forge unit, fuzz and invariant tests
	@scripts/contracts.sh check
	@scripts/contracts.sh test

# The end-to-end tests start the binary, which `cargo test` builds because tests of its own crate start it too: a build
# before would compile much twice, since tests unify other features of dependencies.
test-rust: ## Rust: unit, property and end-to-end tests (starts L1 nodes, makes real proofs)
	@$(CARGO) test --workspace

deny: ## Licences, sources and advisories of the dependencies
	@scripts/deny.sh

clean: ## Remove build outputs of this clone (not the key cache)
	@rm -rf target contracts/out contracts/cache contracts/node_modules
