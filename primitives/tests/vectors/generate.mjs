// Writes the vectors of this directory with code that shares nothing with the crate:
//   * round constants of Poseidon2 from the Grain LFSR of @noble/curves; the permutation as plain matrix arithmetic,
//   * Baby Jubjub from @noble/curves, its byte format from circomlibjs,
//   * keccak from @noble/hashes; everything of docs/protocol.md above them written out here once more.
//
//   mkdir /tmp/vectors && cp generate.mjs /tmp/vectors && cd /tmp/vectors
//   npm install @noble/curves@2.4.0 @noble/hashes@2.4.0 circomlibjs@0.1.7
//   node generate.mjs <this directory>

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Field } from '@noble/curves/abstract/modular.js';
import { grainGenConstants } from '@noble/curves/abstract/poseidon.js';
import { babyjubjub } from '@noble/curves/misc.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { buildBabyjub } from 'circomlibjs';

const out = process.argv[2] ?? '.';
const P = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;
const L = 2736030358979909402780800718157159386076813972158567259200215660948447373041n;
const mod = (x, m = P) => ((x % m) + m) % m;
const hex = (bytes) => '0x' + Buffer.from(bytes).toString('hex');
const be = (x, bytes) => Buffer.from(x.toString(16).padStart(2 * bytes, '0'), 'hex');
const word = (x) => hex(be(x, 32));
const int = (bytes) => BigInt(hex(bytes));
const ascii = (text) => Buffer.from(text, 'ascii');
const save = (name, value) => writeFileSync(join(out, name), JSON.stringify(value, null, 1) + '\n');

// Deterministic "random" numbers.
let counter = 0n;
const random = (m = P) => {
  counter += 1n;
  return int(keccak_256(be(counter, 8))) * int(keccak_256(be(counter + (1n << 40n), 8))) % m;
};
const randomBytes = (n) => be(random(1n << BigInt(8 * n)), n);

// --- Poseidon2, t = 2 -------------------------------------------------------------------------------------------------
const RF = 8, RP = 56;
const grain = grainGenConstants({ Fp: Field(P), t: 2, roundsFull: RF, roundsPartial: RP });
const stream = grain.roundConstants.flat().slice(0, 2 * RF + RP);
const first = stream.slice(0, RF), partial = stream.slice(RF, RF + RP), last = stream.slice(RF + RP);
const times = (m, s) => m.map((row) => mod(row[0] * s[0] + row[1] * s[1]));
const ME = [[2n, 1n], [1n, 2n]], MI = [[2n, 1n], [1n, 3n]];
const full = (s, c) => times(ME, [mod((s[0] + c[0]) ** 5n), mod((s[1] + c[1]) ** 5n)]);
const permute = (l, r) => {
  let s = times(ME, [l, r]);
  for (let i = 0; i < RF; i += 2) s = full(s, first.slice(i, i + 2));
  for (const c of partial) s = times(MI, [mod((s[0] + c) ** 5n), s[1]]);
  for (let i = 0; i < RF; i += 2) s = full(s, last.slice(i, i + 2));
  return s;
};
const compress = (l, r) => mod(permute(l, r)[0] + l);
const iv = (name, n) => int(ascii(name)) * 2n ** 32n + BigInt(n);
const H = (name, inputs) => inputs.reduce(compress, iv('zelkova/' + name, inputs.length));

const pairs = [[0n, 1n], [0n, 0n], [P - 1n, P - 1n], ...Array.from({ length: 5 }, () => [random(), random()])];
save('poseidon2.json', {
  constants: stream.map(word),
  permutations: pairs.map(([l, r]) => ({ input: [l, r].map(word), output: permute(l, r).map(word) })),
  compressions: pairs.map(([l, r]) => ({ input: [l, r].map(word), output: word(compress(l, r)) })),
  hashes: ['account', 'key', 'message', 'eddsa', 'pubdata', 'nonce', 'nft', 'orders'].map((domain, i) => {
    const inputs = Array.from({ length: i }, () => random());
    return { domain: 'zelkova/' + domain, inputs: inputs.map(word), output: word(H(domain, inputs)) };
  }),
});

// --- Baby Jubjub and signatures ---------------------------------------------------------------------------------------
const { Point } = babyjubjub;
const circom = await buildBabyjub();
const affine = (point) => { const { x, y } = point.toAffine(); return { x, y }; };
const pack = ({ x, y }) => {
  const point = [circom.F.e(x), circom.F.e(y)];
  if (!circom.inCurve(point)) throw new Error('the two libraries disagree about the curve');
  return circom.packPoint(point);
};
const show = (point) => { const a = affine(point); return { x: word(a.x), y: word(a.y), bytes: hex(pack(a)) }; };
const le = (x) => Buffer.from(be(x, 32)).reverse();
const multiples = [1n, 2n, 3n, 7n, 8n, 127n, 255n, 2n ** 128n, L - 1n, (L + 1n) / 2n, random(L), random(L), random(L)];

// The torsion: a point of the whole group (order 8 l) times l generates the eight points of small order.
const torsion = Point.fromAffine({
  x: 995203441582195749578291179787384436505546430278305826713579947235728471134n,
  y: 5472060717959818805561601436314318772137091100104008585924551046643952123905n,
});
const eighth = torsion.multiplyUnsafe(L - 1n).add(torsion);
const small = [Point.ZERO];
for (let point = eighth; !point.equals(Point.ZERO); point = point.add(eighth)) small.push(point);
if (small.length !== 8) throw new Error('expected eight points of small order');

const sign = (secret, nonce, m, twist = Point.ZERO, twistR = Point.ZERO) => {
  const A = Point.BASE.multiply(secret).add(twist), R = Point.BASE.multiply(nonce).add(twistR);
  const [a, r] = [affine(A), affine(R)];
  const h = H('eddsa', [r.x, r.y, H('key', [a.x, a.y]), m]);
  const s = mod(nonce + h * secret, L);
  // The verification equation in the other library.
  const rest = Point.BASE.multiply(s).subtract(R).subtract(A.multiplyUnsafe(mod(h, L)));
  let eight = rest.double().double().double();
  if (!eight.equals(Point.ZERO)) throw new Error('the signature does not satisfy its own equation');
  return {
    secret: hex(le(secret)), key: show(A), key_hash: word(H('key', [a.x, a.y])), message: word(m), h: word(h),
    signature: hex(Buffer.concat([pack(r), le(s)])),
  };
};
// x coordinates for which y has no point, found by trial.
const noPoint = [];
for (let y = 2n; noPoint.length < 3; y += 1n) if (circom.unpackPoint(le(y)) === null) noPoint.push(hex(le(y)));
save('babyjubjub.json', {
  order: word(L),
  multiples: multiples.map((k) => ({ scalar: hex(le(k)), point: show(Point.BASE.multiply(k)) })),
  signatures: Array.from({ length: 4 }, () => sign(random(L), random(L), random())),
  // Key or commitment with a component of small order: the equation times 8 still holds.
  cofactored: [sign(random(L), random(L), random(), eighth), sign(random(L), random(L), random(), Point.ZERO, eighth)],
  small_order: small.map(show),
  no_point: noPoint,
  not_canonical: [hex(le(P)), hex(le(P + 1n)), hex(le(1n | (1n << 255n)))],
});

// --- The words of docs/protocol.md ------------------------------------------------------------------------------------
const keccak = (...parts) => keccak_256(Buffer.concat(parts));
const keccakModP = (...parts) => int(keccak(...parts)) % P;
const genesis = random();
const tag = keccakModP(ascii('zelkova/chain'), be(270n, 8), be(genesis, 32));
const message = (f) => {
  const w1 = (((((f.opcode << 32n) + f.account << 32n) + f.nonce << 16n) + f.token << 16n) + f.packed_fee << 128n) + f.amount;
  const words = [w1, (f.address << 64n) + f.valid_from, f.valid_until, f.aux];
  const fields = { ...Object.fromEntries(Object.entries(f).map(([k, v]) => [k, v.toString()])) };
  return { ...fields, address: hex(be(f.address, 20)), aux: word(f.aux), words: words.map(word), hash: word(H('message', [tag, ...words])) };
};
const max = (bits) => (1n << bits) - 1n;
const messages = [
  { opcode: 5n, account: 7n, nonce: 3n, token: 1n, packed_fee: 65n, amount: 10n ** 18n, address: max(160n), valid_from: 0n, valid_until: max(64n), aux: 0n },
  { opcode: 7n, account: max(28n), nonce: max(32n) - 1n, token: max(16n), packed_fee: max(16n), amount: max(128n), address: random(1n << 160n), valid_from: max(64n), valid_until: 1n, aux: P - 1n },
].map(message);

const leaf = (a) => H('account', [(a.address << 64n) + (a.minted << 32n) + a.nonce, a.key_hash, a.storage_root]);
const emptyRoot = (leaf, depth) => { for (let i = 0; i < depth; i++) leaf = compress(leaf, leaf); return leaf; };
const emptyStorage = emptyRoot(0n, 19);
const emptyAccount = { nonce: 0n, key_hash: 0n, address: 0n, storage_root: emptyStorage, minted: 0n };
// Sparse root by plain recursion; `leaves` maps path to leaf.
const root = (leaves, depth, empty) => {
  if (leaves.length === 0) return emptyRoot(empty, depth);
  if (depth === 0) return leaves[0][1];
  const half = 1n << BigInt(depth - 1);
  const left = leaves.filter(([p]) => p < half), right = leaves.filter(([p]) => p >= half).map(([p, v]) => [p - half, v]);
  return compress(root(left, depth - 1, empty), root(right, depth - 1, empty));
};
const accounts = [0n, 1n, 2n, 77n, (1n << 28n) - 256n].map((id, i) => ({
  id, nonce: BigInt(i), key_hash: i === 1 ? 0n : random(), address: id >= (1n << 28n) - 256n ? 0n : random(1n << 160n), minted: BigInt(i % 2),
  values: [0n, 1n, 65535n, 65536n, (1n << 19n) - 1n].slice(i).map((key) => [key, random(1n << 128n)]),
}));
const stateRoot = root(accounts.map((a) => [a.id, leaf({ ...a, storage_root: root(a.values, 19, 0n) })]), 28, leaf(emptyAccount));

const pubdata = randomBytes(18 * 5);
const chunks = Array.from({ length: 5 }, (_, i) => int(pubdata.subarray(18 * i, 18 * i + 18)));
const commitment = chunks.reduce(compress, iv('zelkova/pubdata', 0));
const header = (41n << 128n) + (1750000000n << 64n) + (0n << 32n) + 5n;
const digest = randomBytes(32), [oldRoot, newRoot] = [random(), random()];
const g = keccakModP(...[tag, int(digest), oldRoot, newRoot, header, commitment].map((x) => be(x, 32)), keccak(pubdata));
const evaluation = chunks.reduce((sum, chunk, i) => mod(sum + chunk * g ** BigInt(i)), 0n);
const inputs = [oldRoot, newRoot, header, tag, commitment, g, evaluation];
save('protocol.json', {
  keccak: ['', 'abc', 'zelkova'].map((text) => ({ text, digest: hex(keccak(ascii(text))) })),
  chain: { l2_chain_id: 270, genesis_root: word(genesis), tag: word(tag) },
  messages,
  empty_storage_root: word(emptyStorage),
  empty_account_root: word(emptyRoot(leaf(emptyAccount), 28)),
  state: {
    accounts: accounts.map((a) => ({
      id: Number(a.id), fields: { nonce: Number(a.nonce), keyHash: word(a.key_hash), address: hex(be(a.address, 20)), minted: Number(a.minted) },
      values: a.values.map(([key, value]) => [Number(key), word(value)]),
    })),
    root: word(stateRoot),
  },
  block: {
    number: 41, timestamp: 1750000000, fee_account: 0, pubdata: hex(pubdata), key_digest: hex(digest), chunks: chunks.map(word),
    public_inputs: inputs.map(word), capacity: 22, commitment: hex(keccak(...inputs.map((x) => be(x, 32)), be(22n, 4))),
  },
});
process.exit(0);
