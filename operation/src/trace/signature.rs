//! The signature of a slot, as traces keep it.

use codec::{Decode, DecodeWithMemTracking, Encode, Error, Input, MaxEncodedLen, Output};
use scale_info::{Type, TypeInfo};
use zelkova_primitives::{Felt, PublicKey, Signature};

/// The signature of a slot. The message is [`SlotTrace::signed_fields`](super::SlotTrace::signed_fields).
///
/// A trace is written and read several times until its block is proven, so points are encoded by both coordinates: a
/// compressed one costs a square root to read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SlotSignature {
    /// The signer's key.
    pub public_key: PublicKey,
    /// The signature.
    pub signature: Signature,
    /// Opcode in the signed message.
    pub message_opcode: u8,
}

/// What is encoded.
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
struct Encoded {
    public_key: [Felt; 2],
    signature: [Felt; 3],
    message_opcode: u8,
}

impl From<&SlotSignature> for Encoded {
    fn from(slot: &SlotSignature) -> Self {
        Self {
            public_key: slot.public_key.coordinates(),
            signature: slot.signature.elements(),
            message_opcode: slot.message_opcode,
        }
    }
}

impl Encode for SlotSignature {
    fn size_hint(&self) -> usize {
        Encoded::max_encoded_len()
    }

    fn encode_to<T: Output + ?Sized>(&self, out: &mut T) {
        Encoded::from(self).encode_to(out);
    }
}

impl codec::EncodeLike for SlotSignature {}

impl Decode for SlotSignature {
    fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
        let Encoded { public_key, signature, message_opcode } = Encoded::decode(input)?;
        let public_key = PublicKey::from_coordinates(public_key).ok_or("a key that is not on the curve")?;
        let signature = Signature::from_elements(signature).ok_or("a signature that is not of the curve")?;
        Ok(Self { public_key, signature, message_opcode })
    }
}

impl DecodeWithMemTracking for SlotSignature {}

impl MaxEncodedLen for SlotSignature {
    fn max_encoded_len() -> usize {
        Encoded::max_encoded_len()
    }
}

impl TypeInfo for SlotSignature {
    type Identity = Self;

    fn type_info() -> Type {
        Encoded::type_info()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zelkova_primitives::PrivateKey;

    #[test]
    fn what_is_encoded_is_checked() {
        let key = PrivateKey::from_seed(b"slot");
        let signature = key.sign(Felt::from(5u8));
        let slot = SlotSignature { public_key: key.public(), signature, message_opcode: 7 };
        let encoded = slot.encode();
        assert_eq!(encoded.len(), SlotSignature::max_encoded_len());
        assert_eq!(SlotSignature::decode(&mut &encoded[..]), Ok(slot));
        // Each element of a point changed by one, and s above its range.
        for element in 0..4 {
            let mut changed = encoded.clone();
            let last = 32 * element + if Felt::from(1u8).encode()[0] == 1 { 0 } else { 31 };
            changed[last] ^= 1;
            assert!(SlotSignature::decode(&mut &changed[..]).is_err(), "element {element}");
        }
        let mut encoded = Encoded::from(&slot);
        encoded.signature[2] = (-Felt::ONE.to_fr()).into();
        assert!(SlotSignature::decode(&mut &encoded.encode()[..]).is_err());
    }
}
