//! What Transfer and Withdraw say to people (docs/second-factor.md).

use zelkova_operation::{l1_signature::amount_text, TokenNames};
use zelkova_primitives::{L1Address, TokenId};

/// `<Verb> <amount> <SYMBOL> to: 0x<to>`; nothing for an amount of zero.
pub(crate) fn payment_lines(
    verb: &str,
    to: L1Address,
    (token, amount): (TokenId, u128),
    names: &dyn TokenNames,
) -> Vec<String> {
    (amount > 0).then(|| format!("{verb} {} to: {to}", amount_text(names, token, amount))).into_iter().collect()
}
