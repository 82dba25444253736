//! The socket.
//!
//! Takes the desk with the snapshots. Gives answers to the browsers of this machine. Never listens on another address
//! than 127.0.0.1, and never answers a page that came by another name, so that no foreign site can read a preview.

use crate::diag::Failure;
use crate::paths::ContentPath;
use crate::serve::desk::{Desk, Snapshot};
use crate::serve::reply::{Ask, Content, OURS, reply};
use crate::source::assets::locate;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, Method, Response, StatusCode, header};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use std::convert::Infallible;
use std::fs;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

/// So many ports are tried.
const TRIES: u16 = 20;

/// Takes the wanted port, or one of the next.
pub(super) fn bind(port: u16) -> Result<TcpListener, Failure> {
    let last = port.saturating_add(TRIES);
    let mut refused = None;
    for candidate in port..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, candidate)) {
            Ok(listener) => return Ok(listener),
            Err(e) => {
                let taken = e.kind() == io::ErrorKind::AddrInUse;
                refused = Some(e);
                if !taken {
                    break;
                }
            }
        }
    }
    let why = refused.map_or_else(String::new, |e| format!(": {e}"));
    Err(Failure::Other {
        what: format!("no port from {port} to {last} can be used{why}"),
        help: "choose another with --port".to_owned(),
    })
}

/// The port that was taken.
pub(super) fn port(listener: &TcpListener) -> Result<u16, Failure> {
    listener
        .local_addr()
        .map(|address| address.port())
        .map_err(|e| cannot_listen(&e))
}

fn cannot_listen(error: &io::Error) -> Failure {
    Failure::Other {
        what: format!("cannot listen: {error}"),
        help: "choose another port with --port".to_owned(),
    }
}

/// Answers from now on, on threads of its own, until the program ends.
pub(super) fn spawn(desk: Arc<Desk>, listener: TcpListener) -> Result<(), Failure> {
    listener
        .set_nonblocking(true)
        .map_err(|e| cannot_listen(&e))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|e| cannot_listen(&e))?;
    let app = Router::new().fallback(answer).with_state(desk);
    let listener = {
        // The listener joins the runtime that it is made in.
        let _inside = runtime.enter();
        tokio::net::TcpListener::from_std(listener).map_err(|e| cannot_listen(&e))?
    };
    thread::spawn(move || {
        // It only ends with the program, and then nobody is left to hear of it.
        let _ = runtime.block_on(axum::serve(listener, app).into_future());
    });
    Ok(())
}

async fn answer(State(desk): State<Arc<Desk>>, request: Request) -> Response<Body> {
    if !is_local(request.headers()) {
        return (StatusCode::FORBIDDEN, "ask for 127.0.0.1 or localhost").into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
    }
    let path = request.uri().path();
    if path.strip_prefix(OURS) == Some("events") {
        return events(&desk);
    }
    let ask = Ask {
        path,
        query: request.uri().query(),
        if_none_match: value(request.headers(), &header::IF_NONE_MATCH),
    };
    match reply(&desk.current(), &ask) {
        Some(reply) => fill(&desk, reply).await,
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn value<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Whether a page asks by a name of this machine. A foreign name could be made to lead here by its owner, and then his
/// page could read ours.
fn is_local(headers: &HeaderMap) -> bool {
    let Some(host) = value(headers, &header::HOST) else {
        return !headers.contains_key(header::HOST);
    };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "127.0.0.1" | "[::1]" | "localhost") || name.ends_with(".localhost")
}

/// Word of every new snapshot, beginning with the newest: server-sent events.
fn events(desk: &Desk) -> Response<Body> {
    let say = |snapshot: Arc<Snapshot>| {
        Ok::<_, Infallible>(Event::default().event("state").data(snapshot.state()))
    };
    let stream = WatchStream::new(desk.subscribe()).map(say);
    Sse::new(stream)
        .keep_alive(KeepAlive::default())
        .into_response()
}

/// Puts the bytes into an answer.
async fn fill(desk: &Desk, reply: Response<Content>) -> Response<Body> {
    let (parts, content) = reply.into_parts();
    let bytes = match content {
        Content::Bytes(bytes) => Some(bytes),
        Content::File(from) => {
            let root = desk.root.clone();
            tokio::task::spawn_blocking(move || read(&root, &from))
                .await
                .ok()
                .flatten()
        }
    };
    match bytes {
        Some(bytes) => Response::from_parts(parts, Body::from(bytes)),
        // Deleted a moment ago; the next build will know.
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn read(root: &Path, from: &ContentPath) -> Option<Vec<u8>> {
    fs::read(locate(root, from).ok()??).ok()
}

#[cfg(test)]
mod tests {
    use super::{bind, is_local, port};
    use axum::http::{HeaderMap, HeaderValue, header};

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let ask = |host: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_str(host).unwrap());
            is_local(&headers)
        };
        for host in ["127.0.0.1:8480", "localhost", "[::1]:80", "kb.localhost:1"] {
            assert!(ask(host), "{host}");
        }
        for host in [
            "example.com",
            "localhost.example.com:8480",
            "127.0.0.1.nip.io",
            "",
        ] {
            assert!(!ask(host), "{host}");
        }
        assert!(is_local(&HeaderMap::new()));
    }

    #[test]
    fn a_taken_port_leads_to_the_next() {
        let first = bind(0).unwrap();
        let taken = port(&first).unwrap();
        if let Ok(second) = bind(taken) {
            assert_ne!(port(&second).unwrap(), taken);
        }
    }
}
