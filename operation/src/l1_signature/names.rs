//! How amounts of tokens are written for people.

use std::collections::{BTreeMap, BTreeSet};

use zelkova_primitives::TokenId;

/// What people call a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenName {
    /// Its symbol.
    pub symbol: String,
    /// Decimal places of its unit.
    pub decimals: u8,
}

/// Knows what tokens are called.
pub trait TokenNames {
    /// Symbol and decimals of a token. One that is not known is `#<id>` without decimals.
    fn name(&self, token: TokenId) -> TokenName;
}

/// The names of the registered tokens, such that each names one token.
///
/// Anybody can make a token with any symbol. What would let one pass for another, or a symbol for a part of the text
/// around it, is not shown: a token whose symbol is not 1 to 32 visible ASCII characters without `#`, or is that of a
/// token with a smaller id in any case of letters, is called `#<id>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenTable(BTreeMap<TokenId, TokenName>);

impl TokenTable {
    /// From id, symbol and decimals of every registered token.
    pub fn new(tokens: impl IntoIterator<Item = (TokenId, String, u8)>) -> Self {
        let by_id: BTreeMap<_, _> = tokens.into_iter().map(|(id, symbol, decimals)| (id, (symbol, decimals))).collect();
        let mut taken = BTreeSet::new();
        let named = by_id.into_iter().map(|(id, (symbol, decimals))| {
            let visible = symbol.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
            let usable = visible && (1..=32).contains(&symbol.len()) && taken.insert(symbol.to_ascii_uppercase());
            let symbol = if usable { symbol } else { number_sign(id) };
            (id, TokenName { symbol, decimals })
        });
        Self(named.collect())
    }
}

impl TokenNames for TokenTable {
    fn name(&self, token: TokenId) -> TokenName {
        self.0.get(&token).cloned().unwrap_or_else(|| TokenName { symbol: number_sign(token), decimals: 0 })
    }
}

fn number_sign(token: TokenId) -> String {
    format!("#{token}")
}

/// Writes an integer with so many decimals as `1.25`: exact, without zeros at the end.
pub fn format_units(amount: u128, decimals: u8) -> String {
    let places = usize::from(decimals);
    let digits = format!("{amount:0>width$}", width = places.saturating_add(1));
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(places));
    match fraction.trim_end_matches('0') {
        "" => whole.to_string(),
        fraction => format!("{whole}.{fraction}"),
    }
}

/// `1.25 ETH`.
pub fn amount_text(names: &dyn TokenNames, token: TokenId, amount: u128) -> String {
    let TokenName { symbol, decimals } = names.name(token);
    format!("{} {symbol}", format_units(amount, decimals))
}

/// `Fee: 0.01 ETH`; nothing for a fee of zero.
pub fn fee_line(names: &dyn TokenNames, (token, fee): (TokenId, u128)) -> Option<String> {
    (fee > 0).then(|| format!("Fee: {}", amount_text(names, token, fee)))
}
