//! What the owner of an account signs to turn its second factor on or off.

use zelkova_primitives::{AccountId, Felt};

use super::{eip712, L1Message};

/// Type of the struct.
const TYPE: &str = "SecondFactor(bool enabled,uint32 accountId,uint64 timestamp,bytes32 chainTag)";

/// The wish of an account's owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondFactorSetting {
    /// The account.
    pub account: AccountId,
    /// Whether its transactions need an Ethereum signature from now on.
    pub enabled: bool,
    /// Unix time of the signature in seconds; newer than that of the account's last change.
    pub timestamp: u64,
    /// Tag of the chain.
    pub chain_tag: Felt,
}

impl SecondFactorSetting {
    /// The text of the personal message.
    pub fn text(&self) -> String {
        let Self { account, enabled, timestamp, chain_tag } = self;
        let wish = match enabled {
            true => "Turn on the second factor: my transactions need my Ethereum signature",
            false => "Turn off the second factor: my transactions need no Ethereum signature",
        };
        format!("{wish}\nAccount: {account}\nTimestamp: {timestamp}\nChain: {chain_tag}")
    }
}

impl L1Message for SecondFactorSetting {
    fn personal(&self) -> Vec<u8> {
        self.text().into_bytes()
    }

    fn struct_hash(&self) -> [u8; 32] {
        let numbers = [u64::from(self.enabled), self.account.0.into(), self.timestamp].map(eip712::number);
        let [enabled, account, timestamp] = numbers;
        eip712::struct_hash(TYPE, &[enabled, account, timestamp, self.chain_tag.to_be_bytes()])
    }
}
