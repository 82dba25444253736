//! Hosts that only a network of its own can reach.
//!
//! Takes a name or an address. Gives whether it is private. Never asks a network.

use std::net::Ipv4Addr;

/// Endings of names that the public name service does not know.
const ENDINGS: [&str; 6] = [
    ".local",
    ".corp",
    ".internal",
    ".intranet",
    ".lan",
    ".localdomain",
];

/// Names under such endings that everybody has, or that stand for no firm.
const EVERYBODY: [&str; 9] = [
    "docker.internal",
    "google.internal",
    "cluster.local",
    "example",
    "contoso",
    "fabrikam",
    "yourdomain",
    "mydomain",
    "domain.local",
];

/// First words of names in code: `com.example.internal`.
const CODE: [&str; 12] = [
    "com", "org", "net", "io", "java", "javax", "sun", "jdk", "this", "self", "window", "config",
];

/// Whether an address of version 4 is private, and not the usual one of a router at home.
#[must_use]
pub fn is_private_address(address: &str) -> bool {
    address.parse::<Ipv4Addr>().is_ok_and(|ip| {
        let [a, b, c, d] = ip.octets();
        // The usual addresses of routers: 192.168.1.1, 10.0.0.138, 10.0.1.1.
        let router = d == 1 || (a, b, d) == (192, 168, 254) || (a, b, c) == (10, 0, 0);
        ip.is_private() && !router && d != 0 && d != 255
    })
}

/// Whether a host name ends as names of inner networks do.
#[must_use]
pub fn is_private_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let first = lower.split('.').next().unwrap_or_default();
    // `site.internal` is more often a name in code than a host.
    let vague =
        lower.ends_with(".internal") && !lower.contains('-') && lower.matches('.').count() < 2;
    ENDINGS.iter().any(|ending| lower.ends_with(ending))
        && !vague
        && !EVERYBODY.iter().any(|word| lower.contains(word))
        && !CODE.contains(&first)
}

/// Whether only an inner network knows the host of a link. The reader's own machine (`localhost`) is no such place.
#[must_use]
pub fn is_private_host(host: &str) -> bool {
    let lower = host.trim_end_matches('.').to_lowercase();
    let address = lower.parse::<Ipv4Addr>();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let single = lower.len() > 1 && lower.chars().all(plain) && lower != "localhost";
    address.is_ok_and(|ip| ip.is_private()) || single || is_private_name(&lower)
}

#[cfg(test)]
mod tests {
    use crate::text::hosts::{is_private_address, is_private_host, is_private_name};

    #[test]
    fn private_addresses_are_known_without_the_routers_of_homes() {
        for (address, private) in [
            ("10.20.3.17", true),
            ("172.20.1.9", true),
            ("172.40.1.9", false),
            ("192.168.40.12", true),
            ("192.168.178.1", false),
            ("10.0.0.138", false),
            ("10.0.1.1", false),
            ("192.168.4.0", false),
            ("8.8.8.8", false),
            ("10.2.300.4", false),
        ] {
            assert_eq!(is_private_address(address), private, "{address}");
        }
    }

    #[test]
    fn names_of_inner_networks_are_known() {
        assert!(is_private_name("files.lark.local") && is_private_name("WIKI.CORP"));
        assert!(!is_private_name("files.example.local") && !is_private_name("com.lark.internal"));
        assert!(is_private_name("db.lark.internal") && !is_private_name("site.internal"));
        assert!(!is_private_name("example.com") && !is_private_name("host.docker.internal"));
        assert!(
            is_private_host("intranet")
                && !is_private_host("localhost")
                && is_private_host("10.0.0.5")
        );
        assert!(!is_private_host("help.example.com") && !is_private_host("{tenant}"));
    }
}
