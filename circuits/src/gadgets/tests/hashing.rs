use super::{assert_tight, nums, pin, satisfied};
use crate::builder::Builder;
use crate::convert::{from_ark, to_ark};
use crate::field::{int, mul, neg, one, Fr};
use crate::gadgets::merkle::Path;
use crate::gadgets::poseidon2::{
    self, compress, compress_swapped, RoundConstants, HALF_FULL_ROUNDS, PARTIAL_ROUNDS, ROWS,
};
use crate::gadgets::Bit;
use crate::gates::poseidon2::Poseidon2Gate;
use crate::gates::registry::Registered;
use crate::plonk::{check_satisfied, Violation};
use zelkova_primitives::hash as native;

/// The native compression on circuit elements.
fn expected(left: Fr, right: Fr) -> Fr {
    from_ark(native::compress(to_ark(left), to_ark(right)))
}

fn samples() -> Vec<(Fr, Fr)> {
    let mut x = int(7);
    let mut list = vec![(int(0), int(0)), (int(0), int(1)), (neg(one()), neg(one()))];
    for _ in 0..10 {
        let y = mul(mul(x, x), int(u128::MAX));
        list.push((x, y));
        x = mul(y, mul(y, x));
    }
    list
}

#[test]
fn compression_equals_the_native_one() {
    for (l, r) in samples() {
        let cs = satisfied(|cs| {
            let (left, right) = (cs.alloc(l), cs.alloc(r));
            pin(cs, &left, l);
            pin(cs, &right, r);
            assert_eq!(compress(cs, &left, &right).value(), expected(l, r));
            for bit in [false, true] {
                let swap = Bit::alloc(cs, bit);
                pin(cs, swap.num(), int(bit.into()));
                let hash = compress_swapped(cs, &left, &right, &swap);
                assert_eq!(hash.value(), if bit { expected(r, l) } else { expected(l, r) });
            }
        });
        assert_tight(&cs, &[]);
    }
}

#[test]
fn a_compression_has_38_rows() {
    let mut cs = Builder::new();
    let v = nums(&mut cs, &[1, 2]);
    compress(&mut cs, &v[0], &v[1]);
    let before = cs.rows().len();
    compress(&mut cs, &v[1], &v[0]);
    assert_eq!((cs.rows().len() - before, ROWS), (38, 38));
    let rounds = cs.rows()[before..].iter().filter(|r| r.gate == Poseidon2Gate::ID).count();
    assert_eq!(rounds, 4 + 28 + 4);
}

#[test]
fn hash_equals_the_native_one() {
    for n in [1, 2, 5] {
        let values: Vec<u128> = (10..10 + n).collect();
        let cs = satisfied(|cs| {
            let inputs = nums(cs, &values);
            for (input, value) in inputs.iter().zip(&values) {
                pin(cs, input, int(*value));
            }
            let hash = poseidon2::hash(cs, "zelkova/account", &inputs);
            let native_inputs: Vec<_> = inputs.iter().map(|x| to_ark(x.value())).collect();
            let native_hash = native::hash(native::Domain::ACCOUNT, &native_inputs);
            assert_eq!(hash.value(), from_ark(native_hash));
            cs.assert_equal("hash", &hash, &hash.value().into());
        });
        assert_tight(&cs, &[]);
    }
}

/// Each cell of a compression, changed alone, breaks a row of that compression.
#[test]
fn every_cell_of_a_compression_is_constrained() {
    let mut cs = Builder::new();
    let v = nums(&mut cs, &[3, 4]);
    let bit = Bit::alloc(&mut cs, true);
    let first = cs.variable_count();
    compress_swapped(&mut cs, &v[0], &v[1], &bit);
    for number in first..cs.variable_count() {
        let var = cs.variable(number).expect("the variable exists");
        let mut tampered = cs.clone();
        tampered.tamper(var, mul(cs.value(var), int(2)));
        match check_satisfied(&tampered, &[]) {
            Err(Violation::Row { name, .. }) => assert_eq!(name, "compress"),
            other => panic!("variable {number}: {other:?}"),
        }
    }
}

#[test]
fn merkle_roots() {
    let siblings: Vec<Fr> = (1..=6).map(|i| int(1000 + i)).collect();
    for index in [0u32, 1, 37, 63] {
        let native_root = |leaf: Fr| {
            siblings.iter().enumerate().fold(leaf, |node, (level, sibling)| {
                if (index >> level) & 1 == 1 {
                    expected(*sibling, node)
                } else {
                    expected(node, *sibling)
                }
            })
        };
        let cs = satisfied(|cs| {
            let bits: Vec<Bit> = (0..6).map(|i| Bit::alloc(cs, (index >> i) & 1 == 1)).collect();
            let path = Path::alloc(cs, &siblings, &bits);
            let (old, new) = (cs.alloc(int(5)), cs.alloc(int(6)));
            let (root_old, root_new) = (path.root(cs, &old), path.root(cs, &new));
            assert_eq!(root_old.value(), native_root(int(5)));
            assert_eq!(root_new.value(), native_root(int(6)));
        });
        assert_tight(&cs, &[]);
    }
}

/// A path bit that is not a bit is refused by the path itself.
#[test]
fn path_bits_are_constrained() {
    let mut cs = Builder::new();
    let leaf = cs.alloc(int(5));
    let two = cs.alloc(int(2));
    let path = Path::alloc(&mut cs, &[int(8)], &[Bit::assume(two)]);
    path.root(&mut cs, &leaf);
    match check_satisfied(&cs, &[]) {
        Err(Violation::Row { term, .. }) => assert_eq!(term, "c is a bit"),
        other => panic!("{other:?}"),
    }
}

/// The constants come from the reference script (Horizen Labs `poseidon2_rust_params.sage`): a Grain LFSR in
/// self-shrinking mode, 254-bit words, words at or above the modulus dropped.
#[test]
fn round_constants_are_those_of_the_reference_script() {
    let constants = RoundConstants::get();
    let mut grain = Grain::new();
    let (first, second) = constants.full.split_at(HALF_FULL_ROUNDS);
    let words = first.iter().flatten().chain(&constants.partial).chain(second.iter().flatten());
    for word in words {
        assert_eq!(*word, grain.element());
    }
}

struct Grain {
    state: [bool; 80],
}

impl Grain {
    fn new() -> Self {
        // Prime field (2 bits), S-box x^alpha (4), field size 254 (12), t = 2 (12), R_F = 8 (10), R_P = 56 (10), ones (30).
        let fields = [(1, 2), (0, 4), (254, 12), (2, 12), (2 * HALF_FULL_ROUNDS, 10), (PARTIAL_ROUNDS, 10)];
        let mut state = [true; 80];
        let mut at = 0;
        for (value, width) in fields {
            for i in (0..width).rev() {
                state[at] = (value >> i) & 1 == 1;
                at += 1;
            }
        }
        let mut grain = Self { state };
        for _ in 0..160 {
            grain.step();
        }
        grain
    }

    fn step(&mut self) -> bool {
        let bit = [62, 51, 38, 23, 13, 0].iter().fold(false, |acc, i| acc ^ self.state[*i]);
        self.state.rotate_left(1);
        self.state[79] = bit;
        bit
    }

    fn bit(&mut self) -> bool {
        // Of each pair, the second bit counts if the first is 1.
        while !self.step() {
            self.step();
        }
        self.step()
    }

    fn element(&mut self) -> Fr {
        loop {
            let mut bytes = [0u8; 32];
            for i in (0..254).rev() {
                if self.bit() {
                    bytes[31 - i / 8] |= 1 << (i % 8);
                }
            }
            if let Some(x) = crate::convert::from_be_bytes(&bytes) {
                return x;
            }
        }
    }
}
