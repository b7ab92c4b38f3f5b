//! Asking git about the project's repository: objects, trees, contents, tags. It only reads, and never asks the network.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The repository that a folder is in.
#[derive(Clone, Copy)]
pub struct Git<'a> {
    folder: &'a Path,
}

/// Why git gives no answer.
#[derive(Debug)]
pub enum Error {
    /// There is no program of this name.
    Missing,
    /// The folder is in no repository.
    NoRepository,
    /// Anything else, with git's message.
    Failed(String),
}

/// A file of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeEntry {
    /// Below the tree, `/`-separated.
    pub path: String,
    /// The name of its content.
    pub object: String,
    /// How many bytes it has.
    pub size: u64,
    /// Whether it is a file, and not a link.
    pub is_file: bool,
}

impl TreeEntry {
    /// Without its folder.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

impl AsRef<Path> for TreeEntry {
    fn as_ref(&self) -> &Path {
        Path::new(&self.path)
    }
}

impl<'a> Git<'a> {
    /// The repository of a folder; whether there is one shows with the first question.
    pub fn of(folder: &'a Path) -> Self {
        Self { folder }
    }

    /// The name of the object that an expression stands for: `HEAD^{commit}`, `v1.2.3:./specs`. None when git knows none.
    pub(crate) fn object(self, expression: &str) -> Result<Option<String>, Error> {
        let output = self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", expression])?;
        match output.status.code() {
            Some(0) => Ok(Some(text(&output.stdout).trim_end().to_owned())),
            Some(1) => Ok(None),
            _ => Err(failure(&output)),
        }
    }

    /// The tree that an expression stands for; none when it stands for something else, or for nothing.
    pub(crate) fn tree(self, expression: &str) -> Result<Option<String>, Error> {
        match self.object(expression)? {
            Some(object) => self.object(&format!("{object}^{{tree}}")),
            None => Ok(None),
        }
    }

    /// All files of a tree, in the order of their paths.
    pub(crate) fn files(self, tree: &str) -> Result<Vec<TreeEntry>, Error> {
        let output = self.successful(&["ls-tree", "-r", "-z", "--long", "--full-tree", tree])?;
        Ok(text(&output).split_terminator('\0').filter_map(entry).collect())
    }

    /// What is in some objects, one after the other.
    pub(crate) fn contents(self, objects: &[&str]) -> Result<Vec<Vec<u8>>, Error> {
        let mut command = self.command(&["cat-file", "--batch"]);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| cannot_run(&error))?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let contents = pipes.ok_or_else(|| ErrorKind::BrokenPipe.into()).and_then(|(mut questions, answers)| {
            let mut answers = BufReader::new(answers);
            objects.iter().map(|object| content(&mut questions, &mut answers, object)).collect()
        });
        // All pipes are closed by now, so that it ends.
        let ended = child.wait();
        contents
            .and_then(|contents| ended.map(|_| contents))
            .map_err(|error: io::Error| Error::Failed(error.to_string()))
    }

    /// The text of a file in a commit; none when there is no such commit, file, or text.
    pub(crate) fn text(self, commit: &str, path: &str) -> Result<Option<String>, Error> {
        let Some(object) = self.object(&format!("{commit}:{path}"))? else { return Ok(None) };
        Ok(self.contents(&[&object])?.pop().and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// The commit in short, with `-modified` behind it when files differ from it; none where nothing is committed.
    ///
    /// # Errors
    ///
    /// Git is missing, or fails.
    pub fn described(self) -> Result<Option<String>, Error> {
        let output = self.run(&["describe", "--always", "--exclude=*", "--dirty=-modified"])?;
        Ok(output.status.success().then(|| text(&output.stdout).trim_end().to_owned()))
    }

    /// The tags that HEAD descends from.
    pub(crate) fn tags(self) -> Result<Vec<String>, Error> {
        let output = self.successful(&["tag", "--list", "--merged", "HEAD"])?;
        Ok(text(&output).lines().map(str::to_owned).collect())
    }

    fn successful(self, arguments: &[&str]) -> Result<Vec<u8>, Error> {
        let output = self.run(arguments)?;
        if output.status.success() { Ok(output.stdout) } else { Err(failure(&output)) }
    }

    fn run(self, arguments: &[&str]) -> Result<Output, Error> {
        self.command(arguments).stdin(Stdio::null()).output().map_err(|error| cannot_run(&error))
    }

    fn command(self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.folder).args(arguments);
        // Messages that are known here, nothing fetched where a clone is a partial one, and nothing written.
        command.envs([("LC_ALL", "C"), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_OPTIONAL_LOCKS", "0")]);
        command
    }
}

/// `100644 blob 1d7c01f…    9311<TAB>ice/2020-11-09.yaml`; the size of what is no file is `-`.
fn entry(line: &str) -> Option<TreeEntry> {
    let (about, path) = line.split_once('\t')?;
    let mut words = about.split_ascii_whitespace();
    let is_file = words.next()?.starts_with("100");
    let object = words.nth(1)?.to_owned();
    let size = words.next()?.parse().unwrap_or_default();
    Some(TreeEntry { path: path.to_owned(), object, size, is_file })
}

/// Asks for an object, and reads `<name> <type> <size>`, a line feed, its bytes, a line feed.
fn content(questions: &mut impl Write, answers: &mut impl BufRead, object: &str) -> io::Result<Vec<u8>> {
    writeln!(questions, "{object}")?;
    questions.flush()?;
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
    let size = size.ok_or_else(|| io::Error::other(no_content(object, head.trim_end())))?;
    let mut bytes = Vec::new();
    answers.by_ref().take(size).read_to_end(&mut bytes)?;
    answers.read_exact(&mut [0])?;
    Ok(bytes)
}

fn no_content(object: &str, answer: &str) -> String {
    match answer.ends_with(" missing") {
        true => format!("this is a partial clone without the content of {object}"),
        false => format!("git cat-file says `{answer}`"),
    }
}

fn cannot_run(error: &io::Error) -> Error {
    if error.kind() == ErrorKind::NotFound { Error::Missing } else { Error::Failed(error.to_string()) }
}

fn failure(output: &Output) -> Error {
    let message = text(&output.stderr);
    if message.contains("not a git repository") {
        return Error::NoRepository;
    }
    let first = message.lines().next().unwrap_or("git gave no reason");
    Error::Failed(first.trim_start_matches("fatal: ").to_owned())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_tree_is_taken_apart() {
        let file = entry("100644 blob 1d7c01f0    9311\tice/2020 11 09.yaml").unwrap();
        let expected = TreeEntry {
            path: "ice/2020 11 09.yaml".to_owned(),
            object: "1d7c01f0".to_owned(),
            size: 9311,
            is_file: true,
        };
        assert_eq!(file, expected);
        assert!(!entry("120000 blob 1d7c01f0      12\tlink.yaml").unwrap().is_file);
        assert!(!entry("160000 commit 1d7c01f0       -\tmodule").unwrap().is_file);
        assert_eq!(entry("100644 blob"), None);
    }

    #[test]
    fn contents_are_read_by_their_size() {
        let mut answers = "1d7c blob 5\na\nb\nc\n1d7d blob 0\n\n1d7e missing\n".as_bytes();
        let mut questions = Vec::new();
        assert_eq!(content(&mut questions, &mut answers, "1d7c").unwrap(), b"a\nb\nc");
        assert_eq!(content(&mut questions, &mut answers, "1d7d").unwrap(), b"");
        assert_eq!(
            content(&mut questions, &mut answers, "1d7e").unwrap_err().to_string(),
            "this is a partial clone without the content of 1d7e"
        );
        assert_eq!(questions, b"1d7c\n1d7d\n1d7e\n");
    }
}
