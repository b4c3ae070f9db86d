use super::*;
use crate::MemoryLedger;
use proptest::prelude::*;
use zelkova_primitives::{TokenId, RESERVED_ACCOUNTS_START};

const KEY: StorageKey = StorageKey::balance(TokenId(0));

fn account(seed: u8) -> AccountFields {
    AccountFields { nonce: seed.into(), address: L1Address([seed; 20]), ..AccountFields::default() }
}

fn ledger() -> MemoryLedger {
    let mut ledger = MemoryLedger::new();
    ledger.set_account(AccountId(0), account(1));
    ledger.set_value(AccountId(0), KEY, Felt::from(100u8));
    ledger
}

#[test]
fn touches_see_one_another_and_the_ledger_sees_the_commit() {
    let mut ledger = ledger();
    let mut tracer = Tracer::new(&mut ledger);
    let first = tracer.touch(AccountId(0), KEY, |fields, value| {
        fields.nonce += 1;
        *value = Felt::from(60u8);
        Ok::<_, ()>(())
    });
    let first = first.unwrap();
    assert_eq!((first.before.nonce, first.after.nonce), (1, 2));
    assert_eq!((first.value_before, first.value_after), (Felt::from(100u8), Felt::from(60u8)));
    assert_eq!(tracer.next_account_id(), AccountId(1));
    tracer
        .touch(AccountId(1), KEY, |fields, value| {
            (*fields, *value) = (account(7), Felt::from(40u8));
            Ok::<_, ()>(())
        })
        .unwrap();
    assert_eq!(tracer.account_id(&L1Address([7; 20])), Some(AccountId(1)));
    assert_eq!(tracer.next_account_id(), AccountId(2));
    let again = tracer.identity(AccountId(0), KEY);
    assert_eq!((again.before.nonce, again.value_before), (2, Felt::from(60u8)));
    tracer.commit();
    assert_eq!((ledger.account(AccountId(0)).nonce, ledger.value(AccountId(0), KEY)), (2, Felt::from(60u8)));
    assert_eq!((ledger.account_id(&L1Address([7; 20])), ledger.next_account_id()), (Some(AccountId(1)), AccountId(2)));
}

#[test]
fn the_zero_address_owns_nothing_and_reserved_accounts_do_not_count() {
    let mut ledger = ledger();
    let mut tracer = Tracer::new(&mut ledger);
    let reserved = AccountId(RESERVED_ACCOUNTS_START);
    tracer
        .touch(reserved, KEY, |fields, _| {
            fields.address = L1Address([9; 20]);
            Ok::<_, ()>(())
        })
        .unwrap();
    tracer
        .touch(AccountId(5), KEY, |_, value| {
            *value = Felt::ONE;
            Ok::<_, ()>(())
        })
        .unwrap();
    assert_eq!(tracer.account_id(&L1Address::ZERO), None);
    assert_eq!(tracer.next_account_id(), AccountId(1));
    tracer.commit();
    assert_eq!(ledger.next_account_id(), AccountId(1));
}

/// One account with the highest id of users closes the chain to nobody.
#[test]
fn a_new_account_gets_the_lowest_unused_id() {
    let mut ledger = ledger();
    let highest = AccountId(RESERVED_ACCOUNTS_START - 1);
    for (id, next) in [(highest, 1), (AccountId(2), 1), (AccountId(1), 3), (AccountId(3), 4)] {
        ledger.set_account(id, account(u8::try_from(id.0 % 251).unwrap() + 2));
        assert_eq!(ledger.next_account_id(), AccountId(next));
    }
    let mut tracer = Tracer::new(&mut ledger);
    tracer
        .touch(AccountId(4), KEY, |fields, _| {
            *fields = account(200);
            Ok::<_, ()>(())
        })
        .unwrap();
    assert_eq!(tracer.next_account_id(), AccountId(5));
}

#[test]
fn an_account_that_is_undone_leaves_its_id_and_its_address() {
    let mut ledger = ledger();
    let before = ledger.clone();
    for id in [1, 2] {
        ledger.set_account(AccountId(id), account(40 + id as u8));
    }
    ledger.set_account(AccountId(1), AccountFields::default());
    assert_eq!((ledger.account_id(&L1Address([41; 20])), ledger.next_account_id()), (None, AccountId(1)));
    assert_eq!(ledger.account_id(&L1Address([42; 20])), Some(AccountId(2)));
    ledger.set_account(AccountId(2), AccountFields::default());
    assert_eq!(ledger.next_account_id(), before.next_account_id());
}

proptest! {
    #[test]
    fn an_operation_happens_as_a_whole_or_not_at_all(
        steps in proptest::collection::vec((0u32..4, 0u8..5, any::<u64>(), any::<bool>()), 1..10),
    ) {
        let mut ledger = ledger();
        let before = ledger.clone();
        let mut model = ledger.clone();
        let mut tracer = Tracer::new(&mut ledger);
        let mut failed = false;
        for (id, seed, value, fails) in steps {
            let seen = (tracer.account(AccountId(id)), tracer.value(AccountId(id), KEY));
            let result = tracer.touch(AccountId(id), KEY, |fields, slot| {
                (*fields, *slot) = (account(seed), value.into());
                if fails { Err("no") } else { Ok(()) }
            });
            if fails {
                failed = true;
                prop_assert_eq!(result, Err("no"));
                prop_assert_eq!(seen, (tracer.account(AccountId(id)), tracer.value(AccountId(id), KEY)));
            } else {
                let touch = result.unwrap();
                prop_assert_eq!((touch.before, touch.value_before), seen);
                prop_assert_eq!(touch.after, tracer.account(AccountId(id)));
                model.set_account(AccountId(id), account(seed));
                model.set_value(AccountId(id), KEY, value.into());
            }
        }
        if failed {
            drop(tracer);
            prop_assert_eq!(ledger, before);
        } else {
            tracer.commit();
            for id in (0..4).map(AccountId) {
                prop_assert_eq!(ledger.account(id), model.account(id));
                prop_assert_eq!(ledger.value(id, KEY), model.value(id, KEY));
            }
        }
    }
}
