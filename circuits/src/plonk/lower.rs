//! From rows to bellman's assembly.

use crate::builder::{Builder, Row, Var};
use crate::field::{zero, Engine, Fr};
use crate::gates::main_gate::MainGate;
use crate::gates::{all, GateId};
use bellman_ce::plonk::better_better_cs::cs::{
    Assembly, ConstraintSystem, PlonkCsWidth4WithNextStepAndCustomGatesParams, PolyIdentifier, SynthesisMode, Variable,
};
use bellman_ce::plonk::cs::variable::Index;
use bellman_ce::SynthesisError;

/// The assembly of this crate's circuits.
pub type RollupAssembly<S> = Assembly<Engine, PlonkCsWidth4WithNextStepAndCustomGatesParams, MainGate, S>;

/// The smallest number of rows, as a power of two, that holds the circuit.
pub fn log2_size(cs: &Builder) -> u32 {
    // One row of the domain stays empty; rows that read the next one must not be the last.
    (cs.public.len() + cs.rows.len() + 2).next_power_of_two().trailing_zeros()
}

/// Writes the rows into an assembly and pads it to a power of two.
///
/// All gates are declared in the order of the registry, whether the circuit uses them or not, so that every circuit's proof
/// has the same shape.
pub fn lower<S: SynthesisMode>(cs: &Builder) -> Result<RollupAssembly<S>, SynthesisError> {
    let mut assembly = RollupAssembly::<S>::new();
    declare_gates(&mut assembly);

    let mut variables = vec![Variable::new_unchecked(Index::Aux(0)); cs.values.len()];
    for var in &cs.public {
        variables[var.0 as usize] = assembly.alloc_input(|| Ok(cs.value(*var)))?;
    }
    for (value, variable) in cs.values.iter().zip(&mut variables) {
        if matches!(variable.get_unchecked(), Index::Aux(0)) {
            *variable = assembly.alloc(|| Ok(*value))?;
        }
    }

    let dummy = RollupAssembly::<S>::get_dummy_variable();
    for wire in 0..4 {
        let place = |var: Var| {
            if var == Var::NONE {
                dummy
            } else {
                variables[var.0 as usize]
            }
        };
        let column = cs.rows.iter().map(|row| place(row.wires[wire])).collect();
        assembly.aux_storage.state_map.insert(PolyIdentifier::VariablesPolynomial(wire), column);
    }
    if S::PRODUCE_SETUP {
        write_setup(cs, &mut assembly);
    }
    assembly.num_aux_gates = cs.rows.len();
    assembly.finalize_to_size_log_2(log2_size(cs) as usize);
    Ok(assembly)
}

fn declare_gates<S: SynthesisMode>(assembly: &mut RollupAssembly<S>) {
    // `new` has declared the main gate.
    for gate in &all()[1..] {
        let gate = gate.internal();
        assembly.all_queried_polys_in_constraints.extend(gate.all_queried_polynomials());
        assembly.max_constraint_degree = assembly.max_constraint_degree.max(gate.degree());
        assembly.gates.insert(gate.clone());
        assembly.sorted_gates.push(gate);
    }
}

fn write_setup<S: SynthesisMode>(cs: &Builder, assembly: &mut RollupAssembly<S>) {
    for (id, gate) in all().iter().enumerate() {
        let id = GateId(id as u8);
        let internal = gate.internal();
        for (i, poly) in internal.setup_polynomials().iter().enumerate() {
            let constant = |row: &Row| {
                if row.gate == id {
                    cs.row_constants(row)[i]
                } else {
                    zero()
                }
            };
            let column: Vec<Fr> = cs.rows.iter().map(constant).collect();
            assembly.aux_storage.setup_map.insert(*poly, column);
            // Rows of public inputs are main gates: other gates' constants are zero there.
            let inputs = assembly.inputs_storage.setup_map.entry(*poly).or_default();
            inputs.resize(cs.public.len(), zero());
        }
        let density = assembly.aux_gate_density.0.entry(internal).or_default();
        density.grow(cs.rows.len(), false);
        for (row, _) in cs.rows.iter().enumerate().filter(|(_, row)| row.gate == id) {
            density.set(row, true);
        }
    }
}
