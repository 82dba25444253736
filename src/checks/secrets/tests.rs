//! Secrets and what only looks like them. No real secret stands here, and none is written in one piece.

use super::find;
use super::rules::{RULES, Rule};

/// The secrets of a text, by kind.
fn found(text: &str) -> Vec<(&'static str, &str)> {
    let told = |(rule, range): (&Rule, std::ops::Range<usize>)| (rule.name, &text[range]);
    find(text).into_iter().map(told).collect()
}

/// Letters that look drawn by lot.
const LOT: &str = "q7Rk2mZp9Xw4Tn8Bv3Ls6Hd5Jf1GcYaUeQoRk2mZp9Xw4Tn8Bv3Ls6Hd5";

#[test]
fn every_rule_can_be_read() {
    assert!(RULES.is_some());
}

#[test]
fn tokens_are_known_by_their_form() {
    let upper = LOT.to_uppercase();
    for (token, name) in [
        (format!("AKIA{}", &upper[..16]), "an AWS access key"),
        (format!("ghp_{}", &LOT[..36]), "a GitHub token"),
        (format!("glpat-{}", &LOT[..20]), "a GitLab token"),
        (format!("xoxb-{}", &LOT[..24]), "a Slack token"),
        (format!("sk_live_{}", &LOT[..24]), "a Stripe key"),
        (format!("AIza{}", &LOT[..35]), "a Google API key"),
        (
            format!("eyJ{0}.eyJ{0}.{0}", &LOT[..20]),
            "a signed token (JWT)",
        ),
        (format!("abc8Q~{}", &LOT[..32]), "an Azure client secret"),
    ] {
        assert_eq!(
            found(&format!("use {token} here")),
            [(name, token.as_str())]
        );
    }
    let key = format!("-----BEGIN RSA PRIVATE KEY-----\n{LOT}{LOT}\n-----END");
    assert_eq!(found(&key)[0].0, "a private key");
}

#[test]
fn passwords_are_known_by_what_stands_before_them() {
    for (text, secret) in [
        ("The Wi-Fi password is `Kolibri-47`.", "Kolibri-47"),
        ("Das Kennwort lautet Sommer2031!", "Sommer2031!"),
        ("**Password:** Kolibri47", "Kolibri47"),
        (
            "curl -u svc-backup:Kolibri47 https://x.example",
            "Kolibri47",
        ),
        (
            "net use Z: \\\\files\\data /user:LARK\\scan Kolibri47",
            "Kolibri47",
        ),
        (
            "net use Z: \\\\files\\data Kolibri47 /user:scan",
            "Kolibri47",
        ),
        ("net user helper Kolibri47 /add", "Kolibri47"),
        ("mysql -u root -pKolibri47 shop", "Kolibri47"),
        ("xfreerdp /u:ada /p:Kolibri47 /v:desk", "Kolibri47"),
        ("Server=db;User ID=app;Password=Kolibri#47;", "Kolibri#47"),
        ("ftp://scan:Kolibri47@files.example.com/in", "Kolibri47"),
        (
            "ConvertTo-SecureString \"Kolibri#47\" -AsPlainText -Force",
            "Kolibri#47",
        ),
    ] {
        let all = found(text);
        assert_eq!(
            all.iter()
                .map(|(_, s)| s.trim_end_matches('.'))
                .collect::<Vec<_>>(),
            [secret],
            "{text}"
        );
    }
}

#[test]
fn placeholders_and_talk_of_passwords_are_no_secrets() {
    for text in [
        "The password is expired, wrong or case-sensitive.",
        "Password: at least 14 characters",
        "The password is valid for 90 days",
        "curl -u user:<password> https://x.example",
        "curl -u \"$USER:$PASSWORD\" https://x.example",
        "net use Z: \\\\files\\data /user:%USERNAME% *",
        "net use Z: \\\\files\\data /user:LARK\\ada /persistent:yes",
        "mysql -u root -p shop",
        "ssh -p 2222 ada@host.example",
        "password = os.environ['DB_PASSWORD']",
        "password=YourPassword1",
        "--password=$(cat /run/secret)",
        "https://user:password@host.example",
        "postgres://${USER}:${PASS}@db",
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        "`111111-222222-333333-444444-555555-666666-777777-888888`",
        "new String password = request.getParameter(name1);",
        "Kennwort: mindestens 14 Zeichen",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn recovery_keys_are_known_by_their_arithmetic() {
    let groups = [
        40_001_u32, 12_345, 65_535, 9_999, 31_416, 27_182, 14_142, 57_721,
    ];
    let key = groups.map(|g| format!("{:06}", g * 11)).join("-");
    assert_eq!(found(&key).len(), 1, "{key}");
    let slip = groups.map(|g| format!("{:06}", g * 11 + 1)).join("-");
    assert_eq!(found(&slip), [], "{slip}");
}
