//! One small HTTP server: `/metrics`, `/health` (the process runs) and `/health/readiness` (it does its work).

mod health;

pub use health::Health;

use crate::{error::NodeError, metrics::Metrics, tasks::Shutdown};
use http_body_util::Full;
use hyper::{
    body::Bytes, header::CONTENT_TYPE, server::conn::http1, service::service_fn, Method, Request, Response, StatusCode,
};
use hyper_util::rt::TokioIo;
use std::{convert::Infallible, io, net::SocketAddr, sync::Arc};
use tokio::net::TcpListener;

/// The server, bound to its port but not serving yet.
pub struct HttpServer {
    listener: TcpListener,
    metrics: Arc<Metrics>,
    health: Arc<Health>,
}

impl HttpServer {
    /// Binds the port.
    pub async fn bind(address: SocketAddr, metrics: Arc<Metrics>, health: Arc<Health>) -> Result<Self, NodeError> {
        let listener = TcpListener::bind(address)
            .await
            .map_err(|error| bind_error("metrics server", address, "--metrics-port", error))?;
        Ok(Self { listener, metrics, health })
    }

    /// The address it listens on.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until the token is cancelled.
    pub async fn serve(self, shutdown: Shutdown) -> Result<(), io::Error> {
        loop {
            let stream = tokio::select! {
                () = shutdown.cancelled() => return Ok(()),
                accepted = self.listener.accept() => match accepted {
                    Ok((stream, _)) => stream,
                    // A client that went away again, or no free file descriptor: neither is a reason to stop.
                    Err(error) => {
                        tracing::debug!(%error, "cannot accept a connection");
                        continue;
                    }
                },
            };
            let (metrics, health) = (self.metrics.clone(), self.health.clone());
            tokio::spawn(async move {
                let service = service_fn(move |request| {
                    let response = respond(&request, &metrics, &health);
                    async move { Ok::<_, Infallible>(response) }
                });
                if let Err(error) = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await {
                    tracing::debug!(%error, "a connection ended");
                }
            });
        }
    }
}

/// What a failed bind means to the user.
pub fn bind_error(what: &'static str, address: SocketAddr, flag: &'static str, error: io::Error) -> NodeError {
    if error.kind() == io::ErrorKind::AddrInUse {
        NodeError::PortInUse { what, address, flag }
    } else {
        NodeError::Config(format!("{what} cannot listen on {address}: {error}; choose another address with {flag}"))
    }
}

fn respond<B>(request: &Request<B>, metrics: &Metrics, health: &Health) -> Response<Full<Bytes>> {
    if request.method() != Method::GET {
        return text(StatusCode::METHOD_NOT_ALLOWED, "text/plain", "only GET\n".into());
    }
    match request.uri().path() {
        "/metrics" => {
            text(StatusCode::OK, "application/openmetrics-text; version=1.0.0; charset=utf-8", metrics.render())
        }
        "/health" => text(StatusCode::OK, "application/json", "{\"status\":\"alive\"}\n".into()),
        "/health/readiness" => {
            let (ready, body) = health.render();
            let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
            text(status, "application/json", body)
        }
        _ => text(StatusCode::NOT_FOUND, "text/plain", "try /metrics, /health or /health/readiness\n".into()),
    }
}

fn text(status: StatusCode, kind: &'static str, body: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, hyper::header::HeaderValue::from_static(kind));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
    };
    use zelkova_console::Failure;

    async fn get(address: SocketAddr, path: &str) -> String {
        let mut stream = TcpStream::connect(address).await.expect("connects");
        let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.expect("sends");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("answers");
        answer
    }

    #[tokio::test]
    async fn serves_metrics_and_health() {
        let any = "127.0.0.1:0".parse().expect("a literal address");
        let health = Arc::new(Health::default());
        let server = HttpServer::bind(any, Arc::new(Metrics::new()), health.clone()).await.expect("binds");
        let address = server.address().expect("is bound");
        let shutdown = Shutdown::new();
        let serving = tokio::spawn(server.serve(shutdown.clone()));
        assert!(get(address, "/metrics").await.contains("zelkova_mini_block_number 0"));
        assert!(get(address, "/health").await.starts_with("HTTP/1.1 200"));
        assert!(get(address, "/health/readiness").await.starts_with("HTTP/1.1 503"));
        health.set_producing();
        health.l1_answered();
        assert!(get(address, "/health/readiness").await.starts_with("HTTP/1.1 200"));
        assert!(get(address, "/nothing").await.starts_with("HTTP/1.1 404"));
        shutdown.cancel();
        serving.await.expect("no panic").expect("stops");
    }

    #[tokio::test]
    async fn a_port_in_use_is_named_with_its_option() {
        let taken = TcpListener::bind("127.0.0.1:0").await.expect("binds");
        let address = taken.local_addr().expect("is bound");
        let error =
            HttpServer::bind(address, Arc::new(Metrics::new()), Arc::default()).await.map(|_| ()).expect_err("taken");
        assert!(matches!(error, NodeError::PortInUse { .. }), "{error}");
        assert_eq!(error.exit_code(), zelkova_console::exit_code::PORT_IN_USE);
        assert!(error.to_string().contains("--metrics-port"));
    }
}
