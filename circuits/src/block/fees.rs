//! Fees: summed per token over the slots, credited to the fee account after the last one.

use zelkova_primitives::STORAGE_TREE_LEVELS;

use super::{touch::Leaves, witness::TouchWitness};
use crate::{
    builder::Builder,
    gadgets::{
        merkle::{alloc_digits, from_digits},
        range, Bit, Num,
    },
    leaf::{AccountPath, Identity},
    op::alloc,
};

/// Digits of a token id in base 4; the others of a balance's storage key are 0.
const TOKEN_DIGITS: usize = 8;

/// One lane for each fee touch: a token and the sum of the fees paid in it.
pub(super) struct FeeLanes {
    lanes: Vec<Lane>,
}

struct Lane {
    token: Num,
    /// Digits of the storage key of the token's balance, which the path constrains to be digits.
    key: Vec<Num>,
    sum: Num,
}

impl FeeLanes {
    /// Empty lanes for the tokens of the fee touches.
    pub(super) fn new(cs: &mut Builder, touches: &[TouchWitness]) -> Self {
        let mut lanes = Vec::with_capacity(touches.len());
        for (index, witness) in touches.iter().enumerate() {
            let mut key = alloc_digits(cs, witness.touch.key.raw(), TOKEN_DIGITS);
            let token = cs.region(format!("token[{index}]"), |cs| from_digits(&key).reduce(cs));
            key.resize(STORAGE_TREE_LEVELS, Num::zero());
            lanes.push(Lane { token, key, sum: Num::zero() });
        }
        Self { lanes }
    }

    /// Adds `fee` to one lane of the same token if `pays`, else to none.
    pub(super) fn collect(&mut self, cs: &mut Builder, pays: &Bit, token: &Num, fee: &Num, choice: Option<usize>) {
        let mut chosen = Num::zero();
        for (index, lane) in self.lanes.iter_mut().enumerate() {
            let here = cs.region("choice", |cs| Bit::alloc(cs, choice == Some(index)));
            cs.assert_equal_if("token-is-the-lanes", &here, token, &lane.token);
            lane.sum = cs.region("sum", |cs| &lane.sum + here.num().mul(cs, fee));
            chosen = chosen + here.num();
        }
        cs.assert_equal("paid-to-one-lane", &chosen, pays.num());
    }

    /// The fee touches: `balance[token] += sum` on the fee account. Returns the root after them.
    pub(super) fn credit(
        &self,
        cs: &mut Builder,
        account: &AccountPath,
        touches: &[TouchWitness],
        mut root: Num,
    ) -> Num {
        for (index, (lane, witness)) in self.lanes.iter().zip(touches).enumerate() {
            root = cs.region(format!("fee-touch[{index}]"), |cs| lane.credit(cs, account, witness, &root));
        }
        root
    }
}

impl Lane {
    fn credit(&self, cs: &mut Builder, account: &AccountPath, witness: &TouchWitness, root: &Num) -> Num {
        let touch = &witness.touch;
        // One copy: the fields do not change.
        let fields = Identity::alloc(cs, &touch.before);
        // Only an account that was never created has a zero there.
        fields.word.assert_not_zero(cs, "fee-account-exists");
        let value_before = alloc(cs, touch.value_before);
        let value_after = cs.region("credited", |cs| (&value_before + &self.sum).reduce(cs));
        range::assert_range(cs, "balance-128-bits", &value_after, 128);
        let leaves = Leaves {
            account: &account.digits,
            key: &self.key,
            before: &fields,
            after: &fields,
            value_before: &value_before,
            value_after: &value_after,
        };
        leaves.update(cs, witness, root)
    }
}
