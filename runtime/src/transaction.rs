//! Every signed operation of the chain in one type. To add one: list it here, in [`crate::circuit`] and as a call of its
//! pallet; the compiler asks for the rest.

use std::collections::BTreeSet;

use codec::{Decode, DecodeWithMemTracking, Encode};
use pallet_mempool::PoolTransaction;
use pallet_state_keeper::{
    l1_signature::{AttachedMessage, TransactionMessage},
    KeyChange, Operation, OperationCost, OperationError, Signed, SignedBody, TokenNames,
};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_primitives::{
    keccak256, AccountId, BlockContext, Felt, L1Address, Ledger, Nonce, OpTrace, TokenId, TxHash,
};

use crate::configuration::RuntimeCall;
use operations::*;

/// The signed operations.
pub mod operations {
    pub use pallet_nft::{MintNft, TransferNft, WithdrawNft};
    pub use pallet_payments::{ChangePubKey, ForcedExit, Transfer, Withdraw};
    pub use pallet_swap::Swap;
}

macro_rules! transactions {
    ($($(#[$doc:meta])* $name:ident => $pallet:ident, $module:ident::$call:ident;)*) => {
        /// A signed L2 transaction. In JSON the field `type` tells which.
        #[rustfmt::skip]
        #[derive(
            Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
        )]
        #[serde(tag = "type", rename_all = "camelCase")]
        pub enum Transaction {
            $($(#[$doc])* $name(Signed<$name>),)*
        }

        impl Transaction {
            /// Its kind, as in JSON.
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => <$name as SignedBody>::NAME,)*
                }
            }

            /// What the owner of the account signs if the account has a second factor.
            pub fn l1_message(&self, names: &dyn TokenNames, chain_tag: Felt) -> TransactionMessage {
                match self { $(Self::$name(tx) => tx.body.l1_message(names, chain_tag),)* }
            }
        }

        impl Transaction {
            /// Messages of other accounts inside of it, which may have a second factor too.
            pub fn attached(&self, names: &dyn TokenNames, chain_tag: Felt) -> Vec<AttachedMessage> {
                match self { $(Self::$name(tx) => tx.body.attached(names, chain_tag),)* }
            }

            fn operation(&self) -> &dyn Operation {
                match self { $(Self::$name(tx) => tx,)* }
            }
        }

        /// The call that executes it.
        impl From<Transaction> for RuntimeCall {
            fn from(transaction: Transaction) -> Self {
                match transaction {
                    $(Transaction::$name(tx) => Self::$pallet($module::Call::$call { tx }),)*
                }
            }
        }

        $(impl From<Signed<$name>> for Transaction {
            fn from(tx: Signed<$name>) -> Self {
                Self::$name(tx)
            }
        })*

        impl PoolTransaction for Transaction {
            fn hash(&self) -> TxHash {
                TxHash(keccak256(&self.encode()))
            }

            fn account(&self) -> AccountId {
                match self { $(Self::$name(tx) => tx.body.account(),)* }
            }

            fn nonce(&self) -> Nonce {
                match self { $(Self::$name(tx) => tx.body.nonce(),)* }
            }

            fn fee(&self) -> (TokenId, u128) {
                match self { $(Self::$name(tx) => tx.body.fee(),)* }
            }

            fn outgoing(&self) -> Option<(TokenId, u128)> {
                match self { $(Self::$name(tx) => tx.body.outgoing(),)* }
            }

            fn recipient(&self) -> Option<L1Address> {
                match self { $(Self::$name(tx) => tx.body.recipient(),)* }
            }

            fn cost(&self, recipient_exists: bool) -> OperationCost {
                match self { $(Self::$name(tx) => tx.body.cost(recipient_exists),)* }
            }

            fn fast(&self) -> bool {
                match self { $(Self::$name(tx) => tx.body.urgent(),)* }
            }

            fn validity(&self) -> (u64, u64) {
                match self { $(Self::$name(tx) => tx.body.validity(),)* }
            }

            fn signer(&self) -> Felt {
                match self { $(Self::$name(tx) => tx.signature.public_key.key_hash(),)* }
            }

            fn key_change(&self) -> Option<KeyChange> {
                match self { $(Self::$name(tx) => tx.body.key_change(),)* }
            }

            fn check_signatures(&self, chain_tag: Felt) -> Result<(), OperationError> {
                match self { $(Self::$name(tx) => tx.check_signatures(chain_tag),)* }
            }
        }
    };
}

transactions! {
    /// Moves an amount to another account.
    Transfer => Payments, pallet_payments::transfer;
    /// Pays an amount out on L1.
    Withdraw => Payments, pallet_payments::withdraw;
    /// Sets the account's key.
    ChangePubKey => Payments, pallet_payments::change_pub_key;
    /// Pays the balance of an account without a key out to its owner.
    ForcedExit => Payments, pallet_payments::forced_exit;
    /// Makes an NFT.
    MintNft => Nft, pallet_nft::mint;
    /// Moves an NFT to another account.
    TransferNft => Nft, pallet_nft::transfer;
    /// Takes an NFT to L1.
    WithdrawNft => Nft, pallet_nft::withdraw;
    /// Exchanges what two orders sell.
    Swap => Swap, pallet_swap::swap;
}

impl Transaction {
    /// Whether the owner has to confirm it if the account has a second factor. A key change has the owner's consent in
    /// itself.
    pub fn needs_second_factor(&self) -> bool {
        self.key_change().is_none()
    }

    /// The tokens that it takes from its account.
    pub fn tokens(&self) -> BTreeSet<TokenId> {
        let outgoing = self.outgoing().map(|(token, _)| token);
        [Some(self.fee().0), outgoing].into_iter().flatten().collect()
    }
}

/// Hash of a batch: Keccak-256 of its members' hashes, one after the other.
pub fn batch_hash(members: &[TxHash]) -> TxHash {
    TxHash(keccak256(&members.iter().flat_map(|hash| hash.0).collect::<Vec<u8>>()))
}

impl Operation for Transaction {
    fn slots(&self) -> u32 {
        self.operation().slots()
    }

    fn fee_token(&self) -> Option<TokenId> {
        self.operation().fee_token()
    }

    fn urgent(&self) -> bool {
        self.operation().urgent()
    }

    fn eth_witness(&self) -> Option<Vec<u8>> {
        self.operation().eth_witness()
    }

    fn execute(&self, context: &BlockContext, ledger: &mut dyn Ledger) -> Result<OpTrace, OperationError> {
        self.operation().execute(context, ledger)
    }
}
