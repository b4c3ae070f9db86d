//! What an operation is to the chain: the traits that every operation implements and the signed envelope that L2
//! transactions share.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_primitives::{
    AccountId, Felt, L1Address, Nonce, PriorityOp, PrivateKey, PublicKey, SerialId, Signature, SignedFields, TokenId,
};

use crate::{
    l1_signature::{fee_line, AttachedMessage, TransactionMessage},
    layout::Layout,
    BlockContext, FeeKind, Header, Ledger, OpTrace, OperationError, RuleError, SlotSignature, TokenNames,
};

/// A state transition: its native rule and what the state keeper must know to place it in a block.
pub trait Operation {
    /// The most slots that the operation can take.
    fn slots(&self) -> u32 {
        1
    }

    /// Token that it pays its fee in, if it is of a kind that pays one. A fee of zero takes a fee touch all the same.
    fn fee_token(&self) -> Option<TokenId> {
        None
    }

    /// Whether somebody waits for it on L1, so that its block is sealed and settled soon.
    fn fast(&self) -> bool {
        false
    }

    /// Serial id, if it comes from the priority queue of L1.
    fn serial_id(&self) -> Option<SerialId> {
        None
    }

    /// Bytes that L1 needs beside the pubdata when the block is committed. One entry for each operation that has any,
    /// an empty one included.
    fn eth_witness(&self) -> Option<Vec<u8>> {
        None
    }

    /// The native rule. Works on any ledger; changes nothing unless it returns a trace.
    fn execute(&self, context: &BlockContext, ledger: &mut dyn Ledger) -> Result<OpTrace, OperationError>;
}

/// The body of an L2 transaction: everything but the signature by an account key.
pub trait SignedBody: Sized {
    /// What it publishes. An operation that the state turns into another one may be longer.
    const LAYOUT: Layout;

    /// The kinds of fees that can be asked for it. Their names are unique on the chain.
    const FEES: &'static [FeeKind];

    /// Who signs it, for when, with which nonce and fee.
    fn header(&self) -> Header;

    /// Account that the transaction belongs to.
    fn account(&self) -> AccountId {
        self.header().account
    }

    /// Nonce that the account must have.
    fn nonce(&self) -> Nonce {
        self.header().nonce
    }

    /// Token and amount of the fee.
    fn fee(&self) -> (TokenId, u128) {
        let Header { fee_token, fee, .. } = self.header();
        (fee_token, fee)
    }

    /// What leaves the account, fee excluded.
    fn outgoing(&self) -> Option<(TokenId, u128)> {
        None
    }

    /// L1 address of an account that it credits and creates if need be.
    fn recipient(&self) -> Option<L1Address> {
        None
    }

    /// First and last second at which it may run. Narrower than the header's if others sign windows of their own.
    fn validity(&self) -> (u64, u64) {
        self.header().validity
    }

    /// Which of [`Self::FEES`] it has to pay; the least fee follows from it. Creating the recipient's account may cost more.
    fn fee_kind(&self, recipient_exists: bool) -> FeeKind;

    /// The key that the account gets by this transaction.
    fn key_change(&self) -> Option<KeyChange> {
        None
    }

    /// See [`Operation::fast`]. Who waits pays for it.
    fn fast(&self) -> bool {
        self.fee_kind(true).fast
    }

    /// See [`Operation::eth_witness`].
    fn eth_witness(&self) -> Option<Vec<u8>> {
        None
    }

    /// What it does, for people: the lines that the owner of the account signs on L1's side (docs/second-factor.md),
    /// without fee, nonce and chain. Nothing else that moves value may be left out.
    fn lines(&self, names: &dyn TokenNames) -> Vec<String>;

    /// What the owner of the account signs if the account has a second factor.
    fn l1_message(&self, names: &dyn TokenNames, chain_tag: Felt) -> TransactionMessage {
        let Header { account, nonce, .. } = self.header();
        let lines = self.lines(names).into_iter().chain(fee_line(names, self.fee())).collect();
        TransactionMessage { lines, nonce, account, chain_tag }
    }

    /// Messages of other accounts inside the transaction, which may have a second factor too.
    fn attached(&self, _names: &dyn TokenNames, _chain_tag: Felt) -> Vec<AttachedMessage> {
        Vec::new()
    }

    /// Checks that need no state: ranges and packability. Returns the fields that are signed, for the chain with
    /// `chain_tag` if they hold hashes of other messages.
    fn signed_fields(&self, chain_tag: Felt) -> Result<SignedFields, OperationError>;

    /// Checks of an authorisation other than the L2 signature, if the operation has one.
    fn check_authorization(&self, _signer: &PublicKey, _chain_tag: Felt) -> Result<(), OperationError> {
        Ok(())
    }
}

/// The native rule of a signed body.
pub trait SignedRule: SignedBody {
    /// Works on any ledger; changes nothing unless it returns a trace. The signature itself has been checked before.
    fn execute(
        &self,
        signature: &TxSignature,
        context: &BlockContext,
        ledger: &mut dyn Ledger,
    ) -> Result<OpTrace, OperationError>;
}

/// An operation that L1 requests.
pub trait Request: Operation + Sized {
    /// The operation, if the request is of its kind.
    fn from_request(request: &PriorityOp) -> Option<Self>;
}

/// A new key for an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyChange {
    /// Hash of the key.
    pub key_hash: Felt,
    /// L1 address that must own the account.
    pub owner: L1Address,
    /// Whether the owner must have authorised the key on L1.
    pub on_chain: bool,
}

/// Key and signature of an L2 transaction.
#[rustfmt::skip]
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TxSignature {
    /// The signer's key; its hash is the account's key hash.
    pub public_key: PublicKey,
    /// Signature of the message hash.
    pub signature: Signature,
}

impl TxSignature {
    /// As the trace records it. The circuit takes the opcode of the message from here, because TransferToNew is signed
    /// as a Transfer.
    pub fn for_slot(&self, message_opcode: u8) -> SlotSignature {
        SlotSignature { public_key: self.public_key, signature: self.signature, message_opcode }
    }
}

/// An L2 transaction: a body and the signature of the account's key.
#[rustfmt::skip]
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
pub struct Signed<B> {
    /// What is to be done.
    #[serde(flatten)]
    pub body: B,
    /// Who says so.
    pub signature: TxSignature,
}

impl<B: SignedBody> Signed<B> {
    /// Signs `body` for the chain with `chain_tag`.
    pub fn sign(body: B, key: &PrivateKey, chain_tag: Felt) -> Result<Self, OperationError> {
        let message = body.signed_fields(chain_tag)?.hash(chain_tag);
        let signature = TxSignature { public_key: key.public(), signature: key.sign(message) };
        Ok(Self { body, signature })
    }

    /// Checks everything about the transaction that needs no state: ranges, packability, the L2 signature and, where
    /// the operation has one, the authorisation by the owner on L1.
    pub fn check_signatures(&self, chain_tag: Felt) -> Result<(), OperationError> {
        let message = self.body.signed_fields(chain_tag)?.hash(chain_tag);
        let TxSignature { public_key, signature } = &self.signature;
        if !public_key.verify(message, signature) {
            return Err(RuleError::InvalidSignature.into());
        }
        self.body.check_authorization(public_key, chain_tag)
    }
}

impl<B: SignedRule> Operation for Signed<B> {
    fn slots(&self) -> u32 {
        slots(&B::LAYOUT)
    }

    fn fee_token(&self) -> Option<TokenId> {
        Some(self.body.fee().0)
    }

    fn fast(&self) -> bool {
        self.body.fast()
    }

    fn eth_witness(&self) -> Option<Vec<u8>> {
        self.body.eth_witness()
    }

    fn execute(&self, context: &BlockContext, ledger: &mut dyn Ledger) -> Result<OpTrace, OperationError> {
        self.body.execute(&self.signature, context, ledger)
    }
}

/// The slots that an operation of this layout takes.
pub fn slots(layout: &Layout) -> u32 {
    u32::try_from(layout.slot_count()).unwrap_or(u32::MAX)
}
