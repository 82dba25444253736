//! What secrets look like: one row a kind.
//!
//! Takes nothing. Gives [`RULES`]; the first group of each form is the secret. Written from what the issuers of tokens
//! say of their form. Never holds a secret itself.

use super::values::{is_account, is_key, is_password, is_recovery_key, is_token, is_told_password};
use aho_corasick::AhoCorasick;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// One kind of secret.
#[derive(Debug)]
pub(super) struct Rule {
    /// With its article: "a password".
    pub(super) name: &'static str,
    /// How many letters at the start are the same in all of the kind.
    pub(super) shown: usize,
    /// What it looks like.
    pub(super) form: Regex,
    /// Whether it is one, and no placeholder.
    pub(super) is_real: fn(&str) -> bool,
}

/// All rules, and one machine that says which of them can match at all.
#[derive(Debug)]
pub(super) struct Rules {
    all: Vec<Rule>,
    cues: AhoCorasick,
    /// The rules of each cue.
    of_cue: Vec<Vec<usize>>,
}

impl Rules {
    /// The rules with a cue in the text, in order.
    pub(super) fn likely(&self, text: &str) -> impl Iterator<Item = &Rule> {
        let mut seen = vec![false; self.of_cue.len()];
        for hit in self.cues.find_overlapping_iter(text) {
            seen[hit.pattern().as_usize()] = true;
        }
        let cued = self.of_cue.iter().zip(seen).filter(|(_, seen)| *seen);
        let rules: BTreeSet<usize> = cued.flat_map(|(rules, _)| rules.iter().copied()).collect();
        rules.into_iter().map(|at| &self.all[at])
    }
}

pub(super) static RULES: LazyLock<Option<Rules>> = LazyLock::new(rules);

/// Cues in lower case (one of them stands in every text that fits), name, shown letters, form, judgement.
type Row = (
    &'static str,
    &'static str,
    usize,
    &'static str,
    fn(&str) -> bool,
);

#[rustfmt::skip] // a row is a line
const ROWS: &[Row] = &[
    ("private key", "a private key", 0, r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:[A-Za-z-]+: [^\n]*|\s|\\n)+([A-Za-z0-9+/=]{32,}(?:[A-Za-z0-9+/=\s]|\\n)*)", is_key),
    ("private-lines", "a PuTTY private key", 0, r"Private-Lines: [0-9]+\s+([A-Za-z0-9+/=]{32,}[A-Za-z0-9+/=\s]*)", is_key),
    ("akia|asia", "an AWS access key", 4, r"(?-u:\b)((?:AKIA|ASIA)[A-Z0-9]{16})(?-u:\b)", is_token),
    ("aws", "an AWS secret key", 0, r#"(?i)aws_?secret_?(?:access_?)?key["']?\s*[=:]\s*["']?([A-Za-z0-9/+]{40})(?-u:\b)"#, is_token),
    ("gho_|ghp_|ghr_|ghs_|ghu_", "a GitHub token", 4, r"(?-u:\b)(gh[pousr]_[A-Za-z0-9]{36,})", is_token),
    ("github_pat_", "a GitHub token", 11, r"(?-u:\b)(github_pat_[A-Za-z0-9_]{40,})", is_token),
    ("glpat-|gloas-|glrt-|gldt-|glft-", "a GitLab token", 6, r"(?-u:\b)(gl(?:pat|oas|rt|dt|ft)-[A-Za-z0-9_-]{20,})", is_token),
    ("xox", "a Slack token", 5, r"(?-u:\b)(xox[abeprs]-[A-Za-z0-9-]{16,})", is_token),
    ("hooks.slack.com", "the address of a Slack webhook", 0, r"hooks\.slack\.com/services/(T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{20,})", is_token),
    ("webhook.office.com", "the address of a Teams webhook", 0, r"webhook\.office\.com/webhookb2/([0-9a-f-]{36}@[0-9a-f-]{36}/IncomingWebhook/[0-9a-f]{32})", is_token),
    ("_live_", "a Stripe key", 8, r"(?-u:\b)((?:sk|rk)_live_[A-Za-z0-9]{20,})", is_token),
    ("aiza", "a Google API key", 4, r"(?-u:\b)(AIza[A-Za-z0-9_-]{35})", is_token),
    ("gocspx-", "a Google client secret", 7, r"(?-u:\b)(GOCSPX-[A-Za-z0-9_-]{24,})", is_token),
    ("sk-", "an OpenAI or Anthropic key", 3, r"(?-u:\b)(sk-(?:proj-|svcacct-|ant-[a-z0-9]+-)?[A-Za-z0-9_-]{40,})", is_token),
    ("sg.", "a SendGrid key", 3, r"(?-u:\b)(SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})", is_token),
    ("npm_", "an npm token", 4, r"(?-u:\b)(npm_[A-Za-z0-9]{36})(?-u:\b)", is_token),
    ("pypi-", "a PyPI token", 5, r"(?-u:\b)(pypi-AgE[A-Za-z0-9_-]{50,})", is_token),
    ("dop_v1_|doo_v1_|dor_v1_", "a DigitalOcean token", 7, r"(?-u:\b)(do[opr]_v1_[a-f0-9]{64})", is_token),
    ("hvs.", "a Vault token", 4, r"(?-u:\b)(hvs\.[A-Za-z0-9_-]{24,})", is_token),
    ("atatt3", "an Atlassian token", 6, r"(?-u:\b)(ATATT3[A-Za-z0-9_=-]{60,})", is_token),
    ("q~", "an Azure client secret", 0, r"(?:^|[^A-Za-z0-9_~.-])([A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34})", is_token),
    ("accountkey=|sharedaccesskey=", "the key of an Azure account", 0, r"(?i)(?:account|sharedaccess)key=([A-Za-z0-9+/]{40,}={0,2})", is_token),
    ("sig=", "the signature of an Azure address", 0, r"[?&;]sig=([A-Za-z0-9%+/]{40,}={0,2})", is_token),
    ("eyj", "a signed token (JWT)", 3, r"(?-u:\b)(eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{16,})", is_token),
    ("0-|1-|2-|3-|4-|5-|6-|7-|8-|9-", "a BitLocker recovery key", 0, r"(?-u:\b)([0-9]{6}(?:-[0-9]{6}){7})(?-u:\b)", is_recovery_key),
    ("://", "a password in an address", 0, r#"(?i)(?-u:\b)[a-z][a-z0-9+.-]{1,20}://[^\s/:@<>"'`()\[\]{}]+:([^\s/@<>"'`()\[\]{}]{3,})@[a-z0-9]"#, is_account),
    ("curl", "a password in a command", 0, r#"(?i)(?-u:\b)curl(?-u:\b)[^\n]*?\s(?:-u|--user)[ =]?["']?[^\s:"'<>]+:([^\s"'<>`]{3,})"#, is_account),
    ("/u", "a password in a command", 0, r#"(?i)(?-u:\b)net1?(?:\.exe)?\s+use(?-u:\b)[^\n]*?/u(?:ser)?:\S+\s+["']?([^\s/*"'`][^\s"'`]{3,})"#, is_account),
    ("/u", "a password in a command", 0, r#"(?i)(?-u:\b)net1?(?:\.exe)?\s+use\s+\S+\s+\\\\\S+\s+["']?([^\s/*"'`][^\s"'`]{3,})["']?\s+/u"#, is_account),
    ("user", "a password in a command", 0, r#"(?i)(?-u:\b)net1?(?:\.exe)?\s+user\s+[A-Za-z0-9._-]+\s+["']?([^\s/*"'`<][^\s"'`]{3,})["']?\s+/(?:add|domain)"#, is_account),
    ("sqlcmd|bcp|osql|sshpass|psexec|mongo", "a password in a command", 0, r#"(?i)(?-u:\b)(?:sqlcmd|bcp|osql|sshpass|psexec(?:64)?(?:\.exe)?|mongo(?:sh|dump|restore)?)(?-u:\b)[^\n|]*?\s-p[ =]?["']?([^\s"'`<-][^\s"'`]{3,})"#, is_account),
    ("mysql", "a password in a command", 0, r#"(?-u:\b)mysql(?:dump|admin)?(?-u:\b)[^\n|]*?\s-p["']?([^\s"'`<-][^\s"'`]{3,})"#, is_account),
    ("plink|pscp|psftp", "a password in a command", 0, r#"(?i)(?-u:\b)(?:plink|pscp|psftp)(?:\.exe)?(?-u:\b)[^\n|]*?\s-pw\s+["']?([^\s"'`<-][^\s"'`]{3,})"#, is_account),
    ("/p|/rp", "a password in a command", 0, r#"(?i)\s/(?:p|rp|pass|password|pwd):["']?([^\s"'`<][^\s"'`]{3,})"#, is_password),
    ("-p", "a password in a command", 0, r#"(?i)\s--?pass(?:word|wd)?(?:=|\s+)["']?([^\s"'`<-][^\s"'`]{3,})"#, is_password),
    ("convertto-securestring", "a password in a command", 0, r#"(?i)ConvertTo-SecureString\s+(?:-String\s+)?["']([^\s"'`]{4,})["']"#, is_account),
    ("pass|pwd|kennwort|secret|key|token", "a password", 0, r#"(?i)(?:pass(?:word|wd|phrase)?|pwd|passwort|kennwort|client_?secret|api_?key|auth_?token|access_?token)["'`*]{0,3}\s?(?:=|:=)\s?["'`“„]?([^\s"'`“”<>;,&()|]{6,64})"#, is_password),
    ("pass|kennwort|key|schlüssel|mot de|contrase", "a password", 0, r#"(?i)(?-u:\b)(?:pass(?:word|phrase|code)|passwort|kennwort|(?:wi-?fi|wlan|network|pre-?shared|netzwerk)[ -]?(?:key|schlüssel)|mot de passe|contraseña)(?:["'`*]{0,3}:["'`*]{0,3}\s+|\s(?:is|ist|lautet|est|es)(?: now| jetzt)?:?\s+)["'`*“„]{0,3}([^\s"'`“”<>,;()|*]{6,64})"#, is_told_password),
];

fn rules() -> Option<Rules> {
    let mut cues: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut all = Vec::new();
    for (at, (words, name, shown, form, is_real)) in ROWS.iter().enumerate() {
        for cue in words.split('|') {
            cues.entry(cue).or_default().push(at);
        }
        all.push(Rule {
            name,
            shown: *shown,
            form: Regex::new(form).ok()?,
            is_real: *is_real,
        });
    }
    let (words, of_cue): (Vec<&str>, Vec<_>) = cues.into_iter().unzip();
    let cues = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(words)
        .ok()?;
    Some(Rules { all, cues, of_cue })
}
