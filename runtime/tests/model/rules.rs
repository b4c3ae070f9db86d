//! The rules of the protocol, told once more. `None` means refused. Shares no code with the pallets.

use zelkova_primitives::{AccountId, L1Address, Nft, Nonce, PackedAmount, PackedFee, TokenId, RESERVED_ACCOUNTS_START};

use crate::{
    action::{Action, Body, Consent, SignedAction},
    model::{add, Account, Model},
    world::World,
};

pub fn holds(condition: bool) -> Option<()> {
    condition.then_some(())
}

impl Model {
    /// Does what the action says. Returns whether it is accepted; if not, nothing changes.
    pub fn offer(&mut self, action: &Action, world: &World) -> bool {
        let mut next = self.clone();
        let accepted = next.run(action, world).is_some();
        if accepted {
            next.operations += 1;
            *self = next;
        }
        accepted
    }

    fn run(&mut self, action: &Action, world: &World) -> Option<()> {
        match action {
            Action::Deposit { token, amount, to } => {
                let id = self.open(*to)?;
                add(&mut self.came_in, *token, *amount);
                self.credit(id, *token, *amount)
            }
            // Whoever asks on L1 gets an answer, if only that nothing moves.
            Action::FullExit { account, owner, token } => {
                if self.is_owner(*account, *owner) {
                    self.leave(*account, *token)?;
                }
                Some(())
            }
            Action::FullExitNft { account, owner, slot } => {
                if self.is_owner(*account, *owner) {
                    self.left.extend(self.accounts.get_mut(account)?.slots.remove(slot));
                }
                Some(())
            }
            Action::Signed(signed) => self.signed(signed, world),
            Action::Seal => None,
        }
    }

    fn signed(&mut self, signed: &SignedAction, world: &World) -> Option<()> {
        let SignedAction { token, fee, window, forged, .. } = *signed;
        let slots = match signed.body {
            Body::SendNft { .. } | Body::WithdrawNft { .. } => 2,
            Body::Swap { .. } => 3,
            _ => 1,
        };
        holds(slots <= self.largest && !forged && PackedFee::is_packable(fee))?;
        holds(window.0 <= self.time && self.time <= window.1)?;
        match &signed.body {
            Body::Transfer { to, amount } => {
                holds(PackedAmount::is_packable(*amount))?;
                self.pay(signed, world)?;
                self.debit(signed.account, token, *amount)?;
                let recipient = self.open(*to)?;
                self.credit(recipient, token, *amount)
            }
            Body::Withdraw { to, amount, .. } => {
                holds(!to.is_zero())?;
                self.pay(signed, world)?;
                add(&mut self.went_out, token, *amount);
                self.debit(signed.account, token, *amount)
            }
            Body::ChangeKey { address, key, consent } => {
                let fact = (*address, signed.nonce);
                holds(match consent {
                    Consent::SignedBy(user) => world.users[*user].address == *address,
                    Consent::OnChain { .. } => self.facts.get(&fact) == Some(&world.key_hashes[*key]),
                })?;
                // The new key signs.
                holds(key == &signed.key && self.is_owner(signed.account, *address))?;
                self.accounts.get_mut(&signed.account)?.key = world.key_hashes[*key];
                self.pay(signed, world)
            }
            Body::ForcedExit { target } => {
                self.pay(signed, world)?;
                let target = self.known(*target)?;
                holds(self.accounts[&target].key.is_zero())?;
                self.leave(target, token)
            }
            Body::Mint { to, content } => {
                self.pay(signed, world)?;
                let recipient = self.known(*to)?;
                let creator = self.accounts.get_mut(&signed.account)?;
                let nft = Nft { creator: signed.account, serial: creator.minted, content: *content };
                creator.minted += 1;
                self.minted.push(nft);
                let slot = self.accounts[&recipient].lowest_free_slot()?;
                self.accounts.get_mut(&recipient)?.slots.insert(slot, nft);
                Some(())
            }
            Body::SendNft { to, nft, slot } => {
                self.pay(signed, world)?;
                let recipient = self.open(*to)?;
                // Free before the operation: to oneself it is another slot.
                let to_slot = self.accounts[&recipient].lowest_free_slot()?;
                self.take(signed.account, *slot, nft)?;
                self.accounts.get_mut(&recipient)?.slots.insert(to_slot, *nft);
                Some(())
            }
            Body::WithdrawNft { to, nft, slot } => {
                holds(!to.is_zero())?;
                self.pay(signed, world)?;
                self.take(signed.account, *slot, nft)?;
                self.left.insert(*nft);
                Some(())
            }
            Body::Swap { orders, amounts } => {
                self.exchange(signed.account, orders, *amounts, world)?;
                self.pay(signed, world)
            }
        }
    }

    /// The account's key signs its nonce; the fee is taken.
    fn pay(&mut self, signed: &SignedAction, world: &World) -> Option<()> {
        self.sign(signed.account, signed.key, signed.nonce, true, world)?;
        self.debit(signed.account, signed.token, signed.fee)?;
        add(&mut self.fees, signed.token, signed.fee);
        Some(())
    }

    pub fn sign(&mut self, id: AccountId, key: usize, nonce: Nonce, used: bool, world: &World) -> Option<()> {
        holds(id.0 < RESERVED_ACCOUNTS_START)?;
        let account = self.accounts.get_mut(&id)?;
        holds(account.key == world.key_hashes[key] && account.nonce == nonce)?;
        account.nonce += u32::from(used);
        Some(())
    }

    pub fn credit(&mut self, id: AccountId, token: TokenId, amount: u128) -> Option<()> {
        let account = self.accounts.get_mut(&id)?;
        account.set_balance(token, account.balance(token).checked_add(amount)?);
        Some(())
    }

    pub fn debit(&mut self, id: AccountId, token: TokenId, amount: u128) -> Option<()> {
        let account = self.accounts.get_mut(&id)?;
        account.set_balance(token, account.balance(token).checked_sub(amount)?);
        Some(())
    }

    /// The whole balance goes to L1.
    fn leave(&mut self, id: AccountId, token: TokenId) -> Option<()> {
        let amount = self.accounts[&id].balance(token);
        add(&mut self.went_out, token, amount);
        self.debit(id, token, amount)
    }

    fn take(&mut self, id: AccountId, slot: u16, nft: &Nft) -> Option<()> {
        holds(self.accounts.get_mut(&id)?.slots.remove(&slot) == Some(*nft))
    }

    fn is_owner(&self, id: AccountId, address: L1Address) -> bool {
        self.accounts.get(&id).is_some_and(|account| account.address == address)
    }

    /// The account of an address.
    pub fn known(&self, address: L1Address) -> Option<AccountId> {
        self.id_of(address).filter(|_| !address.is_zero())
    }

    /// The account of an address, a new one if it has none.
    fn open(&mut self, address: L1Address) -> Option<AccountId> {
        holds(!address.is_zero())?;
        let id = self.id_of(address).unwrap_or(self.next_id());
        self.accounts.entry(id).or_default().address = address;
        Some(id)
    }
}

impl Account {
    fn lowest_free_slot(&self) -> Option<u16> {
        (0..=u16::MAX).find(|slot| !self.slots.contains_key(slot))
    }
}
