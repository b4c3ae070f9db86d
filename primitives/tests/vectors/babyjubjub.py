"""Baby Jubjub (EIP-2494) with affine points as pairs: slow, and no more than the curve's equation."""

from poseidon2 import P

L = 2736030358979909402780800718157159386076813972158567259200215660948447373041
A, D = 168700, 168696
NEUTRAL = (0, 1)
BASE = (
    5299619240641551281634865583518297030282874472190772894086521144482721001553,
    16950150798460657717958625567821834550301663161624707787222815936182638968203,
)
# Generates the whole group, of order 8 l.
GENERATOR = (
    995203441582195749578291179787384436505546430278305826713579947235728471134,
    5472060717959818805561601436314318772137091100104008585924551046643952123905,
)


def on_curve(point):
    x, y = point
    return (A * x * x + y * y - 1 - D * x * x * y * y) % P == 0


def add(p, q):
    (x1, y1), (x2, y2) = p, q
    t = D * x1 * x2 * y1 * y2
    return ((x1 * y2 + y1 * x2) * pow(1 + t, -1, P) % P, (y1 * y2 - A * x1 * x2) * pow(1 - t, -1, P) % P)


def negate(point):
    return (-point[0] % P, point[1])


def multiply(k, point):
    result = NEUTRAL
    for bit in format(k, "b"):
        result = add(result, result)
        if bit == "1":
            result = add(result, point)
    return result


def pack(point):
    """y little-endian with the top bit set if x > (p - 1) / 2."""
    x, y = point
    return (y | (x > (P - 1) // 2) << 255).to_bytes(32, "little")


def has_point(y):
    """Whether some x belongs to y: whether x^2 = (1 - y^2) / (a - d y^2) is a square."""
    xx = (1 - y * y) * pow(A - D * y * y, -1, P) % P
    return xx == 0 or pow(xx, (P - 1) // 2, P) == 1


def small_order():
    """The eight points with 8 A = 0, the multiples of one of order eight."""
    eighth = multiply(L, GENERATOR)
    points = [NEUTRAL]
    while (point := add(points[-1], eighth)) != NEUTRAL:
        points.append(point)
    assert len(points) == 8
    return points


assert on_curve(BASE) and multiply(L, BASE) == NEUTRAL and multiply(8, GENERATOR) == BASE
