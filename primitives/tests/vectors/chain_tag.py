#!/usr/bin/env python3
"""Makes chain_tag.json: the tags of chains, by a keccak256 written after FIPS 202 (with keccak's padding byte 0x01) and
nothing of this repository. Run it from any directory; it prints the file.

    python3 primitives/tests/vectors/chain_tag.py > primitives/tests/vectors/chain_tag.json
"""

import json

P = 21888242871839275222246405745257275088548364400416034343698204186575808495617
MASK = (1 << 64) - 1


def rotate(word, count):
    count %= 64
    return (word << count | word >> (64 - count)) & MASK


def round_constants():
    """The constants of iota, from the LFSR of FIPS 202, algorithm 5."""
    register = 1
    for _ in range(24):
        constant = 0
        for j in range(7):
            if register & 1:
                constant |= 1 << ((1 << j) - 1)
            register <<= 1
            if register & 0x100:
                register ^= 0x171
        yield constant


def permute(lanes):
    for constant in round_constants():
        parity = [lanes[x][0] ^ lanes[x][1] ^ lanes[x][2] ^ lanes[x][3] ^ lanes[x][4] for x in range(5)]
        for x in range(5):
            flip = parity[x - 1] ^ rotate(parity[(x + 1) % 5], 1)
            lanes[x] = [lane ^ flip for lane in lanes[x]]
        x, y, moved = 1, 0, lanes[1][0]
        for t in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            lanes[x][y], moved = rotate(moved, (t + 1) * (t + 2) // 2), lanes[x][y]
        for y in range(5):
            row = [lanes[x][y] for x in range(5)]
            for x in range(5):
                lanes[x][y] = row[x] ^ (~row[(x + 1) % 5] & MASK & row[(x + 2) % 5])
        lanes[0][0] ^= constant


def keccak256(data):
    rate = 136
    padded = bytearray(data) + b"\x01" + bytes(-(len(data) + 1) % rate)
    padded[-1] |= 0x80
    lanes = [[0] * 5 for _ in range(5)]
    for start in range(0, len(padded), rate):
        for i in range(rate // 8):
            word = padded[start + 8 * i : start + 8 * i + 8]
            lanes[i % 5][i // 5] ^= int.from_bytes(word, "little")
        permute(lanes)
    return b"".join(lanes[i % 5][i // 5].to_bytes(8, "little") for i in range(4))


assert keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
assert keccak256(b"abc").hex() == "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"


def tag(hash_id, l1_chain_id, rollup, l2_chain_id, genesis_root):
    parts = [
        b"zelkova/chain",
        hash_id.to_bytes(4, "big"),
        l1_chain_id.to_bytes(8, "big"),
        bytes.fromhex(rollup),
        l2_chain_id.to_bytes(8, "big"),
        bytes.fromhex(genesis_root),
    ]
    return int.from_bytes(keccak256(b"".join(parts)), "big") % P


ROLLUP = "5fbdb2315678afecb367f032d93f642f64180aa3"
ROOT = "00000000000000000000000000000000000000000000000000000012345678ab"
CHAINS = [
    (2, 31337, ROLLUP, 270, ROOT),
    # Each differs from the first in one part.
    (1, 31337, ROLLUP, 270, ROOT),
    (2, 1, ROLLUP, 270, ROOT),
    (2, 31337, "e7f1725e7734ce288f8367e1bb143e90bb3f0512", 270, ROOT),
    (2, 31337, ROLLUP, 271, ROOT),
    (2, 31337, ROLLUP, 270, "2b7c21f7a1ad5f7bb0f1a8d5f1f4bd6c27d1d2b4a1f0e9d8c7b6a59483726150"),
    # Extremes.
    (2, 2**64 - 1, "ff" * 20, 2**64 - 1, (P - 1).to_bytes(32, "big").hex()),
    (2, 0, "00" * 20, 0, "00" * 32),
]

print(
    json.dumps(
        [
            {
                "hash_id": hash_id,
                "l1_chain_id": str(l1_chain_id),
                "rollup": "0x" + rollup,
                "l2_chain_id": str(l2_chain_id),
                "genesis_root": "0x" + root,
                "tag": f"0x{tag(hash_id, l1_chain_id, rollup, l2_chain_id, root):064x}",
            }
            for hash_id, l1_chain_id, rollup, l2_chain_id, root in CHAINS
        ],
        indent=2,
    )
)
