//! Tests against a real anvil with the real contracts.

mod abi;
mod anvil;
mod contracts;
mod messages;
mod nft;
mod sender;
mod watcher;

use super::{
    add_token, deploy, deploy_dev_token, dev_private_key, Anvil, AnvilConfig, DeployConfig, L1Client, L1Wallet,
};
use serde_json::{json, Value};
use zelkova_chain_spec::Deployment;
use zelkova_primitives::{chain_tag, Felt, L1Address};

const L1_CHAIN_ID: u64 = 31_337;
const L2_CHAIN_ID: u64 = 270;

fn genesis_root() -> Felt {
    Felt::from(99u8)
}

/// An L1 with the contracts and one ERC-20 token.
struct L1 {
    client: L1Client,
    operator: L1Wallet,
    user: L1Wallet,
    deployment: Deployment,
    token: L1Address,
    /// Ends with the test.
    _anvil: Anvil,
}

impl L1 {
    async fn start() -> Self {
        let anvil = Anvil::spawn(AnvilConfig::default()).await.expect("anvil is installed");
        let client = L1Client::connect(&anvil.url(), L1_CHAIN_ID).await.unwrap();
        let wallet = |index| L1Wallet::new(client.clone(), dev_private_key(index)).unwrap();
        let (operator, user) = (wallet(0), wallet(1));
        let token = deploy_dev_token(&operator, "Test", "TST", 6).await.unwrap();
        let config = DeployConfig {
            l2_chain_id: L2_CHAIN_ID,
            genesis_root: genesis_root(),
            genesis_state: vec![1, 2, 3],
            validators: vec![operator.address()],
            tokens: vec![token],
            priority_expiration_blocks: 1_000,
        };
        let deployment = deploy(&operator, &config).await.unwrap();
        Self { client, operator, user, deployment, token, _anvil: anvil }
    }

    /// Tag of the chain that settles here.
    fn tag(&self) -> Felt {
        chain_tag(self.deployment.settlement(), L2_CHAIN_ID, genesis_root())
    }

    fn rollup(&self) -> L1Address {
        self.deployment.rollup
    }

    /// A call that only anvil has.
    async fn rpc(&self, method: &str, parameters: Value) -> Value {
        self.client.provider().request(method, parameters).await.unwrap()
    }

    /// A block for each transaction, or only on demand.
    async fn automine(&self, on: bool) {
        self.rpc("evm_setAutomine", json!([on])).await;
    }

    async fn mine(&self, blocks: u32) {
        for _ in 0..blocks {
            self.rpc("evm_mine", json!([])).await;
        }
    }

    async fn add_token(&self, symbol: &str) -> L1Address {
        let token = deploy_dev_token(&self.operator, symbol, symbol, 18).await.unwrap();
        add_token(&self.operator, self.deployment.governance, token).await.unwrap();
        token
    }
}
