//! Accounts whose transactions need an Ethereum signature beside that of the L2 key (docs/second-factor.md).
//!
//! The setting is the node's, not the chain's: it is in the database, and a transaction is checked where it is
//! admitted. Whoever has the L2 key alone can neither send a transaction through this node nor turn the setting off.

use crate::{
    db::{Column, Database, DbError, SecondFactorRecord},
    service::{chain::Chain, ServiceError},
};
use parking_lot::Mutex;
use zelkova_primitives::{AccountId, L1Address};
use zelkova_runtime::{AttachedMessage, L1Message, L1Signature, SecondFactorSetting, TokenTable, Transaction};

/// How far the timestamp of a change may be from the node's clock, in seconds: 40 minutes.
pub const TIMESTAMP_WINDOW: u64 = 2_400;

zelkova_operation::reasons! {
    /// Why an Ethereum signature, or the lack of one, is refused.
    pub enum SecondFactorError {
        /// There must be one.
        Required { account: AccountId } => Authorization, "secondFactorRequired",
            "account {account} has a second factor", "add the Ethereum signature of its owner as `ethSignature`";
        /// It is not by the owner, or not of `text`, which has to be signed.
        NotByOwner { account: AccountId, owner: L1Address, text: String } => Authorization, "notByOwner",
            "the Ethereum signature is not by {owner}, the owner of account {account}",
            "sign with the key of that address exactly {text:?} or its typed data; the address of a contract cannot sign";
        /// The timestamp is too old or in the future.
        OtherTime { timestamp: u64, now: u64 } => Validity, "otherTime",
            "the timestamp {timestamp} is more than 40 minutes from the node's time {now}",
            "sign again with the present time";
        /// The timestamp is that of an earlier change or before it.
        Replayed { account: AccountId, last: u64 } => Validity, "replayed",
            "account {account} was changed with timestamp {last} already", "sign again with a later one";
    }
}

/// The settings of all accounts.
pub struct SecondFactors {
    db: Database,
    /// Held from the look at a setting to the end of its change.
    changing: Mutex<()>,
}

impl SecondFactors {
    /// The settings in a database.
    pub fn new(db: Database) -> Self {
        Self { db, changing: Mutex::new(()) }
    }

    /// The setting of an account; none if it was never changed.
    pub fn get(&self, account: AccountId) -> Result<Option<SecondFactorRecord>, DbError> {
        self.db.get(Column::SecondFactors, account.0.to_be_bytes())
    }

    /// Changes the setting of the account that `owner` owns, durably, if the owner signed it at about the time `now`.
    pub fn set(
        &self,
        setting: &SecondFactorSetting,
        owner: L1Address,
        signature: &L1Signature,
        now: u64,
    ) -> Result<Result<(), SecondFactorError>, DbError> {
        let SecondFactorSetting { account, enabled, timestamp, .. } = *setting;
        if timestamp.abs_diff(now) > TIMESTAMP_WINDOW {
            return Ok(Err(SecondFactorError::OtherTime { timestamp, now }));
        }
        if let Err(error) = by_owner(signature, setting, account, owner, || setting.text()) {
            return Ok(Err(error));
        }
        let _changing = self.changing.lock();
        if let Some(SecondFactorRecord { timestamp: last, .. }) = self.get(account)? {
            if timestamp <= last {
                return Ok(Err(SecondFactorError::Replayed { account, last }));
            }
        }
        let mut batch = self.db.batch();
        batch.put(Column::SecondFactors, account.0.to_be_bytes(), &SecondFactorRecord { enabled, timestamp });
        self.db.commit(batch)?;
        tracing::info!(account = account.0, enabled, "second factor");
        Ok(Ok(()))
    }

    /// Checks the Ethereum signatures of a transaction: there must be one for each account that speaks in it and has a
    /// second factor, and one that is given must be good. Every way into the mempool calls it, once for each transaction.
    pub fn check(
        &self,
        chain: &Chain,
        transaction: &Transaction,
        signature: Option<&L1Signature>,
    ) -> Result<Result<(), SecondFactorError>, ServiceError> {
        let tag = chain.chain_tag();
        let messages = |names: &TokenTable| {
            let own = (transaction.needs_second_factor() || signature.is_some()).then(|| AttachedMessage {
                message: transaction.l1_message(names, tag),
                signature: signature.copied(),
            });
            own.into_iter().chain(transaction.attached(names, tag))
        };
        // Most transactions need no signature, and then nobody reads the tokens' names.
        let mut signed = false;
        for AttachedMessage { message, signature } in messages(&TokenTable::default()) {
            let account = message.account;
            signed |= signature.is_some();
            if signature.is_none() && self.get(account)?.is_some_and(|setting| setting.enabled) {
                return Ok(Err(SecondFactorError::Required { account }));
            }
        }
        if !signed {
            return Ok(Ok(()));
        }
        let names = chain.query(|query| query.token_names())?;
        for AttachedMessage { message, signature } in messages(&names) {
            let Some(signature) = signature else { continue };
            let owner = chain.query(|query| query.owner(message.account))?;
            if let Err(error) = by_owner(&signature, &message, message.account, owner, || message.text()) {
                return Ok(Err(error));
            }
        }
        Ok(Ok(()))
    }
}

fn by_owner(
    signature: &L1Signature,
    message: &impl L1Message,
    account: AccountId,
    owner: L1Address,
    text: impl FnOnce() -> String,
) -> Result<(), SecondFactorError> {
    if signature.signer(message) == Some(owner) {
        return Ok(());
    }
    Err(SecondFactorError::NotByOwner { account, owner, text: text() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use zelkova_runtime::{address_of, Scheme};

    const SECRET: [u8; 32] = [7; 32];
    const NOW: u64 = 1_700_000_000;

    fn setting(enabled: bool, timestamp: u64) -> SecondFactorSetting {
        SecondFactorSetting { account: AccountId(3), enabled, timestamp, chain_tag: 77u8.into() }
    }

    fn settings() -> (tempfile::TempDir, SecondFactors) {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let db = Database::open(directory.path()).expect("opens");
        (directory, SecondFactors::new(db))
    }

    /// Signs with the key of `SECRET` and asks for the setting.
    fn set(settings: &SecondFactors, wish: SecondFactorSetting, owner: L1Address) -> Result<(), SecondFactorError> {
        let signature = L1Signature::sign(&SECRET, &wish, Scheme::Eip191).expect("signs");
        settings.set(&wish, owner, &signature, NOW).expect("writes")
    }

    fn owner() -> L1Address {
        address_of(&SECRET).expect("a key")
    }

    #[test]
    fn a_setting_is_durable_and_never_goes_back() {
        let (directory, settings) = settings();
        assert_eq!(settings.get(AccountId(3)).expect("reads"), None);
        assert_eq!(set(&settings, setting(true, NOW), owner()), Ok(()));
        // The same signature again, and an older one that was held back.
        let replayed = Err(SecondFactorError::Replayed { account: AccountId(3), last: NOW });
        assert_eq!(set(&settings, setting(true, NOW), owner()), replayed);
        assert_eq!(set(&settings, setting(false, NOW - 1), owner()), replayed);
        drop(settings);
        let settings = SecondFactors::new(Database::open(directory.path()).expect("opens again"));
        let stored = SecondFactorRecord { enabled: true, timestamp: NOW };
        assert_eq!(settings.get(AccountId(3)).expect("reads"), Some(stored));
        assert_eq!(set(&settings, setting(false, NOW + 1), owner()), Ok(()));
        assert!(!settings.get(AccountId(3)).expect("reads").expect("is set").enabled);
    }

    #[test]
    fn only_the_owner_changes_it_and_only_now() {
        let (_directory, settings) = settings();
        let contract = L1Address([0xc0; 20]);
        let error = set(&settings, setting(true, NOW), contract).expect_err("refused");
        assert!(error.to_string().contains("a contract cannot sign"), "{error}");
        for timestamp in [NOW - TIMESTAMP_WINDOW - 1, NOW + TIMESTAMP_WINDOW + 1, 0, u64::MAX] {
            let refused = Err(SecondFactorError::OtherTime { timestamp, now: NOW });
            assert_eq!(set(&settings, setting(true, timestamp), owner()), refused);
        }
        assert_eq!(settings.get(AccountId(3)).expect("reads"), None);
        assert_eq!(set(&settings, setting(true, NOW - TIMESTAMP_WINDOW), owner()), Ok(()));
        assert_eq!(set(&settings, setting(true, NOW + TIMESTAMP_WINDOW), owner()), Ok(()));
    }

    #[test]
    fn a_signature_for_one_wish_is_none_for_another() {
        let (_directory, settings) = settings();
        let signature = L1Signature::sign(&SECRET, &setting(true, NOW), Scheme::Eip712).expect("signs");
        let others = [
            setting(false, NOW),
            setting(true, NOW + 1),
            SecondFactorSetting { account: AccountId(4), ..setting(true, NOW) },
            SecondFactorSetting { chain_tag: 78u8.into(), ..setting(true, NOW) },
        ];
        for wish in others {
            let outcome = settings.set(&wish, owner(), &signature, NOW).expect("reads");
            assert!(matches!(outcome, Err(SecondFactorError::NotByOwner { .. })), "{wish:?}");
        }
        assert_eq!(settings.set(&setting(true, NOW), owner(), &signature, NOW).expect("writes"), Ok(()));
    }
}
