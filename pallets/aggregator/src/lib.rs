//! pallet-aggregator
