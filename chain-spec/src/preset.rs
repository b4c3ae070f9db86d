//! The chains that need no file.

use crate::{ChainSpec, ChainType, FeeParameters, GasPriceSpec, L1Spec, PriceSpec, SrsSpec, StaticPrice};
use zelkova_primitives::{L1Address, TokenId};
use zelkova_runtime::{BlockSize, FeeModel, GenesisConfig, Parameters, Price, TokenInfo};

/// The names of the presets.
pub const NAMES: [&str; 2] = ["dev", "local"];

/// The first account of anvil, whose private key is published.
pub const DEVELOPMENT_OPERATOR: L1Address = L1Address([
    0xf3, 0x9f, 0xd6, 0xe5, 0x1a, 0xad, 0x88, 0xf6, 0xf4, 0xce, 0x6a, 0xb8, 0x82, 0x72, 0x79, 0xcf, 0xff, 0xb9, 0x22,
    0x66,
]);

/// The chain id of anvil.
const ANVIL_CHAIN_ID: u64 = 31337;

/// Digest of the Perpetual Powers of Tau's phase 1 that the files `powersOfTau28_hez_final_*.ptau` hold.
const PERPETUAL_POWERS_OF_TAU: [u8; 32] = [
    0x1f, 0xca, 0xa8, 0xe3, 0x05, 0x7e, 0x2c, 0xc7, 0x57, 0x8c, 0xf8, 0x35, 0x74, 0x66, 0x47, 0xa1, 0x96, 0x38, 0x94,
    0x56, 0x0a, 0xf1, 0x3c, 0x9c, 0x7d, 0x69, 0x79, 0xa2, 0x1b, 0xd2, 0xf2, 0x45,
];

/// The preset with this name.
pub fn by_name(name: &str) -> Option<ChainSpec> {
    match name {
        "dev" => Some(dev()),
        "local" => Some(local()),
        _ => None,
    }
}

/// One node that starts its own L1: `zelkova run --dev`.
pub fn dev() -> ChainSpec {
    let mut genesis = genesis(270);
    // Small circuits only: a proof takes seconds on two cores, and so does making the keys.
    genesis.parameters.sealing.sizes.retain(|size| *size <= BlockSize::MIDDLE);
    ChainSpec {
        name: "Zelkova Development".into(),
        id: "dev".into(),
        chain_type: ChainType::Development,
        genesis,
        l1: L1Spec {
            chain_id: ANVIL_CHAIN_ID,
            url: None,
            contracts: None,
            confirmations: 0,
            priority_expiration_blocks: 100_800,
        },
        srs: SrsSpec::Development,
        fees: development_fees(),
    }
}

/// Small fees that do not change: a tenth of a gwei for gas, and a price for the token that a development L1 has.
fn development_fees() -> FeeParameters {
    // A DAI is worth 0.0004 ETH.
    let dai = Price::new(1, 2_500).map(|price| StaticPrice { token: TokenId(1), price });
    FeeParameters {
        model: FeeModel { block_slots: BlockSize::MIDDLE.slots, ..FeeModel::default() },
        gas_price: GasPriceSpec::Static { wei: 100_000_000 },
        prices: PriceSpec::Static { table: dai.into_iter().collect() },
    }
}

/// A private network on an L1 that runs already, with real proofs. Deploy the contracts and add their addresses.
pub fn local() -> ChainSpec {
    ChainSpec {
        name: "Zelkova Local".into(),
        id: "local".into(),
        chain_type: ChainType::Local,
        genesis: genesis(271),
        l1: L1Spec {
            chain_id: ANVIL_CHAIN_ID,
            url: Some("http://127.0.0.1:8545".into()),
            contracts: None,
            confirmations: 1,
            priority_expiration_blocks: 100_800,
        },
        srs: SrsSpec::Ceremony { path: "powersOfTau28_hez_final_19.ptau".into(), digest: PERPETUAL_POWERS_OF_TAU },
        fees: FeeParameters::default(),
    }
}

fn genesis(l2_chain_id: u64) -> GenesisConfig {
    GenesisConfig {
        l2_chain_id,
        fee_account_address: DEVELOPMENT_OPERATOR,
        tokens: vec![TokenInfo::eth()],
        reserved: Vec::new(),
        parameters: Parameters::default(),
    }
}
