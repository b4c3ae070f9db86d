use super::{assert_tight, nums, pin, satisfied};
use crate::builder::Builder;
use crate::convert::{from_ark, to_ark};
use crate::field::{add, int, mul, neg, one, pow2, zero, Fr};
use crate::gadgets::hash::{self, absorb, iv};
use crate::gadgets::merkle::{alloc_digits, from_digits, Path};
use crate::gadgets::Num;
use crate::plonk::{violations, Violation};
use zelkova_primitives::hash as native;

/// The native hash of circuit elements.
fn expected(inputs: [Fr; 4]) -> Fr {
    from_ark(native::compress4(&inputs.map(to_ark)))
}

#[test]
fn compression_equals_the_native_one() {
    for inputs in [[zero(); 4], [1, 2, 3, 4].map(int), [neg(one()); 4], [int(7), neg(int(7)), pow2(200), zero()]] {
        let cs = satisfied(|cs| {
            let words = inputs.map(|x| cs.alloc(x));
            for (word, value) in words.iter().zip(inputs) {
                pin(cs, word, value);
            }
            let [a, b, c, d] = &words;
            assert_eq!(cs.compress4([a, b, c, d]).value(), expected(inputs));
        });
        assert_eq!((cs.rows().len(), cs.hashes().len()), (4, 1));
        assert_tight(&cs, &[]);
    }
}

/// What is not a single variable costs a row; a constant one for the whole circuit.
#[test]
fn sums_and_constants_are_inputs_too() {
    let cs = satisfied(|cs| {
        let v = nums(cs, &[5, 6]);
        for (num, value) in v.iter().zip([5, 6]) {
            pin(cs, num, int(value));
        }
        let sum = &v[0] + &v[1];
        let before = cs.rows().len();
        for _ in 0..2 {
            let result = cs.compress4([&sum, &Num::int(9), &v[0], &Num::zero()]);
            assert_eq!(result.value(), expected([11, 9, 5, 0].map(int)));
        }
        assert_eq!(cs.rows().len() - before, 2 + 2);
    });
    assert_tight(&cs, &[]);
}

#[test]
fn hash_equals_the_native_one() {
    for n in 1..8 {
        let values: Vec<u128> = (10..10 + n).collect();
        let cs = satisfied(|cs| {
            let inputs = nums(cs, &values);
            for (input, value) in inputs.iter().zip(&values) {
                pin(cs, input, int(*value));
            }
            let hash = hash::hash(cs, "zelkova/account", &inputs);
            let native_inputs: Vec<_> = inputs.iter().map(|x| to_ark(x.value())).collect();
            let native_hash = native::hash(native::Domain::ACCOUNT, &native_inputs);
            assert_eq!(hash.value(), from_ark(native_hash));
            cs.assert_equal("hash", &hash, &hash.value().into());
        });
        assert_eq!(cs.hashes().len(), (n as usize).div_ceil(3));
        assert_tight(&cs, &[]);
    }
}

#[test]
fn a_chain_can_be_gone_on_with() {
    satisfied(|cs| {
        let v = nums(cs, &[1, 2, 3, 4]);
        let whole = hash::hash(cs, "zelkova/eddsa", &v);
        let first = absorb(cs, iv("zelkova/eddsa", 4).into(), &v[..3]);
        let rest = absorb(cs, first, &v[3..]);
        assert_eq!(whole.value(), rest.value());
    });
}

const DEPTH: usize = 6;

fn siblings() -> Vec<[Fr; 3]> {
    (1..=DEPTH as u128).map(|i| [1000, 2000, 3000].map(|x| int(x + i))).collect()
}

fn native_root(index: u32, leaf: Fr) -> Fr {
    siblings().iter().enumerate().fold(leaf, |node, (level, siblings)| {
        let mut children = siblings.to_vec();
        children.insert((index >> (2 * level) & 3) as usize, node);
        expected(children.try_into().expect("four children"))
    })
}

fn path(cs: &mut Builder, index: u32, before: u128, after: u128) -> ([Num; 2], Vec<Num>) {
    let digits = alloc_digits(cs, index, DEPTH);
    let leaves = [before, after].map(|leaf| cs.alloc(int(leaf)));
    let siblings = siblings();
    let path = Path { digits: &digits, siblings: &siblings };
    let [before, after] = &leaves;
    (path.roots(cs, before, after), digits)
}

#[test]
fn merkle_roots() {
    for index in [0, 1, 2, 3, 0x123, 0xfff, 0xb1e] {
        let cs = satisfied(|cs| {
            let ([before, after], digits) = path(cs, index, 5, 6);
            assert_eq!(before.value(), native_root(index, int(5)));
            assert_eq!(after.value(), native_root(index, int(6)));
            assert_eq!(from_digits(&digits).value(), int(index.into()));
        });
        assert_eq!((cs.rows().len(), cs.hashes().len()), (5 * DEPTH, 2 * DEPTH));
        assert_tight(&cs, &[]);
    }
}

/// With the roots given, no variable of the path can be another, whatever else is changed with it in the same level: here
/// the digit alone, for all levels and all digits.
#[test]
fn another_digit_is_refused() {
    for level in 0..DEPTH {
        for digit in [0u128, 1, 2, 3, 4, 7] {
            let mut cs = Builder::new();
            let (_, digits) = path(&mut cs, 0xb1e, 5, 6);
            let var = digits[level].terms()[0].0;
            let honest = cs.value(var);
            cs.tamper(var, int(digit));
            let names: Vec<Violation> = violations(&cs, &[]);
            assert_eq!(names.is_empty(), honest == int(digit), "level {level}, digit {digit}");
            assert!(names.iter().all(|violation| violation.name() == "merkle"));
        }
    }
}

/// A sibling that differs between before and after is refused: the two trees are equal elsewhere.
#[test]
fn siblings_are_the_same_before_and_after() {
    let mut cs = Builder::new();
    path(&mut cs, 0xb1e, 5, 6);
    for (hash, block) in cs.hashes().to_vec().into_iter().enumerate() {
        for input in block.inputs {
            let mut tampered = cs.clone();
            tampered.tamper(input, add(cs.value(input), one()));
            // The output follows, and everything above it.
            for block in &cs.hashes()[hash..] {
                let value = tampered.hash_value(&block.inputs);
                tampered.tamper(block.output, value);
            }
            let violations = violations(&tampered, &[]);
            assert!(violations.iter().any(
                |v| matches!(v, Violation::Row { term, .. } if term.contains("sibling") || term.contains("child"))
            ));
        }
    }
}

/// The start of a chain is the domain's name and the number of inputs.
#[test]
fn starts_are_those_of_native_domains() {
    for (domain, name) in [(native::Domain::KEY, "zelkova/key"), (native::Domain::MESSAGE, "zelkova/message")] {
        for n in [0, 2, 5] {
            assert_eq!(iv(name, n), from_ark(domain.iv(n as u32)));
        }
    }
    assert_eq!(iv("a", 3), add(mul(int(97), pow2(32)), int(3)));
}
