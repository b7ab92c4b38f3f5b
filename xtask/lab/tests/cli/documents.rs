//! Documents that are fetched: `import PRODUCT/VERSION` and `update`, from a server on this machine.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::support::{CommandOutput, DOCUMENT, Project};

/// A metadata service: answers by path, each with a status and a body.
#[derive(Clone)]
struct Service {
    address: SocketAddr,
    answers: Arc<Mutex<BTreeMap<String, (u16, String)>>>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Service {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (answers, requests) = (Arc::default(), Arc::default());
        let service = Self { address: listener.local_addr().unwrap(), answers, requests };
        let server = service.clone();
        // It ends with the process of the test.
        thread::spawn(move || listener.incoming().flatten().for_each(|stream| drop(server.serve(&stream))));
        service
    }

    fn serve(&self, stream: &TcpStream) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream).lines();
        let first = lines.next().transpose()?.unwrap_or_default();
        while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
        let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
        let (status, body) = self.answers.lock().unwrap().get(&path).cloned().unwrap_or((404, String::new()));
        self.requests.lock().unwrap().push(path);
        let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
        (&*stream).write_all((head + &body).as_bytes())
    }

    /// The service answers with this to requests for a document.
    fn has(&self, product: &str, version: &str, status: u16, body: &str) {
        let path = format!("/meta/products/{product}/versions/{version}/api-docs.json");
        self.answers.lock().unwrap().insert(path, (status, body.to_owned()));
    }

    fn run(&self, project: &Project, arguments: &[&str]) -> CommandOutput {
        let address = format!("http://{}/meta", self.address);
        let none = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"].map(|name| (name, ""));
        project.xtask_with(arguments, &[&none[..], &[("ALIBABACLOUD_DOCUMENTS", &address)]].concat())
    }
}

/// The vendor's document of `Demo`, which is JSON, with changes of the text that ours has.
fn document(changes: &[(&str, &str)]) -> String {
    let text = changes.iter().fold(DOCUMENT.to_owned(), |text, (old, new)| text.replace(old, new));
    serde_json::to_string_pretty(&serde_yaml::from_str::<serde_json::Value>(&text).unwrap()).unwrap()
}

/// The same of another product.
fn of(product: &str) -> String {
    document(&[("\"Demo\"", &format!("{product:?}"))])
}

/// The same with a parameter more, and one less.
fn newer() -> String {
    document(&[("name: \"Text\"", "name: \"Words\"")])
}

const OURS: &str = "specs/demo/2024-01-31.yaml";

#[test]
fn a_document_is_imported_from_the_service() {
    let (project, service) = (Project::new(), Service::start());
    service.has("Other", "2024-01-31", 200, &of("Other"));
    service
        .run(&project, &["import", "Other/2024-01-31", "--operation", "Ping"])
        .exits(0)
        .out_has("wrote specs/other/");
    let text = project.get("specs/other/2024-01-31.yaml");
    assert!(text.contains(&format!("http://{}/meta/products/Other/versions/2024-01-31/", service.address)), "{text}");
    assert!(text.contains("  date: \"20") && text.contains("  sha256: \""), "{text}");
    // A misspelt operation has a suggestion of the document that was fetched.
    let output = service.run(&project, &["import", "Other/2024-01-31", "--operation", "Pong"]).exits(1);
    output.err_has("no operation `Pong`").err_has("`Ping`");
    let list = r#"[{"code": "Other", "versions": ["2024-01-31"]}]"#;
    service.answers.lock().unwrap().insert("/meta/products.json".to_owned(), (200, list.to_owned()));
    service.run(&project, &["import", "other/2024-01-31"]).exits(0);
    let output = service.run(&project, &["import", "Othr/2024-01-31"]).exits(1);
    output.err_has("the service answers with status 404").err_has("did you mean `Other/2024-01-31`?");
}

#[test]
fn what_is_no_document_changes_nothing() {
    let (project, service) = (Project::new(), Service::start());
    let before = project.files("specs");
    for (status, body, expected) in [
        (200, "<html>", "the answer is a page in HTML"),
        (302, "", "the service redirects"),
        (400, "{\"code\": 400, \"message\": \"no\"}", "the service answers with an error: 400, no"),
        (200, &of("Demo")[..200], ""),
        (200, &of("Other"), "this is the document of Other/2024-01-31, not of Demo/"),
    ] {
        service.has("Demo", "2024-01-31", status, body);
        service.run(&project, &["import", "Demo/2024-01-31"]).exits(1).err_has("error: ").err_has(expected);
        service.run(&project, &["update"]).exits(1).err_has("error: ").err_has(expected).out_has(", 1 failed");
        assert_eq!(project.files("specs"), before);
    }
}

#[test]
fn an_update_brings_all_documents_up_to_date_and_says_what_changed() {
    let (project, service) = (Project::new(), Service::start());
    project.put("specs/other/2024-01-31.yaml", &DOCUMENT.replace("\"Demo\"", "\"Other\""));
    project.put("specs/third/2024-01-31.yaml", &DOCUMENT.replace("\"Demo\"", "\"Third\""));
    service.has("Demo", "2024-01-31", 200, &newer());
    service.has("Third", "2024-01-31", 200, &of("Third"));
    let first = service.run(&project, &["update", "third/2024-01-31"]).exits(0);
    first.out_has("~ specs/third/2024-01-31.yaml: written anew, no element changed\n");
    let before = project.files("specs");
    let dry = service.run(&project, &["update", "--dry-run"]).exits(1);
    assert_eq!(project.files("specs"), before);
    dry.out_has("3 documents: 1 would change, 1 failed\n");
    // One that fails does not stop the others, and the exit code reports it.
    let output = service.run(&project, &["update"]).exits(1);
    output
        .out_has("~ specs/demo/2024-01-31.yaml: 1 came, 1 went\n")
        .out_has("= specs/third/2024-01-31.yaml: unchanged\n")
        .out_has("operation Ping")
        .out_has("3 documents: 1 changed, 1 failed; `gen` writes the code\n")
        .err_has("cannot fetch Other/2024-01-31 from http://127.0.0.1:");
    assert!(project.get(OURS).contains("goneSince"), "{}", project.get(OURS));
    service.run(&project, &["update", "demo/2024-01-31"]).exits(0).out_has("1 document: 0 changed\n");
    service.run(&project, &["update", "nope/1"]).exits(1).err_has("the project has no document of nope/1");
    service.run(&project, &["update", "nope"]).exits(2).err_has("name a product and its version");
}

#[test]
fn an_update_fails_on_what_is_denied() {
    let (project, service) = (Project::new(), Service::start());
    service.has("Demo", "2024-01-31", 200, &document(&[("type: \"string\"", "type: \"integer\"")]));
    let output = service.run(&project, &["update", "--deny", "breaking"]).exits(1);
    output.err_has("there are breaking changes, denied by `--deny`").out_has("1 document: 1 changed");
    assert!(project.get(OURS).contains("integer"), "the file is up to date all the same");
}

#[test]
fn documents_in_a_folder_need_no_network() {
    let project = Project::new();
    project.put("theirs/demo/2024-01-31/api-docs.json", &newer());
    let folder = [("ALIBABACLOUD_DOCUMENTS", "theirs")];
    let output = project.xtask_with(&["update", "--offline"], &folder).exits(0);
    output.out_has("~ specs/demo/2024-01-31.yaml: 1 came, 1 went\n");
    project.xtask_with(&["import", "demo/2024-01-31"], &folder).exits(0).out_has("unchanged");
}

#[test]
fn without_a_network_the_command_says_so() {
    let project = Project::new();
    for arguments in [&["import", "demo/2024-01-31", "--offline"][..], &["update", "--offline"]] {
        let output = project.xtask(arguments).exits(1);
        output.err_has("error: documents come from https://api.aliyun.com/meta/v1, which needs the network\n");
    }
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let address = format!("http://{closed}/");
    let none = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"].map(|name| (name, ""));
    let output =
        project.xtask_with(&["update"], &[&none[..], &[("ALIBABACLOUD_DOCUMENTS", &address)]].concat()).exits(1);
    output.err_has("cannot fetch Demo/2024-01-31").err_has("check the network and the proxy");
    project.xtask(&["import", "specs/nothing.yaml"]).exits(1).err_has("or a product and its version as in `ecs/");
}
