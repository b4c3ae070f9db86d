//! The words that methods are described with.

use super::schema;
use crate::ErrorCode;
use schemars::{JsonSchema, Schema, SchemaGenerator};

/// One method.
#[derive(Default)]
pub struct Method {
    /// Its full name.
    pub name: &'static str,
    /// What it does.
    pub summary: &'static str,
    /// Its parameters in order; a caller may also give them by name.
    pub params: Vec<Parameter>,
    /// Its answer; for a subscription each notification.
    pub result: Schema,
    /// The errors of its own that it can answer with.
    pub errors: Vec<ErrorCode>,
    /// For a subscription: the name of its notifications and of the method that ends it.
    pub subscription: Option<(&'static str, &'static str)>,
}

/// One parameter.
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub summary: &'static str,
    /// Whether it has to be given.
    pub required: bool,
    /// Its type.
    pub schema: Schema,
}

impl Parameter {
    /// A parameter that has to be given.
    pub fn required(name: &'static str, summary: &'static str, schema: Schema) -> Self {
        Self { name, summary, required: true, schema }
    }

    /// A parameter that may be left out.
    pub fn optional(name: &'static str, summary: &'static str, schema: Schema) -> Self {
        Self { name, summary, required: false, schema }
    }
}

/// Collects the types that the descriptions mention.
pub struct Describe(SchemaGenerator);

impl Describe {
    /// Starts with no types; references point into an OpenRPC document.
    pub fn new() -> Self {
        let settings = schemars::generate::SchemaSettings::draft07().with(|settings| {
            settings.definitions_path = "/components/schemas".into();
        });
        Self(settings.into_generator())
    }

    /// The schema of a type of this crate.
    pub fn of<T: JsonSchema>(&mut self) -> Schema {
        self.0.subschema_for::<T>()
    }

    /// The schema of a hash or field element.
    pub fn hash(&mut self) -> Schema {
        schema::hash(&mut self.0)
    }

    /// The schema of an L1 address.
    pub fn address(&mut self) -> Schema {
        schema::address(&mut self.0)
    }

    /// The schema of a signed transaction.
    pub fn transaction(&mut self) -> Schema {
        schema::transaction(&mut self.0)
    }

    /// The schema of a signature by the key of an L1 address.
    pub fn l1_signature(&mut self) -> Schema {
        schema::l1_signature(&mut self.0)
    }

    /// The types that were mentioned.
    pub fn into_definitions(mut self) -> serde_json::Map<String, serde_json::Value> {
        self.0.take_definitions(true)
    }
}

impl Default for Describe {
    fn default() -> Self {
        Self::new()
    }
}
