//! Why something is refused, for people and for programs. Every pallet owns its errors: it declares them with [`reasons!`],
//! and whatever handles a refusal sees an [`OperationError`] that can explain itself.

use std::{any::Any, fmt, sync::Arc};

mod rule;

pub use rule::RuleError;

/// What a refusal is about. Interfaces map it to their own codes, so that they need not know any pallet's errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// The sender's account does not exist.
    UnknownAccount,
    /// The sender's account has no key.
    Locked,
    /// A signature does not verify, or another key signed.
    Signature,
    /// The nonce is used, or used up.
    Nonce,
    /// The balance does not cover what leaves.
    Balance,
    /// An amount or a fee does not fit the packed form.
    Packing,
    /// The validity window is over or has not begun.
    Validity,
    /// The recipient cannot receive.
    Recipient,
    /// The owner on L1 did not agree.
    Authorization,
    /// The fields contradict each other or the state.
    Invalid,
    /// The node's own state is damaged, or its limits are reached.
    Node,
}

/// A reason that explains itself. Implemented by [`reasons!`].
pub trait Explain: Any + fmt::Debug + Send + Sync {
    /// A stable name for programs, unique in the runtime.
    fn code(&self) -> &'static str;

    /// What it is about.
    fn class(&self) -> Class;

    /// What is wrong, with the numbers.
    fn cause(&self) -> String;

    /// What to do about it.
    fn remedy(&self) -> String;
}

/// Why an operation cannot run: a reason of the shared rules ([`RuleError`]) or of any pallet.
#[derive(Clone)]
pub struct OperationError(Arc<dyn Explain>);

impl OperationError {
    /// See [`Explain::code`].
    pub fn code(&self) -> &'static str {
        self.0.code()
    }

    /// See [`Explain::class`].
    pub fn class(&self) -> Class {
        self.0.class()
    }

    /// See [`Explain::cause`].
    pub fn cause(&self) -> String {
        self.0.cause()
    }

    /// See [`Explain::remedy`].
    pub fn remedy(&self) -> String {
        self.0.remedy()
    }

    /// The reason itself, if it is of this type.
    pub fn downcast_ref<E: Explain>(&self) -> Option<&E> {
        let reason: &dyn Any = self.0.as_ref();
        reason.downcast_ref()
    }
}

impl<E: Explain> From<E> for OperationError {
    fn from(reason: E) -> Self {
        Self(Arc::new(reason))
    }
}

impl fmt::Debug for OperationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for OperationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.cause(), self.remedy())
    }
}

impl std::error::Error for OperationError {}

/// Equal if they say the same.
impl PartialEq for OperationError {
    fn eq(&self, other: &Self) -> bool {
        (self.code(), self.cause(), self.remedy()) == (other.code(), other.cause(), other.remedy())
    }
}

impl Eq for OperationError {}

impl<E: Explain> PartialEq<E> for OperationError {
    fn eq(&self, other: &E) -> bool {
        (self.code(), self.cause(), self.remedy()) == (other.code(), other.cause(), other.remedy())
    }
}

/// Declares an enum of reasons: for each variant its class, its code, and the texts of cause and remedy, which may name
/// the variant's fields. After the enum, `or Variant(Type)` adds one that passes on reasons of another type.
///
/// ```
/// zelkova_operation::reasons! {
///     /// Why a door stays shut.
///     pub enum DoorError {
///         /// It is locked.
///         Locked { door: u8 } => Invalid, "doorLocked", "door {door} is locked", "ask for its key";
///     }
/// }
/// let error = zelkova_operation::OperationError::from(DoorError::Locked { door: 3 });
/// assert_eq!(error.to_string(), "door 3 is locked: ask for its key");
/// ```
#[macro_export]
macro_rules! reasons {
    (
        $(#[$meta:meta])* $vis:vis enum $name:ident {
            $(
                $(#[$variant_meta:meta])* $variant:ident $({ $($field:ident: $type:ty),+ $(,)? })?
                    => $class:ident, $code:literal, $cause:literal, $remedy:literal;
            )+
        }
        $(or $passed:ident($inner:ty))?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[allow(missing_docs)] // The texts of the variants say what the fields are.
        $vis enum $name {
            $($(#[$variant_meta])* $variant $({ $($field: $type),+ })?,)+
            $(#[doc = "The reason of something that this is made of."] $passed($inner),)?
        }

        impl $name {
            /// The codes of all reasons.
            pub const CODES: &'static [&'static str] = &[$($code),+];
        }

        #[allow(unused_variables)] // Not every text names every field.
        impl $crate::error::Explain for $name {
            fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $code,)+
                    $(Self::$passed(error) => <$inner>::code(error),)?
                }
            }

            fn class(&self) -> $crate::error::Class {
                match self {
                    $(Self::$variant { .. } => $crate::error::Class::$class,)+
                    $(Self::$passed(error) => <$inner>::class(error),)?
                }
            }

            fn cause(&self) -> String {
                match self {
                    $(Self::$variant $({ $($field),+ })? => format!($cause),)+
                    $(Self::$passed(error) => <$inner>::cause(error),)?
                }
            }

            fn remedy(&self) -> String {
                match self {
                    $(Self::$variant $({ $($field),+ })? => format!($remedy),)+
                    $(Self::$passed(error) => <$inner>::remedy(error),)?
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}: {}", $crate::error::Explain::cause(self), $crate::error::Explain::remedy(self))
            }
        }

        impl std::error::Error for $name {}

        $(impl From<$inner> for $name {
            fn from(error: $inner) -> Self {
                Self::$passed(error)
            }
        })?
    };
}

/// Whether an [`OperationError`] is a reason of this pattern, for example `is_reason!(error, RuleError::ZeroAddress)`.
#[macro_export]
macro_rules! is_reason {
    ($error:expr, $type:ident::$($pattern:tt)+) => {
        matches!($error.downcast_ref::<$type>(), Some($type::$($pattern)+))
    };
}
