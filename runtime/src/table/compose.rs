//! What a table of operations becomes.

/// Composes operations. A line is one of
///
/// * `signed(<index>) <Type> = <crate>::<folder>, <Pallet>::<call>;` for what users sign. The index is the variant's in SCALE:
///   never change it, stored transactions have it.
/// * `requested <Type> = <crate>::<folder>;` for what L1 requests.
/// * `derived <crate>::<folder>;` for what the state or the chain itself makes of something else.
///
/// Makes `Transaction`, `PriorityOperation`, `BlockOps` (the circuit's set), `PUBLISHED` and `fee_kinds`, re-exports the types,
/// and defines `transaction_calls!` for the runtime.
#[macro_export]
macro_rules! operations {
    (@sort [$($signed:tt)*] [$($requested:tt)*] [$($all:tt)*]
        $(#[$doc:meta])* signed($index:literal) $name:ident = $krate:ident::$folder:ident, $pallet:ident::$function:ident;
        $($rest:tt)*
    ) => {
        $crate::operations!(@sort
            [$($signed)* { [$(#[$doc])*] $index $name $krate $folder $pallet $function }]
            [$($requested)*]
            [$($all)* { $krate $folder }]
            $($rest)*
        );
    };
    (@sort [$($signed:tt)*] [$($requested:tt)*] [$($all:tt)*]
        requested $name:ident = $krate:ident::$folder:ident;
        $($rest:tt)*
    ) => {
        $crate::operations!(@sort
            [$($signed)*]
            [$($requested)* { $name $krate $folder }]
            [$($all)* { $krate $folder }]
            $($rest)*
        );
    };
    (@sort [$($signed:tt)*] [$($requested:tt)*] [$($all:tt)*]
        derived $krate:ident::$folder:ident;
        $($rest:tt)*
    ) => {
        $crate::operations!(@sort [$($signed)*] [$($requested)*] [$($all)* { $krate $folder }] $($rest)*);
    };
    (@sort [$($signed:tt)*] [$($requested:tt)*] [$($all:tt)*]) => {
        $crate::operations!(@signed $($signed)*);
        $crate::operations!(@requested $($requested)*);
        $crate::operations!(@all $($all)*);
    };

    (@all $({ $krate:ident $folder:ident })*) => {
        /// Every operation that a block can hold.
        pub type BlockOps = (zelkova_circuits::op::Noop, $($krate::$folder::Circuit,)*);

        /// Every operation that publishes something.
        pub const PUBLISHED: &[zelkova_operation::restore::Published] = &[
            $(zelkova_operation::restore::Published { layout: $krate::$folder::LAYOUT, restore: $krate::$folder::restore },)*
        ];
    };

    (@requested $({ $name:ident $krate:ident $folder:ident })*) => {
        /// An operation that L1 requests, with its native rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)] // The variants are the operations.
        pub enum PriorityOperation {
            $($name($krate::$folder::$name),)*
            /// A request that no pallet of the chain serves.
            Unknown(zelkova_primitives::PriorityOp),
        }

        impl From<zelkova_primitives::PriorityOp> for PriorityOperation {
            fn from(request: zelkova_primitives::PriorityOp) -> Self {
                use zelkova_operation::Request;
                $(if let Some(operation) = $krate::$folder::$name::from_request(&request) {
                    return Self::$name(operation);
                })*
                Self::Unknown(request)
            }
        }

        impl PriorityOperation {
            fn operation(&self) -> Option<&dyn zelkova_operation::Operation> {
                match self {
                    $(Self::$name(operation) => Some(operation),)*
                    Self::Unknown(_) => None,
                }
            }
        }

        impl zelkova_operation::Operation for PriorityOperation {
            fn slots(&self) -> u32 {
                self.operation().map_or(1, |operation| operation.slots())
            }

            fn fast(&self) -> bool {
                self.operation().is_some_and(|operation| operation.fast())
            }

            fn serial_id(&self) -> Option<zelkova_primitives::SerialId> {
                match self {
                    Self::Unknown(request) => Some(request.serial_id),
                    _ => self.operation()?.serial_id(),
                }
            }

            fn execute(
                &self,
                context: &zelkova_operation::BlockContext,
                ledger: &mut dyn zelkova_operation::Ledger,
            ) -> Result<zelkova_operation::OpTrace, zelkova_operation::OperationError> {
                match self.operation() {
                    Some(operation) => operation.execute(context, ledger),
                    None => Err(zelkova_operation::RuleError::UnknownRequest.into()),
                }
            }
        }
    };

    (@signed $({
        [$($doc:tt)*] $index:literal $name:ident $krate:ident $folder:ident $pallet:ident $function:ident
    })*) => {
        /// The types of what users sign.
        pub mod operations {
            #[allow(unused_imports)] // Where a pallet is a module and not a crate.
            use super::*;
            $(pub use $krate::$folder::$name;)*
        }

        use operations::*;

        /// Every kind of fee that can be asked for.
        pub fn fee_kinds() -> impl Iterator<Item = &'static zelkova_operation::FeeKind> {
            [$(<$name as zelkova_operation::SignedBody>::FEES),*].into_iter().flatten()
        }

        /// A signed L2 transaction. In JSON the field `type` tells which.
        #[rustfmt::skip]
        #[derive(
            Clone, Debug, PartialEq, Eq, codec::Encode, codec::Decode, codec::DecodeWithMemTracking,
            scale_info::TypeInfo, serde::Serialize, serde::Deserialize,
        )]
        #[serde(tag = "type", rename_all = "camelCase")]
        pub enum Transaction {
            $($($doc)* #[codec(index = $index)] $name(zelkova_operation::Signed<$name>),)*
        }

        impl Transaction {
            /// Its kind, as in JSON.
            pub fn kind(&self) -> String {
                match self { $(Self::$name(_) => $krate::$folder::LAYOUT.json_name(),)* }
            }

            /// What the owner of the account signs if the account has a second factor.
            pub fn l1_message(
                &self,
                names: &dyn zelkova_operation::TokenNames,
                chain_tag: zelkova_primitives::Felt,
            ) -> zelkova_operation::l1_signature::TransactionMessage {
                match self {
                    $(Self::$name(tx) => zelkova_operation::SignedBody::l1_message(&tx.body, names, chain_tag),)*
                }
            }

            /// Messages of other accounts inside of it, which may have a second factor too.
            pub fn attached(
                &self,
                names: &dyn zelkova_operation::TokenNames,
                chain_tag: zelkova_primitives::Felt,
            ) -> Vec<zelkova_operation::l1_signature::AttachedMessage> {
                match self {
                    $(Self::$name(tx) => zelkova_operation::SignedBody::attached(&tx.body, names, chain_tag),)*
                }
            }

            fn operation(&self) -> &dyn zelkova_operation::Operation {
                match self { $(Self::$name(tx) => tx,)* }
            }
        }

        /// Lets a runtime's call be made from a transaction: `transaction_calls!(RuntimeCall);` beside the runtime.
        #[allow(unused_macros)]
        macro_rules! transaction_calls {
            ($call:ty) => {
                impl From<Transaction> for $call {
                    fn from(transaction: Transaction) -> Self {
                        match transaction {
                            $(Transaction::$name(tx) => Self::$pallet($krate::Call::$function { tx }),)*
                        }
                    }
                }
            };
        }

        $(impl From<zelkova_operation::Signed<$name>> for Transaction {
            fn from(tx: zelkova_operation::Signed<$name>) -> Self {
                Self::$name(tx)
            }
        })*

        impl zelkova_operation::Operation for Transaction {
            fn slots(&self) -> u32 {
                self.operation().slots()
            }

            fn fee_token(&self) -> Option<zelkova_primitives::TokenId> {
                self.operation().fee_token()
            }

            fn fast(&self) -> bool {
                self.operation().fast()
            }

            fn eth_witness(&self) -> Option<Vec<u8>> {
                self.operation().eth_witness()
            }

            fn execute(
                &self,
                context: &zelkova_operation::BlockContext,
                ledger: &mut dyn zelkova_operation::Ledger,
            ) -> Result<zelkova_operation::OpTrace, zelkova_operation::OperationError> {
                self.operation().execute(context, ledger)
            }
        }

        impl pallet_mempool::PoolTransaction for Transaction {
            fn hash(&self) -> zelkova_primitives::TxHash {
                zelkova_primitives::TxHash(zelkova_primitives::keccak256(&codec::Encode::encode(self)))
            }

            fn account(&self) -> zelkova_primitives::AccountId {
                match self { $(Self::$name(tx) => zelkova_operation::SignedBody::account(&tx.body),)* }
            }

            fn nonce(&self) -> zelkova_primitives::Nonce {
                match self { $(Self::$name(tx) => zelkova_operation::SignedBody::nonce(&tx.body),)* }
            }

            fn fee(&self) -> (zelkova_primitives::TokenId, u128) {
                match self { $(Self::$name(tx) => zelkova_operation::SignedBody::fee(&tx.body),)* }
            }

            fn outgoing(&self) -> Option<(zelkova_primitives::TokenId, u128)> {
                match self { $(Self::$name(tx) => zelkova_operation::SignedBody::outgoing(&tx.body),)* }
            }

            fn recipient(&self) -> Option<zelkova_primitives::L1Address> {
                match self { $(Self::$name(tx) => zelkova_operation::SignedBody::recipient(&tx.body),)* }
            }

            fn cost(&self, recipient_exists: bool) -> zelkova_operation::OperationCost {
                match self { $(Self::$name(tx) => zelkova_operation::SignedBody::fee_kind(&tx.body, recipient_exists).cost,)* }
            }

            fn fast(&self) -> bool {
                match self { $(Self::$name(tx) => zelkova_operation::SignedBody::fast(&tx.body),)* }
            }

            fn validity(&self) -> (u64, u64) {
                match self { $(Self::$name(tx) => zelkova_operation::SignedBody::validity(&tx.body),)* }
            }

            fn signer(&self) -> zelkova_primitives::Felt {
                match self { $(Self::$name(tx) => tx.signature.public_key.key_hash(),)* }
            }

            fn key_change(&self) -> Option<zelkova_operation::KeyChange> {
                match self { $(Self::$name(tx) => zelkova_operation::SignedBody::key_change(&tx.body),)* }
            }

            fn check_signatures(&self, chain_tag: zelkova_primitives::Felt) -> Result<(), zelkova_operation::OperationError> {
                match self { $(Self::$name(tx) => tx.check_signatures(chain_tag),)* }
            }
        }
    };

    ($($lines:tt)*) => {
        $crate::operations!(@sort [] [] [] $($lines)*);
    };
}
