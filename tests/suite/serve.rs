//! `deskbook serve`: the live preview.
//!
//! Takes a small base and a free port. Gives what a browser gets over the wire. Never waits longer than a person would.

use crate::kb::Kb;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// A running server; ends with the value.
pub(crate) struct Server {
    child: Child,
    pub(crate) port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts on a free port and waits until it answers.
    pub(crate) fn start(kb: &Kb, more: &[&str]) -> Self {
        let port = free_port();
        let number = port.to_string();
        let args: Vec<&str> = ["serve", "--port", &number]
            .iter()
            .chain(more)
            .copied()
            .collect();
        Self::run(kb.command(&args), port)
    }

    /// Starts what serves on a port, and waits until it answers.
    pub(crate) fn run(mut command: Command, port: u16) -> Self {
        let command = command.stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().unwrap();
        let mut server = Self { child, port };
        let end = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = server.child.try_wait().unwrap();
            assert!(
                ended.is_none() && Instant::now() < end,
                "the server does not answer: {ended:?}"
            );
            std::thread::sleep(Duration::from_millis(30));
        }
        // The port is open before the first build: only an answer says that there is a site.
        let _ = server.get("/");
        server
    }

    /// Sends a signal, and says how the server ended.
    pub(crate) fn signal(&mut self, name: &str) -> ExitStatus {
        let process = self.child.id().to_string();
        let sent = Command::new("kill").args([name, &process]).status();
        assert!(sent.unwrap().success());
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < end, "{name} does not end it");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub(crate) fn open(&self, method: &str, path: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.port
        )
        .unwrap();
        BufReader::new(stream)
    }

    /// Head and body of an answer.
    pub(crate) fn get(&self, path: &str) -> (String, String) {
        let mut all = Vec::new();
        self.open("GET", path).read_to_end(&mut all).unwrap();
        let all = String::from_utf8_lossy(&all).into_owned();
        let (head, body) = all.split_once("\r\n\r\n").unwrap();
        (head.to_lowercase(), body.to_owned())
    }

    /// Asks until the page says what is wanted.
    pub(crate) fn wait_for(&self, path: &str, wanted: &str) -> String {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            let (_, body) = self.get(path);
            if body.contains(wanted) {
                return body;
            }
            assert!(
                Instant::now() < end,
                "{path} never says {wanted:?}:\n{body}"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// A port that nobody uses at the moment.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn base() -> Kb {
    Kb::new()
        .article("content/vpn.md", "VPN error 809", "")
        .git()
}

#[test]
fn pages_come_with_their_kind_and_a_strict_policy() {
    let kb = base();
    let server = Server::start(&kb, &[]);
    let (head, body) = server.get("/");
    assert!(
        head.starts_with("http/1.1 200") && head.contains("text/html"),
        "{head}"
    );
    assert!(
        head.contains("content-security-policy: default-src 'self'")
            && head.contains("require-trusted-types-for 'script'"),
        "{head}"
    );
    assert!(
        body.contains("/__deskbook/reload.js"),
        "the script is added only when sending"
    );
    let (head, _) = server.get("/vpn");
    assert!(
        head.starts_with("http/1.1 308") && head.contains("location: /vpn/"),
        "{head}"
    );
    let (head, body) = server.get("/nowhere/at/all/");
    assert!(
        head.starts_with("http/1.1 404") && body.contains("data-kind=\"not-found\""),
        "{head}"
    );
    for path in [
        "/../deskbook.yaml",
        "/%2e%2e/content/vpn.md",
        "//etc/passwd",
        "/content/vpn.md",
    ] {
        let (head, _) = server.get(path);
        assert!(!head.starts_with("http/1.1 200"), "{path}: {head}");
    }
    assert!(!kb.has("public"), "serve writes nothing");
}

#[test]
fn a_change_is_told_and_shown() {
    let kb = base();
    let server = Server::start(&kb, &[]);
    let mut events = server.open("GET", "/__deskbook/events");
    let mut line = String::new();
    while events.read_line(&mut line).unwrap() > 2 {
        line.clear();
    }
    kb.write("content/vpn.md", "# VPN error 809\n\nFresh words.\n");
    let _ = server.wait_for("/vpn/", "Fresh words.");
    line.clear();
    let told = (0..20).any(|_| {
        line.clear();
        events.read_line(&mut line).unwrap();
        line.starts_with("data:") || line.starts_with("event:")
    });
    assert!(told, "an event is sent");
    kb.write("content/new.md", "# A new article\n\nHello.\n");
    let _ = server.wait_for("/new/", "Hello.");
    std::fs::remove_file(kb.path("content/new.md")).unwrap();
    let end = Instant::now() + Duration::from_secs(20);
    while !server.get("/new/").0.starts_with("http/1.1 404") {
        assert!(Instant::now() < end, "a deleted article goes");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn an_error_is_shown_over_the_last_good_site() {
    let kb = base();
    let server = Server::start(&kb, &[]);
    kb.write("deskbook.yaml", "audiance: internal\n");
    let overlay = server.wait_for("/__deskbook/overlay.html", "audiance");
    assert!(overlay.contains("KB051"), "{overlay}");
    let (_, page) = server.get("/");
    assert!(
        page.contains("data-kind=\"home\""),
        "the last good site stays"
    );
    kb.write("deskbook.yaml", "title: Mended\n");
    let _ = server.wait_for("/", "Mended");
}

#[test]
fn polling_sees_changes_too() {
    let kb = base();
    let server = Server::start(&kb, &["--poll"]);
    kb.write("content/vpn.md", "# VPN error 809\n\nPolled words.\n");
    let _ = server.wait_for("/vpn/", "Polled words.");
}

#[test]
fn a_taken_port_leads_to_the_next() {
    let kb = base();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let mut child = kb
        .command(&["serve", "--port", &port])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (send, receive) = std::sync::mpsc::channel();
    let streams: [Box<dyn Read + Send>; 2] = [
        Box::new(child.stdout.take().unwrap()),
        Box::new(child.stderr.take().unwrap()),
    ];
    for stream in streams {
        let send = send.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                let _ = send.send(line);
            }
        });
    }
    let mut told = Vec::new();
    while let Ok(line) = receive.recv_timeout(Duration::from_secs(20)) {
        let done = line.contains("http://");
        told.push(line);
        if done {
            break;
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    let told = told.join("\n");
    assert!(
        told.contains("http://127.0.0.1:") && !told.contains(&format!("127.0.0.1:{port}/")),
        "{told}"
    );
}
