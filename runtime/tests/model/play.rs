//! Plays steps on the chain and on the model, and compares the two after each. What the chain seals is rebuilt from its
//! pubdata as well.

use std::collections::{BTreeMap, BTreeSet};

use zelkova_operation::{Ledger, SealedBlock};
use zelkova_primitives::{AccountId, FEE_ACCOUNT};
use zelkova_runtime::{restore::Restored, BlockSize, MiniBlockOutput, Query, TxOutcome};

use crate::{
    action::{Action, Body, Consent, SignedAction, ALWAYS},
    build,
    common::{config, Chain, OPERATOR},
    coverage,
    model::{Account, Model},
    resolve::Scene,
    steps::Step,
    world::{World, TOKENS},
};

pub struct Play {
    pub chain: Chain,
    pub model: Model,
    pub restored: Restored,
    pub world: World,
    /// What was accepted and what was refused.
    pub accepted: BTreeSet<&'static str>,
    pub refused: BTreeSet<&'static str>,
    /// Slots of the circuits that the sealed blocks need.
    pub capacities: BTreeSet<u32>,
    /// The block that the last step sealed, if it sealed any.
    pub last_sealed: Option<SealedBlock>,
    /// How many operations had to wait for the next block.
    pub deferred: usize,
}

impl Play {
    /// A chain with these block sizes and three active users.
    pub fn new(sizes: &[BlockSize]) -> Self {
        let mut config = config();
        config.parameters.sealing.sizes = sizes.to_vec();
        config.parameters.sealing.max_mini_blocks = 40;
        config.parameters.sealing.fast_deadline = 20;
        let largest = sizes.iter().map(|size| size.slots).max().unwrap();
        let mut play = Self {
            chain: Chain::new(&config),
            model: Model::new(OPERATOR, largest),
            restored: Restored::genesis(&config).unwrap(),
            world: World::new(),
            accepted: BTreeSet::new(),
            refused: BTreeSet::new(),
            capacities: BTreeSet::new(),
            last_sealed: None,
            deferred: 0,
        };
        for user in 0..3 {
            let to = play.world.users[user].address;
            for token in TOKENS {
                play.act(&Action::Deposit { token, amount: 10_000, to });
            }
            let account = play.model.id_of(to).unwrap();
            let body = Body::ChangeKey { address: to, key: user, consent: Consent::SignedBy(user) };
            let (token, fee, window) = (TOKENS[0], 0, ALWAYS);
            play.act(&Action::Signed(SignedAction {
                account,
                nonce: 0,
                token,
                fee,
                window,
                key: user,
                forged: false,
                body,
            }));
        }
        play
    }

    pub fn step(&mut self, step: &Step) {
        self.last_sealed = None;
        self.model.start(self.chain.time + 1);
        let action = Scene { model: &self.model, world: &self.world, step }.action();
        self.act(&action);
    }

    fn act(&mut self, action: &Action) {
        let inputs = build::inputs(action, &mut self.chain, &self.world);
        for fact in &inputs.auth_facts {
            self.model.facts.insert((fact.address, fact.nonce), fact.key_hash);
        }
        self.model.start(self.chain.time + 1);
        let mut output = self.chain.run(inputs.clone());
        if outcome(&output) == Some(&TxOutcome::Deferred) {
            assert!(output.sealed.is_some(), "deferred without sealing");
            self.deferred += 1;
            self.sealed(&output);
            self.compare();
            self.model.start(self.chain.time + 1);
            output = self.chain.run(inputs);
        }
        match outcome(&output) {
            None => (),
            Some(TxOutcome::Deferred) => panic!("deferred twice: {action:?}"),
            Some(verdict) => {
                let examples = coverage::accepted(action, &self.model);
                let accepted = self.model.offer(action, &self.world);
                assert_eq!(matches!(verdict, TxOutcome::Executed { .. }), accepted, "{action:?}: {verdict:?}");
                match accepted {
                    true => self.accepted.extend(examples),
                    false => drop(self.refused.insert(coverage::refused(action))),
                }
            }
        }
        self.sealed(&output);
        self.compare();
    }

    fn sealed(&mut self, output: &MiniBlockOutput) {
        let Some(block) = &output.sealed else { return };
        self.model.seal();
        assert_eq!(block.new_root, self.model.root(), "root of block {}", block.number);
        assert_eq!(block.fee_account, FEE_ACCOUNT);
        self.capacities.insert(block.capacity);
        self.restore(block);
        self.last_sealed = Some(block.clone());
    }

    /// The block's pubdata leads to its root and to the model's accounts.
    fn restore(&mut self, block: &SealedBlock) {
        let root = self.restored.apply_block(&block.pubdata(), block.fee_account).unwrap();
        assert_eq!((self.restored.number(), root), (block.number, block.new_root));
        let ledger = self.restored.ledger();
        assert_eq!(ledger.accounts().count(), self.model.accounts.len());
        for (id, account) in &self.model.accounts {
            assert_eq!(ledger.account(*id), account.fields());
            assert_eq!(ledger.account_id(&account.address), Some(*id));
        }
        let values = ledger.values().filter(|(_, _, value)| !value.is_zero());
        let values: BTreeMap<_, _> = values.map(|(id, key, value)| ((id, key), value)).collect();
        let model = self.model.accounts.iter();
        let model =
            model.flat_map(|(id, account)| account.values().into_iter().map(|(key, value)| ((*id, key), value)));
        assert_eq!(values, model.collect());
        assert_eq!(self.restored.nfts().collect::<Vec<_>>(), self.model.held());
        assert!(self
            .model
            .minted
            .iter()
            .all(|nft| ledger.record(pallet_nft::AREA, nft.value()) == Some(nft.to_bytes().to_vec())));
    }

    /// Chain and model say the same of every account, NFT and fee.
    fn compare(&self) {
        let model = &self.model;
        let look = |query: &Query| {
            // Two more than there should be.
            let ids = (0..model.next_id().0 + 2).map(AccountId);
            let accounts: BTreeMap<_, _> = ids.filter_map(|id| Some((id, account(query, id)?))).collect();
            assert_eq!(accounts, model.accounts);
            for (id, account) in &model.accounts {
                assert_eq!(query.account_id(&account.address), Some(*id));
            }
            let held: BTreeMap<_, _> = model.held().into_iter().map(|(id, slot, nft)| (nft, (id, slot))).collect();
            for nft in &model.minted {
                let view = query.nft(nft.creator, nft.serial).unwrap();
                assert_eq!((view.nft, view.holder), (*nft, held.get(nft).copied()));
            }
            let fees: BTreeMap<_, _> = query.pending_block().fees.into_iter().collect();
            assert_eq!(fees, model.fees);
        };
        self.chain.executor.query(&self.chain.header, look).unwrap();
        model.check_supply();
    }
}

fn account(query: &Query, id: AccountId) -> Option<Account> {
    let view = query.account(id)?;
    Some(Account {
        address: view.fields.address,
        nonce: view.fields.nonce,
        key: view.fields.key_hash,
        minted: view.fields.minted,
        balances: view.balances,
        slots: query.nfts(id, 0, usize::MAX).into_iter().collect(),
    })
}

fn outcome(output: &MiniBlockOutput) -> Option<&TxOutcome> {
    let results = output.results.iter().map(|result| &result.outcome);
    results.chain(output.priority_results.iter().map(|result| &result.outcome)).next()
}
