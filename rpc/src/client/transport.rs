//! HTTP and WebSocket behind one type.

use super::ClientError;
use jsonrpsee::{
    core::{
        client::{BatchResponse, ClientT, Error, Subscription, SubscriptionClientT},
        params::BatchRequestBuilder,
        traits::ToRpcParams,
    },
    http_client::{HttpClient, HttpClientBuilder},
    ws_client::{WsClient, WsClientBuilder},
};
use serde::de::DeserializeOwned;
use std::{fmt::Debug, time::Duration};
use zelkova_console::chain;

/// How long a request may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// One of the two transports.
pub(super) enum Transport {
    Http(HttpClient),
    WebSocket(WsClient),
}

impl Transport {
    /// Opens the transport that the URL's scheme names.
    pub(super) async fn connect(url: &str) -> Result<Self, ClientError> {
        let bad_url = |cause: String| ClientError::Url { url: url.to_string(), cause };
        if url.starts_with("http://") || url.starts_with("https://") {
            let client = HttpClientBuilder::default().request_timeout(TIMEOUT).build(url);
            return client.map(Self::Http).map_err(|cause| bad_url(chain(&cause)));
        }
        if url.starts_with("ws://") || url.starts_with("wss://") {
            let client =
                WsClientBuilder::default().request_timeout(TIMEOUT).connection_timeout(TIMEOUT).build(url).await;
            let unreachable = |cause: Error| ClientError::Unreachable { url: url.to_string(), cause: chain(&cause) };
            return client.map(Self::WebSocket).map_err(unreachable);
        }
        Err(bad_url("it starts with none of http://, https://, ws://, wss://".into()))
    }
}

impl ClientT for Transport {
    async fn notification<Params>(&self, method: &str, params: Params) -> Result<(), Error>
    where
        Params: ToRpcParams + Send,
    {
        match self {
            Self::Http(client) => client.notification(method, params).await,
            Self::WebSocket(client) => client.notification(method, params).await,
        }
    }

    async fn request<R, Params>(&self, method: &str, params: Params) -> Result<R, Error>
    where
        R: DeserializeOwned,
        Params: ToRpcParams + Send,
    {
        match self {
            Self::Http(client) => client.request(method, params).await,
            Self::WebSocket(client) => client.request(method, params).await,
        }
    }

    async fn batch_request<'a, R>(&self, batch: BatchRequestBuilder<'a>) -> Result<BatchResponse<'a, R>, Error>
    where
        R: DeserializeOwned + Debug + 'a,
    {
        match self {
            Self::Http(client) => client.batch_request(batch).await,
            Self::WebSocket(client) => client.batch_request(batch).await,
        }
    }
}

impl SubscriptionClientT for Transport {
    async fn subscribe<'a, Notification, Params>(
        &self,
        subscribe: &'a str,
        params: Params,
        unsubscribe: &'a str,
    ) -> Result<Subscription<Notification>, Error>
    where
        Params: ToRpcParams + Send,
        Notification: DeserializeOwned,
    {
        match self {
            Self::Http(_) => Err(Error::HttpNotImplemented),
            Self::WebSocket(client) => client.subscribe(subscribe, params, unsubscribe).await,
        }
    }

    async fn subscribe_to_method<Notification>(&self, method: &str) -> Result<Subscription<Notification>, Error>
    where
        Notification: DeserializeOwned,
    {
        match self {
            Self::Http(_) => Err(Error::HttpNotImplemented),
            Self::WebSocket(client) => client.subscribe_to_method(method).await,
        }
    }
}
