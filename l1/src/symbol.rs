//! Names of tokens, as contracts that anybody may have written answer them.

use super::{calls::token, L1Client, L1Error};
use ethers::abi::{decode, ParamType, Token};
use zelkova_primitives::L1Address;

/// Longest symbol that is taken over.
const MAX_CHARS: usize = 16;

impl L1Client {
    /// Symbol and decimals of an ERC-20, empty and 0 where it has none. They are optional, and anybody may have written the
    /// contract: whatever it answers costs no more than its name.
    pub async fn describe_token(&self, address: L1Address) -> Result<(String, u8), L1Error> {
        let symbol = self.ask_stranger("read a token's symbol", address, token::SYMBOL).await;
        let decimals = self.ask_stranger("read a token's decimals", address, token::DECIMALS).await;
        let symbol = optional(symbol)?.and_then(|answer| read(&answer)).unwrap_or_default();
        Ok((symbol, optional(decimals)?.and_then(|answer| self::decimals(&answer)).unwrap_or_default()))
    }
}

/// What the contract does is no error; that L1 cannot be reached is one.
fn optional(answer: Result<Vec<u8>, L1Error>) -> Result<Option<Vec<u8>>, L1Error> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(error @ (L1Error::Transport { .. } | L1Error::RateLimited { .. })) => Err(error),
        Err(_) => Ok(None),
    }
}

/// The symbol in the answer of `symbol()`: a string, or 32 bytes as in contracts from before the ERC-20 standard. `None` unless
/// people can read it and a terminal shows it as it is.
fn read(answer: &[u8]) -> Option<String> {
    let text = match decode(&[ParamType::String], answer).ok().and_then(|mut values| values.pop()) {
        Some(Token::String(text)) => text,
        _ => {
            let word: [u8; 32] = answer.try_into().ok()?;
            let end = word.iter().rposition(|byte| *byte != 0)?;
            String::from_utf8(word.get(..=end)?.to_vec()).ok()?
        }
    };
    let shown = |char: char| char.is_alphanumeric() || "-_.+$#*/".contains(char);
    let good = !text.is_empty() && text.chars().count() <= MAX_CHARS && text.chars().all(shown);
    good.then_some(text)
}

/// The number in the answer of `decimals()`.
fn decimals(answer: &[u8]) -> Option<u8> {
    match decode(&[ParamType::Uint(256)], answer).ok()?.pop()? {
        Token::Uint(number) => u8::try_from(number).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ethers::abi::encode;

    fn string(text: &str) -> Vec<u8> {
        encode(&[Token::String(text.into())])
    }

    #[test]
    fn symbols_are_strings_or_words() {
        for text in ["DAI", "stETH", "wstETH-2", "$BRETT", "USDC.e"] {
            assert_eq!(read(&string(text)).as_deref(), Some(text));
        }
        let mut word = [0; 32];
        word[..3].copy_from_slice(b"MKR");
        assert_eq!(read(&word).as_deref(), Some("MKR"));
    }

    #[test]
    fn hostile_text_is_no_symbol() {
        let hostile =
            ["", "\u{1b}[2J", "A\nB", "\u{202e}HTE", "a b", "<b>", "\u{0}", "12345678901234567", "\u{200b}ETH"];
        for text in hostile {
            assert_eq!(read(&string(text)), None, "{text:?}");
        }
        for answer in [vec![], vec![0xff; 31], vec![0xff; 32], vec![0; 32], vec![0xff; 96], vec![0; 1 << 20]] {
            assert_eq!(read(&answer), None);
        }
        let mut lying = string("DAI");
        lying[31] = 0xff;
        assert_eq!(read(&lying), None);
    }

    #[test]
    fn decimals_are_a_small_number() {
        assert_eq!(decimals(&encode(&[Token::Uint(18.into())])), Some(18));
        assert_eq!(decimals(&encode(&[Token::Uint(256.into())])), None);
        assert_eq!(decimals(&[]), None);
    }
}
