//! Fees cover costs, grow with the gas price, and are rounded by less than one packing step.

use std::collections::BTreeMap;

use pallet_payments::{Transfer, Withdraw};
use proptest::prelude::*;
use sp_core::U256;
use zelkova_operation::OperationCost;
use zelkova_primitives::{PackedFee, TokenId};

use super::*;
use crate::{admission::TokenList, AdmissionError};

const GWEI: u128 = 1_000_000_000;
const DAI: TokenId = TokenId(1);

fn model() -> FeeModel {
    FeeModel::default()
}

/// A DAI is worth 0.0004 ETH.
fn quote(gas_price: u128) -> FeeQuote {
    let dai = Price::from_eth_per_token("0.0004", 18).unwrap();
    FeeQuote::new(model(), gas_price, BTreeMap::from([(DAI, dai)]))
}

/// The formula of docs/fees.md, in floating point.
fn by_hand(model: &FeeModel, charge: Charge, gas_price: u128) -> f64 {
    let base = (model.commit_base_gas + model.prove_base_gas + model.execute_base_gas) as f64;
    let Charge { cost: OperationCost { slots, commit_gas, execute_gas }, fast } = charge;
    let share = if fast { 1.0 } else { f64::from(slots) / f64::from(model.block_slots) };
    let gas = (commit_gas + execute_gas) as f64 + base * share;
    let wei = gas * gas_price as f64 + f64::from(slots) * model.proof_wei_per_slot as f64;
    wei * (1.0 + f64::from(model.margin_percent) / 100.0)
}

#[test]
fn a_transfer_costs_what_the_page_says() {
    // 428 gas and 484500 / 123 shared gas at 10 gwei, 10^12 wei for the proof, a tenth more.
    let quote = quote(10 * GWEI);
    let exact = (428 * 123 + 484_500) * 10 * GWEI * 11;
    let expected = (exact + 123 * 10u128.pow(12) * 11).div_ceil(1_230);
    assert_eq!(quote.minimum_wei((&Transfer::FEE).into()), expected);
    assert_eq!(expected, 49_137_268_292_683);

    let fee = quote.estimate(TokenId::ETH, &[(&Transfer::FEE).into()]).unwrap();
    assert_eq!(fee.gas_fee + fee.proof_fee, expected);
    assert_eq!(fee.total_fee, 49_200_000_000_000);
    let fee = quote.estimate(DAI, &[(&Transfer::FEE).into()]).unwrap();
    assert_eq!(fee.gas_fee + fee.proof_fee, expected * 2_500);
    assert_eq!(fee.total_fee, 122_900_000_000_000_000);
}

#[test]
fn a_fast_withdrawal_pays_the_block() {
    let (model, gas_price) = (model(), 10 * GWEI);
    let [slow, fast] = [&Withdraw::FEE, &Withdraw::FAST_FEE].map(|kind| model.wei(kind.into(), gas_price));
    assert_eq!(slow.proof, fast.proof);
    // 122 of 123 parts of the base gas, with the margin; each figure is rounded.
    let rest = (484_500 * gas_price * 11 * 122).div_ceil(1_230);
    assert!((fast.gas - slow.gas).abs_diff(rest) <= 1, "{fast:?} {slow:?} {rest}");
}

#[test]
fn a_batch_is_rounded_once() {
    let quote = quote(10 * GWEI);
    let transfer = Charge::from(&Transfer::FEE);
    let ten = quote.estimate(TokenId::ETH, &[transfer; 10]).unwrap();
    let one = quote.estimate(TokenId::ETH, &[transfer]).unwrap();
    assert_eq!(ten.gas_fee + ten.proof_fee, 10 * (one.gas_fee + one.proof_fee));
    assert_eq!(Some(ten.total_fee), PackedFee::closest_packable_up(ten.gas_fee + ten.proof_fee));
    assert_eq!(quote.estimate(TokenId::ETH, &[]).unwrap().total_fee, 0);
}

#[test]
fn a_batch_may_pay_with_one_transaction_or_in_several_tokens() {
    let fees = Fees::new(quote(10 * GWEI));
    let charges = [Charge::from(&Transfer::FEE), (&Withdraw::FEE).into()];
    let required: u128 = charges.iter().map(|charge| fees.current().minimum_wei(*charge)).sum();
    let total = fees.current().estimate(DAI, &charges).unwrap().total_fee;
    fees.check(&charges, &[(TokenId(7), 0), (DAI, total)]).unwrap();
    let half = required.div_ceil(2);
    fees.check(&charges, &[(TokenId::ETH, half), (DAI, half * 2_500)]).unwrap();
    let paid = [(TokenId::ETH, half), (DAI, half * 2_500 - 10_000)];
    let expected = AdmissionError::BatchFeeTooLow { required, value: 2 * half - 4 };
    assert_eq!(fees.check(&charges, &paid), Err(expected));
    let unpriced = fees.check(&charges, &[(TokenId(7), 1), (DAI, total)]);
    assert_eq!(
        unpriced,
        Err(AdmissionError::NoFeeToken { token: TokenId(7), accepted: TokenList(vec![TokenId::ETH, DAI]) })
    );
}

#[test]
fn an_estimate_stays_good_for_one_more_quote() {
    let charge = [Charge::from(&Transfer::FEE)];
    let fees = Fees::new(quote(10 * GWEI));
    let fee = fees.current().estimate(DAI, &charge).unwrap().total_fee;
    let fees = fees.followed_by(quote(12 * GWEI));
    fees.check(&charge, &[(DAI, fee)]).unwrap();
    // The refusal names the fee of the newest quote.
    let minimum = fees.current().estimate(DAI, &charge).unwrap().total_fee;
    let fees = fees.followed_by(quote(12 * GWEI));
    let expected = AdmissionError::FeeTooLow { token: DAI, minimum, given: fee };
    assert_eq!(fees.check(&charge, &[(DAI, fee)]), Err(expected));
    // So does a token whose price is gone.
    let without = FeeQuote::new(model(), 10 * GWEI, BTreeMap::new());
    let fees = fees.followed_by(without.clone());
    fees.check(&charge, &[(DAI, minimum)]).unwrap();
    let refusal = fees.followed_by(without).check(&charge, &[(DAI, minimum)]);
    assert_eq!(refusal, Err(AdmissionError::NoFeeToken { token: DAI, accepted: TokenList(vec![TokenId::ETH]) }));
}

#[test]
fn prices_are_read_exactly() {
    let price = |wei, units| Price::new(wei, units);
    for (text, decimals, expected) in [
        ("1", 18, price(1, 1)),
        ("0.00041", 18, price(41, 100_000)),
        ("4.1e-4", 18, price(41, 100_000)),
        ("0.0004", 6, price(400_000_000, 1)),
        ("15.5", 8, price(155_000_000_000, 1)),
        ("2E3", 0, price(2 * 10u128.pow(21), 1)),
        ("0", 18, None),
        ("0.000", 18, None),
        ("-1", 18, None),
        ("1.2.3", 18, None),
        ("NaN", 18, None),
        ("", 18, None),
        (".", 18, None),
        ("1e", 18, None),
        ("1e400", 18, None),
        ("1e-400", 18, None),
        ("1e-99999999999", 18, None),
    ] {
        assert_eq!(Price::from_eth_per_token(text, decimals), expected, "{text}");
    }
    assert_eq!(Price::new(0, 1), None);
    assert_eq!(Price::new(1, 0), None);
}

#[test]
fn jumps_are_seen_both_ways() {
    let price = |wei, units| Price::new(wei, units).unwrap();
    let ten = price(10, 1);
    assert!(!ten.differs_by_more_than(&price(100, 1), 10) && !price(1, 1).differs_by_more_than(&ten, 10));
    assert!(ten.differs_by_more_than(&price(101, 1), 10) && ten.differs_by_more_than(&price(99, 100), 10));
    assert!(price(u128::MAX, 1).differs_by_more_than(&price(1, u128::MAX), 1_000));
}

#[test]
fn prices_and_models_survive_json() {
    let text = r#"{"wei":"400000000","units":"1"}"#;
    let price: Price = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&price).unwrap(), text);
    for bad in [r#"{"wei":"0","units":"1"}"#, r#"{"wei":"1","units":"0"}"#, r#"{"wei":"1"}"#] {
        assert!(serde_json::from_str::<Price>(bad).is_err(), "{bad}");
    }
    let json = serde_json::to_string(&model()).unwrap();
    assert_eq!(serde_json::from_str::<FeeModel>(&json).unwrap(), model());
    assert!(FeeModel { block_slots: 0, ..model() }.problem().is_some_and(|problem| problem.contains("blockSlots")));
    assert_eq!(model().problem(), None);
}

fn any_model() -> impl Strategy<Value = FeeModel> {
    let gas = 0u64..10_000_000;
    (gas.clone(), gas.clone(), gas, 1u32..2_000, 0u128..10u128.pow(18), 0u32..200).prop_map(
        |(commit_base_gas, prove_base_gas, execute_base_gas, block_slots, proof_wei_per_slot, margin_percent)| {
            FeeModel {
                commit_base_gas,
                prove_base_gas,
                execute_base_gas,
                block_slots,
                proof_wei_per_slot,
                margin_percent,
            }
        },
    )
}

fn any_charge() -> impl Strategy<Value = Charge> {
    (1u32..4, 0u64..1_000_000, 0u64..1_000_000, any::<bool>()).prop_map(|(slots, commit_gas, execute_gas, fast)| {
        Charge { cost: OperationCost { slots, commit_gas, execute_gas }, fast }
    })
}

fn any_price() -> impl Strategy<Value = Price> {
    (1..10u128.pow(24), 1..10u128.pow(24)).prop_map(|(wei, units)| Price::new(wei, units).unwrap())
}

/// The greatest packable fee below one.
fn step_below(fee: u128) -> u128 {
    PackedFee::closest_packable_down(fee - 1)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn costs_grow_with_the_gas_price(
        model in any_model(), charge in any_charge(), low in 0u128..10u128.pow(13), rise in 0u128..10u128.pow(13),
    ) {
        let (before, after) = (model.wei(charge, low), model.wei(charge, low + rise));
        prop_assert!(before.gas <= after.gas && before.total() <= after.total());
        let [slow, fast] = [false, true].map(|fast| model.wei(Charge { fast, ..charge }, low).total());
        prop_assert!(slow <= fast || charge.cost.slots > model.block_slots);
    }

    #[test]
    fn costs_are_those_of_the_formula(model in any_model(), charge in any_charge(), gas_price in 0u128..10u128.pow(13)) {
        let (exact, given) = (by_hand(&model, charge, gas_price), model.wei(charge, gas_price).total() as f64);
        prop_assert!((given - exact).abs() <= 1.0 + exact * 1e-9, "{given} {exact}");
        // Never below the cost without the margin, whatever is rounded.
        let cost = by_hand(&FeeModel { margin_percent: 0, ..model }, charge, gas_price);
        prop_assert!(given >= cost * (1.0 - 1e-9));
    }

    #[test]
    fn an_estimate_covers_the_cost_and_the_step_below_does_not(
        model in any_model(), charges in prop::collection::vec(any_charge(), 1..5), gas_price in 1u128..10u128.pow(13),
        price in any_price(),
    ) {
        let fees = Fees::new(FeeQuote::new(model, gas_price, BTreeMap::from([(DAI, price)])));
        for token in [TokenId::ETH, DAI] {
            let fee = fees.current().estimate(token, &charges).unwrap();
            // A price that makes the fee 2^128 or more makes it unpayable.
            prop_assume!(fee.total_fee < u128::MAX);
            prop_assert!(fee.gas_fee + fee.proof_fee <= fee.total_fee);
            prop_assert!(PackedFee::is_packable(fee.total_fee));
            fees.check(&charges, &[(token, fee.total_fee)]).unwrap();
            if fee.total_fee > 0 {
                let given = step_below(fee.total_fee);
                let expected = AdmissionError::FeeTooLow { token, minimum: fee.total_fee, given };
                prop_assert_eq!(fees.check(&charges, &[(token, given)]), Err(expected));
            }
        }
    }

    #[test]
    fn the_least_amount_is_worth_enough(price in any_price(), wei in 1u128..10u128.pow(30)) {
        let amount = price.amount(wei);
        prop_assume!(amount < u128::MAX);
        prop_assert!(price.wei(amount) >= wei);
        prop_assert!(price.wei(amount - 1) < wei);
    }

    #[test]
    fn nothing_overflows(
        model in any_model(), wei in 1u128.., units in 1u128.., gas_price: u128, fee: u128, slots: u32, gas: u64,
    ) {
        let model = FeeModel { proof_wei_per_slot: u128::MAX, prove_base_gas: u64::MAX, ..model };
        let charge = Charge { cost: OperationCost { slots, commit_gas: gas, execute_gas: gas }, fast: false };
        let prices = BTreeMap::from([(DAI, Price::new(wei, units).unwrap())]);
        let fees = Fees::new(FeeQuote::new(model, gas_price, prices));
        let estimate = fees.current().estimate(DAI, &[charge, charge]).unwrap();
        prop_assert!(estimate.total_fee >= estimate.gas_fee);
        let exact = U256::from(fee) * U256::from(wei) / U256::from(units);
        prop_assert_eq!(U256::from(fees.current().value_wei(DAI, fee).unwrap()), exact.min(u128::MAX.into()));
        fees.score(&[charge], &[(DAI, fee)]);
    }
}
