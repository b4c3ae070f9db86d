//! Actions as inputs of a mini-block: transactions with real signatures.

use zelkova_primitives::{AccountId, Felt, L1Address, PriorityOpKind, PrivateKey};
use zelkova_runtime::{
    AuthFact, ChangePubKey, ForcedExit, L1Authorization, MiniBlockInputs, MintNft, Order, Signed, SignedOrder, Swap,
    Transaction, Transfer, TransferNft, Withdraw, WithdrawNft,
};

use crate::{
    action::{Action, Body, Consent, OrderPlan, SignedAction, ALWAYS},
    common::{Chain, DAI, ETH},
    world::World,
};

/// The inputs of a mini-block that holds the action alone.
pub fn inputs(action: &Action, chain: &mut Chain, world: &World) -> MiniBlockInputs {
    let mut inputs = MiniBlockInputs::default();
    let kind = match action {
        Action::Deposit { token, amount, to } => PriorityOpKind::Deposit { token: *token, amount: *amount, to: *to },
        Action::FullExit { account, owner, token } => {
            PriorityOpKind::FullExit { account: *account, owner: *owner, token: *token }
        }
        Action::FullExitNft { account, owner, slot } => {
            PriorityOpKind::FullExitNft { account: *account, owner: *owner, slot: *slot }
        }
        Action::Signed(signed) => {
            inputs.auth_facts.extend(fact(signed, world));
            inputs.transactions.push(transaction(signed, chain.chain_tag, world).into());
            return inputs;
        }
        Action::Seal => {
            inputs.seal_now = true;
            return inputs;
        }
    };
    inputs.priority_ops.push(chain.priority(kind));
    inputs
}

/// What the chain hears of L1 in the same mini-block.
fn fact(signed: &SignedAction, world: &World) -> Option<AuthFact> {
    match signed.body {
        Body::ChangeKey { address, key, consent: Consent::OnChain { known: true } } => {
            Some(AuthFact { address, nonce: signed.nonce, key_hash: world.key_hashes[key] })
        }
        _ => None,
    }
}

/// The signature that the action asks for. What cannot be signed at all, and what is forged, gets the signature of
/// something else.
macro_rules! sign {
    ($make:expr, $signed:expr, $tag:expr, $world:expr) => {{
        let make = $make;
        let key = &$world.keys[$signed.key];
        let own = if $signed.forged { None } else { Signed::sign(make($signed), key, $tag).ok() };
        let other = || Signed::sign(make(&harmless($signed)), key, $tag).unwrap();
        let mut tx = own.unwrap_or_else(other);
        tx.body = make($signed);
        tx.into()
    }};
}

/// Another action of the same kind that can be signed.
fn harmless(signed: &SignedAction) -> SignedAction {
    let to = L1Address([1; 20]);
    let body = match signed.body.clone() {
        Body::Transfer { .. } => Body::Transfer { to, amount: 0 },
        Body::Withdraw { fast, .. } => Body::Withdraw { to, amount: 0, fast },
        Body::ChangeKey { key, consent, .. } => Body::ChangeKey { address: to, key, consent },
        Body::ForcedExit { .. } => Body::ForcedExit { target: to },
        Body::Mint { content, .. } => Body::Mint { to, content },
        Body::SendNft { nft, slot, .. } => Body::SendNft { to, nft, slot },
        Body::WithdrawNft { nft, slot, .. } => Body::WithdrawNft { to, nft, slot },
        Body::Swap { orders: [first, second], .. } => {
            let side = |plan, account, sell, buy| OrderPlan { account, sell, buy, ..harmless_order(&plan) };
            let orders = [side(first, AccountId(1), ETH, DAI), side(second, AccountId(2), DAI, ETH)];
            Body::Swap { orders, amounts: [0; 2] }
        }
    };
    let nonce = signed.nonce.wrapping_add(1);
    SignedAction { account: AccountId(1), nonce, fee: 0, window: ALWAYS, body, ..signed.clone() }
}

fn harmless_order(plan: &OrderPlan) -> OrderPlan {
    let nonce = plan.nonce.wrapping_add(1);
    let recipient = L1Address([1; 20]);
    let (ratio, amount) = ([0; 2], 0);
    OrderPlan { account: AccountId(1), nonce, recipient, ratio, amount, window: ALWAYS, ..plan.clone() }
}

fn transaction(signed: &SignedAction, tag: Felt, world: &World) -> Transaction {
    match signed.body {
        Body::Transfer { .. } => sign!(transfer, signed, tag, world),
        Body::Withdraw { .. } => sign!(withdraw, signed, tag, world),
        Body::ChangeKey { .. } => sign!(|signed: &SignedAction| change_key(signed, tag, world), signed, tag, world),
        Body::ForcedExit { .. } => sign!(forced_exit, signed, tag, world),
        Body::Mint { .. } => sign!(mint, signed, tag, world),
        Body::SendNft { .. } => sign!(send_nft, signed, tag, world),
        Body::WithdrawNft { .. } => sign!(withdraw_nft, signed, tag, world),
        Body::Swap { .. } => sign!(|signed: &SignedAction| swap(signed, tag, world), signed, tag, world),
    }
}

/// Fills a wire type from an action and the fields of its body.
macro_rules! body {
    ($name:ident, $type:ident, $variant:ident { $($field:ident),* }, $token:ident) => {
        fn $name(signed: &SignedAction) -> $type {
            let SignedAction { account, nonce, token, fee, window: (valid_from, valid_until), .. } = *signed;
            let Body::$variant { $($field),* } = signed.body.clone() else { unreachable!("the kind stays") };
            $type { account, nonce, $token: token, fee, valid_from, valid_until, $($field),* }
        }
    };
}

body!(transfer, Transfer, Transfer { to, amount }, token);
body!(withdraw, Withdraw, Withdraw { to, amount, fast }, token);
body!(forced_exit, ForcedExit, ForcedExit { target }, token);
body!(mint, MintNft, Mint { to, content }, fee_token);
body!(send_nft, TransferNft, SendNft { to, nft, slot }, fee_token);
body!(withdraw_nft, WithdrawNft, WithdrawNft { to, nft, slot }, fee_token);

fn change_key(signed: &SignedAction, tag: Felt, world: &World) -> ChangePubKey {
    let SignedAction { account, nonce, token, fee, window: (valid_from, valid_until), .. } = *signed;
    let Body::ChangeKey { address, key, consent } = signed.body else { unreachable!("the kind stays") };
    let new_key_hash = world.key_hashes[key];
    let authorization = match consent {
        Consent::OnChain { .. } => L1Authorization::OnChain,
        Consent::SignedBy(user) => {
            let message = pallet_payments::change_pub_key::authorization::message(new_key_hash, nonce, account, tag);
            L1Authorization::sign(&world.users[user].secret, &message).unwrap()
        }
    };
    ChangePubKey {
        account,
        address,
        new_key_hash,
        fee_token: token,
        fee,
        nonce,
        valid_from,
        valid_until,
        authorization,
    }
}

fn swap(signed: &SignedAction, tag: Felt, world: &World) -> Swap {
    let SignedAction { account, nonce, token, fee, window: (valid_from, valid_until), .. } = *signed;
    let Body::Swap { orders, amounts: [first_amount, second_amount] } = &signed.body else {
        unreachable!("the kind stays")
    };
    let orders = orders.each_ref().map(|plan| sign_order(plan, &world.keys[plan.key], tag));
    let (first_amount, second_amount) = (*first_amount, *second_amount);
    Swap {
        account,
        nonce,
        orders: Box::new(orders),
        first_amount,
        second_amount,
        fee_token: token,
        fee,
        valid_from,
        valid_until,
    }
}

fn sign_order(plan: &OrderPlan, key: &PrivateKey, tag: Felt) -> SignedOrder {
    let own = if plan.forged { None } else { order(plan).sign(key, tag).ok() };
    let other = || order(&harmless_order(plan)).sign(key, tag).unwrap();
    SignedOrder { order: order(plan), ..own.unwrap_or_else(other) }
}

fn order(plan: &OrderPlan) -> Order {
    let OrderPlan { account, recipient, nonce, sell, buy, ratio, amount, window, .. } = *plan;
    Order {
        account,
        recipient,
        nonce,
        token_sell: sell,
        token_buy: buy,
        ratio_sell: ratio[0],
        ratio_buy: ratio[1],
        amount,
        valid_from: window.0,
        valid_until: window.1,
    }
}
