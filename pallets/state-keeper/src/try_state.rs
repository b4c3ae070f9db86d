//! What holds between mini-blocks.

use sp_runtime::TryRuntimeError;
use zelkova_primitives::{AccountFields, StorageKey};

use crate::{AccountIds, Accounts, Config, NextAccountId, Pallet, Pending, PendingOperations, Rules, Values};

/// Storage area of the balances.
const BALANCES: u8 = StorageKey::BALANCES;

fn ensure(holds: bool, otherwise: &'static str) -> Result<(), TryRuntimeError> {
    if holds {
        Ok(())
    } else {
        Err(otherwise.into())
    }
}

impl<T: Config> Pallet<T> {
    /// Checks the pallet's storage:
    ///
    /// 1. accounts and their addresses map to each other one to one, and the next id is the lowest that none has;
    /// 2. only what is not default is stored, balances are below 2^128 and only existing accounts have values;
    /// 3. the pending block's sums are those of its operations, and the block fits a size.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        for (id, fields) in Accounts::<T>::iter() {
            ensure(fields != AccountFields::default(), "a default account is stored")?;
            ensure(id.is_reserved() || fields.exists(), "a user's account has no address")?;
            ensure(
                !fields.exists() || AccountIds::<T>::get(fields.address) == Some(id),
                "an address maps to another account",
            )?;
        }
        let next = NextAccountId::<T>::get();
        ensure(next.is_reserved() || !Accounts::<T>::get(next).exists(), "the next id is taken")?;
        let below = Accounts::<T>::iter().filter(|(id, fields)| *id < next && fields.exists()).count();
        ensure(u32::try_from(below) == Ok(next.0), "an id below the next one is free")?;
        for (address, id) in AccountIds::<T>::iter() {
            ensure(Accounts::<T>::get(id).address == address, "an account has another address")?;
        }
        for (id, key, value) in Values::<T>::iter() {
            ensure(!value.is_zero(), "a zero value is stored")?;
            ensure(id.is_reserved() || Accounts::<T>::get(id).exists(), "nobody's value is stored")?;
            ensure(key.area() != BALANCES || value.to_u128().is_some(), "a balance reaches 2^128")?;
        }
        Self::try_state_pending()
    }

    fn try_state_pending() -> Result<(), TryRuntimeError> {
        let pending = Pending::<T>::get();
        let (mut slots, mut fees) = (0usize, Vec::new());
        for index in 0..pending.operations {
            let trace = PendingOperations::<T>::get(index).ok_or("an operation is missing")?;
            slots = slots.checked_add(trace.slots.len()).ok_or("too many slots")?;
            fees.extend(trace.fee());
        }
        let stored = u32::try_from(PendingOperations::<T>::iter_keys().count()).unwrap_or(u32::MAX);
        ensure(stored == pending.operations, "operations of no block are stored")?;
        ensure(u32::try_from(slots) == Ok(pending.slots), "the pending block's slots are wrong")?;
        for (token, sum) in &pending.fees {
            let paid = fees.iter().filter(|(paid_in, _)| paid_in == token).map(|(_, fee)| fee).sum::<u128>();
            ensure(paid == *sum, "the pending block's fees are wrong")?;
        }
        ensure(fees.iter().all(|(token, _)| pending.fees.iter().any(|(t, _)| t == token)), "a fee is lost")?;
        let fits = Rules::<T>::get().smallest_fit(pending.slots, pending.fee_tokens_with(&Default::default()));
        ensure(fits.is_some(), "the pending block fits no size")
    }
}
