//! pallet-payments
