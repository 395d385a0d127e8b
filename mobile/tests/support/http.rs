//! Just enough of HTTP/1.1: one request per connection, bodies by their length.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use serde::Serialize;
use vitrine_shared::problem::{self, Code, Problem};

pub struct Request {
    pub method: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    /// Reads a request; `None` where the phone hung up.
    pub fn read(stream: &TcpStream) -> Option<Self> {
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let mut words = line.split_whitespace();
        let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
        let mut headers = Vec::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).ok()?;
            let Some((name, value)) = line.trim_end().split_once(':') else {
                break;
            };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut request = Self {
            method,
            path,
            headers,
            body: Vec::new(),
        };
        let length = request
            .header("content-length")
            .map_or(0, |length| length.parse().unwrap());
        request.body.resize(length, 0);
        reader.read_exact(&mut request.body).ok()?;
        Some(request)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

pub struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    pub fn json(value: &impl Serialize) -> Self {
        Self::typed(200, "application/json", serde_json::to_vec(value).unwrap())
    }

    pub fn problem(code: Code) -> Self {
        let body = serde_json::to_vec(&Problem::new(code)).unwrap();
        Self::typed(code.status(), problem::CONTENT_TYPE, body)
    }

    /// A log-in page, as the Wi-Fi of a shopping centre answers to everything.
    pub fn portal() -> Self {
        Self::typed(
            200,
            "text/html",
            b"<!doctype html><title>Wi-Fi</title>Aceito os termos".to_vec(),
        )
    }

    pub fn typed(status: u16, media_type: &str, body: Vec<u8>) -> Self {
        Self::empty(status)
            .with("content-type", media_type)
            .with_body(body)
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }

    fn with_body(mut self, body: Vec<u8>) -> Self {
        self.body = body;
        self
    }

    pub fn bytes(&self, is_head: bool) -> Vec<u8> {
        let mut out = format!("HTTP/1.1 {} X\r\nconnection: close\r\n", self.status).into_bytes();
        if self.status != 204 {
            out.extend(format!("content-length: {}\r\n", self.body.len()).bytes());
        }
        for (name, value) in &self.headers {
            out.extend(format!("{name}: {value}\r\n").bytes());
        }
        out.extend(b"\r\n");
        if !is_head {
            out.extend(&self.body);
        }
        out
    }
}

/// Writes as much as the other side takes.
pub fn write(mut stream: &TcpStream, bytes: &[u8]) {
    let _cut = stream.write_all(bytes);
    let _cut = stream.flush();
}
