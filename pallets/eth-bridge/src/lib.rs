//! # Ethereum bridge
//!
//! What the chain knows of L1: tokens, authorised keys and the priority queue.
//!
//! ## Overview
//!
//! Everything here comes from the node's L1 watcher as inherents, after confirmation. Priority operations run in the
//! order of their serial ids, none left out and none twice; the rules make sure that none of those that L1 accepts can
//! fail, because L1 waits for each of them.

pub mod deposit;
pub mod full_exit;
pub mod types;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use deposit::Deposit;
pub use full_exit::FullExit;
pub use pallet::*;
pub use types::{AuthFact, TokenInfo};

// FRAME's macros generate public items without documentation.
#[allow(missing_docs)]
#[frame_support::pallet]
pub mod pallet {
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use pallet_state_keeper::{ExecuteOperation, Placement};
    use sp_runtime::TryRuntimeError;
    use zelkova_operation::Operation;
    use zelkova_primitives::{Felt, L1Address, Nonce, PriorityOp, SerialId, TokenId};

    use super::*;

    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// Executes operations.
        type Executor: ExecuteOperation;
        /// The operations that L1 can request.
        type Requested: Operation + From<PriorityOp>;
    }

    /// Tokens by id.
    #[pallet::storage]
    pub type Tokens<T> = StorageMap<_, Twox64Concat, TokenId, TokenInfo>;

    /// Token of an ERC-20 contract; ETH under the zero address.
    #[pallet::storage]
    pub type TokenIds<T> = StorageMap<_, Blake2_128Concat, L1Address, TokenId>;

    /// Keys that an L1 address has authorised for a nonce. A fact is never replaced: what rests on it stays right.
    #[pallet::storage]
    pub type AuthFacts<T> = StorageNMap<
        _,
        (NMapKey<Blake2_128Concat, L1Address>, NMapKey<Twox64Concat, Nonce>, NMapKey<Blake2_128Concat, Felt>),
        (),
    >;

    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// Tokens that L1's governance has at the start.
        pub tokens: Vec<TokenInfo>,
        #[serde(skip)]
        pub _config: core::marker::PhantomData<T>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            for token in &self.tokens {
                assert!(Pallet::<T>::add_token(token.clone()).is_ok(), "tokens with the same id or address");
            }
        }
    }

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A token can be used.
        TokenAdded {
            /// The token.
            token: TokenId,
            /// Its contract.
            address: L1Address,
        },
        /// An L1 address has authorised a key.
        KeyAuthorized {
            /// The fact.
            fact: AuthFact,
        },
        /// A priority operation was executed.
        PriorityOpExecuted {
            /// Its position in the queue.
            serial_id: SerialId,
            /// Block and index.
            placement: Placement,
        },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// The token id or the contract is known with other data. Check which L1 the watcher follows.
        TokenConflict,
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Adds tokens. Known ones may be repeated.
        ///
        /// ## Origin
        /// None: an inherent.
        ///
        /// ## Errors
        /// - [`Error::TokenConflict`]: an id or a contract is known with other data.
        ///
        /// ## Events
        /// - [`Event::TokenAdded`]
        #[pallet::call_index(0)]
        #[pallet::weight((Weight::zero(), DispatchClass::Mandatory))]
        pub fn add_tokens(origin: OriginFor<T>, tokens: Vec<TokenInfo>) -> DispatchResult {
            ensure_none(origin)?;
            for token in tokens {
                Self::add_token(token)?;
            }
            Ok(())
        }

        /// Records keys that were authorised on L1. An address can authorise several for a nonce; its account's signature
        /// says which one it takes. Known facts may be repeated.
        ///
        /// ## Origin
        /// None: an inherent.
        ///
        /// ## Events
        /// - [`Event::KeyAuthorized`]
        #[pallet::call_index(1)]
        #[pallet::weight((Weight::zero(), DispatchClass::Mandatory))]
        pub fn record_auth_facts(origin: OriginFor<T>, facts: Vec<AuthFact>) -> DispatchResult {
            ensure_none(origin)?;
            for fact in facts {
                let key = (fact.address, fact.nonce, fact.key_hash);
                if !AuthFacts::<T>::contains_key(key) {
                    AuthFacts::<T>::insert(key, ());
                    Self::deposit_event(Event::KeyAuthorized { fact });
                }
            }
            Ok(())
        }

        /// Executes the next priority operation.
        ///
        /// ## Origin
        /// None: an inherent.
        ///
        /// ## Details
        /// A token need not be registered: L1 decides what can be deposited.
        ///
        /// ## Errors
        /// [`pallet_state_keeper::Error`]. None can happen to an operation that L1 has accepted and that is offered in order.
        ///
        /// ## Events
        /// - [`Event::PriorityOpExecuted`]
        #[pallet::call_index(2)]
        #[pallet::weight((Weight::zero(), DispatchClass::Mandatory))]
        pub fn execute_priority_op(origin: OriginFor<T>, op: PriorityOp) -> DispatchResult {
            ensure_none(origin)?;
            let serial_id = op.serial_id;
            let placement = T::Executor::execute(&T::Requested::from(op))?;
            Self::deposit_event(Event::PriorityOpExecuted { serial_id, placement });
            Ok(())
        }
    }

    impl<T: Config> Pallet<T> {
        fn add_token(token: TokenInfo) -> Result<(), Error<T>> {
            let TokenInfo { id, address, .. } = token;
            match (Tokens::<T>::get(id), TokenIds::<T>::get(address)) {
                (Some(known), Some(known_id)) if known.address == address && known_id == id => Ok(()),
                (None, None) => {
                    Tokens::<T>::insert(id, token);
                    TokenIds::<T>::insert(address, id);
                    Self::deposit_event(Event::TokenAdded { token: id, address });
                    Ok(())
                }
                _ => Err(Error::<T>::TokenConflict),
            }
        }

        /// Whether an address has authorised a key.
        pub fn is_key_authorized(address: &L1Address, nonce: Nonce, key_hash: Felt) -> bool {
            AuthFacts::<T>::contains_key((*address, nonce, key_hash))
        }

        /// Checks that tokens and contracts map to each other one to one and that token 0 is ETH.
        pub fn do_try_state() -> Result<(), TryRuntimeError> {
            for (id, token) in Tokens::<T>::iter() {
                ensure!(token.id == id, "a token is stored under another id");
                ensure!(TokenIds::<T>::get(token.address) == Some(id), "a contract maps to another token");
                ensure!((id == TokenId::ETH) == token.address.is_zero(), "ETH is not token 0");
            }
            ensure!(Tokens::<T>::iter_keys().count() == TokenIds::<T>::iter_keys().count(), "a contract has no token");
            Ok(())
        }
    }
}
