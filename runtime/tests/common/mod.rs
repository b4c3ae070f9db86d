//! A chain in memory and its users.
#![allow(dead_code)]

use std::sync::Arc;

use zelkova_operation::{l1_signature::address_of, SealedBlock};
use zelkova_primitives::{
    tree::{StateTree, WorkingTree},
    AccountId, Felt, L1Address, PriorityOp, PriorityOpKind, PrivateKey, SerialId, Settlement, TokenId,
};
use zelkova_runtime::{
    genesis, state::TreeNodes, BlockSize, ChangePubKey, Executor, GenesisConfig, Header, L1Authorization, MemoryState,
    MiniBlockInputs, MiniBlockOutput, Parameters, SealingRules, Signed, TokenInfo, Transaction, TransactionInput,
    Transfer, TxOutcome, Withdraw,
};

pub const ETH: TokenId = TokenId(0);
pub const DAI: TokenId = TokenId(1);
pub const OPERATOR: L1Address = L1Address([0xfe; 20]);

/// Where the chains of the tests settle.
pub const SETTLEMENT: Settlement = Settlement { l1_chain_id: 31_337, rollup: L1Address([0x50; 20]) };

pub fn config() -> GenesisConfig {
    GenesisConfig {
        l2_chain_id: 1337,
        fee_account_address: OPERATOR,
        tokens: vec![
            TokenInfo::eth(),
            TokenInfo { id: DAI, address: L1Address([0xda; 20]), symbol: "DAI".into(), decimals: 18 },
        ],
        reserved: Vec::new(),
        parameters: Parameters {
            sealing: SealingRules {
                sizes: vec![BlockSize::SMALL, BlockSize::MIDDLE, BlockSize::LARGE],
                max_mini_blocks: 10,
                fast_deadline: 100,
            },
            ..Parameters::default()
        },
    }
}

/// A user with an L2 key and an L1 key.
#[derive(Clone)]
pub struct User {
    pub key: PrivateKey,
    pub secret: [u8; 32],
    pub address: L1Address,
}

impl User {
    pub fn new(seed: u8) -> Self {
        let secret = [seed; 32];
        let address = address_of(&secret).unwrap();
        Self { key: PrivateKey::from_seed(&[seed; 32]), secret, address }
    }
}

/// A chain over a state in memory.
pub struct Chain {
    pub state: Arc<MemoryState>,
    pub executor: Executor<MemoryState>,
    pub header: Header,
    pub chain_tag: Felt,
    pub time: u64,
    pub next_serial: SerialId,
}

impl Chain {
    pub fn new(config: &GenesisConfig) -> Self {
        let state = Arc::new(MemoryState::new());
        let output = genesis::build(config, SETTLEMENT).unwrap();
        state.apply(&output.changes);
        Self {
            executor: Executor::new(state.clone()),
            state,
            header: output.header,
            chain_tag: config.chain_tag(SETTLEMENT).unwrap(),
            time: 1_000,
            next_serial: 0,
        }
    }

    /// Runs a mini-block one second after the last and checks the whole state.
    pub fn run(&mut self, inputs: MiniBlockInputs) -> MiniBlockOutput {
        self.time += 1;
        let inputs = MiniBlockInputs { timestamp: self.time, ..inputs };
        let output = self.executor.execute(&self.header, inputs).unwrap();
        self.state.apply(&output.changes);
        self.header = output.header.clone();
        self.executor.query(&self.header, |query| query.try_state()).unwrap().unwrap();
        if let Some(block) = &output.sealed {
            self.state.keep(block.clone());
            self.check_replay(block);
        }
        output
    }

    pub fn run_transactions(&mut self, transactions: impl IntoIterator<Item = Transaction>) -> MiniBlockOutput {
        let transactions = transactions.into_iter().map(TransactionInput::from).collect();
        self.run(MiniBlockInputs { transactions, ..Default::default() })
    }

    pub fn seal(&mut self) -> SealedBlock {
        self.run(MiniBlockInputs { seal_now: true, ..Default::default() }).sealed.unwrap()
    }

    /// The touches of the block lead from the old root to the new one, as the prover will replay them.
    fn check_replay(&self, block: &SealedBlock) {
        let tree = StateTree::new(TreeNodes(self.state.clone()));
        let mut working = WorkingTree::at(&tree, block.number - 1).unwrap();
        let mut root = block.old_root;
        assert_eq!(tree.root(block.number - 1).unwrap(), Some(root));
        let touches = block.ops.iter().flat_map(|op| &op.slots).flat_map(|slot| &slot.touches);
        for touch in touches.chain(&block.fee_touches) {
            let paths = working.apply(touch).unwrap();
            assert_eq!(paths.root_before, root);
            root = paths.root_after;
        }
        assert_eq!(root, block.new_root);
        assert_eq!(tree.root(block.number).unwrap(), Some(root));
    }

    pub fn priority(&mut self, kind: PriorityOpKind) -> PriorityOp {
        let serial_id = self.next_serial;
        self.next_serial += 1;
        PriorityOp { serial_id, kind, l1_block: 1, l1_tx_hash: [0; 32], expiration_block: 1_000_000 }
    }

    pub fn deposit(&mut self, user: &User, token: TokenId, amount: u128) -> AccountId {
        let op = self.priority(PriorityOpKind::Deposit { token, amount, to: user.address });
        let output = self.run(MiniBlockInputs { priority_ops: vec![op], ..Default::default() });
        assert!(matches!(output.priority_results[0].outcome, TxOutcome::Executed { .. }));
        self.id(user)
    }

    /// Deposits and sets the user's key.
    pub fn activate(&mut self, user: &User, token: TokenId, amount: u128) -> AccountId {
        let id = self.deposit(user, token, amount);
        let tx = self.change_key(user, 0);
        executed(&self.run_transactions([tx]));
        id
    }

    pub fn id(&self, user: &User) -> AccountId {
        self.executor.query(&self.header, |query| query.account_id(&user.address)).unwrap().unwrap()
    }

    pub fn balance(&self, user: &User, token: TokenId) -> u128 {
        let id = self.id(user);
        self.executor.query(&self.header, |query| query.balance(id, token)).unwrap()
    }

    pub fn nonce(&self, user: &User) -> u32 {
        let id = self.id(user);
        self.executor.query(&self.header, |query| query.nonce(id)).unwrap()
    }

    pub fn change_key(&self, user: &User, fee: u128) -> Transaction {
        let (account, nonce) = (self.id(user), self.nonce(user));
        let new_key_hash = user.key.public().key_hash();
        let message =
            pallet_payments::change_pub_key::authorization::message(new_key_hash, nonce, account, self.chain_tag);
        let body = ChangePubKey {
            account,
            address: user.address,
            new_key_hash,
            fee_token: ETH,
            fee,
            nonce,
            valid_from: 0,
            valid_until: u64::MAX,
            authorization: L1Authorization::sign(&user.secret, &message).unwrap(),
        };
        Signed::sign(body, &user.key, self.chain_tag).unwrap().into()
    }

    pub fn transfer(&self, from: &User, to: L1Address, token: TokenId, amount: u128, fee: u128) -> Transaction {
        self.transfer_at(from, to, token, amount, fee, self.nonce(from))
    }

    pub fn transfer_at(
        &self,
        from: &User,
        to: L1Address,
        token: TokenId,
        amount: u128,
        fee: u128,
        nonce: u32,
    ) -> Transaction {
        let body =
            Transfer { account: self.id(from), to, token, amount, fee, nonce, valid_from: 0, valid_until: u64::MAX };
        Signed::sign(body, &from.key, self.chain_tag).unwrap().into()
    }

    pub fn withdraw(&self, from: &User, to: L1Address, token: TokenId, amount: u128, fee: u128) -> Transaction {
        let body = Withdraw {
            account: self.id(from),
            to,
            token,
            amount,
            fee,
            nonce: self.nonce(from),
            fast: false,
            valid_from: 0,
            valid_until: u64::MAX,
        };
        Signed::sign(body, &from.key, self.chain_tag).unwrap().into()
    }
}

/// Every transaction of the mini-block was executed.
pub fn executed(output: &MiniBlockOutput) {
    for result in &output.results {
        assert!(matches!(result.outcome, TxOutcome::Executed { .. }), "{result:?}");
    }
}

/// The code of the only rejection.
pub fn rejection(output: &MiniBlockOutput) -> String {
    match &output.results[..] {
        [result] => match &result.outcome {
            TxOutcome::Rejected { reason } => reason.code.clone(),
            other => panic!("not rejected: {other:?}"),
        },
        other => panic!("not one result: {other:?}"),
    }
}
