//! Puts the contracts on L1.

use super::{
    artifacts::Artifact,
    calls::{self, governance as call},
    client::to_u64,
    L1Error, L1Wallet,
};
use ethers::abi::Token;
use zelkova_chain_spec::Deployment;
use zelkova_primitives::{Felt, L1Address};

/// What a deployment needs.
#[derive(Debug, Clone)]
pub struct DeployConfig {
    /// Chain id of the rollup.
    pub l2_chain_id: u64,
    /// Root of version 0.
    pub genesis_root: Felt,
    /// Its accounts, encoded: L1 keeps them for whoever rebuilds the state.
    pub genesis_state: Vec<u8>,
    /// Who may commit and execute.
    pub validators: Vec<L1Address>,
    /// ERC-20 tokens to register, ids 1, 2, ..
    pub tokens: Vec<L1Address>,
    /// L1 blocks after which an unserved priority operation opens exodus mode.
    pub priority_expiration_blocks: u64,
}

/// Deploys Governance, Verifier, Rollup and the default NFTFactory and registers validators and tokens. The wallet's
/// address governs.
pub async fn deploy(wallet: &L1Wallet, config: &DeployConfig) -> Result<Deployment, L1Error> {
    let verifier = create(wallet, "Verifier", &Artifact::verifier()?, &[]).await?.0;
    deploy_with_verifier(wallet, config, verifier).await
}

pub(super) async fn deploy_with_verifier(
    wallet: &L1Wallet,
    config: &DeployConfig,
    verifier: L1Address,
) -> Result<Deployment, L1Error> {
    let governor = [calls::address(wallet.address())];
    let (governance, from_block) = create(wallet, "Governance", &Artifact::governance()?, &governor).await?;
    let arguments = [
        calls::address(governance),
        calls::address(verifier),
        calls::uint(config.l2_chain_id),
        calls::felt_bytes(config.genesis_root),
        Token::Bytes(config.genesis_state.clone()),
        calls::uint(config.priority_expiration_blocks),
    ];
    let (rollup, _) = create(wallet, "Rollup", &Artifact::rollup()?, &arguments).await?;
    let (factory, _) = create(wallet, "NFTFactory", &Artifact::nft_factory()?, &[calls::address(rollup)]).await?;
    let what = "the choice of the default NFT factory";
    wallet.execute(what, governance, 0, call::SET_DEFAULT_NFT_FACTORY, &[calls::address(factory)]).await?;
    for validator in &config.validators {
        let arguments = [calls::address(*validator), Token::Bool(true)];
        wallet.execute("the appointment of a validator", governance, 0, call::SET_VALIDATOR, &arguments).await?;
    }
    for token in &config.tokens {
        add_token(wallet, governance, *token).await?;
    }
    Ok(Deployment { l1_chain_id: wallet.client().chain_id(), governance, verifier, rollup, from_block })
}

/// Registers an ERC-20 token; it gets the next id. The wallet's address must be the governor.
pub async fn add_token(wallet: &L1Wallet, governance: L1Address, token: L1Address) -> Result<(), L1Error> {
    let what = format!("the registration of token {token}");
    wallet.execute(&what, governance, 0, call::ADD_TOKEN, &[calls::address(token)]).await.map(drop)
}

/// Deploys a freely mintable ERC-20 for dev chains.
pub async fn deploy_dev_token(wallet: &L1Wallet, name: &str, symbol: &str, decimals: u8) -> Result<L1Address, L1Error> {
    let arguments = [Token::String(name.into()), Token::String(symbol.into()), calls::uint(decimals)];
    Ok(create(wallet, "DevToken", &Artifact::dev_token()?, &arguments).await?.0)
}

/// Creates a contract; returns its address and block.
async fn create(
    wallet: &L1Wallet,
    name: &str,
    artifact: &Artifact,
    arguments: &[Token],
) -> Result<(L1Address, u64), L1Error> {
    let what = format!("the deployment of {name}");
    let receipt = wallet.send(&what, None, 0, artifact.deployment_data(arguments)?).await?;
    let address = receipt.contract_address.ok_or(L1Error::BadAnswer { what })?;
    Ok((L1Address(address.0), to_u64(receipt.block_number)))
}
