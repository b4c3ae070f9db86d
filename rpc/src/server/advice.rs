//! Gives the standard's own errors (unknown method, wrong parameters) the same cause and remedy that ours have.

use crate::error::{standard, ErrorData};
use jsonrpsee::{
    core::middleware::{Batch, Notification},
    server::middleware::rpc::RpcServiceT,
    types::{ErrorObjectOwned, Request},
    MethodResponse,
};
use serde::Deserialize;
use serde_json::Value;
use std::future::Future;

/// The middleware.
#[derive(Clone)]
pub(super) struct Advice<S> {
    inner: S,
}

impl<S> Advice<S> {
    pub(super) fn new(inner: S) -> Self {
        Self { inner }
    }
}

/// An answer that carries an error.
#[derive(Deserialize)]
struct Refusal {
    error: ErrorObjectOwned,
}

/// The same error with `data` for programs, if it is one of the standard's.
fn advise(method: &str, error: &ErrorObjectOwned) -> Option<ErrorObjectOwned> {
    let remedy = standard::remedy(error.code())?;
    let said = error.data().and_then(|data| serde_json::from_str::<Value>(data.get()).ok());
    let cause = match (said, error.code()) {
        (Some(Value::String(text)), _) => format!("{method}: {text}"),
        (Some(other), _) => format!("{method}: {other}"),
        (None, -32601) => format!("there is no method `{method}`"),
        (None, _) => format!("{method}: {}", error.message()),
    };
    let data = ErrorData { name: error.message().to_string(), cause, remedy: remedy.to_string() };
    Some(ErrorObjectOwned::owned(error.code(), error.message().to_string(), Some(data)))
}

impl<S> RpcServiceT for Advice<S>
where
    S: RpcServiceT<MethodResponse = MethodResponse> + Clone + Send + Sync + 'static,
{
    type MethodResponse = MethodResponse;
    type NotificationResponse = S::NotificationResponse;
    type BatchResponse = S::BatchResponse;

    fn call<'a>(&self, request: Request<'a>) -> impl Future<Output = Self::MethodResponse> + Send + 'a {
        let inner = self.inner.clone();
        let (id, method) = (request.id().into_owned(), request.method_name().to_string());
        async move {
            let response = inner.call(request).await;
            if response.as_error_code().and_then(standard::remedy).is_none() {
                return response;
            }
            match serde_json::from_str::<Refusal>(response.as_json().get()) {
                Ok(refusal) => match advise(&method, &refusal.error) {
                    Some(error) => MethodResponse::error(id, error).with_extensions(response.extensions().clone()),
                    None => response,
                },
                Err(_) => response,
            }
        }
    }

    fn batch<'a>(&self, requests: Batch<'a>) -> impl Future<Output = Self::BatchResponse> + Send + 'a {
        self.inner.batch(requests)
    }

    fn notification<'a>(&self, n: Notification<'a>) -> impl Future<Output = Self::NotificationResponse> + Send + 'a {
        self.inner.notification(n)
    }
}
