//! What the sequences must reach.

use zelkova_primitives::L1Address;

use crate::{
    action::{Action, Body, Consent, SignedAction},
    model::Model,
};

/// What must be accepted.
pub const ACCEPTED: [&str; 22] = [
    "deposit",
    "fullExit",
    "fullExit of nothing",
    "fullExitNft",
    "fullExitNft of nothing",
    "changePubKey by signature",
    "changePubKey on L1",
    "transfer",
    "transfer to oneself",
    "transfer to a new account",
    "withdraw",
    "withdraw fast",
    "forcedExit",
    "mintNft",
    "transferNft",
    "transferNft to oneself",
    "transferNft to a new account",
    "withdrawNft",
    "swap of exact orders",
    "swap with a limit order",
    "swap by a maker",
    "swap for other recipients",
];

/// What must be refused.
pub const REFUSED: [&str; 8] =
    ["transfer", "withdraw", "changePubKey", "forcedExit", "mintNft", "transferNft", "withdrawNft", "swap"];

/// What an action that was refused is an example of.
pub fn refused(action: &Action) -> &'static str {
    match action {
        Action::Signed(signed) => match signed.body {
            Body::Transfer { .. } => "transfer",
            Body::Withdraw { .. } => "withdraw",
            Body::ChangeKey { .. } => "changePubKey",
            Body::ForcedExit { .. } => "forcedExit",
            Body::Mint { .. } => "mintNft",
            Body::SendNft { .. } => "transferNft",
            Body::WithdrawNft { .. } => "withdrawNft",
            Body::Swap { .. } => "swap",
        },
        // Never happens.
        _ => "request of L1",
    }
}

/// What an action that was accepted in this state is an example of.
pub fn accepted(action: &Action, before: &Model) -> Vec<&'static str> {
    let is_owner = |account, owner: &L1Address| before.id_of(*owner) == Some(account);
    match action {
        Action::Seal => vec![],
        Action::Deposit { .. } => vec!["deposit"],
        Action::FullExit { account, owner, token } => {
            let due = is_owner(*account, owner) && before.accounts[account].balance(*token) > 0;
            vec![if due { "fullExit" } else { "fullExit of nothing" }]
        }
        Action::FullExitNft { account, owner, slot } => {
            let due = is_owner(*account, owner) && before.accounts[account].slots.contains_key(slot);
            vec![if due { "fullExitNft" } else { "fullExitNft of nothing" }]
        }
        Action::Signed(signed) => transaction(signed, before),
    }
}

fn transaction(signed: &SignedAction, before: &Model) -> Vec<&'static str> {
    let received = |to: &L1Address, names: [&'static str; 3]| match before.id_of(*to) {
        Some(id) if id == signed.account => names[1],
        Some(_) => names[0],
        None => names[2],
    };
    match &signed.body {
        Body::Transfer { to, .. } => {
            vec![received(to, ["transfer", "transfer to oneself", "transfer to a new account"])]
        }
        Body::SendNft { to, .. } => {
            vec![received(to, ["transferNft", "transferNft to oneself", "transferNft to a new account"])]
        }
        Body::Withdraw { fast, .. } => vec![if *fast { "withdraw fast" } else { "withdraw" }],
        Body::ChangeKey { consent: Consent::SignedBy(_), .. } => vec!["changePubKey by signature"],
        Body::ChangeKey { consent: Consent::OnChain { .. }, .. } => vec!["changePubKey on L1"],
        Body::ForcedExit { .. } => vec!["forcedExit"],
        Body::Mint { .. } => vec!["mintNft"],
        Body::WithdrawNft { .. } => vec!["withdrawNft"],
        Body::Swap { orders, amounts } => {
            let exact = orders.iter().all(|order| order.amount > 0);
            let limit = orders.iter().any(|order| order.amount == 0) && amounts.iter().all(|amount| *amount > 0);
            let maker = orders.iter().any(|order| order.account == signed.account);
            let other = orders.iter().any(|order| before.id_of(order.recipient) != Some(order.account));
            let marks = [
                (exact, "swap of exact orders"),
                (limit, "swap with a limit order"),
                (maker, "swap by a maker"),
                (other, "swap for other recipients"),
            ];
            marks.into_iter().filter(|(is_one, _)| *is_one).map(|(_, name)| name).collect()
        }
    }
}
