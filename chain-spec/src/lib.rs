//! zelkova-chain-spec
