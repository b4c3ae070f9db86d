//! zelkova-tests
