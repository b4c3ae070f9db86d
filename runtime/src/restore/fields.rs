//! Reads the fields of one operation, each once and in order.

use zelkova_primitives::{AccountId, Felt, L1Address, Nft, Nonce, PackedAmount, PackedFee, TokenId, CHUNK_BYTES};

use super::PubdataError;

/// The bytes of one operation: whole chunks, after the opcode.
pub(super) struct Fields<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl<'a> Fields<'a> {
    /// The fields of an operation that takes all of `bytes`; the first byte is the opcode.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 1 }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], PubdataError> {
        let left = self.bytes.get(self.position..).unwrap_or_default();
        let array = left.first_chunk().ok_or(PubdataError::Truncated { needed: N, left: left.len() })?;
        self.position = self.position.saturating_add(N);
        Ok(*array)
    }

    /// `account:4`, which a user can have.
    pub fn account(&mut self) -> Result<AccountId, PubdataError> {
        let account = AccountId(u32::from_be_bytes(self.array()?));
        match account.is_reserved() {
            true => Err(PubdataError::ReservedAccount(account)),
            false => Ok(account),
        }
    }

    /// `token:2`.
    pub fn token(&mut self) -> Result<TokenId, PubdataError> {
        Ok(TokenId(u16::from_be_bytes(self.array()?)))
    }

    /// `slot:2`.
    pub fn slot(&mut self) -> Result<u16, PubdataError> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    /// `nonce:4`.
    pub fn nonce(&mut self) -> Result<Nonce, PubdataError> {
        Ok(Nonce::from_be_bytes(self.array()?))
    }

    /// `address:20`.
    pub fn address(&mut self) -> Result<L1Address, PubdataError> {
        Ok(L1Address(self.array()?))
    }

    /// `address:20` of somebody.
    pub fn nonzero_address(&mut self) -> Result<L1Address, PubdataError> {
        let address = self.address()?;
        match address.is_zero() {
            true => Err(PubdataError::OutOfRange("address")),
            false => Ok(address),
        }
    }

    /// `amount:16`.
    pub fn amount(&mut self) -> Result<u128, PubdataError> {
        Ok(u128::from_be_bytes(self.array()?))
    }

    /// `amount:5`, packed. Any encoding: the circuit only asks for a sum below 2^128.
    pub fn packed_amount(&mut self) -> Result<u128, PubdataError> {
        PackedAmount::from_bytes(self.array()?).unpack().ok_or(PubdataError::OutOfRange("amount"))
    }

    /// `fee:2`, packed.
    pub fn fee(&mut self) -> Result<u128, PubdataError> {
        PackedFee::from_bytes(self.array()?).unpack().ok_or(PubdataError::OutOfRange("fee"))
    }

    /// `key_hash:32` of a key.
    pub fn key_hash(&mut self) -> Result<Felt, PubdataError> {
        let key_hash = Felt::from_be_bytes(&self.array()?).filter(|key_hash| !key_hash.is_zero());
        key_hash.ok_or(PubdataError::OutOfRange("key_hash"))
    }

    /// `content:32`.
    pub fn content(&mut self) -> Result<[u8; 32], PubdataError> {
        self.array()
    }

    /// `flag:1`.
    pub fn flag(&mut self) -> Result<bool, PubdataError> {
        match self.array()? {
            [0] => Ok(false),
            [1] => Ok(true),
            _ => Err(PubdataError::OutOfRange("nonce flag")),
        }
    }

    /// `creator:4 serial:4 content:32 creator_address:20`; `None` if all is zero.
    pub fn opened_nft(&mut self) -> Result<Option<(Nft, L1Address)>, PubdataError> {
        let nft = Nft { creator: self.account()?, serial: self.nonce()?, content: self.content()? };
        match self.address()? {
            address if !address.is_zero() => Ok(Some((nft, address))),
            _ if nft == Nft::default() => Ok(None),
            _ => Err(PubdataError::OutOfRange("creator_address")),
        }
    }

    /// `zero:N`.
    pub fn zeros<const N: usize>(&mut self) -> Result<(), PubdataError> {
        match self.array::<N>()? == [0; N] {
            true => Ok(()),
            false => Err(PubdataError::Padding),
        }
    }

    /// Zeros up to the next chunk: the end of what a slot publishes.
    pub fn end_of_slot(&mut self) -> Result<(), PubdataError> {
        while !self.position.is_multiple_of(CHUNK_BYTES) {
            self.zeros::<1>()?;
        }
        Ok(())
    }
}
