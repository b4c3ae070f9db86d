#!/usr/bin/env bash
# Everything about the L1 contracts: scripts/contracts.sh [install|build|test|check|fmt|fmt-check|gas|all]
#   install  npm packages (compiler, forge, anvil, OpenZeppelin), if missing or older than the lock file
#   build    compile and write contracts/artifacts
#   test     forge tests; the gas snapshots must not change
#   check    formatting, names of tests, and a rebuild must equal the committed artifacts byte for byte
#   fmt      format the sources; fmt-check fails if that would change any
#   gas      run the tests and rewrite contracts/snapshots
#   all      install, check, test (the default)
set -euo pipefail
cd "$(dirname "$0")/../contracts"

need() {
    command -v "$1" >/dev/null 2>&1 || {
        echo "contracts: '$1' is missing; install Node.js 20 or newer with npm (Debian: apt-get install nodejs npm)" >&2
        exit 1
    }
}

install() {
    need node
    need npm
    if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
        npm ci --no-audit --no-fund --loglevel=error
        touch node_modules/.package-lock.json
    fi
}

forge() { node_modules/.bin/forge "$@"; }

build() {
    forge build --skip test --quiet
    node artifacts.mjs "$@"
}

# A test's name is a sentence that says what holds: test_a_token_is_registered_once.
check_names() {
    if grep -rnE 'function (test|invariant)' test | grep -vE 'function (test|testFuzz|invariant)_[a-z0-9_]+\('; then
        echo "contracts: tests are called test_, testFuzz_ or invariant_, then words in lower case" >&2
        exit 1
    fi
}

# forge compares the figures that the file has and adds those that it lacks, for example after a run of some tests only.
check_gas() {
    local before
    before=$(cat snapshots/*.json)
    FORGE_SNAPSHOT_CHECK=true forge test
    if [ "$before" != "$(cat snapshots/*.json)" ]; then
        echo "contracts/snapshots lacked figures, which are written now; commit them" >&2
        exit 1
    fi
}

case "${1:-all}" in
    install) install ;;
    build) install && build ;;
    test) install && check_gas ;;
    gas) install && forge test ;;
    check) install && forge fmt --check && check_names && build --check ;;
    fmt) install && forge fmt ;;
    fmt-check) install && forge fmt --check ;;
    all)
        install
        forge fmt --check
        check_names
        build --check
        check_gas
        ;;
    *)
        sed -n '2,9p' "$0" >&2
        exit 2
        ;;
esac
