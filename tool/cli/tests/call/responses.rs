//! What comes back, and what becomes of it.

use std::fs;

use runtime_testing::Reply;

use crate::support::{CommandOutput, Connection, Folder, Service, reply};

const JSON: &str = "application/json";

#[test]
fn json_is_printed_on_lines_of_its_own_with_all_its_digits() {
    let service = Service::new([Reply::json(r#"{"RequestId":"R-1","Size":9223372036854775808.10,"New":[]}"#)]);
    let output = Folder::new().run(&service, &["describething", "id=a b"]).exits(0);
    assert_eq!(output.out, "{\n  \"RequestId\": \"R-1\",\n  \"Size\": 9223372036854775808.10,\n  \"New\": []\n}\n");
    assert!(output.err.starts_with("200 OK, request ID R-1, 1 attempt, "), "{}", output.err);
    let [request] = service.server.requests().try_into().unwrap();
    assert_eq!((request.method.as_str(), request.target.as_str()), ("GET", "/?Id=a%20b"));
    assert!(request.header("authorization").unwrap().contains("Credential=key-id"));
}

#[test]
fn an_error_of_the_service_fails() {
    let error = r#"{"Code":"InvalidParameter","Message":"The Id is canary-secret.","RequestId":"R-2"}"#;
    let service = Service::new([reply(400, JSON, error)]);
    let output = Folder::new().run(&service, &["DescribeThing"]).exits(1);
    assert_eq!(output.out, "");
    let output = output.err_has("InvalidParameter").err_has("\n400 Bad Request, request ID R-2, 1 attempt, ");
    assert!(!output.err.contains("canary"), "{}", output.err);
}

#[test]
fn errors_are_for_programs_on_request() {
    let service = Service::new([reply(403, JSON, r#"{"Code":"Forbidden","Message":"No."}"#)]);
    let output = Folder::new().run(&service, &["DescribeThing", "--message-format", "json"]).exits(1);
    let [line] = output.err.lines().collect::<Vec<_>>().try_into().unwrap();
    assert!(line.starts_with(r#"{"severity":"error","kind":"call""#) && line.contains("Forbidden"), "{line}");
}

#[test]
fn throttling_is_retried() {
    let busy = || reply(400, JSON, r#"{"Code":"Throttling","Message":"Slow down.","RequestId":"R"}"#);
    let service = Service::new([busy(), busy(), Reply::json(r#"{"RequestId":"R-3"}"#)]);
    Folder::new().run(&service, &["DescribeThing"]).exits(0).err_has("200 OK, request ID R-3, 3 attempts, ");
    let service = Service::new([busy(), busy()]);
    Folder::new().run(&service, &["DescribeThing", "--retry", "off"]).exits(1).err_has("Throttling");
    assert_eq!(service.server.requests().len(), 1);
    let service = Service::new([busy(), busy(), busy()]);
    Folder::new().run(&service, &["DescribeThing", "--retry", "2"]).exits(1).err_has(", 2 attempts, ");
}

#[test]
fn a_service_that_says_nothing_is_given_up() {
    let service = Service::new([Reply::Silence]);
    let output = Folder::new().run(&service, &["DescribeThing", "--timeout", "0.2", "--retry", "off"]).exits(1);
    assert_eq!(output.out, "");
    let output = output.err_has("error: ").err_has("--timeout SECONDS").err_has("\nno response, 1 attempt, ");
    assert!(!output.err.contains("Config::"), "{}", output.err);
}

#[test]
fn a_failure_with_a_successful_status_fails() {
    let body = r#"{"Success":false,"Code":"NotFound","Message":"There is no such thing.","RequestId":"R-4"}"#;
    let service = Service::new([Reply::json(body)]);
    let output = Folder::new().run(&service, &["DescribeThing"]).exits(1);
    assert_eq!(output.out, "");
    output.err_has("There is no such thing.").err_has("200 OK, request ID R-4");
}

#[test]
fn events_are_printed_one_by_one() {
    let events = "data: {\"Text\":\"one\"}\n\nevent: x\ndata: {\"Text\":\"two\"}\n\ndata: [DONE]\n\n";
    let service = Service::new([reply(200, "text/event-stream", events)]);
    let output = Folder::new().run(&service, &["Chat", "Prompt=hi"]).exits(0);
    assert_eq!(output.out, "{\"Text\":\"one\"}\n{\"Text\":\"two\"}\n");
    output.err_has("200 OK, 1 attempt, ");
    let service = Service::new([Reply::json("{}")]);
    Folder::new().run(&service, &["Chat"]).exits(1).err_has("event-stream");
    let folder = Folder::new();
    let output = CommandOutput::of(&mut folder.demo(&["Chat", "--save", "a"]));
    output.exits(2).err_has("a stream of events, which `--save` does not save");
}

#[test]
fn a_text_is_printed_as_it_is() {
    let service = Service::new([reply(200, "text/plain", "a text\nof two lines")]);
    assert_eq!(Folder::new().run(&service, &["GetText"]).exits(0).out, "a text\nof two lines\n");
}

#[test]
fn bytes_go_to_a_file_or_through_a_pipe() {
    let bytes = || {
        let headers = vec![("x-acs-request-id".to_owned(), "R-5".to_owned())];
        Reply::Answer { status: 200, headers, body: b"PK\x00text"[..].into() }
    };
    let folder = Folder::new();
    let output = folder.run(&Service::new([bytes()]), &["GetFile"]).exits(0);
    assert_eq!(output.out, "PK\0text");
    let output = folder.run(&Service::new([bytes()]), &["GetFile", "--save", "file.zip"]).exits(0);
    assert_eq!(output.out, "");
    assert_eq!(fs::read(folder.path("file.zip")).unwrap(), b"PK\x00text");
    output.err_has("200 OK, request ID R-5, 1 attempt, 7 bytes in `file.zip`, ");
    let service = Service::new([Reply::json("{\"Size\":1}")]);
    folder.run(&service, &["DescribeThing", "--save", "thing.json"]).exits(0).err_has("10 bytes in `thing.json`");
    assert_eq!(fs::read(folder.path("thing.json")).unwrap(), b"{\"Size\":1}");
    let service = Service::new([Reply::json("{\"Size\":1}")]);
    assert_eq!(folder.run(&service, &["DescribeThing", "--save", "-"]).exits(0).out, "{\n  \"Size\": 1\n}\n");
    assert_eq!(folder.run(&Service::new([bytes()]), &["GetFile", "--save", "-"]).exits(0).out, "PK\0text");
    assert_eq!(folder.names(), ["demo.yaml", "file.zip", "thing.json"]);
}

#[test]
fn a_response_that_cannot_be_read_is_shown_as_it_came() {
    for body in ["{\"RequestId\": \"r", "hello"] {
        let folder = Folder::new();
        let output = folder.run(&Service::new([Reply::json(body)]), &["DescribeThing"]).exits(1);
        assert_eq!(output.out, format!("{body}\n"));
        output.err_has("its response cannot be read").err_has("\n200 OK, ");
        let output = folder.run(&Service::new([Reply::json(body)]), &["DescribeThing", "--save", "body"]).exits(1);
        assert_eq!((output.out.as_str(), fs::read_to_string(folder.path("body")).unwrap().as_str()), ("", body));
        output.err_has("its response cannot be read").err_has("bytes in `body`, ");
    }
}

#[test]
fn a_place_that_cannot_be_written_is_noticed_before_anything_is_sent() {
    let folder = Folder::new();
    fs::create_dir(folder.path("folder")).unwrap();
    for operation in ["DescribeThing", "GetFile"] {
        for place in ["no/such/folder", "folder", ".."] {
            let service = Service::new([Reply::json("{}")]);
            let output = folder.run(&service, &[operation, "--save", place]).exits(1);
            assert!(output.err.starts_with("error: ") && !output.err.contains("succeeded"), "{}", output.err);
            assert!(service.server.requests().is_empty(), "{operation} {place}");
        }
    }
    assert_eq!(folder.names(), ["demo.yaml", "folder"]);
}

#[test]
fn a_response_that_cannot_be_saved_in_the_end_is_printed() {
    let folder = Folder::new();
    let (mut connection, child) = Connection::of(|address| folder.at(address, &["DescribeThing", "--save", "place"]));
    fs::create_dir(folder.path("place")).unwrap();
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n";
    assert!(connection.write(&format!("{head}{{\"Size\":1}}")));
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "{\n  \"Size\": 1\n}\n");
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("`place` cannot be written") && err.contains("on standard output"), "{err}");
    assert_eq!(folder.names(), ["demo.yaml", "place"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let service = Service::new([Reply::json("{}")]);
    let folder = Folder::new();
    let mut command = folder.at(service.server.address(), &["DescribeThing"]);
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = CommandOutput::of(command.stdout(full).stderr(std::process::Stdio::piped())).exits(1);
    output.err_has("the call succeeded, but the response cannot be written: ");
}

#[test]
fn a_download_is_retried_and_says_so() {
    let busy = reply(503, JSON, r#"{"Code":"ServiceUnavailable","Message":"Later.","RequestId":"R"}"#);
    let service = Service::new([busy, reply(200, "application/octet-stream", "")]);
    let output = Folder::new().run(&service, &["GetFile"]).exits(0).err_has("200 OK, 2 attempts, ");
    assert_eq!(output.out, "");
}
