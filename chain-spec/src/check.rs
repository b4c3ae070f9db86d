//! What a spec has to fulfil beyond its format.

use crate::{
    error::{refuse, SpecError},
    preset, ChainSpec, ChainType, SrsSpec,
};
use zelkova_primitives::L1Address;

impl ChainSpec {
    /// Finds what makes the spec unusable. A spec that was loaded has passed this already.
    pub fn validate(&self) -> Result<(), SpecError> {
        self.check_names()?;
        self.check_srs()?;
        self.check_sizes()?;
        self.genesis.check()?;
        self.check_l1()?;
        self.fees.check(self.genesis.parameters.sealing.max_slots())?;
        self.check_operator()
    }

    fn check_names(&self) -> Result<(), SpecError> {
        if self.name.trim().is_empty() {
            return refuse("name", "it is empty", "give the chain a name");
        }
        let valid = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if !(1..=64).contains(&self.id.len()) || !self.id.chars().all(valid) {
            let problem = format!("`{}` is not a short name", self.id);
            return refuse("id", problem, "use 1 to 64 letters, digits, `-` and `_`");
        }
        if self.genesis.l2_chain_id == 0 {
            return refuse("genesis.l2ChainId", "it is 0", "choose a number that no other chain uses");
        }
        Ok(())
    }

    fn check_srs(&self) -> Result<(), SpecError> {
        match &self.srs {
            SrsSpec::Development if self.chain_type != ChainType::Development => {
                Err(SpecError::DevelopmentSrs { id: self.id.clone(), chain_type: self.chain_type })
            }
            SrsSpec::Ceremony { path, .. } if path.as_os_str().is_empty() => {
                refuse("srs.path", "it is empty", "give the path of the ceremony's .ptau file")
            }
            _ => Ok(()),
        }
    }

    fn check_sizes(&self) -> Result<(), SpecError> {
        let slots: Vec<u32> = self.genesis.parameters.sealing.sizes.iter().map(|size| size.slots).collect();
        if !slots.windows(2).all(|pair| pair[0] < pair[1]) {
            let problem = format!("the sizes {slots:?} are not ascending");
            return refuse("genesis.parameters.sealing.sizes", problem, "list each size once, the smallest first");
        }
        Ok(())
    }

    fn check_l1(&self) -> Result<(), SpecError> {
        let l1 = &self.l1;
        if l1.chain_id == 0 {
            return refuse("l1.chainId", "it is 0", "give the chain id that the L1 answers to eth_chainId");
        }
        if l1.priority_expiration_blocks == 0 {
            let remedy = "leave the operator time to serve deposits, for example 100800 blocks (14 days)";
            return refuse(
                "l1.priorityExpirationBlocks",
                "it is 0, so that every deposit would expire at once",
                remedy,
            );
        }
        if let Some(url) = &l1.url {
            let schemes = ["http://", "https://", "ws://", "wss://"];
            if !schemes.iter().any(|scheme| url.starts_with(scheme)) {
                let problem = format!("`{url}` is not a URL of an L1 node");
                return refuse("l1.url", problem, "use for example http://127.0.0.1:8545");
            }
        }
        if let Some(contracts) = &l1.contracts {
            if contracts.l1_chain_id != l1.chain_id {
                let problem =
                    format!("the contracts are on chain {}, the L1 is chain {}", contracts.l1_chain_id, l1.chain_id);
                return refuse("l1.contracts.l1ChainId", problem, "use the addresses of the deployment on this L1");
            }
            if [contracts.rollup, contracts.governance, contracts.verifier].iter().any(L1Address::is_zero) {
                return refuse("l1.contracts", "an address is zero", "use the addresses that the deployment printed");
            }
        }
        if self.chain_type == ChainType::Live {
            if l1.contracts.is_none() {
                return refuse("l1.contracts", "it is missing", "deploy the contracts and write their addresses here");
            }
            if l1.confirmations == 0 {
                let remedy = "set it to at least 1, so that a reorganisation of L1 cannot take deposits back";
                return refuse("l1.confirmations", "it is 0", remedy);
            }
        }
        Ok(())
    }

    fn check_operator(&self) -> Result<(), SpecError> {
        let address = self.genesis.fee_account_address;
        if self.chain_type == ChainType::Live && address == preset::DEVELOPMENT_OPERATOR {
            let problem = format!("the private key of {address} is published, so anybody could take the fees");
            return refuse("genesis.feeAccountAddress", problem, "use an address of your own");
        }
        Ok(())
    }
}
