//! What a random step means in the state that it meets.

use zelkova_primitives::{AccountId, L1Address, Nft, PackedAmount, FEE_ACCOUNT, RESERVED_ACCOUNTS_START};

use crate::{
    action::{Action, Body, Consent, SignedAction, Window, ALWAYS},
    model::Model,
    steps::{Flaw, Kind, Step},
    world::{World, TOKENS, USERS},
};

pub struct Scene<'a> {
    pub model: &'a Model,
    pub world: &'a World,
    pub step: &'a Step,
}

impl Scene<'_> {
    pub fn action(&self) -> Action {
        let Step { kind, to, amount, pick, .. } = *self.step;
        let token = TOKENS[self.step.token];
        let address = Step::choose(to, &self.world.addresses);
        // L1 asks for nobody.
        let somebody = if address.is_zero() { self.world.addresses[0] } else { address };
        match kind {
            Kind::Seal => Action::Seal,
            Kind::Deposit => Action::Deposit { token, amount, to: somebody },
            Kind::FullExit => {
                let account = AccountId(pick as u32 % (self.model.next_id().0 + 2));
                Action::FullExit { account, owner: self.owner(account, somebody), token }
            }
            Kind::FullExitNft => {
                let (account, slot, _) = self.nft();
                let free = self.step.bit(0) && self.step.bit(1);
                let slot = slot.wrapping_add(u16::from(free));
                Action::FullExitNft { account, owner: self.owner(account, somebody), slot }
            }
            _ => Action::Signed(self.signed(address)),
        }
    }

    /// The owner of an account, or the wrong one.
    fn owner(&self, account: AccountId, other: L1Address) -> L1Address {
        let owner = self.model.accounts.get(&account).map(|account| account.address);
        owner.filter(|_| !(self.step.bit(2) && self.step.bit(3))).unwrap_or(other)
    }

    fn signed(&self, address: L1Address) -> SignedAction {
        let Step { kind, flaw, pick, bits, .. } = *self.step;
        let amount = self.amount();
        let mut account = self.actor();
        let (holder, slot, nft) = self.nft();
        let body = match kind {
            Kind::Withdraw => Body::Withdraw { to: address, amount: self.step.amount, fast: self.step.bit(0) },
            Kind::ChangeKey => {
                account = self.model.id_of(self.world.users[pick % USERS].address).unwrap_or(account);
                let consent = match bits % 4 {
                    0 => Consent::OnChain { known: flaw != Flaw::NoConsent },
                    _ if flaw == Flaw::NoConsent => Consent::SignedBy((pick + 1) % USERS),
                    _ => Consent::SignedBy(pick % USERS),
                };
                let owner = self.world.users[pick % USERS].address;
                Body::ChangeKey { address: owner, key: bits as usize / 4 % self.world.keys.len(), consent }
            }
            Kind::ForcedExit => Body::ForcedExit { target: self.target(address) },
            Kind::Mint => Body::Mint { to: address, content: [bits; 32] },
            Kind::SendNft => Body::SendNft { to: address, nft, slot },
            Kind::WithdrawNft => Body::WithdrawNft { to: address, nft, slot },
            Kind::Swap => self.swap(),
            _ => Body::Transfer { to: address, amount },
        };
        if matches!(kind, Kind::SendNft | Kind::WithdrawNft) && flaw != Flaw::WrongAccount {
            account = holder;
        }
        account = match flaw {
            Flaw::ReservedAccount => AccountId(RESERVED_ACCOUNTS_START + u32::from(bits)),
            Flaw::NobodysAccount => AccountId(self.model.next_id().0 + u32::from(bits)),
            _ => account,
        };
        let key = match body {
            Body::ChangeKey { key, .. } => key,
            _ => self.key_of(account),
        };
        SignedAction {
            account,
            nonce: self.nonce(account, flaw == Flaw::NonceAhead, flaw == Flaw::NonceBehind),
            token: TOKENS[self.step.token],
            // 11 bits hold up to 2047.
            fee: if flaw == Flaw::UnpackableFee { 2_049 } else { self.step.fee },
            window: self.window(),
            key: self.or_wrong(key, flaw == Flaw::WrongKey),
            forged: flaw == Flaw::Forged,
            body,
        }
    }

    fn amount(&self) -> u128 {
        match self.step.flaw {
            // 35 bits hold less.
            Flaw::UnpackableAmount => (1 << 35) + 1,
            Flaw::TooMuch => 10u128.pow(38),
            _ => PackedAmount::closest_packable_down(self.step.amount),
        }
    }

    /// An account that can sign, or any.
    fn actor(&self) -> AccountId {
        match self.step.flaw {
            Flaw::WrongAccount => AccountId(self.step.by as u32 % self.model.next_id().0),
            _ => Step::choose(self.step.by, &self.actors()),
        }
    }

    /// The accounts that have keys, the fee account if there are none.
    pub fn actors(&self) -> Vec<AccountId> {
        let with_key = self.model.accounts.iter().filter(|(_, account)| !account.key.is_zero());
        let actors: Vec<_> = with_key.map(|(id, _)| *id).collect();
        if actors.is_empty() {
            vec![FEE_ACCOUNT]
        } else {
            actors
        }
    }

    /// The address of an account without a key, or any.
    fn target(&self, address: L1Address) -> L1Address {
        let locked: Vec<_> = self.model.accounts.values().filter(|account| account.key.is_zero()).collect();
        if self.step.bit(0) {
            address
        } else {
            Step::choose(self.step.to, &locked).address
        }
    }

    /// An NFT and where it is, or where it is not.
    fn nft(&self) -> (AccountId, u16, Nft) {
        let nobodys = (AccountId(0), 0, Nft { creator: AccountId(1), serial: 0, content: [self.step.bits; 32] });
        let mut held = self.model.held();
        // Nobody can sign for an NFT of an account without a key, but its owner can exit it.
        if self.step.kind != Kind::FullExitNft && !self.step.bit(6) {
            held.retain(|(id, _, _)| !self.model.accounts[id].key.is_zero());
        }
        let (account, slot, nft) = held.get(self.step.pick % held.len().max(1)).copied().unwrap_or(nobodys);
        match self.step.flaw {
            Flaw::WrongSlot => (account, slot.wrapping_add(1), nft),
            Flaw::WrongNft => (account, slot, Nft { serial: nft.serial + 1, ..nft }),
            _ => (account, slot, nft),
        }
    }

    pub fn key_of(&self, account: AccountId) -> usize {
        let key = self.model.accounts.get(&account).map(|account| account.key);
        self.world.key_hashes.iter().position(|known| Some(*known) == key).unwrap_or(0)
    }

    pub fn or_wrong(&self, key: usize, wrong: bool) -> usize {
        if wrong {
            (key + 1) % self.world.keys.len()
        } else {
            key
        }
    }

    pub fn nonce(&self, account: AccountId, ahead: bool, behind: bool) -> u32 {
        let nonce = self.model.accounts.get(&account).map_or(0, |account| account.nonce);
        nonce.wrapping_add(u32::from(ahead)).wrapping_sub(u32::from(behind))
    }

    fn window(&self) -> Window {
        let now = self.model.time;
        match self.step.flaw {
            Flaw::Expired => (0, now - 1),
            Flaw::Early => (now + 1, u64::MAX),
            Flaw::EmptyWindow => (now + 1, now - 1),
            _ if self.step.bit(7) => (now, now),
            _ => ALWAYS,
        }
    }
}
