//! Schemas of the chain's own types, whose crates know nothing of JSON schemas.

use schemars::{json_schema, Schema, SchemaGenerator};

const HASH: &str = "^0x[0-9a-f]{64}$";
const ADDRESS: &str = "^0x[0-9a-fA-F]{40}$";

/// 32 bytes: a hash or a field element.
pub(crate) fn hash(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": HASH })
}

/// Several times 32 bytes.
pub(crate) fn hashes(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "array", "items": { "type": "string", "pattern": HASH } })
}

/// 32 bytes or null.
pub(crate) fn optional_hash(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "null"], "pattern": HASH })
}

/// An L1 address.
pub(crate) fn address(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": ADDRESS })
}

/// An L1 address or null.
pub(crate) fn optional_address(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "null"], "pattern": ADDRESS })
}

/// A signature by the key of an L1 address.
pub(crate) fn l1_signature(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "required": ["type", "signature"],
        "properties": {
            "type": { "type": "string", "enum": ["eip191", "eip712"] },
            "signature": { "type": "string", "pattern": "^0x[0-9a-fA-F]{130}$" },
        },
        "description": "An Ethereum signature of the text or the typed data of docs/second-factor.md.",
    })
}

/// Why a transaction was not executed.
pub(crate) fn rejection(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "required": ["code", "message"],
        "properties": {
            "code": { "type": "string", "description": "Stable name of the reason, for programs." },
            "message": { "type": "string", "description": "The reason and its remedy, for people." },
        },
        "description": "Why a transaction was not executed.",
    })
}

/// Why a transaction was not executed, or null.
pub(crate) fn optional_rejection(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "anyOf": [rejection(generator), { "type": "null" }] })
}

/// A signed transaction, told apart by `type`.
pub(crate) fn transaction(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "object", "required": ["type"], "description": "A signed transaction; see docs/rpc.md." })
}
