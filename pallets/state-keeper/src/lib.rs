//! pallet-state-keeper
