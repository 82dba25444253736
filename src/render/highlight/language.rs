//! Names of languages, as people write them.
//!
//! Takes the word behind a code fence. Gives the name that the syntaxes know, whether the block is a session at a prompt, and
//! where a prompt ends. Never fails: an unknown name is handed on.

/// The name by which the syntaxes know a language; empty where colours would mean nothing.
pub(crate) fn syntax_name(language: &str) -> &str {
    match language {
        "text" | "txt" | "plain" | "plaintext" | "none" | "output" | "log" | "console-output" => "",
        "shell" | "console" | "shell-session" | "shellsession" | "sh-session" | "terminal"
        | "ps1con" | "pwsh-session" | "azurecli" | "azure-cli" | "zsh" | "ksh" | "bash" => "sh",
        "powershell"
        | "pwsh"
        | "posh"
        | "ps"
        | "psm1"
        | "azurepowershell"
        | "azurepowershell-interactive" => "ps1",
        "cmd" | "batch" | "dos" | "batchfile" | "doscon" => "bat",
        "yml" => "yaml",
        "jsonc" | "json5" => "json",
        "reg" | "registry" | "conf" | "cfg" | "editorconfig" => "ini",
        "xaml" | "plist" => "xml",
        "c#" => "cs",
        "vb" | "vbscript" | "vbnet" => "vbs",
        other => other,
    }
}

/// Whether a block shows what was typed and what was answered.
pub(crate) fn is_session(language: &str) -> bool {
    matches!(
        language,
        "console"
            | "shell-session"
            | "shellsession"
            | "sh-session"
            | "terminal"
            | "ps1con"
            | "pwsh-session"
            | "doscon"
    )
}

/// The length of the prompt at the head of a line, the space behind it included.
pub(crate) fn prompt(line: &str) -> Option<usize> {
    if line.starts_with("$ ") || line.starts_with("# ") || line.starts_with("% ") {
        return Some(2);
    }
    let end = line.find("> ")? + 2;
    let head = &line[..end];
    let drive = head.as_bytes().get(1) == Some(&b':');
    (head.starts_with("PS ") || head == "PS> " || drive).then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::render::highlight::language::prompt;

    #[test]
    fn prompts_end_behind_their_space() {
        for (line, want) in [
            ("$ ls", Some(2)),
            ("# ls", Some(2)),
            ("PS C:\\a b> dir", Some(11)),
            ("PS> dir", Some(4)),
            ("C:\\> dir", Some(5)),
            ("a > b", None),
            ("$HOME", None),
            ("", None),
        ] {
            assert_eq!(prompt(line), want, "{line}");
        }
    }
}
