#!/usr/bin/env bash
# Prints the directory of the system's RocksDB library, or fails. Linking to it saves about 50 CPU minutes of C++.
set -euo pipefail
if dir=$(pkg-config --variable=libdir rocksdb 2>/dev/null) && [ -n "$dir" ]; then echo "$dir"; exit 0; fi
for dir in /usr/lib/*-linux-gnu /usr/lib64 /usr/lib /usr/local/lib; do
    if [ -e "$dir/librocksdb.so" ]; then echo "$dir"; exit 0; fi
done
exit 1
