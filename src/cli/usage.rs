//! Usage errors in both languages. clap speaks English only, so its error is taken apart and told anew.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::exit::Exit;
use super::output;
use crate::text::lang::Lang;

/// Prints help, version, or what is wrong with the arguments.
pub fn report(error: &Error, lang: Lang) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            output::print(&error.render().to_string());
            Exit::Clean
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            output::error_line(error.render().to_string().trim_end());
            Exit::CannotAsk
        }
        kind => {
            let prefix = lang.pick("エラー", "error");
            output::error_line(&format!("{prefix}: {}", message(kind, error, lang)));
            output::error_line(lang.pick(
                "  使い方は gapcheck --help または gapcheck COMMAND --help",
                "  see gapcheck --help or gapcheck COMMAND --help",
            ));
            Exit::CannotAsk
        }
    }
}

fn message(kind: ErrorKind, error: &Error, lang: Lang) -> String {
    let get = |key| error.get(key).map(text).unwrap_or_default();
    let (arg, value) = (get(ContextKind::InvalidArg), get(ContextKind::InvalidValue));
    match kind {
        ErrorKind::UnknownArgument => with_suggestion(
            match lang {
                Lang::Ja => format!("オプション {arg} はありません"),
                Lang::En => format!("there is no option {arg}"),
            },
            &get(ContextKind::SuggestedArg),
            lang,
        ),
        ErrorKind::MissingSubcommand => {
            let valid = get(ContextKind::ValidSubcommand);
            match lang {
                Lang::Ja => format!("コマンドが足りません（使えるもの: {valid}）"),
                Lang::En => format!("a command is missing (one of {valid})"),
            }
        }
        ErrorKind::InvalidSubcommand => {
            let given = get(ContextKind::InvalidSubcommand);
            match lang {
                Lang::Ja => format!("コマンド {given} はありません"),
                Lang::En => format!("there is no command {given}"),
            }
        }
        ErrorKind::MissingRequiredArgument => match lang {
            Lang::Ja => format!("引数が足りません: {arg}"),
            Lang::En => format!("missing: {arg}"),
        },
        ErrorKind::InvalidValue if value.is_empty() => match lang {
            Lang::Ja => format!("{arg} に値がありません"),
            Lang::En => format!("{arg} has no value"),
        },
        ErrorKind::InvalidValue => {
            let valid = get(ContextKind::ValidValue);
            match lang {
                Lang::Ja => format!("{arg} に {value} は使えません（使える値: {valid}）"),
                Lang::En => format!("{value} is not allowed for {arg} (allowed: {valid})"),
            }
        }
        ErrorKind::ValueValidation => match lang {
            Lang::Ja => format!("{arg} の値 {value} が正しくありません"),
            Lang::En => format!("the value {value} of {arg} is not valid"),
        },
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => match lang {
            Lang::Ja => format!("{arg} の値の数が合いません"),
            Lang::En => format!("wrong number of values for {arg}"),
        },
        ErrorKind::ArgumentConflict => {
            let other = get(ContextKind::PriorArg);
            match lang {
                Lang::Ja => format!("{arg} と {other} は同時に（または二度）使えません"),
                Lang::En => format!("{arg} cannot be used with {other}, or twice"),
            }
        }
        ErrorKind::InvalidUtf8 => lang.pick("引数が UTF-8 ではありません", "an argument is not UTF-8").into(),
        _ => match lang {
            Lang::Ja => format!("引数が正しくありません {arg}"),
            Lang::En => format!("wrong arguments {arg}"),
        },
    }
}

fn with_suggestion(message: String, suggestion: &str, lang: Lang) -> String {
    match (suggestion.is_empty(), lang) {
        (true, _) => message,
        (false, Lang::Ja) => format!("{message}（{suggestion} ではありませんか）"),
        (false, Lang::En) => format!("{message} (did you mean {suggestion}?)"),
    }
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(s) => s.clone(),
        ContextValue::Strings(all) => all.join(", "),
        ContextValue::StyledStr(s) => s.to_string(),
        ContextValue::StyledStrs(all) => all.iter().map(|s| s.to_string()).collect::<Vec<_>>().join(", "),
        ContextValue::Number(n) => n.to_string(),
        ContextValue::Bool(b) => b.to_string(),
        _ => String::new(),
    }
}
