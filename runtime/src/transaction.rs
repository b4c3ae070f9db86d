//! Every signed operation of the chain in one type. To add one: list it here, in [`crate::circuit`] and as a call of its
//! pallet; the compiler asks for the rest.

use codec::{Decode, DecodeWithMemTracking, Encode};
use pallet_mempool::PoolTransaction;
use pallet_payments::{ChangePubKey, Transfer, Withdraw};
use pallet_state_keeper::{OperationError, Signed, SignedBody};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_primitives::{keccak256, AccountId, Felt, L1Address, Nonce, TokenId, TxHash};

macro_rules! transactions {
    ($($(#[$doc:meta])* $name:ident => $pallet:ident::$call:ident,)*) => {
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

            fn fee_units(&self, recipient_exists: bool) -> u32 {
                match self { $(Self::$name(tx) => tx.body.fee_units(recipient_exists),)* }
            }

            fn validity(&self) -> (u64, u64) {
                match self { $(Self::$name(tx) => tx.body.validity(),)* }
            }

            fn signer(&self) -> Felt {
                match self { $(Self::$name(tx) => tx.signature.public_key.key_hash(),)* }
            }

            fn new_key_hash(&self) -> Option<Felt> {
                match self { $(Self::$name(tx) => tx.body.new_key_hash(),)* }
            }

            fn check_signatures(&self, chain_tag: Felt) -> Result<(), OperationError> {
                match self { $(Self::$name(tx) => tx.check_signatures(chain_tag),)* }
            }
        }
    };
}

transactions! {
    /// Moves an amount to another account.
    Transfer => Payments::transfer,
    /// Pays an amount out on L1.
    Withdraw => Payments::withdraw,
    /// Sets the account's key.
    ChangePubKey => Payments::change_pub_key,
}
