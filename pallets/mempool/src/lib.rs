//! pallet-mempool
