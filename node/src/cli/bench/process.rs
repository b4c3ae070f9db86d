//! What the system says about this process.

use std::fs;

/// Clock ticks a second in `/proc/self/stat`: the same on every Linux.
const TICKS: f64 = 100.0;

/// Processor time that this process has used, in seconds, all threads together; 0 where nobody knows.
pub fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The second field is a name in parentheses; user and system time are the fields 14 and 15.
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = fields.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok());
    ticks.sum::<u64>() as f64 / TICKS
}

/// Memory in use now, in MiB.
pub fn memory_mib() -> u64 {
    status("VmRSS:")
}

/// The most memory that was in use since [`forget_peak`], in MiB.
pub fn peak_memory_mib() -> u64 {
    status("VmHWM:")
}

/// Starts the peak anew. Where the system does not offer that, the peak is that of the whole process.
pub fn forget_peak() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

fn status(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or_default() / 1024
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn work_and_memory_are_seen() {
        let before = cpu_seconds();
        let started = std::time::Instant::now();
        let mut memory = vec![0u8; 64 << 20];
        while started.elapsed() < std::time::Duration::from_millis(200) {
            memory.iter_mut().for_each(|byte| *byte = byte.wrapping_add(1));
        }
        std::hint::black_box(&memory);
        assert!(cpu_seconds() > before);
        assert!(memory_mib() >= 64 && peak_memory_mib() >= memory_mib());
    }
}
