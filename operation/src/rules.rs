//! The steps that native rules are made of: checks and changes of one touch. Each returns what is wrong by itself, so
//! that a rule reads like its row of the protocol's table.

use zelkova_primitives::{
    AccountFields, AccountId, Felt, L1Address, Nonce, PackedAmount, PackedFee, TokenId, MAX_NONCE,
};

use crate::RuleError;

/// A stored value read as a balance.
pub fn balance(account: AccountId, token: TokenId, value: Felt) -> Result<u128, RuleError> {
    value.to_u128().ok_or(RuleError::CorruptBalance { account, token })
}

/// `balance[token] += amount`.
pub fn credit(account: AccountId, token: TokenId, value: &mut Felt, amount: u128) -> Result<(), RuleError> {
    let sum =
        balance(account, token, *value)?.checked_add(amount).ok_or(RuleError::BalanceOverflow { account, token })?;
    *value = Felt::from(sum);
    Ok(())
}

/// `balance[token] -= amount + fee`.
pub fn debit(account: AccountId, token: TokenId, value: &mut Felt, amount: u128, fee: u128) -> Result<(), RuleError> {
    let available = balance(account, token, *value)?;
    let required = amount.checked_add(fee).ok_or(RuleError::BalanceOverflow { account, token })?;
    let rest = available.checked_sub(required).ok_or(RuleError::InsufficientBalance {
        account,
        token,
        available,
        required,
    })?;
    *value = Felt::from(rest);
    Ok(())
}

/// The account exists.
pub fn exists(account: AccountId, fields: &AccountFields) -> Result<(), RuleError> {
    if fields.exists() {
        Ok(())
    } else {
        Err(RuleError::AccountNotFound { account })
    }
}

/// The account has the nonce that was signed.
pub fn has_nonce(account: AccountId, fields: &AccountFields, nonce: Nonce) -> Result<(), RuleError> {
    if fields.nonce == nonce {
        Ok(())
    } else {
        Err(RuleError::NonceMismatch { account, expected: fields.nonce, given: nonce })
    }
}

/// `nonce + 1`, if the account has the nonce that was signed.
pub fn use_nonce(account: AccountId, fields: &mut AccountFields, nonce: Nonce) -> Result<(), RuleError> {
    has_nonce(account, fields, nonce)?;
    if nonce > MAX_NONCE {
        return Err(RuleError::NonceExhausted { account });
    }
    fields.nonce = nonce.checked_add(1).ok_or(RuleError::NonceExhausted { account })?;
    Ok(())
}

/// The key that signed is the account's.
pub fn signed_by_owner(account: AccountId, fields: &AccountFields, key_hash: Felt) -> Result<(), RuleError> {
    if fields.key_hash.is_zero() {
        return Err(RuleError::AccountLocked { account });
    }
    if fields.key_hash != key_hash {
        return Err(RuleError::WrongKey { account });
    }
    Ok(())
}

/// The block lies within the signed window.
pub fn within_validity(valid_from: u64, valid_until: u64, timestamp: u64) -> Result<(), RuleError> {
    if (valid_from..=valid_until).contains(&timestamp) {
        Ok(())
    } else {
        Err(RuleError::OutsideValidity { valid_from, valid_until, timestamp })
    }
}

/// The window is not empty.
pub fn ordered_validity(valid_from: u64, valid_until: u64) -> Result<(), RuleError> {
    if valid_from <= valid_until {
        Ok(())
    } else {
        Err(RuleError::EmptyValidity { valid_from, valid_until })
    }
}

/// Refuses accounts that users may not act for: ids outside the users' range.
pub fn user_account(account: AccountId) -> Result<(), RuleError> {
    if account.is_reserved() {
        Err(RuleError::ReservedAccount { account })
    } else {
        Ok(())
    }
}

/// Refuses the zero address, which stands for "no account".
pub fn non_zero(address: L1Address) -> Result<(), RuleError> {
    if address.is_zero() {
        Err(RuleError::ZeroAddress)
    } else {
        Ok(())
    }
}

/// Packs an amount, or says why not.
pub fn packed_amount(amount: u128) -> Result<PackedAmount, RuleError> {
    PackedAmount::pack(amount)
        .ok_or_else(|| RuleError::AmountNotPackable { amount, closest: PackedAmount::closest_packable_down(amount) })
}

/// Packs a fee, or says why not.
pub fn packed_fee(fee: u128) -> Result<PackedFee, RuleError> {
    PackedFee::pack(fee).ok_or(RuleError::FeeNotPackable { fee })
}
