//! A small HTTP server that answers what a test tells it.

use parking_lot::Mutex;
use std::sync::Arc;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// What the server does with a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Answers with a status and a body.
    Body(u16, String),
    /// Keeps the connection open and says nothing.
    Silence,
}

/// A running server.
pub struct Server {
    pub url: String,
    reply: Arc<Mutex<Reply>>,
    asked: Arc<Mutex<Vec<String>>>,
    serving: JoinHandle<()>,
}

impl Server {
    pub async fn start(reply: Reply) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("binds");
        let url = format!("http://{}", listener.local_addr().expect("is bound"));
        let (reply, asked) = (Arc::new(Mutex::new(reply)), Arc::new(Mutex::new(Vec::new())));
        let (replies, paths) = (reply.clone(), asked.clone());
        let serving = tokio::spawn(async move {
            // Connections without an answer are kept here.
            let mut silent = Vec::new();
            while let Ok((mut stream, _)) = listener.accept().await {
                let path = read_path(&mut stream).await;
                paths.lock().push(path);
                let reply = replies.lock().clone();
                match reply {
                    Reply::Body(status, body) => respond(&mut stream, status, &body).await,
                    Reply::Silence => silent.push(stream),
                }
            }
        });
        Self { url, reply, asked, serving }
    }

    /// What to answer from now on.
    pub fn set(&self, reply: Reply) {
        *self.reply.lock() = reply;
    }

    /// The paths that were asked for.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().clone()
    }

    /// Nobody listens any more.
    pub async fn stop(self) {
        self.serving.abort();
        let _ = self.serving.await;
    }
}

async fn read_path(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => request.push(byte),
            Err(_) => break,
        }
    }
    String::from_utf8_lossy(&request).split(' ').nth(1).unwrap_or_default().to_string()
}

async fn respond(stream: &mut TcpStream, status: u16, body: &str) {
    let length = body.len();
    let head = format!("HTTP/1.1 {status} x\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
    // A client that has read enough goes away.
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(body.as_bytes()).await;
}
