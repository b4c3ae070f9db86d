#!/usr/bin/env python3
"""Makes transcript.txt: challenges of proofs of format 2, computed without any of the program's code.

The transcript is the one of circuits/src/plonk/mod.rs; Keccak is written here from FIPS 202 with Keccak's own padding
(0x01 instead of 0x06). Run: python3 transcript.py > transcript.txt"""
P = 21888242871839275222246405745257275088548364400416034343698204186575808495617
MASK = (1 << 64) - 1


def rotate(x, n):
    return ((x << n) | (x >> (64 - n))) & MASK if n else x


def round_constants():
    """Bits of the linear feedback shift register x^8 + x^6 + x^5 + x^4 + 1."""
    register, constants = 1, []
    for _ in range(24):
        constant = 0
        for j in range(7):
            if register & 1:
                constant |= 1 << ((1 << j) - 1)
            register <<= 1
            if register & 0x100:
                register ^= 0x171
        constants.append(constant)
    return constants


def permute(lanes):
    """keccak-f[1600]; lanes[x][y]."""
    for constant in round_constants():
        parity = [lanes[x][0] ^ lanes[x][1] ^ lanes[x][2] ^ lanes[x][3] ^ lanes[x][4] for x in range(5)]
        mixed = [parity[(x - 1) % 5] ^ rotate(parity[(x + 1) % 5], 1) for x in range(5)]
        lanes = [[lanes[x][y] ^ mixed[x] for y in range(5)] for x in range(5)]
        moved = [[0] * 5 for _ in range(5)]
        moved[0][0] = lanes[0][0]
        x, y = 1, 0
        for t in range(24):
            moved[y][(2 * x + 3 * y) % 5] = rotate(lanes[x][y], (t + 1) * (t + 2) // 2 % 64)
            x, y = y, (2 * x + 3 * y) % 5
        lanes = [[moved[x][y] ^ (~moved[(x + 1) % 5][y] & MASK & moved[(x + 2) % 5][y]) for y in range(5)] for x in range(5)]
        lanes[0][0] ^= constant
    return lanes


def keccak256(data):
    rate = 136
    padded = bytearray(data) + bytearray(rate - len(data) % rate)
    padded[len(data)] ^= 0x01
    padded[-1] ^= 0x80
    lanes = [[0] * 5 for _ in range(5)]
    for block in range(0, len(padded), rate):
        for i in range(rate // 8):
            lanes[i % 5][i // 5] ^= int.from_bytes(padded[block + 8 * i:block + 8 * i + 8], 'little')
        lanes = permute(lanes)
    return b''.join(lanes[i % 5][i // 5].to_bytes(8, 'little') for i in range(4))


assert keccak256(b'').hex() == 'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'
assert keccak256(b'abc').hex() == '4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45'


def word(number):
    return number.to_bytes(32, 'big')


words = [word(i) for i in range(1, 66)]
inputs = [word(i) for i in range(1001, 1009)]
rounds = [
    ('beta', inputs + words[0:8]),
    ('gamma', []),
    ('alpha', words[8:10]),
    ('z', words[10:14]),
    ('v', words[14:61]),
    ('u', words[61:63]),
    ('final', words[63:65]),
]
print('# Made by transcript.py: name, state, challenge. Words 1..65, inputs 1001..1008, key digest keccak256("").')
state = keccak256(b'')
for name, absorbed in rounds:
    state = keccak256(state + b''.join(absorbed))
    print(name, state.hex(), word(int.from_bytes(state, 'big') % P).hex())
merged = keccak256(state + word(5) + state)
print('rho', merged.hex(), word(int.from_bytes(merged, 'big') % P).hex())
