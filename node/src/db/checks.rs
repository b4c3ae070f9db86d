//! Whether a database is that of the chain that the node is to run.
//!
//! What a chain is known by is written down when it is made and only compared later. Nothing is computed again from the
//! program's code, which may build another genesis by then: a pallet that joins the chain changes it.

use super::{Batch, Column, Database, DbError, Identity};
use serde_json::Value;
use zelkova_primitives::Settlement;
use zelkova_runtime::GenesisConfig;

const GENESIS_KEY: &[u8] = b"genesis";
const SETTLEMENT_KEY: &[u8] = b"l1";

/// Differences that an error lists.
const LISTED: usize = 3;

impl Batch<'_> {
    /// Adds everything that the chain is known by from now on to the batch that writes its genesis.
    pub fn put_identity(
        &mut self,
        identity: &Identity,
        genesis: &GenesisConfig,
        settlement: Settlement,
    ) -> Result<(), DbError> {
        self.put(Column::Meta, Identity::KEY, identity);
        self.put(Column::Meta, SETTLEMENT_KEY, &settlement);
        self.put(Column::Meta, GENESIS_KEY, &serde_json::to_string(genesis).map_err(DbError::Genesis)?);
        Ok(())
    }
}

impl Database {
    /// What the database says about itself; `None` for an empty one.
    pub fn identity(&self) -> Result<Option<Identity>, DbError> {
        self.get(Column::Meta, Identity::KEY)
    }

    /// The identity of the chain in the database, `None` if there is none yet; an error if it did not begin as `genesis`
    /// says.
    ///
    /// The recorded configuration is read as this program reads a chain spec: what it does not mention, because it was
    /// added to the program later, has its default.
    pub fn check_chain(&self, genesis: &GenesisConfig) -> Result<Option<Identity>, DbError> {
        let Some(identity) = self.identity()? else {
            return match self.last(Column::MiniBlocks)? {
                Some(_) => Err(DbError::damaged(Column::Meta, Identity::KEY, "missing")),
                None => Ok(None),
            };
        };
        let recorded: String = self.require(Column::Meta, GENESIS_KEY)?;
        let recorded: GenesisConfig =
            serde_json::from_str(&recorded).map_err(|error| DbError::damaged(Column::Meta, GENESIS_KEY, error))?;
        if recorded == *genesis {
            return Ok(Some(identity));
        }
        let json = |config: &GenesisConfig| serde_json::to_value(config).map_err(DbError::Genesis);
        let mut found = Vec::new();
        differences("genesis", &json(&recorded)?, &json(genesis)?, &mut found);
        let more = found.len().saturating_sub(LISTED);
        found.truncate(LISTED);
        if more > 0 {
            found.push(format!("and {more} more"));
        }
        Err(DbError::OtherChain { path: self.path().into(), differences: found.join("; ") })
    }

    /// Where the chain in the database settles; `None` for an empty one.
    pub fn settlement(&self) -> Result<Option<Settlement>, DbError> {
        self.get(Column::Meta, SETTLEMENT_KEY)
    }

    /// An error if the chain in the database settles elsewhere. Its tag, and so everything that was ever signed for it,
    /// binds where it began to settle.
    pub fn check_settlement(&self, given: Settlement) -> Result<(), DbError> {
        let found: Settlement = self.require(Column::Meta, SETTLEMENT_KEY)?;
        if found == given {
            return Ok(());
        }
        Err(DbError::OtherSettlement { path: self.path().into(), found, given })
    }
}

/// Every value that differs, by its path in the chain spec.
fn differences(path: &str, recorded: &Value, given: &Value, found: &mut Vec<String>) {
    match (recorded, given) {
        (Value::Object(recorded), Value::Object(given)) => {
            for (name, value) in recorded {
                differences(&format!("{path}.{name}"), value, given.get(name).unwrap_or(&Value::Null), found);
            }
            let new = given.iter().filter(|(name, _)| !recorded.contains_key(*name));
            new.for_each(|(name, value)| differences(&format!("{path}.{name}"), &Value::Null, value, found));
        }
        (Value::Array(recorded), Value::Array(given)) if recorded.len() == given.len() => {
            for (index, (recorded, given)) in recorded.iter().zip(given).enumerate() {
                differences(&format!("{path}[{index}]"), recorded, given, found);
            }
        }
        _ if recorded == given => {}
        _ => found.push(format!("{path} is {recorded} in the database and {given} in the spec")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zelkova_chain_spec::preset;
    use zelkova_primitives::L1Address;

    fn database() -> (tempfile::TempDir, Database) {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let database = Database::open(directory.path()).expect("opens");
        (directory, database)
    }

    fn genesis() -> GenesisConfig {
        preset::dev().genesis
    }

    fn identity() -> Identity {
        Identity { schema: crate::db::SCHEMA_VERSION, genesis_hash: [1; 32], l2_chain_id: genesis().l2_chain_id }
    }

    /// A database whose genesis was recorded as `json`.
    fn recorded(json: &Value) -> (tempfile::TempDir, Database) {
        let (directory, database) = database();
        let mut batch = database.batch();
        batch.put(Column::Meta, Identity::KEY, &identity());
        batch.put(Column::Meta, GENESIS_KEY, &json.to_string());
        database.commit(batch).expect("commits");
        (directory, database)
    }

    #[test]
    fn a_chain_is_known_by_what_was_written_when_it_was_made() {
        let (_directory, database) = database();
        assert_eq!(database.check_chain(&genesis()).expect("an empty database fits every chain"), None);
        let mut batch = database.batch();
        // No genesis that this program builds has this hash.
        batch.put_identity(&identity(), &genesis(), Settlement::NONE).expect("is JSON");
        database.commit(batch).expect("commits");
        assert_eq!(database.check_chain(&genesis()).expect("fits"), Some(identity()));
    }

    #[test]
    fn another_chain_is_refused_and_each_difference_named() {
        let (_directory, database) = recorded(&serde_json::to_value(genesis()).expect("is JSON"));
        let mut other = genesis();
        other.l2_chain_id += 1;
        other.parameters.mempool.nonce_window += 1;
        let error = database.check_chain(&other).expect_err("another chain");
        assert!(matches!(error, DbError::OtherChain { .. }), "{error}");
        let (text, ours) = (error.to_string(), genesis().l2_chain_id);
        let expected = format!("genesis.l2ChainId is {ours} in the database and {} in the spec", ours + 1);
        assert!(text.contains(&expected) && text.contains("genesis.parameters.mempool.nonceWindow"), "{text}");
        assert!(text.contains("--base-path"), "{text}");
    }

    #[test]
    fn many_differences_are_counted() {
        let (recorded, given) =
            (serde_json::json!({ "a": [1, 2], "b": 1 }), serde_json::json!({ "a": [1, 3], "c": 1 }));
        let mut found = Vec::new();
        differences("genesis", &recorded, &given, &mut found);
        assert_eq!(
            found,
            [
                "genesis.a[1] is 2 in the database and 3 in the spec",
                "genesis.b is 1 in the database and null in the spec",
                "genesis.c is null in the database and 1 in the spec"
            ]
        );
    }

    #[test]
    fn a_parameter_that_came_later_has_its_default_in_an_older_chain() {
        let mut json =
            serde_json::to_value(GenesisConfig { parameters: Default::default(), ..genesis() }).expect("JSON");
        json.as_object_mut().and_then(|genesis| genesis.remove("parameters")).expect("is there");
        let (_directory, database) = recorded(&json);
        let mut spec = GenesisConfig { parameters: Default::default(), ..genesis() };
        assert!(database.check_chain(&spec).expect("fits").is_some());
        spec.parameters.mempool.nonce_window += 1;
        let error = database.check_chain(&spec).expect_err("the chain did not begin with it");
        assert!(error.to_string().contains("genesis.parameters.mempool.nonceWindow"), "{error}");
    }

    #[test]
    fn mini_blocks_without_an_identity_are_not_overwritten_by_a_new_genesis() {
        let (_directory, database) = database();
        let mut batch = database.batch();
        batch.put(Column::MiniBlocks, 0u32.to_be_bytes(), &0u32);
        database.commit(batch).expect("commits");
        let error = database.check_chain(&genesis()).expect_err("damaged");
        assert!(matches!(error, DbError::Damaged { .. }), "{error}");
    }

    #[test]
    fn a_chain_settles_to_one_contract() {
        let (_directory, database) = database();
        assert_eq!(database.settlement().expect("reads"), None);
        let first = Settlement { l1_chain_id: 9, rollup: L1Address([1; 20]) };
        let mut batch = database.batch();
        batch.put_identity(&identity(), &genesis(), first).expect("is JSON");
        database.commit(batch).expect("commits");
        database.check_settlement(first).expect("the one that it began with");
        assert_eq!(database.settlement().expect("reads"), Some(first));
        let others = [Settlement { l1_chain_id: 8, ..first }, Settlement { rollup: L1Address([2; 20]), ..first }];
        for other in others.into_iter().chain([Settlement::NONE]) {
            let error = database.check_settlement(other).expect_err("another one");
            assert!(matches!(error, DbError::OtherSettlement { .. }), "{error}");
            assert!(error.to_string().contains("--base-path"), "{error}");
        }
    }
}
