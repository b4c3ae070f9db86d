//! pallet-eth-bridge
