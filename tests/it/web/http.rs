//! A server on a port of its own, and requests to it byte by byte, so that no client tidies them.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, mpsc};
use std::thread;

use countersign::web::{Setup, serve};

use super::keeper::Keeper;

/// A server; it ends with the tests.
pub(super) struct Server {
    pub(super) address: SocketAddr,
    pub(super) keeper: Arc<Keeper>,
}

impl Server {
    /// One with a review of so many rows.
    pub(super) fn with(rows: usize) -> Self {
        let keeper = Arc::new(Keeper::with(rows));
        let (tell, told) = mpsc::channel();
        let setup = Setup {
            listen: "127.0.0.1:0".parse().unwrap(),
            intake: None,
            intake_url: None,
            person: "Mara".into(),
            limit: 1 << 20,
        };
        let office = keeper.clone();
        thread::spawn(move || serve(office, setup, |address| tell.send(address).unwrap()).unwrap());
        Self { address: told.recv().unwrap(), keeper }
    }

    /// A page's address.
    pub(super) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Sends a request with these header lines. `Host` is the server's own unless they name one.
    pub(super) fn send(&self, line: &str, headers: &[&str], body: &[u8]) -> Response {
        send(self.address, line, headers, body)
    }

    pub(super) fn get(&self, path: &str) -> Response {
        self.send(&format!("GET {path}"), &[], b"")
    }

    /// Sends a form as a browser's page of ours does.
    pub(super) fn post(&self, path: &str, form: &str) -> Response {
        let kind = "Content-Type: application/x-www-form-urlencoded";
        self.send(&format!("POST {path}"), &[kind, "Sec-Fetch-Site: same-origin"], form.as_bytes())
    }
}

/// Sends a request to a server.
pub(super) fn send(address: SocketAddr, line: &str, headers: &[&str], body: &[u8]) -> Response {
    let mut stream = TcpStream::connect(address).unwrap();
    let mut head = format!("{line} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    if !headers.iter().any(|header| header.starts_with("Host:")) {
        head.push_str(&format!("Host: {}\r\n", address));
    }
    headers.iter().for_each(|header| head.push_str(&format!("{header}\r\n")));
    stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
    // A server that has heard enough may hang up before the end.
    _ = stream.write_all(body);
    let mut answer = Vec::new();
    _ = stream.read_to_end(&mut answer);
    let body = answer.windows(4).position(|four| four == b"\r\n\r\n").map_or(answer.len(), |at| at + 4);
    Response { text: String::from_utf8_lossy(&answer).into_owned(), body: answer[body..].to_vec() }
}

/// What came back.
pub(super) struct Response {
    pub(super) text: String,
    pub(super) body: Vec<u8>,
}

impl Response {
    pub(super) fn status(&self) -> &str {
        self.text.split(' ').nth(1).unwrap_or("none")
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let head = self.text.split("\r\n\r\n").next().unwrap();
        head.lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
}
