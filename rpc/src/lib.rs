//! zelkova-rpc
