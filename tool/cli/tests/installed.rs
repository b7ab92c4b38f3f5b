//! The program as users get it: installed by cargo from a clone, in a repository without this checkout. It takes minutes and
//! the registry, so `cargo xtask ci` runs it, and `cargo test` does not.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A made-up document in the place of the one that the README fetches.
const DOCUMENT: &str = r#"{
  "version": "1.0",
  "info": {"style": "RPC", "product": "Sts", "version": "2015-04-01"},
  "directories": ["GetCallerIdentity"],
  "components": {"schemas": {}},
  "apis": {
    "GetCallerIdentity": {
      "summary": "Tells who calls.",
      "methods": ["post"],
      "schemes": ["https"],
      "security": [{"AK": []}],
      "operationType": "read",
      "parameters": [],
      "responses": {
        "200": {"schema": {"type": "object", "properties": {"RequestId": {"description": "The id.", "type": "string"}}}}
      }
    }
  },
  "endpoints": [{"regionId": "cn-shanghai", "endpoint": "sts.cn-shanghai.aliyuncs.com"}]
}"#;

/// This repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The block of a language in the README's section about a first call.
fn block(language: &str) -> String {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, section) = readme.split_once("\n## First call\n").unwrap();
    let (_, rest) = section.split_once(&format!("\n```{language}\n")).unwrap();
    rest.split_once("\n```\n").unwrap().0.to_owned()
}

/// The commands of the section, with another address of the repository.
fn script(url: &str) -> String {
    let block = block("sh");
    let (address, commands) = block.split_once('\n').unwrap();
    assert!(address.starts_with("REPOSITORY=\"https://") && address.ends_with('"'), "{address}");
    assert_eq!(commands.lines().count(), 7, "{commands}");
    format!("REPOSITORY=\"{url}\"\n{commands}")
}

/// Runs a command to its end, and shows its output if it fails.
#[track_caller]
fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{command:?}\n{}{}", text(&output.stdout), text(&output.stderr));
    output
}

/// A folder, the program installed in it from a clone, and the commands of the README run.
struct Installation {
    folder: tempfile::TempDir,
    target: PathBuf,
}

impl Installation {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let installation = Self { target: Path::new(env!("CARGO_TARGET_TMPDIR")).join("installed"), folder };
        let clone = installation.path("clone.git");
        run(Command::new("git").args(["clone", "--quiet", "--bare"]).arg(root()).arg(&clone));
        let script = script(&installation.url());
        let documents = installation.path("documents");
        fs::create_dir_all(documents.join("sts/2015-04-01")).unwrap();
        fs::write(documents.join("sts/2015-04-01/api-docs.json"), DOCUMENT).unwrap();
        let mut shell = installation.command("sh");
        // A folder in the place of the vendor's service.
        shell.env("ALIBABACLOUD_DOCUMENTS", documents).args(["-euxc", &script]);
        run(shell.current_dir(installation.folder.path()));
        fs::write(installation.path("app/src/main.rs"), block("rust,no_run")).unwrap();
        installation
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The address of the clone.
    fn url(&self) -> String {
        format!("file://{}", self.path("clone.git").display())
    }

    /// A command that finds the installed program, and builds where the next run of this test finds it.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = [self.path("bin")].into_iter().chain(std::env::split_paths(&path));
        command.env("PATH", std::env::join_paths(folders).unwrap()).env("CARGO_INSTALL_ROOT", self.folder.path());
        command.env("CARGO_TARGET_DIR", &self.target).env("CARGO_TERM_COLOR", "never").current_dir(self.path("app"));
        for (name, _) in std::env::vars_os() {
            let own = ["CARGO_MANIFEST_", "CARGO_PKG_", "CARGO_BIN_"];
            if own.iter().any(|own| name.to_string_lossy().starts_with(own)) {
                command.env_remove(name);
            }
        }
        command
    }
}

#[test]
#[ignore = "installs the program, which takes minutes"]
fn the_readme_works_in_an_empty_folder() {
    let installation = Installation::new();
    run(installation.command("cargo").args(["build", "--quiet"]));

    // The runtime is of the commit that the program was built from.
    let head = run(Command::new("git").args(["rev-parse", "HEAD"]).current_dir(root()));
    let head = String::from_utf8(head.stdout).unwrap().trim().to_owned();
    let manifest = fs::read_to_string(installation.path("app/alibabacloud/Cargo.toml")).unwrap();
    let runtime = format!("git = \"{}\"\nrev = \"{head}\"\n", installation.url());
    assert!(manifest.contains(&runtime), "{runtime}\n{manifest}");
    let version = run(installation.command("cargo").args(["alibabacloud", "--version"]));
    assert!(String::from_utf8(version.stdout).unwrap().contains(&head[..10]));

    program_has_no_path_of_its_build(&installation);
    a_mismatch_is_one_error(&installation);
    cargo_does_not_package_a_git_runtime(&installation);
    a_crate_with_a_runtime_from_a_registry_can_be_packaged(&installation);
}

fn program_has_no_path_of_its_build(installation: &Installation) {
    let program = fs::read(installation.path("bin/cargo-alibabacloud")).unwrap();
    let home =
        std::env::var_os("CARGO_HOME").map_or_else(|| std::env::home_dir().unwrap().join(".cargo"), PathBuf::from);
    for path in [root(), installation.folder.path().to_owned(), installation.target.clone(), home.join("git")] {
        let path = path.to_str().unwrap();
        let hits = program.windows(path.len()).filter(|window| *window == path.as_bytes()).count();
        assert_eq!(hits, 0, "{path}");
    }
}

/// Code of another format than the runtime's.
fn a_mismatch_is_one_error(installation: &Installation) {
    let library = installation.path("app/alibabacloud/src/lib.rs");
    let text = fs::read_to_string(&library).unwrap();
    fs::write(&library, text.replace("format: 1,", "format: 0,")).unwrap();
    let output = installation.command("cargo").args(["check", "--message-format", "short"]).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success());
    let errors: Vec<&str> = errors.lines().filter(|line| line.contains("error: ")).collect();
    let [error, last] = errors.as_slice() else { panic!("{errors:#?}") };
    assert!(error.contains("run `cargo alibabacloud gen`"), "{error}");
    assert!(last.contains("could not compile `alibabacloud`"), "{last}");
    run(installation.command("cargo").args(["alibabacloud", "gen"]));
    assert_eq!(fs::read_to_string(&library).unwrap(), text);
}

fn cargo_does_not_package_a_git_runtime(installation: &Installation) {
    let package = ["package", "--allow-dirty", "--manifest-path", "alibabacloud/Cargo.toml"];
    let output = installation.command("cargo").args(package).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && error.contains("version"), "{error}");
}

/// The registry is a folder with the packaged runtime.
fn a_crate_with_a_runtime_from_a_registry_can_be_packaged(installation: &Installation) {
    let package = ["package", "--quiet", "--no-verify", "--allow-dirty", "--package", "alibabacloud-runtime"];
    run(installation.command("cargo").args(package).current_dir(root()));
    let packages = installation.target.join("package");
    let version = env!("CARGO_PKG_VERSION");
    fs::create_dir_all(installation.path("app/vendor")).unwrap();
    run(Command::new("tar")
        .arg("-xzf")
        .arg(packages.join(format!("alibabacloud-runtime-{version}.crate")))
        .arg("-C")
        .arg(installation.path("app/vendor")));
    let checksums = installation.path(&format!("app/vendor/alibabacloud-runtime-{version}/.cargo-checksum.json"));
    fs::write(checksums, r#"{"files": {}}"#).unwrap();
    fs::create_dir_all(installation.path("app/.cargo")).unwrap();
    let index = "sparse+https://registry.invalid/index/";
    let settings = format!(
        "[registries.ours]\nindex = \"{index}\"\n\n[source.ours]\nregistry = \"{index}\"\nreplace-with = \"vendored\"\n\n\
         [source.vendored]\ndirectory = \"vendor\"\n"
    );
    fs::write(installation.path("app/.cargo/config.toml"), settings).unwrap();
    let configuration = installation.path("app/alibabacloud.yaml");
    let text = fs::read_to_string(&configuration).unwrap();
    let git = format!("  git: \"{}\"\n", installation.url());
    assert!(text.contains(&git), "{text}");
    let registry = format!("  version: \"{version}\"\n  registry: \"ours\"\n");
    fs::write(&configuration, text.replace(&git, &registry)).unwrap();
    run(installation.command("cargo").args(["alibabacloud", "gen"]));
    run(installation.command("cargo").args(["package", "--allow-dirty", "--manifest-path", "alibabacloud/Cargo.toml"]));
}
