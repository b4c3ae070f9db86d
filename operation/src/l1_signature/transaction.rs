//! What the owner of an account signs to confirm a transaction.

use zelkova_primitives::{AccountId, Felt, Nonce};

use super::{eip712, L1Message, L1Signature};

/// Type of the struct.
const TYPE: &str = "Transaction(string[] lines,uint32 nonce,uint32 accountId,bytes32 chainTag)";

/// A transaction as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionMessage {
    /// What it does ([`SignedBody::lines`](crate::SignedBody::lines)).
    pub lines: Vec<String>,
    /// Its nonce.
    pub nonce: Nonce,
    /// The account that it belongs to.
    pub account: AccountId,
    /// Tag of the chain.
    pub chain_tag: Felt,
}

impl TransactionMessage {
    /// The text of the personal message. The account is the one of the address that signs.
    pub fn text(&self) -> String {
        let last = [format!("Nonce: {}", self.nonce), format!("Chain: {}", self.chain_tag)];
        self.lines.iter().cloned().chain(last).collect::<Vec<_>>().join("\n")
    }
}

/// A message of another account inside a transaction, with the Ethereum signature that came with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedMessage {
    /// The message, which names the account.
    pub message: TransactionMessage,
    /// The signature.
    pub signature: Option<L1Signature>,
}

impl L1Message for TransactionMessage {
    fn personal(&self) -> Vec<u8> {
        self.text().into_bytes()
    }

    fn struct_hash(&self) -> [u8; 32] {
        let [nonce, account, chain_tag] = eip712::tail(self.nonce, self.account, self.chain_tag);
        eip712::struct_hash(TYPE, &[eip712::strings(&self.lines), nonce, account, chain_tag])
    }
}
