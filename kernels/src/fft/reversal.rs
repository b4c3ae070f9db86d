//! Permutation by reversed indices, tile by tile.

use crate::Fr;

/// A tile is a square of 2^LOG_TILE elements; a tile and the one that it changes places with stay in the cache.
const LOG_TILE: u32 = 3;

/// `values[i] = finish(values[reverse(i)])`, for 2^log values. An index is (row, middle, column), rows and columns of
/// `LOG_TILE` bits, and changes places with (reverse column, reverse middle, reverse row).
pub(super) fn reverse(values: &mut [Fr], log: u32, finish: impl Fn(Fr) -> Fr) {
    let mut swap = |i: usize, j: usize| {
        if i <= j {
            (values[i], values[j]) = (finish(values[j]), finish(values[i]));
        }
    };
    if log < 2 * LOG_TILE {
        return (0..1 << log).for_each(|i| swap(i, reversed(i, log)));
    }
    let side = 1 << LOG_TILE;
    let reversed_side: Vec<usize> = (0..side).map(|i| reversed(i, LOG_TILE)).collect();
    let (rows, middle_bits) = (log - LOG_TILE, log - 2 * LOG_TILE);
    for middle in 0..1 << middle_bits {
        let other = reversed(middle, middle_bits);
        if other < middle {
            continue;
        }
        for row in 0..side {
            for column in 0..side {
                let i = row << rows | middle << LOG_TILE | column;
                let j = reversed_side[column] << rows | other << LOG_TILE | reversed_side[row];
                if middle != other || i <= j {
                    // `i < j` may not hold here, but each pair of tiles comes once.
                    swap(i.min(j), i.max(j));
                }
            }
        }
    }
}

fn reversed(i: usize, bits: u32) -> usize {
    if bits == 0 {
        0
    } else {
        i.reverse_bits() >> (usize::BITS - bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reverses_and_finishes_each_once() {
        for log in 0..12 {
            let mut values: Vec<Fr> = (0..1u64 << log).map(Fr::from).collect();
            reverse(&mut values, log, |x| x + Fr::from(1));
            for (i, value) in values.iter().enumerate() {
                assert_eq!(*value, Fr::from(reversed(i, log) as u64 + 1));
            }
        }
    }
}
