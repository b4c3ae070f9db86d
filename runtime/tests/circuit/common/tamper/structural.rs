//! Changes of what is not a number: signature, chunks, fee, operation, place of the fee.

use zelkova_circuits::op::OpSet;
use zelkova_operation::SlotTrace;
use zelkova_primitives::PrivateKey;

use super::{super::chain::Chain, violated_in_block, Case, Outcome};

/// One change for each of these.
pub fn outcomes<Ops: OpSet>(chain: &Chain, case: &Case) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    let mut run = |index: usize, name: &str, edit: &dyn Fn(&mut SlotTrace)| {
        let mut trace = case.trace.clone();
        edit(&mut trace.slots[index]);
        if trace != case.trace {
            let change = format!("{} slot {index}: {name}", case.name);
            outcomes.push(Outcome { change, violated: violated_in_block::<Ops>(chain, trace, |_| ()) });
        }
    };
    for (index, signer) in case.signers.iter().enumerate() {
        for lane in 0..4 {
            run(index, &format!("chunk {lane}"), &|s| {
                s.chunks.resize(s.chunks.len().max(lane + 1), Default::default());
                s.chunks[lane].0[17] ^= 1;
            });
        }
        run(index, "a chunk less", &|s| {
            s.chunks.pop();
        });
        run(index, "a fee more or less", &|s| s.pays_fee = !s.pays_fee);
        run(index, "another operation", &|s| s.opcode ^= 0x40);
        run(index, "another step", &|s| s.step ^= 1);
        if signer.is_some() {
            run(index, "no signature", &|s| s.signature = None);
            run(index, "another signer", &|s| {
                let opcode = s.signature.map_or(0, |signature| signature.message_opcode);
                chain.sign_as(s, &PrivateKey::from_seed(b"stranger"), opcode);
            });
            run(index, "signed for another operation", &|s| {
                let opcode = s.signature.map_or(0, |signature| signature.message_opcode);
                let signer = signer.as_ref().expect("checked");
                chain.sign_as(s, signer, opcode ^ 0x40);
            });
        }
    }
    outcomes.extend((0..case.trace.slots.len()).map(|index| Outcome {
        change: format!("{} slot {index}: another fee lane", case.name),
        violated: violated_in_block::<Ops>(chain, case.trace.clone(), |witness| {
            let lane = &mut witness.slots[index].fee_lane;
            *lane = if lane.is_some() { None } else { Some(0) };
        }),
    }));
    outcomes
}
