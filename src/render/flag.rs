//! The way to say that an article is wrong, and the flags that were raised.
//!
//! Takes the settings, the article and its address. Gives a link that works without script, and the flags for those who
//! keep the article. Never shows a flag outside the narrowest audience: it may quote anybody.

use crate::config::Settings;
use crate::parse::front_matter::Flag;
use crate::render::contact::About;
use crate::render::context::{FlagContext, FlagWay};
use crate::render::history::shown_name;
use crate::render::hrefs::encode_value;
use crate::render::words::{Words, day, word};

/// The link "Something wrong here?": the address of the settings, else a mail.
#[must_use]
pub fn way(settings: &Settings, about: &About<'_>, words: &Words) -> FlagWay {
    let mail = settings.contact.mail.as_ref();
    let own = settings.flag_url.clone();
    let Some(open) = own.or_else(|| mail.map(|mail| message(mail, words))) else {
        return FlagWay::default();
    };
    let known = [
        ("{id}", about.key),
        ("{title}", about.title),
        ("{url}", about.url),
    ];
    let template = known.iter().fold(open, |text, (name, value)| {
        text.replace(name, &encode_value(value))
    });
    FlagWay {
        url: template.replace("{section}", ""),
        template,
    }
}

fn message(mail: &str, words: &Words) -> String {
    let line =
        |key: &str, value: &str| format!("{}:%20{value}%0D%0A", encode_value(&word(words, key)));
    format!(
        "mailto:{mail}?subject={}:%20{{title}}&body={}",
        encode_value(&word(words, "flag_subject")),
        [
            line("note_article", "{title}%20({id})"),
            line("note_page", "{url}"),
            line("note_section", "{section}"),
            line("flag_what", ""),
        ]
        .concat()
    )
}

/// The flags of an article.
#[must_use]
pub fn flags(flags: &[Flag], words: &Words) -> Vec<FlagContext> {
    let shown = |flag: &Flag| FlagContext {
        date: flag.date.map(|d| d.to_string()).unwrap_or_default(),
        date_text: flag.date.map(|d| day(words, d)).unwrap_or_default(),
        by: shown_name(flag.by.as_deref().unwrap_or_default()).to_owned(),
        text: flag.text.value.clone(),
    };
    flags.iter().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::way;
    use crate::config::Settings;
    use crate::render::contact::About;
    use crate::render::words::Words;

    #[test]
    fn a_flag_goes_to_its_address_else_by_mail_else_nowhere() {
        let about = About {
            title: "VPN & co",
            key: "KB0042",
            url: "https://h.example/vpn/",
        };
        let of = |settings: &Settings| way(settings, &about, &Words::default());
        let mut settings = Settings::default();
        assert_eq!(of(&settings).url, "");
        settings.contact.mail = Some("a@b.example".to_owned());
        let found = of(&settings);
        assert!(
            found
                .url
                .starts_with("mailto:a@b.example?subject=flag_subject:%20VPN%20%26%20co&body=")
        );
        assert!(found.template.contains("{section}") && !found.url.contains('{'));
        settings.flag_url = Some("https://git.example/new?title={id}&at={section}".to_owned());
        assert_eq!(
            of(&settings).template,
            "https://git.example/new?title=KB0042&at={section}"
        );
    }
}
