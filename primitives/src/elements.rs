//! A short list of field elements that is copied like a number.

use crate::Felt;
use codec::{Decode, DecodeWithMemTracking, Encode, EncodeLike, Input, MaxEncodedLen, Output};
use scale_info::{Type, TypeInfo};

/// Elements of a list, of which all from some number on are 0. In SCALE it is a `Vec<Felt>` without those zeros.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Elements([Felt; Self::MAX]);

impl Elements {
    /// The most elements of a list: their number takes one byte in SCALE.
    pub const MAX: usize = 60;

    /// The elements up to the last one that is not 0.
    pub fn as_slice(&self) -> &[Felt] {
        let count = self.0.iter().rposition(|element| !element.is_zero()).map_or(0, |last| last + 1);
        self.0.get(..count).unwrap_or_default()
    }

    /// An element; `None` from [`Elements::MAX`] on.
    pub fn get(&self, index: usize) -> Option<Felt> {
        self.0.get(index).copied()
    }

    /// The place of an element; `None` from [`Elements::MAX`] on.
    pub fn get_mut(&mut self, index: usize) -> Option<&mut Felt> {
        self.0.get_mut(index)
    }
}

impl Default for Elements {
    fn default() -> Self {
        Self([Felt::ZERO; Self::MAX])
    }
}

impl Encode for Elements {
    fn size_hint(&self) -> usize {
        self.as_slice().size_hint()
    }

    fn encode_to<T: Output + ?Sized>(&self, dest: &mut T) {
        self.as_slice().encode_to(dest);
    }
}

impl Decode for Elements {
    fn decode<I: Input>(input: &mut I) -> Result<Self, codec::Error> {
        let given = Vec::<Felt>::decode(input)?;
        if given.last().is_some_and(Felt::is_zero) {
            return Err("the last element of a list is not 0".into());
        }
        let mut elements = Self::default();
        let places = elements.0.get_mut(..given.len()).ok_or("too many elements")?;
        places.copy_from_slice(&given);
        Ok(elements)
    }
}

impl EncodeLike for Elements {}

impl DecodeWithMemTracking for Elements {}

impl MaxEncodedLen for Elements {
    fn max_encoded_len() -> usize {
        1 + 32 * Self::MAX
    }
}

impl TypeInfo for Elements {
    type Identity = Vec<Felt>;

    fn type_info() -> Type {
        Vec::<Felt>::type_info()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_vectors_without_the_zeros_at_their_end() {
        let mut elements = Elements::default();
        assert_eq!(elements.encode(), [0]);
        *elements.get_mut(2).unwrap() = Felt::ONE;
        assert_eq!(elements.encode(), vec![Felt::ZERO, Felt::ZERO, Felt::ONE].encode());
        assert_eq!((elements.get(2), elements.get(59), elements.get(60)), (Some(Felt::ONE), Some(Felt::ZERO), None));
        assert_eq!(Elements::decode(&mut elements.encode().as_slice()), Ok(elements));
        *elements.get_mut(59).unwrap() = Felt::ONE;
        let encoded = elements.encode();
        assert_eq!(
            (encoded.len(), Elements::decode(&mut encoded.as_slice())),
            (Elements::max_encoded_len(), Ok(elements))
        );
        for other in [vec![Felt::ZERO], vec![Felt::ONE; 61]] {
            assert!(Elements::decode(&mut other.encode().as_slice()).is_err());
        }
    }
}
