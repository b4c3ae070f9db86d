//! False statements of forced exits, NFTs and swaps, each with the constraint that refuses it. The prover adapts everything
//! else: roots, pubdata, what later slots repeat and, where the user could have signed it, the signature.

mod nfts;
mod swaps;

use std::collections::BTreeSet;

use crate::common::{chain::Chain, violated_by, AllOps};
use zelkova_operation::{Ledger, OpTrace, SlotTrace};
use zelkova_primitives::{AccountId, Felt, StorageKey, Touch};

/// The change is refused by exactly these constraints of the operation, or by others if they start with `/`.
fn refused<const N: usize>(chain: &Chain, trace: OpTrace, operation: &str, names: [&str; N]) {
    let expected: BTreeSet<String> = names
        .into_iter()
        .map(|name| match name.strip_prefix('/') {
            Some(name) => format!("slot/{name}"),
            None => format!("slot/{operation}/{name}"),
        })
        .collect();
    // How a constraint is written in rows does not matter.
    let whole =
        |name: String| ["/zero", "/not-zero"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name).to_owned();
    let found: BTreeSet<String> = violated_by::<AllOps>(chain, trace).into_iter().map(whole).collect();
    assert_eq!(found, expected);
}

/// The trace with a change that nothing else follows.
fn edited(mut trace: OpTrace, edit: impl FnOnce(&mut [SlotTrace])) -> OpTrace {
    edit(&mut trace.slots);
    trace
}

/// A touch from genesis on that leaves this value.
fn touch(chain: &Chain, account: AccountId, key: StorageKey, value: Felt) -> Touch {
    Touch { value_after: value, ..chain.ledger.identity(account, key) }
}
