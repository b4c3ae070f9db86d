//! The witness as columns.

use crate::builder::{Builder, Var};
use crate::convert::to_ark;
use crate::plonk::control::{Cancel, Cancelled};
use crate::plonk::lower::log2_size;
use ark_bn254::Fr;
use ark_ff::AdditiveGroup as _;
use rayon::prelude::*;
use zelkova_kernels::{Cpu, Domain, Fft as _};

/// The four wires' values on all rows of the domain, and the public inputs.
pub struct Wires {
    /// The public inputs.
    pub inputs: Vec<Fr>,
    /// The wires `a b c d`.
    pub columns: [Vec<Fr>; 4],
}

impl Wires {
    /// Rows of public inputs come first, with the input on `a`; cells that nobody uses are 0.
    pub fn new(cs: &Builder) -> Self {
        let size = 1usize << log2_size(cs);
        let inputs: Vec<Fr> = cs.public_inputs().into_iter().map(to_ark).collect();
        let mut columns = [0, 1, 2, 3].map(|_| vec![Fr::ZERO; size]);
        columns[0][..inputs.len()].copy_from_slice(&inputs);
        columns.par_iter_mut().enumerate().for_each(|(wire, column)| {
            let used = column[inputs.len()..].par_iter_mut().zip(cs.rows()).with_min_len(1 << 12);
            used.filter(|(_, row)| row.wires[wire] != Var::NONE)
                .for_each(|(cell, row)| *cell = to_ark(cs.value(row.wires[wire])));
        });
        Self { inputs, columns }
    }

    /// The polynomials with these values.
    pub fn interpolate(&self, domain: &Domain, cancel: &Cancel) -> Result<Vec<Vec<Fr>>, Cancelled> {
        let polynomial = |column: &Vec<Fr>| {
            cancel.check()?;
            let mut column = column.clone();
            Cpu.ifft(domain, &mut column);
            Ok(column)
        };
        self.columns.par_iter().map(polynomial).collect()
    }
}
