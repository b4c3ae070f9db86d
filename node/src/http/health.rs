//! Whether the node does its work.

use parking_lot::Mutex;
use std::time::{Duration, Instant};

/// An L1 node that has not answered for this long makes the node not ready.
const L1_SILENCE: Duration = Duration::from_secs(60);

/// What the readiness endpoint looks at.
#[derive(Default)]
pub struct Health {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    producing: bool,
    l1_answer: Option<Instant>,
    settlement_problem: Option<String>,
}

impl Health {
    /// The state keeper runs.
    pub fn set_producing(&self) {
        self.state.lock().producing = true;
    }

    /// The L1 node answered just now.
    pub fn l1_answered(&self) {
        self.state.lock().l1_answer = Some(Instant::now());
    }

    /// Why nothing can be sent to L1 now; `None` once it can again.
    pub fn set_settlement_problem(&self, problem: Option<String>) {
        self.state.lock().settlement_problem = problem;
    }

    /// Why nothing can be sent to L1 now.
    pub fn settlement_problem(&self) -> Option<String> {
        self.state.lock().settlement_problem.clone()
    }

    /// Whether the node is ready, and the JSON that says why.
    pub fn render(&self) -> (bool, String) {
        let state = self.state.lock();
        let l1 = state.l1_answer.is_some_and(|at| at.elapsed() < L1_SILENCE);
        let ready = state.producing && l1;
        let status = if ready { "ready" } else { "not ready" };
        let problem = &state.settlement_problem;
        let body = serde_json::json!({
            "status": status, "stateKeeper": state.producing, "l1": l1, "settlementProblem": problem,
        });
        (ready, format!("{body}\n"))
    }
}
