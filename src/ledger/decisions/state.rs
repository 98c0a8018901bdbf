//! 状態: what a decision is about, as a hash, and what became of that.

use super::Decision;

/// The cell 状態.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nothing yet, or cleared by a person: decided about what is there today.
    Blank,
    /// Decided about this.
    Of(String),
    /// 要再確認: it is this now, and was something else when it was decided.
    Recheck(String),
    /// 解消済 on a day.
    Solved(String),
    /// 引継ぎ要確認: not found, but not proved to be solved; it was this.
    Unclear(String),
}

const RECHECK: &str = "要再確認";
const SOLVED: &str = "解消済";
const UNCLEAR: &str = "引継ぎ要確認";

impl State {
    pub fn read(text: &str) -> State {
        let text = text.trim();
        let after = |word: &str| text.strip_prefix(word).map(|rest| rest.trim().to_string());
        if let Some(now) = after(RECHECK) {
            State::Recheck(now)
        } else if let Some(day) = after(SOLVED) {
            State::Solved(day)
        } else if let Some(was) = after(UNCLEAR) {
            State::Unclear(was)
        } else if text.is_empty() {
            State::Blank
        } else {
            State::Of(text.to_string())
        }
    }

    pub fn write(&self) -> String {
        let (word, rest) = match self {
            State::Blank => ("", ""),
            State::Of(hash) => ("", hash.as_str()),
            State::Recheck(now) => (RECHECK, now.as_str()),
            State::Solved(day) => (SOLVED, day.as_str()),
            State::Unclear(was) => (UNCLEAR, was.as_str()),
        };
        format!("{word} {rest}").trim().to_string()
    }

    /// What a person saw who edited the row while it said this.
    pub fn seen(&self) -> Option<&str> {
        match self {
            State::Of(hash) | State::Recheck(hash) | State::Unclear(hash) => {
                Some(hash.as_str()).filter(|h| !h.is_empty())
            }
            State::Blank | State::Solved(_) => None,
        }
    }
}

/// How a decision stands today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    Open,
    Recheck,
    /// With the day on which that was first seen, once it was written down.
    Solved(Option<String>),
    Unclear,
}

impl Decision {
    /// The state that it has once today's is known.
    pub(super) fn state_today(&self, today: &str) -> State {
        if !self.is_typed() {
            return State::Of(today.to_string());
        }
        let state = State::read(&self.state);
        let confirmed = match &state {
            State::Blank => true,
            State::Of(hash) | State::Unclear(hash) => hash == today,
            // the mark was seen, and the row edited after it
            State::Recheck(now) => now == today && self.is_edited(),
            State::Solved(_) => false,
        };
        if confirmed { State::Of(today.to_string()) } else { State::Recheck(today.to_string()) }
    }

    /// How it stands where the gap is still there.
    pub fn standing(&self, today: &str) -> Standing {
        match self.state_today(today) {
            State::Recheck(_) => Standing::Recheck,
            _ => Standing::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_come_back() {
        for text in ["", "abc", "要再確認 abc", "解消済 2026-05-01", "引継ぎ要確認 abc", "引継ぎ要確認"]
        {
            assert_eq!(State::read(text).write(), text);
        }
    }

    #[test]
    fn a_changed_gap_has_to_be_looked_at_again_and_an_edit_confirms_it() {
        let mut row = Decision { owner: "税務課".into(), state: "a".into(), ..Decision::default() };
        row.revise();
        assert_eq!(row.standing("a"), Standing::Open);
        row.state = row.state_today("b").write();
        assert_eq!((row.state.as_str(), row.standing("b")), ("要再確認 b", Standing::Recheck));
        row.remarks = "確認した".into();
        assert_eq!((row.standing("b"), row.standing("c")), (Standing::Open, Standing::Recheck));
        row.state.clear();
        assert_eq!(row.standing("c"), Standing::Open);
        row.state = "解消済 2026-05-01".into();
        assert_eq!(row.standing("c"), Standing::Recheck, "it came back");
        assert_eq!(Decision { state: "a".into(), ..Decision::default() }.standing("b"), Standing::Open);
    }
}
