//! Amounts as people write them, and the packed forms that transactions need.

use super::WalletError;
use clap::Args;
use zelkova_operation::l1_signature::format_units;
use zelkova_primitives::{PackedAmount, PackedFee};
use zelkova_rpc::types::Token;

/// How amounts are given.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct AmountOptions {
    /// Amounts are in the token's smallest unit.
    #[arg(long)]
    pub wei: bool,
    /// Take the closest packable amount below (fee: above) if the given one cannot be packed.
    #[arg(long)]
    pub round: bool,
}

impl AmountOptions {
    /// Reads an amount.
    pub fn parse(self, text: &str, token: &Token) -> Result<u128, WalletError> {
        let decimals = if self.wei { 0 } else { token.decimals };
        parse_units(text, decimals).map_err(|problem| WalletError::Amount {
            text: text.into(),
            symbol: token.symbol.clone(),
            problem,
        })
    }

    /// Reads a transfer's amount: a packable one.
    pub fn parse_packable(self, text: &str, token: &Token) -> Result<u128, WalletError> {
        let given = self.parse(text, token)?;
        if PackedAmount::is_packable(given) {
            return Ok(given);
        }
        let below = PackedAmount::closest_packable_down(given);
        if self.round && below > 0 {
            return Ok(below);
        }
        Err(self.not_packable("amount", given, below, PackedAmount::closest_packable_up(given), token))
    }

    /// Reads a fee: a packable one.
    pub fn parse_fee(self, text: &str, token: &Token) -> Result<u128, WalletError> {
        let given = self.parse(text, token)?;
        if PackedFee::is_packable(given) {
            return Ok(given);
        }
        // A fee below what was meant might not be accepted.
        let above = PackedFee::closest_packable_up(given);
        match above {
            Some(above) if self.round => Ok(above),
            _ => Err(self.not_packable("fee", given, PackedFee::closest_packable_down(given), above, token)),
        }
    }

    fn not_packable(
        self,
        what: &'static str,
        given: u128,
        below: u128,
        above: Option<u128>,
        token: &Token,
    ) -> WalletError {
        let show = |amount| {
            if self.wei {
                format!("{amount}")
            } else {
                format!("{} {}", format_units(amount, token.decimals), token.symbol)
            }
        };
        let above = above.map(|above| format!(" and {}", show(above))).unwrap_or_default();
        WalletError::NotPackable { what, given: show(given), below: show(below), above }
    }
}

/// Reads `1.25` with so many decimals as an integer.
pub fn parse_units(text: &str, decimals: u8) -> Result<u128, String> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() && fraction.is_empty() {
        return Err("it has no digits".into());
    }
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return Err("it has something else than digits and one point".into());
    }
    let places = usize::from(decimals);
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > places {
        return Err(format!("it has {} decimal places, there are {places}", fraction.len()));
    }
    let joined = format!("{whole}{fraction:0<places$}");
    joined.parse().map_err(|_| "it is 2^128 of the smallest unit or more".into())
}

/// Writes an amount with the token's symbol.
pub fn show(amount: u128, token: &Token) -> String {
    format!("{} {}", format_units(amount, token.decimals), token.symbol)
}

#[cfg(test)]
mod tests {
    use super::*;
    use zelkova_primitives::{L1Address, TokenId};

    fn eth() -> Token {
        Token { id: TokenId(0), address: L1Address::ZERO, symbol: "ETH".into(), decimals: 18, pays_fees: true }
    }

    #[test]
    fn units_are_read_and_written() {
        for (text, decimals, amount, canonical) in [
            ("1.5", 18, 1_500_000_000_000_000_000, "1.5"),
            (".5", 6, 500_000, "0.5"),
            ("7", 0, 7, "7"),
            ("7.", 2, 700, "7"),
            ("0", 18, 0, "0"),
            ("0.000000000000000001", 18, 1, "0.000000000000000001"),
            ("1.10", 1, 11, "1.1"),
            ("340282366920938463463374607431768211455", 0, u128::MAX, "340282366920938463463374607431768211455"),
        ] {
            assert_eq!(parse_units(text, decimals), Ok(amount), "{text}");
            assert_eq!(format_units(amount, decimals), canonical);
        }
        for bad in ["", ".", "-1", "+1", "1e3", "1.2.3", "1,5", "0x10", " 1"] {
            assert!(parse_units(bad, 18).is_err(), "{bad}");
        }
        assert!(parse_units("1.01", 1).unwrap_err().contains("2 decimal places"));
        assert!(parse_units("340282366920938463463374607431768211456", 0).is_err());
        assert!(parse_units("1", 39).is_err());
    }

    #[test]
    fn unpackable_amounts_suggest_the_closest_ones() {
        let exact = AmountOptions::default();
        let text = "1.00000000001";
        let error = exact.parse_packable(text, &eth()).unwrap_err().to_string();
        assert!(error.contains("1.00000000001 ETH") && error.contains("--round"), "{error}");
        let rounded = AmountOptions { round: true, ..exact }.parse_packable(text, &eth()).unwrap();
        assert!(PackedAmount::is_packable(rounded) && rounded < parse_units(text, 18).unwrap());
        assert!(error.contains(&show(rounded, &eth())), "{error}");
        assert_eq!(exact.parse_packable("1.5", &eth()).unwrap(), 1_500_000_000_000_000_000);
    }

    #[test]
    fn fees_are_rounded_up() {
        let options = AmountOptions { wei: true, round: false };
        let error = options.parse_fee("20471", &eth()).unwrap_err().to_string();
        assert!(error.contains("the fee 20471"), "{error}");
        let fee = AmountOptions { round: true, ..options }.parse_fee("20471", &eth()).unwrap();
        assert!(PackedFee::is_packable(fee) && fee > 20471);
    }
}
