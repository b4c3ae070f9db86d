//! The verification keys in the contract.

use super::{Key, SolidityError};
use crate::convert::from_ark;
use crate::gates::yul::{constant, offset, word_literal};
use crate::plonk::key::{key_digest, key_words};
use crate::plonk::words::FIXED_GROUPS;
use crate::plonk::VerificationKey;
use std::fmt::Write;

/// The first point of the key's words; before it are the numbers of rows and of public inputs.
const FIRST_POINT: usize = 2;
/// Where the points end and the elements of the second group begin.
const G2: usize = FIRST_POINT + 2 * FIXED_GROUPS;

/// For each capacity: what a transcript and the identities need of the key.
pub(super) fn known(keys: &[Key<'_>]) -> Result<String, SolidityError> {
    keys.iter().enumerate().try_fold(String::new(), |mut text, (index, (capacity, key))| {
        // The contract squares z at least four times for the lane's period.
        let omega = key.omega().filter(|_| key.log_n >= 4).ok_or(SolidityError::Domain(*capacity))?;
        let omega = constant(&from_ark(omega));
        let digest = word_literal(&key_digest(key, *capacity));
        let log_n = key.log_n;
        let _ =
            writeln!(text, "        if (capacity == {capacity}) return _useKey({index}, {log_n}, {omega}, {digest});");
        Ok(text)
    })
}

/// Adds the points of each key that a claim used.
pub(super) fn add_all(keys: &[Key<'_>]) -> String {
    keys.iter().enumerate().fold(String::new(), |mut text, (index, (capacity, _))| {
        let _ = writeln!(text, "        if (_isUsed({index})) {{");
        let _ = writeln!(text, "            _loadPoints{capacity}();");
        let _ = writeln!(text, "            valid = valid && _addKey({index});");
        let _ = writeln!(text, "        }}");
        text
    })
}

/// A function for each key that writes its points to memory.
pub(super) fn points(keys: &[Key<'_>]) -> String {
    keys.iter().fold(String::new(), |mut text, (capacity, key)| {
        let _ = writeln!(text, "    /// @dev The points of the key of capacity {capacity}, with 2^{} rows.", key.log_n);
        let _ = writeln!(text, "    function _loadPoints{capacity}() private pure {{\n        assembly {{");
        for (i, word) in key_words(key)[FIRST_POINT..G2].iter().enumerate() {
            let _ = writeln!(text, "            mstore({}, {})", offset("KEY_POINTS", i), word_literal(word));
        }
        text.push_str("        }\n    }\n\n");
        text
    })
}

/// The elements of the second group, each behind a point of the first in the pairing's input.
pub(super) fn g2(key: &VerificationKey) -> String {
    key_words(key)[G2..].iter().enumerate().fold(String::new(), |mut text, (i, word)| {
        let place = 6 * (i / 4) + 2 + i % 4;
        let _ = writeln!(text, "            mstore({}, {})", offset("PAIRING", place), word_literal(word));
        text
    })
}
