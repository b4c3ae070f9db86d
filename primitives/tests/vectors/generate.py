#!/usr/bin/env python3
"""Writes the vectors of this directory with code that shares nothing with the crate: only Python's integers, and the
definitions of docs/protocol.md, Poseidon2, EIP-2494 and Keccak written out once more (the modules beside this one).

    python3 primitives/tests/vectors/generate.py          # writes the files
    python3 primitives/tests/vectors/generate.py --check  # fails if they differ
"""

import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True
from babyjubjub import BASE, L, NEUTRAL, add, has_point, multiply, negate, pack, small_order
from keccak import keccak256
from poseidon2 import CONSTANTS, INTERNAL, P, T, absorb, compress4, hash, iv, permute

be = lambda x, n: x.to_bytes(n, "big")
integer = lambda data: int.from_bytes(data, "big")
show = lambda data: "0x" + data.hex()
word = lambda x: show(be(x, 32))
words = lambda xs: [word(x) for x in xs]
keccak_mod_p = lambda *parts: integer(keccak256(*parts)) % P
counter = 0


def random(bound=P):
    """Deterministic "random" numbers."""
    global counter
    counter += 1
    return integer(keccak256(be(counter, 8))) * integer(keccak256(be(counter + 2**40, 8))) % bound


def save(name, value):
    path = Path(__file__).with_name(name)
    text = json.dumps(value, indent=1) + "\n"
    if "--check" in sys.argv:
        if path.read_text() != text:
            sys.exit(f"{path} is not what this script makes")
    else:
        path.write_text(text)


def hashes():
    ends = [[0, 1, 2, 3], [0] * 4, [P - 1] * 4, [P - 1, 0, 0, 0], [0, 0, 0, P - 1]]
    states = ends + [[random() for _ in range(4)] for _ in range(5)]
    domains = ["account", "key", "message", "eddsa", "pubdata", "nonce", "nft", "orders"]
    inputs = [(domain, [random() for _ in range(n)]) for n, domain in enumerate(domains)]
    return {
        "constants": words(CONSTANTS),
        "internal_diagonal": words([INTERNAL[i][i] - 1 for i in range(T)]),
        "permutations": [{"input": words(s), "output": words(permute(s))} for s in states],
        "compressions": [{"input": words(s), "output": word(compress4(s))} for s in states],
        "hashes": [
            {"domain": "zelkova/" + d, "iv": word(iv("zelkova/" + d, len(x))), "inputs": words(x), "output": word(hash(d, x))}
            for d, x in inputs
        ],
    }


def point(p):
    return {"x": word(p[0]), "y": word(p[1]), "bytes": show(pack(p))}


def sign(secret, nonce, message, twist=NEUTRAL, twist_r=NEUTRAL):
    key, r = add(multiply(secret, BASE), twist), add(multiply(nonce, BASE), twist_r)
    key_hash = hash("key", list(key))
    h = hash("eddsa", [*r, key_hash, message])
    s = (nonce + h * secret) % L
    rest = add(multiply(s, BASE), negate(add(r, multiply(h, key))))
    assert multiply(8, rest) == NEUTRAL
    little = lambda x: x.to_bytes(32, "little")
    return {
        "secret": show(little(secret)), "key": point(key), "key_hash": word(key_hash), "message": word(message),
        "h": word(h), "signature": show(pack(r) + little(s)),
    }  # fmt: skip


def signatures():
    little = lambda x: show(x.to_bytes(32, "little"))
    multiples = [1, 2, 3, 7, 8, 127, 255, 2**128, L - 1, (L + 1) // 2, random(L), random(L), random(L)]
    draw = lambda: (random(L), random(L), random())
    small = small_order()
    return {
        "order": word(L),
        "multiples": [{"scalar": little(k), "point": point(multiply(k, BASE))} for k in multiples],
        "signatures": [sign(*draw()) for _ in range(4)],
        # Key or commitment with a component of small order: the equation times 8 still holds.
        "cofactored": [sign(*draw(), twist=small[1]), sign(*draw(), twist_r=small[1]), sign(*draw(), small[3], small[6])],
        "small_order": [point(p) for p in small],
        "no_point": [little(y) for y in range(2, 30) if not has_point(y)][:3],
        "not_canonical": [little(P), little(P + 1), little(1 | 1 << 255)],
    }


def message(tag, **f):
    w1 = f["opcode"] << 224 | f["account"] << 192 | f["nonce"] << 160 | f["token"] << 144 | f["packed_fee"] << 128 | f["amount"]
    w = [w1, f["address"] << 64 | f["valid_from"], f["valid_until"], f["aux"]]
    shown = {name: str(value) for name, value in f.items()}
    shown |= {"address": show(be(f["address"], 20)), "aux": word(f["aux"])}
    return shown | {"words": words(w), "hash": word(hash("message", [tag, *w]))}


def messages(tag):
    top = lambda bits: 2**bits - 1
    return [
        message(tag, opcode=5, account=7, nonce=3, token=1, packed_fee=65, amount=10**18, address=top(160), valid_from=0, valid_until=top(64), aux=0),
        message(tag, opcode=7, account=top(28), nonce=top(32) - 1, token=top(16), packed_fee=top(16), amount=top(128), address=random(2**160), valid_from=top(64), valid_until=1, aux=P - 1),
    ]  # fmt: skip


def root(leaves, levels, empty):
    """Root of a sparse tree of four children a node, by plain recursion; `leaves` maps path to leaf."""
    if not leaves:
        for _ in range(levels):
            empty = compress4([empty] * 4)
        return empty
    if levels == 0:
        return leaves[0]
    width = 4 ** (levels - 1)
    part = lambda child: {path % width: leaf for path, leaf in leaves.items() if path // width == child}
    return compress4([root(part(child), levels - 1, empty) for child in range(4)])


def leaf(nonce, key_hash, address, minted, storage_root):
    return hash("account", [address << 64 | minted << 32 | nonce, key_hash, storage_root])


def state():
    accounts = []
    for i, account in enumerate([0, 1, 2, 77, 2**28 - 256]):
        fields = {
            "nonce": i, "key_hash": 0 if i == 1 else random(),
            "address": 0 if account >= 2**28 - 256 else random(2**160), "minted": i % 2,
        }  # fmt: skip
        accounts.append((account, fields, {key: random(2**128) for key in [0, 1, 65535, 65536, 2**19 - 1][i:]}))
    empty_storage = root({}, 10, 0)
    empty_leaf = leaf(0, 0, 0, 0, empty_storage)
    leaves = {account: leaf(**fields, storage_root=root(values, 10, 0)) for account, fields, values in accounts}
    nft = {"creator": 3, "serial": 7, "content": random(2**256)}
    left = nft["creator"] << 160 | nft["serial"] << 128 | nft["content"] >> 128
    orders = [random(), random()]
    return {
        "empty_storage_root": word(empty_storage),
        "empty_account_root": word(root({}, 14, empty_leaf)),
        "state": {
            "accounts": [
                {
                    "id": account,
                    "fields": {
                        "nonce": f["nonce"], "keyHash": word(f["key_hash"]), "address": show(be(f["address"], 20)), "minted": f["minted"],
                    },
                    "values": [[key, word(value)] for key, value in values.items()],
                    "leaf": word(leaves[account]),
                }
                for account, f, values in accounts
            ],
            "root": word(root(leaves, 14, empty_leaf)),
        },
        "nft": nft | {"content": word(nft["content"]), "value": word(hash("nft", [left, nft["content"] % 2**128]))},
        "orders": {"messages": words(orders), "hash": word(hash("orders", orders))},
    }  # fmt: skip


def block(tag):
    pubdata = be(random(2 ** (8 * 90)), 90)
    chunks = [integer(pubdata[i : i + 18]) for i in range(0, 90, 18)]
    commitment = iv("zelkova/pubdata", 0)
    for chunk in chunks:
        commitment = absorb(commitment, [chunk])
    number, timestamp, fee_account, capacity = 41, 1750000000, 0, 22
    header = number << 128 | timestamp << 64 | fee_account << 32 | len(chunks)
    digest, old_root, new_root = be(random(2**256), 32), random(), random()
    parts = [be(tag, 32), digest, *(be(x, 32) for x in (old_root, new_root, header, commitment)), keccak256(pubdata)]
    g = keccak_mod_p(*parts)
    evaluation = sum(chunk * pow(g, i, P) for i, chunk in enumerate(chunks)) % P
    inputs = [old_root, new_root, header, tag, commitment, g, evaluation]
    return {
        "number": number, "timestamp": timestamp, "fee_account": fee_account, "pubdata": show(pubdata),
        "key_digest": show(digest), "chunks": words(chunks), "public_inputs": words(inputs), "capacity": capacity,
        "commitment": show(keccak256(*(be(x, 32) for x in inputs), be(capacity, 4))),
    }  # fmt: skip


def protocol():
    tag = random()
    return {
        "keccak": [{"text": text, "digest": show(keccak256(text.encode()))} for text in ["", "abc", "zelkova", "z" * 135, "z" * 136, "z" * 300]],
        "chain": {"tag": word(tag)},
        "messages": messages(tag),
        **state(),
        "block": block(tag),
    }  # fmt: skip


save("poseidon2.json", hashes())
save("babyjubjub.json", signatures())
save("protocol.json", protocol())
