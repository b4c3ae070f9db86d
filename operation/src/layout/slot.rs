//! What one slot publishes, as a struct that exists in several views.

use std::marker::PhantomData;

use super::{Field, FieldType};

/// What stands for a field of type `T`.
pub trait View {
    /// The type of such a field.
    type Of<T: FieldType>;
}

/// Each field is its value.
pub struct Native;

impl View for Native {
    type Of<T: FieldType> = T;
}

/// Each field is a `W`, for example the words of a circuit.
pub struct Words<W>(PhantomData<W>);

impl<W> View for Words<W> {
    type Of<T: FieldType> = W;
}

/// A slot in another view. Implemented by [`slot!`](crate::slot).
pub trait SlotWords<W> {
    /// The fields, in order.
    const FIELDS: &'static [Field];

    /// What stands for them, in the same order.
    fn into_words(self) -> Vec<W>;
}

/// Declares what a slot publishes: a struct that is generic over the [`View`](crate::layout::View).
#[macro_export]
macro_rules! slot {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$field_meta:meta])* $field:ident: $type:ty),+ $(,)?
    }) => {
        $(#[$meta])*
        #[allow(missing_docs)] // The names of the fields are those of the protocol.
        $vis struct $name<V: $crate::layout::View = $crate::layout::Native> {
            $($(#[$field_meta])* pub $field: V::Of<$type>,)+
        }

        impl<V: $crate::layout::View> $name<V> {
            /// The fields, in order.
            pub const FIELDS: &'static [$crate::layout::Field] = &[$($crate::layout::Field {
                name: stringify!($field),
                bytes: <$type as $crate::layout::FieldType>::BYTES,
            }),+];
        }

        impl $crate::layout::Slot for $name {
            const FIELDS: &'static [$crate::layout::Field] = <$name>::FIELDS;

            fn write(&self, out: &mut Vec<u8>) {
                $(<$type as $crate::layout::FieldType>::write(&self.$field, out);)+
            }

            fn read(
                reader: &mut $crate::layout::Reader<'_>,
            ) -> Result<Self, $crate::restore::PubdataError> {
                Ok(Self { $($field: reader.field::<$type>(stringify!($field))?),+ })
            }
        }

        impl<W> $crate::layout::SlotWords<W> for $name<$crate::layout::Words<W>> {
            const FIELDS: &'static [$crate::layout::Field] = <$name>::FIELDS;

            fn into_words(self) -> Vec<W> {
                vec![$(self.$field),+]
            }
        }
    };
}
