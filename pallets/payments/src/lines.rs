//! What Transfer and Withdraw say to people (docs/second-factor.md).

use pallet_state_keeper::{
    l1_signature::{amount_text, fee_line},
    TokenNames,
};
use zelkova_primitives::{L1Address, TokenId};

/// `<Verb> <amount> <SYMBOL> to: 0x<to>` and the fee; a line about zero is left out.
pub(crate) fn payment_lines(
    verb: &str,
    to: L1Address,
    (token, amount): (TokenId, u128),
    fee: u128,
    names: &dyn TokenNames,
) -> Vec<String> {
    let payment = (amount > 0).then(|| format!("{verb} {} to: {to}", amount_text(names, token, amount)));
    [payment, fee_line(names, (token, fee))].into_iter().flatten().collect()
}
