//! zelkova-node
