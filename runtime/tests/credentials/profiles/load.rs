//! `Config::load`, in processes with an environment of their own.

use std::fs;
use std::path::Path;

use runtime::Config;
use runtime::codegen::{ClientCore, ServiceInfo};
use tempfile::tempdir;

use super::support::{child, printed, task};

static ICE: ServiceInfo = ServiceInfo::new("ICE", "2020-11-09", &[]);

/// What a client says of itself, or why there is none.
fn client(config: Config) -> String {
    match ClientCore::new(config, &ICE) {
        Ok(client) => format!("{client:?}"),
        Err(error) => error.to_string(),
    }
}

/// Files with their texts, or variables with their values.
type Pairs<'a> = &'a [(&'a str, &'a str)];

/// What a process prints with these files and variables: as loaded, with a region, with an endpoint.
fn loaded(files: Pairs<'_>, variables: Pairs<'_>) -> [String; 3] {
    let home = tempdir().unwrap();
    for (name, text) in files {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut child = child("profiles::load::region_of_the_environment_and_the_files", Path::new("x"));
    child.env("HOME", home.path()).envs(variables.iter().copied());
    let printed = printed(&mut child).replace(home.path().to_str().unwrap(), "~");
    let line = |mark: &str| {
        let line = printed.lines().find_map(|line| line.strip_prefix(mark));
        line.unwrap_or_else(|| panic!("{printed}")).to_owned()
    };
    [line("loaded: "), line("region: "), line("endpoint: ")]
}

const CLI: &str = r#"{"current":"a","profiles":[{"name":"a","mode":"AK","region_id":"cn-beijing"},
                      {"name":"b","mode":"kanarie","region_id":""}]}"#;
const INI: &str = "[default]\nregion_id = cn-qingdao\n[b]\nregion_id = eu-central-1\n";

#[test]
fn region_of_the_environment_and_the_files() {
    if task().is_some() {
        println!("\nloaded: {}", client(Config::load()));
        println!("region: {}", client(Config::load().with_region("cn-hangzhou")));
        println!("endpoint: {}", client(Config::load().with_endpoint("ice.example.com")));
        return;
    }
    let (cli, ini) = ((".aliyun/config.json", CLI), (".alibabacloud/credentials", INI));
    let (profile, variable) = (("ALIBABA_CLOUD_PROFILE", "b"), ("ALIBABA_CLOUD_REGION_ID", "cn-shenzhen\n"));
    let disabled = ("ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "TRUE");
    let table: [(Pairs<'_>, Pairs<'_>, &str); 6] = [
        (&[cli, ini], &[variable], "ice.cn-shenzhen."),
        (&[cli, ini], &[], "ice.cn-beijing."),
        (&[cli, ini], &[profile], "ice.eu-central-1."),
        (&[ini], &[], "ice.cn-qingdao."),
        (&[cli, ini], &[disabled], "ice.cn-qingdao."),
        (&[(".aliyun/config.json", "{"), ini], &[], "ice.cn-qingdao."),
    ];
    for (files, variables, host) in table {
        let [loaded, region, endpoint] = loaded(files, variables);
        assert!(loaded.contains(host), "{loaded}");
        assert!(region.contains("ice.cn-hangzhou."), "{region}");
        assert!(endpoint.contains("ice.example.com"), "{endpoint}");
    }
    let what_to_do = "; set the environment variable ALIBABA_CLOUD_REGION_ID, or `region_id` of the profile, or use \
                      `Config::with_region`";
    let none: [(Pairs<'_>, &str); 4] = [
        (&[], "there is no file ~/.aliyun/config.json"),
        (
            &[(".aliyun/config.json", r#"{"current":"a","profiles":[{"name":"a"}]}"#)],
            "the profile \"a\" of ~/.aliyun/config.json: `region_id` is missing or empty; there is no file ~/.alibabacloud/credentials.ini or ~/",
        ),
        (&[(".aliyun/config.json", "{kanarie")], "~/.aliyun/config.json:1:2: the file is not valid JSON"),
        (
            &[(".aliyun/config.json", r#"{"current":"a","profiles":[{"name":"a","region_id":["kanarie"]}]}"#)],
            "`region_id` is not a string",
        ),
    ];
    for (files, reason) in none {
        let [loaded, region, endpoint] = loaded(files, &[]);
        assert!(loaded.contains(reason) && loaded.ends_with(what_to_do), "{loaded}");
        assert!(
            loaded.starts_with("invalid configuration: there is no region (") && !loaded.contains("kanarie"),
            "{loaded}"
        );
        assert!(region.contains("ice.cn-hangzhou.") && endpoint.contains("ice.example.com"), "{region} {endpoint}");
    }
}
