//! NFTs as people name them.

use std::{fmt, str::FromStr};
use zelkova_primitives::{AccountId, Nft};
use zelkova_rpc::types::NftRecord;

/// The name of an NFT, written `CREATOR/SERIAL`: the account that minted it, and how many it had minted before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NftName {
    /// The account.
    pub creator: AccountId,
    /// The number.
    pub serial: u32,
}

impl NftName {
    /// The NFT that has this token id on L1: `creator * 2^32 + serial`.
    pub fn of_l1_token(token_id: u64) -> Self {
        let [a, b, c, d, e, f, g, h] = token_id.to_be_bytes();
        let (creator, serial) = (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]));
        Self { creator: AccountId(creator), serial }
    }

    /// Its token id on L1.
    pub fn l1_token_id(self) -> u64 {
        Nft { creator: self.creator, serial: self.serial, content: [0; 32] }.l1_token_id()
    }
}

impl From<&NftRecord> for NftName {
    fn from(nft: &NftRecord) -> Self {
        Self { creator: nft.creator, serial: nft.serial }
    }
}

impl fmt::Display for NftName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.creator, self.serial)
    }
}

impl FromStr for NftName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // `parse` alone would take a sign too.
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let number = |part: &str| part.parse::<u32>().ok().filter(|_| digits(part));
        let parts = text.split_once('/').and_then(|(creator, serial)| Some((number(creator)?, number(serial)?)));
        let (creator, serial) = parts.ok_or_else(|| {
            format!("`{text}` is not the name of an NFT: write its creator's account and its number, for example 3/0")
        })?;
        Ok(Self { creator: AccountId(creator), serial })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn names_and_token_ids_round_trip(creator: u32, serial: u32) {
            let name = NftName { creator: AccountId(creator), serial };
            prop_assert_eq!(name.to_string().parse::<NftName>(), Ok(name));
            prop_assert_eq!(NftName::of_l1_token(name.l1_token_id()), name);
        }

        #[test]
        fn nothing_else_is_a_name(text in "[0-9/+ -]{0,14}") {
            if let Ok(name) = text.parse::<NftName>() {
                let (creator, serial) = text.split_once('/').expect("a name has a slash");
                prop_assert_eq!(creator.parse(), Ok(name.creator.0));
                prop_assert_eq!(serial.parse(), Ok(name.serial));
                prop_assert!(text.bytes().all(|byte| byte == b'/' || byte.is_ascii_digit()));
            }
        }
    }

    #[test]
    fn what_is_no_name_is_refused_with_an_example() {
        for bad in ["", "/", "3", "3/", "/0", "3/0/1", "+3/0", "3/-1", "3 /0", "4294967296/0", "0/4294967296", "0x3/0"]
        {
            assert!(bad.parse::<NftName>().expect_err(bad).contains("3/0"), "{bad}");
        }
        assert_eq!("3/7".parse::<NftName>().expect("a name").l1_token_id(), (3 << 32) + 7);
    }
}
