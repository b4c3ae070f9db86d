//! A pallet joins a chain exactly as docs/adding-a-pallet.md says: its folders, a line for each operation in its pallet, a line
//! for each in the table. Nothing else names it, and everything follows: execution, proof, restoring.

#[macro_use]
mod table;
mod honest;
mod proof;
mod runtime;
mod tampered;
mod vesting;
mod walkthrough;
