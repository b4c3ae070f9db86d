//! A chain in memory: what a node would answer, under the control of a test.

mod backend;

use parking_lot::Mutex;
use std::{collections::BTreeMap, sync::Arc};
use tokio::sync::watch;
use zelkova_primitives::{AccountId, Felt, L1Address, Nft, Nonce, PrivateKey, SerialId, TokenId, TxHash};
use zelkova_rpc::{types::*, RpcConfig, ServerHandle};
use zelkova_runtime::{Rejection, Signed, Transaction, Transfer};

/// The tag that the tests sign for.
pub const CHAIN_TAG: Felt = Felt::ONE;

/// When everything is rejected.
pub const REJECTED_AT: u64 = 1_700_000_000;

/// The state of the chain.
pub struct TestChain {
    state: Mutex<State>,
    changes: watch::Sender<u64>,
}

#[derive(Default)]
struct State {
    transactions: BTreeMap<TxHash, TransactionRecord>,
    batches: BTreeMap<TxHash, Vec<TxHash>>,
    priority: BTreeMap<SerialId, PriorityOperation>,
    second_factor: Option<SecondFactor>,
    nfts: Vec<AccountNft>,
    blocks: Vec<Block>,
    heights: BlockHeights,
}

impl TestChain {
    pub fn new() -> Arc<Self> {
        Arc::new(Self { state: Mutex::default(), changes: watch::Sender::new(0) })
    }

    /// Moves a transaction on.
    pub fn advance(&self, hash: TxHash, stage: Stage, reason: Option<Rejection>) {
        let mut state = self.state.lock();
        let status = &mut state.transactions.get_mut(&hash).expect("a known transaction").status;
        status.stage = stage;
        status.reason = reason;
        if stage >= Stage::Executed && stage != Stage::Rejected {
            (status.block, status.index, status.mini_block) = (Some(1), Some(0), Some(4));
        }
        if stage >= Stage::Committed && stage != Stage::Rejected {
            status.l1.commit = Some(TxHash([0xc0; 32]));
        }
        drop(state);
        self.changed();
    }

    /// Seals `count` empty blocks.
    pub fn seal(&self, count: u32) {
        let mut state = self.state.lock();
        for _ in 0..count {
            state.heights.sealed += 1;
            let number = state.heights.sealed;
            let summary = BlockSummary {
                number,
                timestamp: 1_000 + u64::from(number),
                stage: Stage::Sealed,
                capacity: 3,
                fee_account: AccountId(0),
                operation_count: 0,
                old_root: Felt::ZERO,
                new_root: Felt::from(number),
                proof_milliseconds: None,
                l1: L1Transactions::default(),
            };
            state.blocks.push(Block { summary, operations: Vec::new(), pubdata: Bytes::default() });
        }
        drop(state);
        self.changed();
    }

    /// Commits the blocks up to `number`.
    pub fn commit(&self, number: u32) {
        self.state.lock().heights.committed = number;
        self.changed();
    }

    /// Gives account 1 an NFT of its own in every second slot, `count` in all.
    pub fn mint(&self, count: u16) {
        let nft = |serial: u32| Nft { creator: AccountId(1), serial, content: [0xcc; 32] };
        let record = |serial| NftRecord::new(nft(serial), L1Address([1; 20]));
        let nfts = (0..count).map(|i| AccountNft { slot: 2 * i, nft: record(u32::from(i)) });
        self.state.lock().nfts = nfts.collect();
        self.changed();
    }

    /// Shows a deposit.
    pub fn deposit(&self, serial_id: SerialId, stage: Stage) {
        let kind = PriorityKind::Deposit { token: TokenId(0), amount: Amount(5), to: L1Address([7; 20]) };
        let operation = PriorityOperation {
            serial_id,
            kind,
            stage,
            block: None,
            index: None,
            l1_block: 3,
            l1_transaction: TxHash([9; 32]),
            expiration_block: 99,
            l1: L1Transactions::default(),
        };
        self.state.lock().priority.insert(serial_id, operation);
        self.changed();
    }

    /// Calls of the change counter that nobody else notices: subscriptions have to bear them.
    pub fn changed(&self) {
        self.changes.send_modify(|count| *count += 1);
    }
}

/// A signed transfer.
pub fn transfer(nonce: Nonce) -> Transaction {
    let body = Transfer {
        account: AccountId(1),
        to: L1Address([7; 20]),
        token: TokenId(0),
        amount: 1_500_000_000_000_000_000,
        fee: 1_000,
        nonce,
        valid_from: 0,
        valid_until: u64::MAX,
    };
    let key = PrivateKey::from_seed(b"a sender");
    Transaction::Transfer(Signed::sign(body, &key, CHAIN_TAG).expect("packable amounts"))
}

/// The hash that the test chain gives a transaction.
pub fn hash_of(transaction: &Transaction) -> TxHash {
    pallet_mempool::PoolTransaction::hash(transaction)
}

/// A server with the standard limits on a free port.
pub async fn serve(chain: &Arc<TestChain>) -> ServerHandle {
    serve_with(chain, |_| {}).await
}

/// A server with changed limits on a free port.
pub async fn serve_with(chain: &Arc<TestChain>, change: impl FnOnce(&mut RpcConfig)) -> ServerHandle {
    let mut config = RpcConfig::at("127.0.0.1:0".parse().expect("an address"));
    change(&mut config);
    zelkova_rpc::serve(config, chain.clone()).await.expect("a free port")
}
