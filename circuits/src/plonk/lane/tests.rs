use super::*;
use ark_ff::{AdditiveGroup, Field, UniformRand};
use rand::{rngs::StdRng, Rng, SeedableRng};
use zelkova_primitives::hash::compress4;

fn random_blocks(count: usize) -> Vec<[Fr; 4]> {
    let mut random = StdRng::seed_from_u64(5);
    (0..count).map(|_| [0; 4].map(|_| Fr::from(random.gen::<u128>()).square())).collect()
}

type Columns = [Vec<Fr>; COLUMNS];

fn row(columns: &Columns, row: usize) -> [Fr; COLUMNS] {
    std::array::from_fn(|column| columns[column][row % columns[0].len()])
}

/// The identities that fail, by row and number.
fn failing(columns: &Columns) -> Vec<(usize, usize)> {
    let rows = 0..columns[0].len();
    rows.flat_map(|at| failing_at(columns, at)).collect()
}

fn failing_at(columns: &Columns, at: usize) -> Vec<(usize, usize)> {
    let (now, next) = (row(columns, at), row(columns, at + 1));
    let identities = identities().row(at % PERIOD).iter().enumerate();
    identities.filter(|(_, identity)| identity.evaluate(&now, &next) != Fr::ZERO).map(|(j, _)| (at, j)).collect()
}

/// Whether the first input of each block stands in both of its places: a copy constraint.
fn copies_hold(columns: &Columns) -> bool {
    let n = columns[0].len();
    (0..n / PERIOD).map(|block| Placement::of(block, n)).all(|p| columns[6][p.inputs[0]] == columns[6][p.copy])
}

fn holds(columns: &Columns) -> bool {
    failing(columns).is_empty() && copies_hold(columns)
}

#[test]
fn honest_traces_satisfy_all_identities_and_hold_the_hash() {
    for (count, n) in [(0, 16), (1, 16), (1, 32), (2, 32), (3, 64), (4, 64), (20, 512)] {
        let blocks = random_blocks(count);
        let columns = trace(&blocks, n);
        assert!(holds(&columns), "{count} blocks in {n} rows: {:?}", failing(&columns));
        for block in 0..n / PERIOD {
            let inputs = blocks.get(block).copied().unwrap_or([Fr::ZERO; 4]);
            let placement = Placement::of(block, n);
            assert_eq!(placement.inputs.map(|row| columns[6][row]), inputs);
            assert_eq!(columns[6][placement.output], compress4(&inputs));
        }
    }
}

#[test]
fn there_are_94_identities() {
    let counts: Vec<usize> =
        (0..PERIOD).map(|kind| identities().row(kind).iter().filter(|i| !i.terms.is_empty()).count()).collect();
    assert_eq!(counts, [5, 5, 4, 7, 7, 7, 7, 7, 7, 7, 7, 4, 4, 5, 6, 5]);
}

/// Every identity has the cell that it is about with coefficient -1, and none but cells before it otherwise.
#[test]
fn every_identity_is_about_one_cell() {
    for kind in 0..PERIOD {
        for (j, identity) in identities().row(kind).iter().enumerate().filter(|(_, i)| !i.terms.is_empty()) {
            let next = (kind, j) != (1, 6);
            let defined = Cell { column: j, next, fifth: false };
            let found: Vec<Fr> = identity.terms.iter().filter(|t| t.0 == defined).map(|t| t.1).collect();
            assert_eq!(found, [-Fr::ONE], "row {kind}, identity {j}");
            let mut cells: Vec<Cell> = identity.terms.iter().map(|t| t.0).collect();
            cells.sort();
            cells.dedup();
            assert_eq!(cells.len(), identity.terms.len());
            let (terms, constant) = terms(kind, j);
            assert_eq!(terms, identity.terms.iter().map(|t| (t.0, from_ark(t.1))).collect::<Vec<_>>());
            assert_eq!(constant, from_ark(identity.constant));
        }
    }
}

/// Cells of a block that no identity reads: whatever a prover writes there means nothing.
fn is_free(row: usize, column: usize) -> bool {
    match row {
        0 | 1 => column == 4,
        2 => matches!(column, 4 | 5),
        3 | 12 => column >= 4,
        13 => matches!(column, 4 | 5),
        14 => column == 4,
        _ => false,
    }
}

/// Each cell of four cyclic blocks changed by 1 and by a random value: all but 13 of each block are noticed, in the rows that
/// read them or by the copy.
#[test]
fn every_used_cell_is_noticed() {
    let mut random = StdRng::seed_from_u64(9);
    let blocks = random_blocks(4);
    for blocks in [&blocks[..], &blocks[..2]] {
        let columns = trace(blocks, 64);
        let mut free = 0;
        for at in 0..64 {
            for column in 0..COLUMNS {
                for delta in [Fr::ONE, Fr::rand(&mut random)] {
                    let mut tampered = columns.clone();
                    tampered[column][at] += delta;
                    assert_eq!(holds(&tampered), is_free(at % PERIOD, column), "row {at}, column {column}");
                }
                free += usize::from(is_free(at % PERIOD, column));
            }
        }
        assert_eq!(free, 4 * 13);
    }
}

/// Another output with all its copies, or another first input with its copy: other identities notice.
#[test]
fn cells_that_stand_for_one_value_cannot_change_together() {
    let columns = trace(&random_blocks(4), 64);
    for block in 0..4 {
        let Placement { inputs, copy, output } = Placement::of(block, 64);
        let mut tampered = columns.clone();
        for (column, row) in [(6, output), (5, output), (5, (output + 63) % 64)] {
            tampered[column][row] += Fr::ONE;
        }
        assert_eq!(failing(&tampered), [(16 * block + 15, 5)]);
        let mut tampered = columns.clone();
        tampered[6][inputs[0]] += Fr::ONE;
        tampered[6][copy] += Fr::ONE;
        tampered[6][output] += Fr::ONE;
        assert!(copies_hold(&tampered) && !failing(&tampered).is_empty());
        // Without the copy, the output could be that of another first input.
        let mut tampered = columns.clone();
        tampered[6][copy] += Fr::ONE;
        tampered[6][output] += Fr::ONE;
        assert!(failing(&tampered).is_empty() && !copies_hold(&tampered));
    }
}

/// Each identity is needed: without it, some change of one cell and of what follows from it would go unnoticed. Here: the
/// cell that it is about, changed alone, is noticed by it.
#[test]
fn every_identity_notices_its_cell() {
    let columns = trace(&random_blocks(2), 32);
    for at in 0..32 {
        for (j, identity) in identities().row(at % PERIOD).iter().enumerate().filter(|(_, i)| !i.terms.is_empty()) {
            let next = (at % PERIOD, j) != (1, 6);
            let mut tampered = columns.clone();
            tampered[j][(at + usize::from(next)) % 32] += Fr::ONE;
            let (now, after) = (row(&tampered, at), row(&tampered, at + 1));
            assert_eq!(identity.evaluate(&now, &after), -Fr::ONE);
        }
    }
}

#[test]
fn places_wrap_around() {
    assert_eq!(Placement::of(0, 32), Placement { inputs: [0, 29, 30, 31], output: 17, copy: 18 });
    assert_eq!(Placement::of(1, 32), Placement { inputs: [16, 13, 14, 15], output: 1, copy: 2 });
    assert_eq!(Placement::of(0, 16), Placement { inputs: [0, 13, 14, 15], output: 1, copy: 2 });
}

#[test]
#[should_panic(expected = "3 hashes do not fit in 32 rows")]
fn too_many_blocks_are_refused() {
    trace(&random_blocks(3), 32);
}
