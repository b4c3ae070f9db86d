//! Merkle paths over `compress`, 38 rows a level.

use super::poseidon2::compress_swapped;
use super::{Bit, Num};
use crate::builder::Builder;
use crate::field::Fr;

/// A path: siblings and path bits from the leaf up. A bit is 1 where the node is the right child.
#[derive(Clone, Debug)]
pub struct Path {
    /// Siblings, leaf level first.
    pub siblings: Vec<Num>,
    /// Path bits, leaf level first: the binary digits of the index, least significant first.
    pub bits: Vec<Bit>,
}

impl Path {
    /// New witness siblings for given path bits.
    pub fn alloc(cs: &mut Builder, siblings: &[Fr], bits: &[Bit]) -> Self {
        assert_eq!(siblings.len(), bits.len(), "a path has one bit for each sibling");
        Self { siblings: siblings.iter().map(|s| cs.alloc(*s)).collect(), bits: bits.to_vec() }
    }

    /// The root of the tree that has `leaf` at this path. Constrains the path bits to be bits.
    pub fn root(&self, cs: &mut Builder, leaf: &Num) -> Num {
        cs.region("merkle", |cs| {
            let levels = self.siblings.iter().zip(&self.bits);
            levels.fold(leaf.clone(), |node, (sibling, bit)| compress_swapped(cs, &node, sibling, bit))
        })
    }
}
