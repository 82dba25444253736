//! A whole preview: a base that changes, and a browser made of a socket.

use crate::output::{Artifact, Output};
use crate::paths::OutPath;
use crate::serve::{Built, Event, Notice, Options, Pages, Watcher, run};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

fn output(path: &str, text: String) -> Output {
    let mut output = Output::default();
    let artifact = Artifact::Text(text);
    output.add(OutPath::new(path).unwrap(), artifact).unwrap();
    output
}

/// The simplest builder: the article is the page, and afterwards the index; the word "broken" breaks it.
fn build(root: &Path) -> Built<'static> {
    let text = fs::read_to_string(root.join("content/a.md")).unwrap_or_default();
    if text.contains("broken") {
        return Built {
            notice: Notice {
                overlay: Some("<p>it is broken</p>".to_owned()),
                errors: 1,
            },
            ..Built::default()
        };
    }
    Built {
        output: Some(Pages {
            mark: blake3::hash(text.as_bytes()).into(),
            output: Arc::new(output("index.html", format!("<body>{text}</body>"))),
        }),
        rest: Some(Box::new(move || {
            let index = output("index.txt", format!("index of {text}"));
            (Some(index), Notice::default())
        })),
        ..Built::default()
    }
}

/// Starts a preview; gives its address without `http://`. It ends with the test program.
fn preview(root: PathBuf) -> String {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let tell = |event: &Event| {
            if let Event::Listening { url, .. } = event {
                let address = url.trim_start_matches("http://").trim_end_matches('/');
                sender.send(address.to_owned()).unwrap();
            }
        };
        let options = Options {
            watch: vec![root.join("content")],
            ignore: Vec::new(),
            root: root.clone(),
            port: 0,
            open: false,
            watcher: Watcher::Native,
            on_event: &tell,
        };
        run(&options, &|_| build(&root)).map_err(|e| e.to_string())
    });
    receiver.recv_timeout(Duration::from_secs(10)).unwrap()
}

fn send(address: &str, method: &str, path: &str) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    BufReader::new(stream)
}

/// The whole answer, head and body.
fn ask(address: &str, method: &str, path: &str) -> String {
    let mut text = String::new();
    send(address, method, path)
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// The data of the next event.
fn event(stream: &mut BufReader<TcpStream>) -> String {
    loop {
        let mut line = String::new();
        assert!(stream.read_line(&mut line).unwrap() > 0, "the stream ended");
        if let Some(data) = line.strip_prefix("data: ") {
            return data.trim_end().to_owned();
        }
    }
}

#[test]
fn the_reader_sees_each_change_and_keeps_the_last_good_site() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().to_path_buf();
    fs::create_dir(root.join("content")).unwrap();
    let article = root.join("content/a.md");
    fs::write(&article, "one").unwrap();
    let address = preview(root);

    let page = ask(&address, "GET", "/");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    assert!(page.contains("<body>one<script src=\"/__deskbook/reload.js?v="));
    let head = ask(&address, "HEAD", "/");
    assert!(head.contains("content-length: ") && head.ends_with("\r\n\r\n"));
    assert!(ask(&address, "POST", "/").starts_with("HTTP/1.1 405 "));
    assert!(ask(&address, "GET", "/../../etc/passwd").starts_with("HTTP/1.1 404 "));

    let mut events = send(&address, "GET", "/__deskbook/events");
    let first = event(&mut events);
    assert!(first.contains("\"notice\":0"), "{first}");
    fs::write(&article, "two").unwrap();
    let second = event(&mut events);
    assert_ne!(first, second);
    assert!(ask(&address, "GET", "/").contains("<body>two"));

    fs::write(&article, "broken").unwrap();
    let third = event(&mut events);
    assert!(third.contains("\"errors\":1"), "{third}");
    assert!(ask(&address, "GET", "/").contains("<body>two"));
    assert!(ask(&address, "GET", "/__deskbook/overlay.html").contains("it is broken"));

    fs::write(&article, "two").unwrap();
    let fourth = event(&mut events);
    assert!(fourth.contains("\"errors\":0") && fourth.contains("\"notice\":0"));

    let indexed = || ask(&address, "GET", "/index.txt").ends_with("index of two");
    let soon = (0..200).any(|_| {
        thread::sleep(Duration::from_millis(10));
        indexed()
    });
    assert!(soon, "what is made afterwards is served");
}
