"""Poseidon2 over the scalar field of BN254 with t = 4, from its definition (ePrint 2023/323).

Round constants and the internal matrix come from the Grain LFSR as in the authors' parameter script
(HorizenLabs/poseidon2, poseidon2_rust_params.sage); nothing is copied from an implementation.
"""

P = 21888242871839275222246405745257275088548364400416034343698204186575808495617
BITS, T, RF, RP = 254, 4, 8, 56


def grain():
    """Bits of the self-shrinking Grain LFSR for a prime field, an S-box x^alpha and these numbers."""
    fields = ((1, 2), (0, 4), (BITS, 12), (T, 12), (RF, 10), (RP, 10), ((1 << 30) - 1, 30))
    state = [int(bit) for value, width in fields for bit in format(value, f"0{width}b")]

    def step():
        bit = state[62] ^ state[51] ^ state[38] ^ state[23] ^ state[13] ^ state[0]
        state.pop(0)
        state.append(bit)
        return bit

    for _ in range(160):
        step()
    while True:
        keep, bit = step(), step()
        if keep:
            yield bit


def parameters():
    """Round constants in the order of use, and the internal matrix."""
    bits = grain()
    draw = lambda: int("".join(str(next(bits)) for _ in range(BITS)), 2)
    constants = []
    while len(constants) < RF * T + RP:
        value = draw()
        if value < P:
            constants.append(value)
    while True:
        diagonal = [draw() % P for _ in range(T)]
        matrix = [[diagonal[i] if i == j else 1 for j in range(T)] for i in range(T)]
        if all(minimal_polynomial_is_irreducible(power(matrix, i)) for i in range(1, 2 * T + 1)):
            return constants, matrix


def product(a, b):
    return [[sum(x * y for x, y in zip(row, column)) % P for column in zip(*b)] for row in a]


def power(matrix, n):
    return matrix if n == 1 else product(matrix, power(matrix, n - 1))


def minimal_polynomial_is_irreducible(matrix):
    """Whether the minimal polynomial has degree t and no factor: what the script asks of the first 2 t powers."""
    # Characteristic polynomial by Faddeev and LeVerrier, leading coefficient first.
    polynomial, m = [1], [[0] * T for _ in range(T)]
    for k in range(1, T + 1):
        m = product(matrix, m)
        for i in range(T):
            m[i][i] = (m[i][i] + polynomial[-1]) % P
        trace = sum(product(matrix, m)[i][i] for i in range(T))
        polynomial.append(-trace * pow(k, -1, P) % P)
    # Irreducible of degree 4 iff x^(p^4) = x and x^(p^2) - x is prime to it. It is then also the minimal polynomial.
    low = polynomial[:0:-1]

    def times(a, b):
        wide = [0] * (2 * T - 1)
        for i, x in enumerate(a):
            for j, y in enumerate(b):
                wide[i + j] += x * y
        for i in range(2 * T - 2, T - 1, -1):
            for j in range(T):
                wide[i - T + j] -= wide[i] * low[j]
        return [value % P for value in wide[:T]]

    def frobenius(a):
        result, base, exponent = [1] + [0] * (T - 1), a, P
        while exponent:
            if exponent & 1:
                result = times(result, base)
            base, exponent = times(base, base), exponent >> 1
        return result

    x = [0, 1, 0, 0]
    second = frobenius(frobenius(x))
    fourth = frobenius(frobenius(second))
    difference = [(a - b) % P for a, b in zip(second, x)]
    return fourth == x and degree_of_gcd(polynomial[::-1], difference) == 0


def degree_of_gcd(a, b):
    """Degree of the greatest common divisor of two polynomials, lowest coefficients first."""
    trim = lambda f: trim(f[:-1]) if f and f[-1] == 0 else f
    a, b = trim(a), trim(b)
    while b:
        while len(a) >= len(b):
            factor, shift = a[-1] * pow(b[-1], -1, P) % P, len(a) - len(b)
            a = trim([(v - factor * b[i - shift]) % P if i >= shift else v for i, v in enumerate(a)])
        a, b = b, a
    return len(a) - 1


CONSTANTS, INTERNAL = parameters()
# The 4 x 4 MDS matrix of the paper's section 5.1.
EXTERNAL = [[5, 7, 1, 3], [4, 6, 1, 1], [1, 3, 5, 7], [1, 1, 4, 6]]


def apply(matrix, state):
    return [sum(a * b for a, b in zip(row, state)) % P for row in matrix]


def permute(state):
    constants = iter(CONSTANTS)
    state = apply(EXTERNAL, state)
    for round in range(RF + RP):
        if RF // 2 <= round < RF // 2 + RP:
            state = apply(INTERNAL, [pow(state[0] + next(constants), 5, P)] + state[1:])
        else:
            state = apply(EXTERNAL, [pow(word + next(constants), 5, P) for word in state])
    return state


def compress4(children):
    return (permute(children)[0] + children[0]) % P


def iv(name, count):
    return int.from_bytes(name.encode("ascii"), "big") * 2**32 + count


def absorb(state, inputs):
    """Three inputs a call, the last ones padded with zeros."""
    for i in range(0, len(inputs), 3):
        state = compress4([state] + (inputs[i : i + 3] + [0, 0])[:3])
    return state


def hash(domain, inputs):
    return absorb(iv("zelkova/" + domain, len(inputs)), inputs)
