//! Speed of the hash, of signatures and of the state tree.
fn main() {}
