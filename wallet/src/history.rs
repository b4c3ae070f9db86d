//! `zelkova wallet history`.

use super::{
    session::{AccountOptions, Session},
    words::{priority_words, transaction_words, Names},
    WalletError,
};
use clap::Args;
use std::str::FromStr;
use zelkova_console::unix_time;
use zelkova_rpc::types::{HistoryEntry, RejectedTransaction, TransactionRecord};

/// Arguments of `zelkova wallet history`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  zelkova wallet history
  zelkova wallet history --address 0x7099.. --limit 100
  zelkova wallet history --before 12:3       goes on where a page ended
  zelkova wallet history --rejected          what was not executed, and why")]
pub struct HistoryArgs {
    #[command(flatten)]
    whose: AccountOptions,
    /// Show rejected transactions instead; a node keeps them for a while only.
    #[arg(long)]
    rejected: bool,
    /// How many entries to show.
    #[arg(long, value_name = "COUNT", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=100))]
    limit: u32,
    /// Where to begin: what the end of the page before says.
    #[arg(long, value_name = "CURSOR")]
    before: Option<String>,
}

/// Runs the command.
pub async fn run(session: &Session, args: HistoryArgs) -> Result<(), WalletError> {
    let selector = args.whose.selector(session)?;
    let names: Names<'_> = &|id| session.token_by_id(id);
    if args.rejected {
        let page = session.node.rejected_transactions(selector, cursor(&args)?, Some(args.limit)).await?;
        let now = unix_time();
        return session.print(&page, || {
            let lines = page.entries.iter().map(|entry| rejected_line(entry, now, names));
            text(lines, page.next.map(|next| next.to_string()))
        });
    }
    let page = session.node.account_transactions(selector, cursor(&args)?, Some(args.limit)).await?;
    session.print(&page, || {
        let lines = page.entries.iter().map(|entry| executed_line(entry, names));
        text(lines, page.next.map(|next| next.to_string()))
    })
}

fn cursor<C: FromStr<Err = String>>(args: &HistoryArgs) -> Result<Option<C>, WalletError> {
    args.before.as_deref().map(str::parse).transpose().map_err(WalletError::Cursor)
}

fn text(lines: impl Iterator<Item = String>, next: Option<String>) -> String {
    let mut lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return "nothing".to_string();
    }
    lines.extend(next.map(|next| format!("older ones: --before {next}")));
    lines.join("\n")
}

fn executed_line(entry: &HistoryEntry, names: Names<'_>) -> String {
    let (block, index, stage, what, source) = match entry {
        HistoryEntry::Transaction(TransactionRecord { transaction, status }) => {
            let what = transaction_words(transaction, names);
            (status.block, status.index, status.stage, what, status.hash.to_string())
        }
        HistoryEntry::PriorityOperation { operation } => {
            let source = format!("priority operation {}", operation.serial_id);
            (operation.block, operation.index, operation.stage, priority_words(operation, names), source)
        }
    };
    let place = format!("{}:{}", block.unwrap_or(0), index.unwrap_or(0));
    format!("{place:<10} {:<10} {what}\n{:<21} {source}", stage.name(), "")
}

fn rejected_line(entry: &RejectedTransaction, now: u64, names: Names<'_>) -> String {
    let RejectedTransaction { hash, transaction, reason, rejected_at } = entry;
    let what = transaction_words(transaction, names);
    let since = ago(now.saturating_sub(*rejected_at));
    format!("{since:<14} {what}\n{:<14} {hash}\n{:<14} {}: {}", "", "", reason.code, reason.message)
}

fn ago(seconds: u64) -> String {
    match seconds {
        0..=119 => format!("{seconds} s ago"),
        120..=7_199 => format!("{} min ago", seconds / 60),
        7_200..=172_799 => format!("{} h ago", seconds / 3_600),
        _ => format!("{} days ago", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zelkova_rpc::types::{OperationCursor, RejectionCursor};

    fn args(before: Option<&str>) -> HistoryArgs {
        let whose = AccountOptions::default();
        HistoryArgs { whose, rejected: false, limit: 20, before: before.map(Into::into) }
    }

    #[test]
    fn the_end_of_a_page_is_the_beginning_of_the_next() {
        assert_eq!(cursor::<OperationCursor>(&args(None)).expect("valid"), None);
        let place = OperationCursor { block: 12, index: 3 };
        let page = text(["a".to_string()].into_iter(), Some(place.to_string()));
        assert_eq!(page, "a\nolder ones: --before 12:3");
        assert_eq!(cursor(&args(Some("12:3"))).expect("valid"), Some(place));
        let other = cursor::<RejectionCursor>(&args(Some("12:3"))).expect_err("refused");
        assert!(other.to_string().contains("`12:3` is not a place"), "{other}");
        assert_eq!(text(std::iter::empty(), None), "nothing");
    }

    #[test]
    fn times_are_told_in_units_of_their_size() {
        let told = [0, 119, 120, 7_200, 172_800].map(ago);
        assert_eq!(told, ["0 s ago", "119 s ago", "2 min ago", "2 h ago", "2 days ago"]);
    }
}
