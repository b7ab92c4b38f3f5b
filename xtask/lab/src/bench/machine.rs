//! What else the machine was doing, as far as Linux tells in `/proc`.

use std::fs;

/// The state at one moment; what the system does not report is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Snapshot {
    /// How many processes wanted a processor lately.
    load: Option<f64>,
    ticks: Option<Ticks>,
}

/// What the processors did since the machine was started, in the kernel's ticks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Ticks {
    /// All processors, idle or not.
    all: u64,
    /// Worked for anybody.
    busy: u64,
    /// Worked for this process, and for those of its children that have ended.
    own: u64,
}

/// What went on between two moments.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct OtherLoad {
    /// The load at the beginning and in the end.
    pub(super) loads: Option<(f64, f64)>,
    /// The part of all processors' time that other processes took.
    pub(super) others: Option<f64>,
}

impl Snapshot {
    /// Now.
    pub(super) fn now() -> Self {
        let read = |file| fs::read_to_string(file).ok();
        let load = read("/proc/loadavg").and_then(|text| text.split(' ').next()?.parse().ok());
        let ticks = || Ticks::of(&read("/proc/stat")?, &read("/proc/self/stat")?);
        Self { load, ticks: ticks() }
    }
}

impl Ticks {
    /// Reads `/proc/stat` and `/proc/self/stat`.
    fn of(machine: &str, own: &str) -> Option<Self> {
        let line = machine.lines().next()?.strip_prefix("cpu ")?;
        let times: Vec<u64> = line.split_whitespace().map_while(|time| time.parse().ok()).collect();
        // user, nice, system, idle, iowait, irq, softirq, steal; what follows is contained in these.
        let [user, nice, system, idle, waiting, irq, softirq, steal, ..] = times.as_slice() else { return None };
        let busy = user + nice + system + irq + softirq + steal;
        // The name, which may contain anything, ends with the last parenthesis; the times stand eleven words behind it:
        // this process and its children, each in user and system mode.
        let (_, words) = own.rsplit_once(')')?;
        let own = words.split_whitespace().skip(11).take(4).map(|word| word.parse::<u64>().ok()).sum::<Option<_>>()?;
        Some(Self { all: busy + idle + waiting, busy, own })
    }
}

impl OtherLoad {
    /// What went on between two moments.
    pub(super) fn between(before: &Snapshot, after: &Snapshot) -> Self {
        let others = before.ticks.zip(after.ticks).and_then(|(before, after)| {
            let all = after.all.saturating_sub(before.all);
            let busy = after.busy.saturating_sub(before.busy);
            let others = busy.saturating_sub(after.own.saturating_sub(before.own));
            // A tick is a hundredth of a second: the numbers are small.
            let part = |ticks: u64| u32::try_from(ticks).ok().map(f64::from);
            (all > 0).then(|| Some(part(others)? / part(all)?)).flatten()
        });
        Self { loads: before.load.zip(after.load), others }
    }

    /// In words.
    pub(super) fn words(self) -> String {
        let load = match self.loads {
            Some((before, after)) => format!("load {before:.1} before, {after:.1} after"),
            None => "load unknown".to_owned(),
        };
        match self.others {
            Some(others) => format!("{load}; other processes took {:.0} % of the processors", others * 100.0),
            None => format!("{load}; what other processes took is unknown"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_those_of_the_machine_and_of_the_process_with_its_children() {
        let machine = "cpu  100 10 20 500 70 1 2 3 4 5\ncpu0 1 2\n";
        let own = "42 (a) b) c) S 1 2 3 4 5 6 7 8 9 10 30 4 5 6 20 0 1\n";
        assert_eq!(Ticks::of(machine, own), Some(Ticks { all: 706, busy: 136, own: 45 }));
        assert_eq!(Ticks::of("cpu  1 2\n", own), None);
        assert_eq!(Ticks::of(machine, "42 (a) S 1\n"), Some(Ticks { all: 706, busy: 136, own: 0 }));
        assert_eq!(Ticks::of("", ""), None);
    }

    #[test]
    fn others_took_what_was_worked_and_not_by_this_process() {
        let at = |load, all, busy, own| Snapshot { load: Some(load), ticks: Some(Ticks { all, busy, own }) };
        let other_load = OtherLoad::between(&at(0.5, 1000, 100, 10), &at(2.0, 1200, 250, 60));
        assert_eq!(other_load.words(), "load 0.5 before, 2.0 after; other processes took 50 % of the processors");
    }

    #[test]
    fn what_the_system_does_not_tell_is_unknown() {
        let other_load = OtherLoad::between(&Snapshot::default(), &Snapshot::default());
        assert_eq!(other_load.words(), "load unknown; what other processes took is unknown");
    }
}
