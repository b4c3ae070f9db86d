//! What a random swap means in the state that it meets.

use zelkova_primitives::{AccountId, L1Address, PackedAmount, TokenId};

use crate::{
    action::{Body, OrderPlan, ALWAYS},
    resolve::Scene,
    steps::{Flaw, Step},
    world::TOKENS,
};

impl Scene<'_> {
    pub fn swap(&self) -> Body {
        let Step { flaw, by, to, token, pick, .. } = *self.step;
        let actors = self.actors();
        let first = Step::choose(by, &actors);
        let others: Vec<_> = actors.into_iter().filter(|other| *other != first).collect();
        let second = match (flaw, others.is_empty()) {
            (Flaw::SelfSwap, _) | (_, true) => first,
            _ => Step::choose(to, &others),
        };
        let sell = TOKENS[token];
        let buy = if flaw == Flaw::SameToken { sell } else { TOKENS[(token + 1 + pick % 2) % TOKENS.len()] };
        let amounts = [self.part_of(first, sell, pick), self.part_of(second, buy, pick / 7)];
        // The flaw is in one of them.
        let flawed = [self.step.bit(5), !self.step.bit(5)];
        let orders = [
            self.order(first, (sell, buy), amounts, self.step.bit(0), flawed[0]),
            self.order(second, (buy, sell), [amounts[1], amounts[0]], self.step.bit(1), flawed[1]),
        ];
        Body::Swap { orders, amounts }
    }

    /// Some of a balance, what a packed number holds of it.
    fn part_of(&self, account: AccountId, token: TokenId, number: usize) -> u128 {
        let balance = self.model.accounts.get(&account).map_or(0, |account| account.balance(token));
        match self.step.flaw {
            Flaw::TooMuch => PackedAmount::closest_packable_up(balance + 1).unwrap_or(1),
            Flaw::UnpackableAmount => (1 << 35) + 1,
            _ => PackedAmount::closest_packable_down(balance / 100 * (number as u128 % 100)),
        }
    }

    fn order(
        &self,
        account: AccountId,
        (sell, buy): (TokenId, TokenId),
        [gives, gets]: [u128; 2],
        exact: bool,
        flawed: bool,
    ) -> OrderPlan {
        let has = |flaw| flawed && self.step.flaw == flaw;
        let ratio = match () {
            _ if has(Flaw::OrderPrice) => [gives, gets + 1],
            _ if has(Flaw::OrderRatio) => [1 << 112, gets],
            // Content with less.
            _ if self.step.bit(4) => [gives.min(1 << 100), gets.min(1 << 100) / 2],
            _ => [gives.min(1 << 111), gets.min(1 << 111)],
        };
        let amount = match () {
            _ if has(Flaw::OrderAmount) => gives + 1,
            _ if exact => gives,
            _ => 0,
        };
        OrderPlan {
            account,
            recipient: self.recipient(account),
            nonce: self.nonce(account, has(Flaw::OrderNonce), false),
            sell,
            buy: if has(Flaw::OrderTokens) { TokenId(buy.0 + 1) } else { buy },
            ratio,
            amount,
            window: if has(Flaw::OrderExpired) { (0, self.model.time - 1) } else { ALWAYS },
            key: self.or_wrong(self.key_of(account), has(Flaw::OrderKey)),
            forged: has(Flaw::OrderForged),
        }
    }

    /// The account's own address or, more rarely, another, whose account need not exist.
    fn recipient(&self, account: AccountId) -> L1Address {
        let own = self.model.accounts.get(&account).map(|account| account.address);
        match own {
            Some(own) if !(self.step.bit(2) && self.step.bit(3)) => own,
            _ => Step::choose(self.step.pick, &self.world.addresses),
        }
    }
}
