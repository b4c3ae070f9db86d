//! What the fee parameters of a spec have to fulfil.

use crate::{
    error::{refuse, SpecError},
    FeeParameters, GasPriceSpec, HttpPrices, PriceSpec, StaticPrice,
};
use std::collections::BTreeSet;
use zelkova_primitives::TokenId;

impl FeeParameters {
    /// Finds what makes the parameters unusable, on a chain whose largest block has `max_slots` slots.
    pub(crate) fn check(&self, max_slots: u32) -> Result<(), SpecError> {
        if let Some(problem) = self.model.problem() {
            return refuse("fees.model", problem, "compare it with docs/fees.md");
        }
        if self.model.block_slots > max_slots {
            let problem = format!("it is {}, the largest block has {max_slots}", self.model.block_slots);
            return refuse("fees.model.blockSlots", problem, "set it to how many slots of a block are used on average");
        }
        match self.gas_price {
            GasPriceSpec::Static { wei: 0 } => {
                return refuse("fees.gasPrice.wei", "it is 0", "give what a unit of L1 gas costs, in wei")
            }
            GasPriceSpec::L1 { min_wei, max_wei } if max_wei == 0 || min_wei > max_wei => {
                let problem = format!("the bounds are {min_wei} and {max_wei}");
                return refuse("fees.gasPrice", problem, "give a maxWei above 0 and a minWei that is not above it");
            }
            GasPriceSpec::Static { .. } | GasPriceSpec::L1 { .. } => {}
        }
        match &self.prices {
            PriceSpec::Static { table } => check_table(table),
            PriceSpec::Http(prices) => prices.check(),
        }
    }
}

fn check_table(table: &[StaticPrice]) -> Result<(), SpecError> {
    let tokens: BTreeSet<_> = table.iter().map(|entry| entry.token).collect();
    if tokens.len() != table.len() {
        return refuse("fees.prices.table", "a token is listed twice", "list each token once");
    }
    if tokens.contains(&TokenId::ETH) {
        return refuse("fees.prices.table", "it lists ETH, whose price is 1 by definition", "remove that entry");
    }
    Ok(())
}

impl HttpPrices {
    fn check(&self) -> Result<(), SpecError> {
        if !["http://", "https://"].iter().any(|scheme| self.url.starts_with(scheme)) {
            let problem = format!("`{}` is not a URL of a server", self.url);
            return refuse("fees.prices.url", problem, "use for example https://prices.example/{address}");
        }
        if !self.pointer.starts_with('/') {
            let problem = format!("`{}` is not a JSON pointer", self.pointer);
            return refuse("fees.prices.pointer", problem, "use for example /{address}/eth");
        }
        if self.refresh_seconds == 0 || self.timeout_milliseconds == 0 {
            return refuse(
                "fees.prices",
                "refreshSeconds or timeoutMilliseconds is 0",
                "set both, for example to 60 and 2000",
            );
        }
        if self.max_age_seconds < self.refresh_seconds {
            let problem = format!("it is {}, shorter than refreshSeconds", self.max_age_seconds);
            return refuse("fees.prices.maxAgeSeconds", problem, "set it to several times refreshSeconds");
        }
        Ok(())
    }
}
