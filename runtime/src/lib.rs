//! zelkova-runtime
