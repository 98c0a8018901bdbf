//! Exit codes, fixed because people's CI hangs on them.

use std::process::{ExitCode, Termination};

/// How the program ends. The higher takes precedence, an interruption over all.
///
/// | code | meaning |
/// |---|---|
/// | 0 | no finding at or above `--fail-on` |
/// | 1 | findings at or above it, or less judged than asked |
/// | 2 | the question could not be asked, or an input not be read, wholly or in a part |
/// | 3 | could not check: a rule failed inside, an output could not be written |
/// | 130 | interrupted (Ctrl-C) |
/// | 143 | told to end (SIGTERM) |
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    Clean,
    Findings,
    CannotAsk,
    CannotCheck,
    Interrupted,
    Terminated,
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::CannotAsk => 2,
            Exit::CannotCheck => 3,
            Exit::Interrupted => 130,
            Exit::Terminated => 143,
        }
    }
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_beats_two_beats_one_beats_zero() {
        let all =
            [Exit::Clean, Exit::Findings, Exit::CannotAsk, Exit::CannotCheck, Exit::Interrupted, Exit::Terminated];
        assert_eq!(all.map(Exit::code), [0, 1, 2, 3, 130, 143]);
        assert_eq!(all.into_iter().max(), Some(Exit::Terminated));
        assert_eq!(Exit::Findings.max(Exit::CannotAsk), Exit::CannotAsk);
    }
}
