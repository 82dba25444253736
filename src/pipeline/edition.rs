//! For whom a site is made.
//!
//! Takes the plan and the settings. Gives the [`Edition`]: an audience of the ladder, and a client. Never reads an article.

use crate::config::Settings;
use crate::diag::Failure;
use crate::model::edition::Edition;
use crate::parse::Internal;
use crate::pipeline::{Plan, Purpose};

/// The edition that a plan means; `spoken` is whether anybody speaks of audiences.
pub(super) fn of(plan: &Plan, settings: &Settings, spoken: bool) -> Result<Edition, Failure> {
    let narrowest = &settings.audiences[0];
    let widest = &settings.audiences[settings.audiences.len() - 1];
    let audience = match (&plan.audience, &settings.audience, plan.purpose) {
        (Some(asked), _, _) => asked,
        (None, Some(usual), Purpose::Publish) => usual,
        (None, None, Purpose::Publish) if spoken => widest,
        (None, _, _) => narrowest,
    };
    let rung = settings.rung(audience).ok_or_else(|| Failure::Usage {
        what: format!("there is no audience `{audience}`"),
        help: format!("the ladder is {}", settings.audiences.join(" < ")),
    })?;
    if let Some(client) = &plan.client
        && !settings.clients.is_empty()
        && !settings.clients.contains(client)
    {
        return Err(Failure::Usage {
            what: format!("there is no client `{client}`"),
            help: format!("the settings name {}", settings.clients.join(", ")),
        });
    }
    Ok(Edition {
        audience: audience.clone(),
        rung,
        client: plan.client.clone(),
    })
}

/// `:::internal` blocks are for the narrowest audience.
pub(super) fn internal(edition: &Edition) -> Internal {
    if edition.is_internal() {
        Internal::Keep
    } else {
        Internal::Remove
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Settings;
    use crate::pipeline::edition::of as edition;
    use crate::pipeline::{Plan, Purpose, Trails};

    fn plan(audience: Option<&str>, purpose: Purpose) -> Plan {
        Plan {
            root: ".".into(),
            out: None,
            audience: audience.map(str::to_owned),
            client: None,
            base_url: None,
            purpose,
            trails: Trails::Never,
        }
    }

    #[test]
    fn a_plain_build_is_for_the_widest_audience_once_anybody_speaks_of_one() {
        let settings = Settings::default();
        let of = |plan: &Plan, spoken| {
            edition(plan, &settings, spoken)
                .map(|e| e.audience)
                .unwrap_or_default()
        };
        assert_eq!(of(&plan(None, Purpose::Publish), true), "public");
        assert_eq!(of(&plan(None, Purpose::Publish), false), "internal");
        assert_eq!(of(&plan(None, Purpose::Preview), true), "internal");
        assert_eq!(
            of(&plan(Some("partners"), Purpose::Publish), true),
            "partners"
        );
        assert!(edition(&plan(Some("everyone"), Purpose::Publish), &settings, true).is_err());
    }
}
