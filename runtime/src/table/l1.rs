//! The table of operations as the contracts have it: `contracts/src/generated/Operations.sol`.

use zelkova_operation::{restore::Published, Layout, OnL1};
use zelkova_primitives::CHUNK_BYTES;

/// Opcodes of a word of a table.
const PER_LINE: usize = 32;

/// What begins with an opcode, and how long it is: an operation's fixed slots, or one of its repeated slots.
struct Entry {
    opcode: u8,
    constant: String,
    chunks: usize,
    is_silent: bool,
}

impl Entry {
    fn of(layout: &Layout) -> impl Iterator<Item = Self> {
        let name = constant(layout.name);
        // Whatever L1 has to do with an operation, its fixed slots tell.
        let repeated = layout.continuation().map(|(opcode, chunks)| Self {
            opcode,
            constant: format!("{name}_REPEATED"),
            chunks,
            is_silent: true,
        });
        let (opcode, chunks, is_silent) = (layout.opcode, layout.chunk_count(), is_silent(layout));
        std::iter::once(Self { opcode, constant: name, chunks, is_silent }).chain(repeated)
    }
}

/// The generated source.
pub fn contract_table(operations: &[Published]) -> String {
    let mut layouts: Vec<&Layout> = operations.iter().map(|published| &published.layout).collect();
    layouts.sort_by_key(|layout| layout.opcode);
    let mut entries: Vec<Entry> = layouts.iter().copied().flat_map(Entry::of).collect();
    entries.sort_by_key(|entry| entry.opcode);

    let mut source = HEAD.replace("<CHUNK_BYTES>", &CHUNK_BYTES.to_string());
    for entry in &entries {
        source += &format!("    uint8 internal constant {} = {};\n", entry.constant, entry.opcode);
    }
    source += "\n    // ---- chunks, one byte an opcode from 0 to 255; 0 for every other opcode\n\n";
    source += &chunk_table("SILENT", entries.iter().filter(|entry| entry.is_silent));
    source += "\n";
    source += &chunk_table("LOUD", entries.iter().filter(|entry| !entry.is_silent));
    source += "\n    // ---- where the fields of loud operations begin\n";
    for layout in layouts.iter().filter(|layout| !is_silent(layout)) {
        source += &format!("\n    // {}: {}\n", layout.type_name(), layout.row());
        source += &offsets(layout);
    }
    source + "}\n"
}

fn is_silent(layout: &Layout) -> bool {
    layout.on_l1 == OnL1::Silent
}

fn constant(name: &str) -> String {
    name.replace('-', "_").to_ascii_uppercase()
}

fn chunk_table<'a>(name: &str, entries: impl Iterator<Item = &'a Entry>) -> String {
    let mut chunks = [0; 256];
    for entry in entries {
        chunks[usize::from(entry.opcode)] = entry.chunks;
    }
    let lines = chunks.chunks(PER_LINE).map(|line| {
        let bytes: String = line.iter().map(|chunks| format!("{chunks:02x}")).collect();
        format!("        hex\"{bytes}\"")
    });
    format!("    bytes internal constant {name}_CHUNKS =\n{};\n", lines.collect::<Vec<_>>().join("\n"))
}

/// A constant for each field of the fixed slots that means something.
fn offsets(layout: &Layout) -> String {
    let (mut source, mut offset) = (String::new(), Layout::OPCODE.bytes);
    for fields in layout.slots {
        for field in fields.iter() {
            if field.name != "zero" {
                let name = constant(&format!("{}_{}", layout.name, field.name));
                source += &format!("    uint256 internal constant {name} = {offset};\n");
            }
            offset += field.bytes;
        }
        offset = offset.next_multiple_of(CHUNK_BYTES);
    }
    source
}

const HEAD: &str = "\
// SPDX-License-Identifier: MIT OR Apache-2.0
// Generated from the runtime's table of operations. Do not edit: change the operation and generate the file again.
pragma solidity ^0.8.28;

// forgefmt: disable-start

/// @title The chain's operations, as far as L1 must know them
/// @dev Layouts: docs/protocol.md section 5. L1 passes over a silent operation and has to look at a loud one: what it does
/// then is written in libraries/Operations.sol. An opcode that is in neither table does not exist.
library OperationTable {
    /// @dev Pubdata of every slot is padded to whole chunks.
    uint256 internal constant CHUNK_BYTES = <CHUNK_BYTES>;

    // ---- opcodes

";
