//! Clients that mean no good to a preview, or know no better.
//!
//! Takes a running preview and a socket. Gives it everything but a request. Never expects an answer to nonsense, but
//! always one to the next good request, and never a byte of a file that is not of the site.

use crate::faults::Dice;
use crate::kb::Kb;
use crate::serve::Server;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

const SECRET: &str = "canary-7d1f";

fn preview() -> (Kb, Server) {
    let kb = Kb::new()
        .settings(&format!("title: Help # {SECRET}\n"))
        .article("content/vpn.md", "VPN", "")
        .file("secret.txt", SECRET)
        .file("content/.env", SECRET);
    let server = Server::start(&kb, &[]);
    (kb, server)
}

/// Sends a whole request, and gives the whole answer.
fn ask(server: &Server, request: &str) -> String {
    let mut stream = connect(server);
    stream.write_all(request.as_bytes()).unwrap();
    rest(stream)
}

/// Sends bytes as they are and no more, and gives what comes back.
fn send(server: &Server, bytes: &[u8]) -> String {
    let mut stream = connect(server);
    // The server may hang up while we are still speaking.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    rest(stream)
}

fn connect(server: &Server) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    let patience = Some(Duration::from_secs(10));
    stream.set_read_timeout(patience).unwrap();
    stream.set_write_timeout(patience).unwrap();
    stream
}

fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn is_well(server: &Server, told: &str) {
    let (head, body) = server.get("/vpn/");
    assert!(head.starts_with("http/1.1 200"), "{told}: {head}");
    assert!(body.contains("What to do about it."), "{told}");
}

/// Ways out of the site, and addresses that are none.
const PATHS: [&str; 33] = [
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..\\secret.txt",
    "/..%5csecret.txt",
    "/%252e%252e/secret.txt",
    "/vpn/../../secret.txt",
    "/./../secret.txt",
    "//secret.txt",
    "/secret.txt",
    "/deskbook.yaml",
    "/content/.env",
    "/.env",
    "/%00",
    "/secret.txt%00.html",
    "/%ff%fe",
    "/%",
    "/%zz",
    "/%c0%ae%c0%ae/secret.txt",
    "/__deskbook/../secret.txt",
    "/__deskbook/%2e%2e/secret.txt",
    "/__deskbook/",
    "/__deskbook/nothing",
    "/file:///etc/passwd",
    "/vpn/?../../secret.txt",
    "*",
    "",
    "http://evil.example/vpn/",
    "/vpn/#../secret.txt",
    "/C:/secret.txt",
    "/CON",
    "/vpn/index.html/",
];

fn line(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
}

/// What is no request.
fn nonsense() -> Vec<String> {
    let long = "a".repeat(2_000_000);
    vec![
        String::new(),
        "\r\n\r\n\r\n".to_owned(),
        "\0\0\0\0".to_owned(),
        "GET".to_owned(),
        "GET / HTTP/9.9\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n".to_owned(),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
        "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0".to_owned(),
        line(&format!("/{long}")),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: y\r\n".repeat(20_000)),
        format!("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n{long}"),
        "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(),
        "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n".to_owned(),
        "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(),
    ]
}

#[test]
fn nonsense_is_survived_and_gives_nothing_away() {
    let (_kb, server) = preview();
    for path in PATHS {
        let answer = ask(&server, &line(path));
        assert!(answer.starts_with("HTTP/1.1 "), "{path}: {answer}");
        assert!(!answer.contains(SECRET), "{path}: {answer}");
    }
    for request in nonsense() {
        let told: String = request.chars().take(60).collect();
        let answer = send(&server, request.as_bytes());
        assert!(!answer.contains(SECRET), "{told}: {answer}");
    }
    is_well(&server, "after nonsense");
    let mut dice = Dice(0xBAD_C0DE);
    for n in 0..200 {
        let mut request = line("/vpn/").into_bytes();
        for _ in 0..=dice.below(6) {
            let at = usize::try_from(dice.below(request.len() as u64)).unwrap();
            request[at] = u8::try_from(dice.below(256)).unwrap();
        }
        assert!(!send(&server, &request).contains(SECRET), "noise {n}");
    }
    is_well(&server, "after noise");
}

#[test]
fn a_page_that_came_by_another_name_is_refused() {
    let (_kb, server) = preview();
    for host in [
        "evil.example",
        "evil.example:8480",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "0.0.0.0",
        "[::]",
        "",
    ] {
        for path in ["/", "/vpn/", "/__deskbook/events", "/search/index.js"] {
            let answer = ask(
                &server,
                &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
            );
            assert!(
                answer.starts_with("HTTP/1.1 403"),
                "{host} {path}: {answer}"
            );
            assert!(!answer.contains("VPN"), "{host} {path}");
        }
    }
    is_well(&server, "after other names");
}

#[test]
fn clients_that_hang_stop_nobody() {
    let (kb, server) = preview();
    let mut hanging = Vec::new();
    for n in 0..300 {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
        let begun: &[u8] = match n % 4 {
            0 => b"",
            1 => b"GET /vpn/ HT",
            2 => b"GET /vpn/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
            // Asks again and again, and reads nothing of the answers.
            _ => b"GET /__deskbook/events HTTP/1.1\r\nHost: localhost\r\n\r\n",
        };
        stream.write_all(begun).unwrap();
        hanging.push(stream);
    }
    is_well(&server, "while others hang");
    kb.write(
        "content/vpn.md",
        "---\ntitle: VPN\n---\n\nSaved while others hang.\n",
    );
    let _ = server.wait_for("/vpn/", "Saved while others hang.");
    drop(hanging);
    kb.write(
        "content/vpn.md",
        "---\ntitle: VPN\n---\n\nWhat to do about it.\n",
    );
    let _ = server.wait_for("/vpn/", "What to do about it.");
    is_well(&server, "after they went");
}
