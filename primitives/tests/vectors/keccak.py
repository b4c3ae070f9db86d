"""keccak256 as Ethereum has it (padding 0x01, not the 0x06 of SHA-3), from the definition of Keccak-f[1600]."""

MASK = (1 << 64) - 1


def rotate(x, n):
    n %= 64
    return ((x << n) | (x >> (64 - n))) & MASK


def rounds():
    """Constants of the iota step from their LFSR."""
    state, constants = 1, []
    for _ in range(24):
        constant = 0
        for j in range(7):
            if state & 1:
                constant |= 1 << ((1 << j) - 1)
            state = (state << 1) ^ (0x171 if state & 0x80 else 0)
        constants.append(constant)
    return constants


ROUNDS = rounds()


def permute(a):
    for constant in ROUNDS:
        parity = [a[x][0] ^ a[x][1] ^ a[x][2] ^ a[x][3] ^ a[x][4] for x in range(5)]
        d = [parity[x - 1] ^ rotate(parity[(x + 1) % 5], 1) for x in range(5)]
        a = [[lane ^ d[x] for lane in a[x]] for x in range(5)]
        b = [row[:] for row in a]
        x, y, lane = 1, 0, a[1][0]
        for t in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            lane, b[x][y] = a[x][y], rotate(lane, (t + 1) * (t + 2) // 2)
        a = [[b[x][y] ^ (~b[(x + 1) % 5][y] & b[(x + 2) % 5][y]) for y in range(5)] for x in range(5)]
        a[0][0] ^= constant
    return a


def keccak256(*parts):
    rate = 136
    data = bytearray(b"".join(parts))
    data += b"\x01" + bytes(-(len(data) + 1) % rate)
    data[-1] |= 0x80
    a = [[0] * 5 for _ in range(5)]
    for start in range(0, len(data), rate):
        for i in range(rate // 8):
            a[i % 5][i // 5] ^= int.from_bytes(data[start + 8 * i : start + 8 * i + 8], "little")
        a = permute(a)
    return b"".join(a[i % 5][i // 5].to_bytes(8, "little") for i in range(4))
