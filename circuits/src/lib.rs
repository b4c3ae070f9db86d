//! zelkova-circuits
