//! A child process that ends when its parent does, however the parent ends.
//!
//! A small shell stands between: it holds the reading end of a pipe whose writing end is ours. When the pipe closes, because
//! we close it or because we were killed, the shell asks the program to stop and waits for it.

use crate::L1Error;
use std::{
    ffi::OsStr,
    fs::File,
    io,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use tokio::time::{sleep, Instant};

/// Arguments: file for the shell's process id (or nothing), the program, its arguments.
const SUPERVISOR: &str = r#"
pid_file=$1
shift
exec 3<&0
if [ -n "$pid_file" ]; then echo $$ >"$pid_file"; fi
"$@" </dev/null 3<&- &
program=$!
(read -r _; kill -TERM "$program") <&3 >/dev/null 2>&1 &
watch=$!
exec 3<&- </dev/null
wait "$program"
status=$?
kill "$watch" 2>/dev/null
if [ -n "$pid_file" ]; then rm -f "$pid_file"; fi
exit "$status"
"#;
/// How long dropping waits for the program.
const DROP_PATIENCE: Duration = Duration::from_secs(10);
const POLL_INTERVAL: Duration = Duration::from_millis(5);

/// The process and its shell.
#[derive(Debug)]
pub struct Supervised {
    shell: Child,
    log: Option<PathBuf>,
}

impl Supervised {
    /// Starts a program. What it prints goes to the log file, or nowhere.
    pub fn spawn(
        program: &Path,
        arguments: &[String],
        pid_file: Option<&Path>,
        log: Option<&Path>,
    ) -> Result<Self, L1Error> {
        let output = || match log {
            Some(log) => File::options().create(true).append(true).open(log).map(Stdio::from),
            None => Ok(Stdio::null()),
        };
        let spawned = || {
            if let Some(log) = log {
                File::create(log)?;
            }
            Command::new("sh")
                .args(["-c", SUPERVISOR, "sh"])
                .arg(pid_file.map_or(OsStr::new(""), Path::as_os_str))
                .arg(program)
                .args(arguments)
                .stdin(Stdio::piped())
                .stdout(output()?)
                .stderr(output()?)
                // Ctrl-C in a terminal is for us; the program stops after us.
                .process_group(0)
                .spawn()
        };
        let failed = |error: io::Error| L1Error::AnvilFailed(format!("{}: {error}", program.display()));
        Ok(Self { shell: spawned().map_err(failed)?, log: log.map(Into::into) })
    }

    /// Closes the pipe.
    pub fn ask_to_stop(&mut self) {
        drop(self.shell.stdin.take());
    }

    /// If the program has ended: how, with the last line that it printed.
    pub fn exited(&mut self) -> Result<Option<String>, L1Error> {
        let status = self.shell.try_wait().map_err(|error| L1Error::AnvilFailed(error.to_string()))?;
        Ok(status.map(|status| {
            let printed = self.log.as_ref().and_then(|log| std::fs::read_to_string(log).ok()).unwrap_or_default();
            match printed.lines().rfind(|line| !line.trim().is_empty()) {
                Some(line) => format!("{status}; its last line was: {line}"),
                None => status.to_string(),
            }
        }))
    }
}

impl Drop for Supervised {
    fn drop(&mut self) {
        self.ask_to_stop();
        let started = std::time::Instant::now();
        while matches!(self.shell.try_wait(), Ok(None)) && started.elapsed() < DROP_PATIENCE {
            std::thread::sleep(POLL_INTERVAL);
        }
    }
}

/// Waits until the process of a process id file is gone, which an earlier start may have left.
pub async fn wait_until_gone(pid_file: &Path, patience: Duration) -> Result<(), L1Error> {
    let started = Instant::now();
    loop {
        // The shell removes the file when the program has ended.
        let Ok(text) = std::fs::read_to_string(pid_file) else { return Ok(()) };
        let pid = text.trim().to_owned();
        if !pid.is_empty() && !is_alive(&pid) {
            return Ok(());
        }
        if started.elapsed() > patience {
            let file = pid_file.display();
            return Err(L1Error::AnvilFailed(format!(
                "process {pid} of an earlier start still runs; end it, or delete {file} if it is another program"
            )));
        }
        sleep(Duration::from_millis(20)).await;
    }
}

fn is_alive(pid: &str) -> bool {
    let probe = Command::new("sh").args(["-c", r#"kill -0 "$1" 2>/dev/null"#, "sh", pid]).status();
    probe.is_ok_and(|status| status.success())
}
