#!/bin/sh
# The compiler that forge calls: npm's solc, which is JavaScript, behind the command line of the native one.
exec node "$(dirname "$0")/solc.mjs" "$@"
