//! zelkova-primitives
