//! Where a mock is used: other executors, several clients, threads, wrapped transports.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use runtime::codegen::ClientCore;
use runtime::mock::{Mock, Reply};
use runtime::transport::{Request, Response, TransportError, TransportOptions};
use runtime::{BoxFuture, HttpTransport};
use serde_json::json;

use crate::support::{DescribeRequest, ECS, ICE, StartRequest, client};

/// Three attempts, with waits between them.
fn failing_twice() -> Mock {
    Mock::new().when::<DescribeRequest>().then_status(503).times(2).then(Reply::json(json!(3)))
}

#[test]
fn no_runtime_is_needed_and_nothing_is_pending() {
    let mock = failing_twice();
    let mut call = pin!(client(mock.config()).call(DescribeRequest::default()).into_future());
    match call.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(response) => assert_eq!(*response.unwrap(), 3),
        Poll::Pending => panic!("a call of a mock is over at once"),
    }
}

#[test]
fn a_runtime_without_timers_will_do() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let response = runtime.block_on(client(failing_twice().config()).call(DescribeRequest::default()).into_future());
    assert_eq!(*response.unwrap(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clones_on_many_threads_are_one_mock() {
    let mock = Mock::new().on::<StartRequest>(|request| Ok(Reply::json(json!({ "InstanceId": request.agent }))));
    let client = client(mock.config());
    let calls = (0..20).map(|number| {
        let client = client.clone();
        tokio::spawn(async move {
            let agent = number.to_string();
            let response = client.call(StartRequest::of(&agent)).await.unwrap();
            assert_eq!(response.instance_id, Some(agent));
        })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap();
    }
    assert_eq!(mock.clone().sent::<StartRequest>().len(), 20);
}

#[tokio::test]
async fn clients_of_several_products_and_regions_share_a_mock() {
    let mock =
        Mock::new().on_sample::<StartRequest>().when::<DescribeRequest>().then_status(500).then(Reply::json("{}"));
    let shared = mock.shared_config();
    let ice = ClientCore::new(shared.config("cn-shanghai"), &ICE).unwrap();
    let ecs = ClientCore::new(shared.config("cn-beijing"), &ECS).unwrap();
    ice.call(StartRequest::default()).await.unwrap();
    ecs.call(DescribeRequest::default()).await.unwrap();
    let requests = mock.requests();
    let hosts: Vec<_> =
        requests.iter().map(|request| (request.host(), request.header("x-acs-version").unwrap())).collect();
    assert_eq!(
        hosts,
        [
            ("ice.cn-shanghai.aliyuncs.com", "2020-11-09"),
            ("ecs.cn-beijing.aliyuncs.com", "2014-05-26"),
            ("ecs.cn-beijing.aliyuncs.com", "2014-05-26")
        ]
    );
    // A configuration that the program makes from the shared one has the clock of the mock, too.
    assert_eq!(mock.slept().len(), 1);
}

#[tokio::test]
async fn two_runs_send_the_same() {
    let run = || async {
        let mock =
            Mock::new().when::<DescribeRequest>().then_status(503).times(2).then_throttle(Duration::from_secs(1));
        client(mock.config()).call(DescribeRequest::default()).await.unwrap_err();
        (mock.recording().to_string(), mock.slept())
    };
    let (recording, slept) = run().await;
    assert_eq!((recording.clone(), slept.clone()), run().await);
    assert!(slept.len() == 2 && slept[0] != slept[1], "{slept:?}");
}

/// A transport of the program, around the mock.
#[derive(Debug)]
struct Wrapped {
    inner: Mock,
    hosts: Mutex<Vec<String>>,
}

impl HttpTransport for Wrapped {
    fn send(&self, request: Request, options: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
        self.hosts.lock().unwrap().push(request.uri().host().unwrap().to_owned());
        self.inner.send(request, options)
    }
}

#[tokio::test]
async fn a_transport_of_the_program_can_be_tested() {
    let mock = Mock::new().on_sample::<StartRequest>();
    let wrapped = Arc::new(Wrapped { inner: mock.clone(), hosts: Mutex::default() });
    client(mock.config().with_transport(wrapped.clone())).call(StartRequest::of("a")).await.unwrap();
    assert_eq!(*wrapped.hosts.lock().unwrap(), ["ice.cn-hangzhou.aliyuncs.com"]);
    mock.assert_sent::<StartRequest>(|request| request.agent.as_deref() == Some("a"));
}
