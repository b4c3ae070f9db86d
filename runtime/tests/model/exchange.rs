//! The rule of Swap, told once more.

use sp_core::U256;
use zelkova_primitives::{AccountId, PackedAmount};

use crate::{action::OrderPlan, model::Model, rules::holds, world::World};

impl Model {
    /// Each order gives its amount to the other's recipient.
    pub fn exchange(
        &mut self,
        submitter: AccountId,
        orders: &[OrderPlan; 2],
        amounts: [u128; 2],
        world: &World,
    ) -> Option<()> {
        let [first, second] = orders;
        holds(first.sell == second.buy && second.sell == first.buy && first.sell != second.sell)?;
        holds(first.account != second.account)?;
        for (order, other, given, got) in
            [(first, second, amounts[0], amounts[1]), (second, first, amounts[1], amounts[0])]
        {
            holds(!order.forged && order.ratio.iter().all(|ratio| *ratio < 1 << 112))?;
            holds(order.window.0 <= self.time && self.time <= order.window.1)?;
            holds(PackedAmount::is_packable(given) && (order.amount == 0 || order.amount == given))?;
            // got / given is the price or more.
            let [sell, buy] = order.ratio.map(U256::from);
            holds(U256::from(given) * buy <= U256::from(got) * sell)?;
            let used = order.amount != 0 && order.account != submitter;
            self.sign(order.account, order.key, order.nonce, used, world)?;
            let recipient = self.known(other.recipient)?;
            self.known(order.recipient)?;
            self.debit(order.account, order.sell, given)?;
            self.credit(recipient, order.sell, given)?;
        }
        Some(())
    }
}
