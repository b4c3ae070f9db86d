//! The chain as plain maps: its state, blocks and sums. The rules are in `rules`.

use std::collections::{BTreeMap, BTreeSet};

use zelkova_primitives::{
    tree::{AccountChange, MemoryStore, StateTree},
    AccountFields, AccountId, Felt, L1Address, Nft, Nonce, StorageKey, TokenId, FEE_ACCOUNT,
};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    pub address: L1Address,
    pub nonce: Nonce,
    pub key: Felt,
    pub minted: u32,
    /// Without zeros.
    pub balances: BTreeMap<TokenId, u128>,
    pub slots: BTreeMap<u16, Nft>,
}

#[derive(Clone, Debug)]
pub struct Model {
    /// Ids without gap, from 0.
    pub accounts: BTreeMap<AccountId, Account>,
    /// Of the pending block.
    pub fees: BTreeMap<TokenId, u128>,
    /// Timestamp of the pending block.
    pub time: u64,
    pub operations: u32,
    /// Slots of the largest block.
    pub largest: u32,
    /// Keys authorised on L1.
    pub facts: BTreeMap<(L1Address, Nonce), Felt>,
    pub came_in: BTreeMap<TokenId, u128>,
    pub went_out: BTreeMap<TokenId, u128>,
    pub minted: Vec<Nft>,
    pub left: BTreeSet<Nft>,
}

impl Account {
    pub fn balance(&self, token: TokenId) -> u128 {
        self.balances.get(&token).copied().unwrap_or(0)
    }

    pub fn set_balance(&mut self, token: TokenId, amount: u128) {
        self.balances.insert(token, amount);
        self.balances.retain(|_, amount| *amount != 0);
    }

    pub fn fields(&self) -> AccountFields {
        AccountFields { nonce: self.nonce, key_hash: self.key, address: self.address, minted: self.minted }
    }

    pub fn values(&self) -> BTreeMap<StorageKey, Felt> {
        let balances = self.balances.iter().map(|(token, amount)| (StorageKey::balance(*token), (*amount).into()));
        let slots = self.slots.iter().map(|(slot, nft)| (StorageKey::nft(*slot), nft.value()));
        balances.chain(slots).collect()
    }
}

pub fn add(sums: &mut BTreeMap<TokenId, u128>, token: TokenId, amount: u128) {
    *sums.entry(token).or_default() += amount;
}

impl Model {
    pub fn new(operator: L1Address, largest: u32) -> Self {
        Self {
            accounts: BTreeMap::from([(FEE_ACCOUNT, Account { address: operator, ..Account::default() })]),
            fees: BTreeMap::new(),
            time: 0,
            operations: 0,
            largest,
            facts: BTreeMap::new(),
            came_in: BTreeMap::new(),
            went_out: BTreeMap::new(),
            minted: Vec::new(),
            left: BTreeSet::new(),
        }
    }

    /// A mini-block starts: an empty block follows the clock.
    pub fn start(&mut self, time: u64) {
        if self.operations == 0 {
            self.time = time;
        }
    }

    /// The pending block ends: the operator gets the fees.
    pub fn seal(&mut self) {
        let fees = std::mem::take(&mut self.fees);
        let operator = self.accounts.get_mut(&FEE_ACCOUNT).unwrap();
        for (token, sum) in fees {
            operator.set_balance(token, operator.balance(token) + sum);
        }
        self.operations = 0;
    }

    pub fn next_id(&self) -> AccountId {
        AccountId(self.accounts.len() as u32)
    }

    pub fn id_of(&self, address: L1Address) -> Option<AccountId> {
        self.accounts.iter().find(|(_, account)| account.address == address).map(|(id, _)| *id)
    }

    /// Every NFT with who holds it.
    pub fn held(&self) -> Vec<(AccountId, u16, Nft)> {
        let of = |(id, account): (&AccountId, &Account)| {
            let id = *id;
            account.slots.clone().into_iter().map(move |(slot, nft)| (id, slot, nft))
        };
        self.accounts.iter().flat_map(of).collect()
    }

    /// Root of a tree made of the accounts as they are.
    pub fn root(&self) -> Felt {
        let change = |account: &Account| AccountChange { fields: account.fields(), values: account.values() };
        let changes = self.accounts.iter().map(|(id, account)| (*id, change(account))).collect();
        StateTree::new(MemoryStore::new()).commit(0, &changes).unwrap().root
    }

    /// Nothing appears and nothing vanishes.
    pub fn check_supply(&self) {
        let tokens: BTreeSet<_> = self.came_in.keys().chain(self.fees.keys()).copied().collect();
        for token in tokens {
            let sum = |sums: &BTreeMap<TokenId, u128>| sums.get(&token).copied().unwrap_or(0);
            let held: u128 = self.accounts.values().map(|account| account.balance(token)).sum();
            assert_eq!(held + sum(&self.fees), sum(&self.came_in) - sum(&self.went_out), "supply of {token}");
        }
        let mut nfts: Vec<_> = self.held().into_iter().map(|(_, _, nft)| nft).chain(self.left.clone()).collect();
        let mut minted = self.minted.clone();
        nfts.sort();
        minted.sort();
        assert_eq!(nfts, minted, "every NFT is held once or has left");
    }
}
