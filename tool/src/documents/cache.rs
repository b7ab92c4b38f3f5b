//! What was fetched, kept in a folder of the user: good for a day, and for longer where there is no network.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::draft::Draft;
use crate::terminal::printable;

use super::service::is_answer;
use super::{Fetch, FetchError, FetchErrorKind, FetchedResponse};

/// How long a file is as good as the service.
const FRESH: Duration = Duration::from_hours(24);

/// The name of our folder in that of the user.
const FOLDER: &str = "alibabacloud";

/// Fetches like another, and keeps the answers in a folder. Without a network, an old answer is better than none.
#[derive(Debug)]
pub struct Cache {
    folder: Option<PathBuf>,
    /// `None` if the network is not to be used.
    network: Option<Arc<dyn Fetch>>,
    notes: Mutex<Vec<String>>,
}

impl Cache {
    /// A cache in a folder; without one, nothing is kept. Without a network, there is only what is kept.
    #[must_use]
    pub fn new(folder: Option<PathBuf>, network: Option<Arc<dyn Fetch>>) -> Arc<Self> {
        Arc::new(Self { folder, network, notes: Mutex::default() })
    }

    /// The folder for it: `XDG_CACHE_HOME` or `~/.cache`, on Windows `LOCALAPPDATA`. `None` if the user has none.
    #[must_use]
    pub fn folder() -> Option<PathBuf> {
        let of = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let base = if cfg!(windows) {
            of("LOCALAPPDATA")
        } else {
            of("XDG_CACHE_HOME").or_else(|| Some(of("HOME")?.join(".cache")))
        };
        Some(base?.join(FOLDER).join("documents"))
    }

    /// What its user should know, and was not told yet: which old answers were given.
    pub fn notes(&self) -> Vec<String> {
        std::mem::take(&mut *self.notes.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn kept(&self, url: &str) -> Option<(Vec<u8>, Option<Duration>)> {
        let path = self.folder.as_ref()?.join(file(url));
        let body = fs::read(&path).ok().filter(|body| is_whole(body))?;
        // A time in the future is none.
        let age = fs::metadata(&path).and_then(|found| found.modified()).ok().and_then(|time| time.elapsed().ok());
        Some((body, age))
    }

    fn keep(&self, url: &str, body: &[u8]) {
        let (Some(folder), Ok(text)) = (&self.folder, str::from_utf8(body)) else { return };
        let path = folder.join(file(url));
        let Some(parent) = path.parent() else { return };
        // What cannot be kept is fetched again.
        let _ = fs::create_dir_all(parent).and_then(|()| Draft::within(parent).replace(&path, text));
    }

    /// An old answer, and a note of it.
    fn old(&self, url: &str, (body, age): (Vec<u8>, Option<Duration>), reason: &str) -> FetchedResponse {
        let age = age.map_or_else(|| "of unknown age".to_owned(), |age| format!("{} old", in_words(age)));
        let note = format!("{} comes from the cache, {age}: {}", printable(url), printable(reason));
        self.notes.lock().unwrap_or_else(PoisonError::into_inner).push(note);
        answer(body)
    }
}

impl Fetch for Cache {
    fn get(&self, url: &str, limit: u64) -> Result<FetchedResponse, FetchError> {
        let kept = self.kept(url);
        let is_fresh = |age: &Option<Duration>| age.is_some_and(|age| age < FRESH);
        if let Some((body, age)) = &kept
            && is_fresh(age)
        {
            return Ok(answer(body.clone()));
        }
        let Some(network) = &self.network else {
            return match kept {
                Some(kept) => Ok(self.old(url, kept, "the network is not used (`--offline`)")),
                None => Err(FetchError {
                    message: "the network is not used (`--offline`), and it is not in the cache".to_owned(),
                    kind: FetchErrorKind::Unreachable,
                }),
            };
        };
        match (network.get(url, limit), kept) {
            (Ok(response), _) if is_answer(&response) => {
                self.keep(url, &response.body);
                Ok(response)
            }
            (Ok(response), Some(kept)) if response.status == 429 || response.status >= 500 => {
                Ok(self.old(url, kept, &format!("the service answers with status {}", response.status)))
            }
            (Err(error), Some(kept)) => Ok(self.old(url, kept, &error.message)),
            (answer, _) => answer,
        }
    }

    fn pause(&self, time: Duration) {
        if let Some(network) = &self.network {
            network.pause(time);
        }
    }
}

fn answer(body: Vec<u8>) -> FetchedResponse {
    FetchedResponse { status: 200, location: None, body }
}

/// Whether a file is not obviously cut off: it is one JSON value.
fn is_whole(body: &[u8]) -> bool {
    matches!(body.trim_ascii_end().last(), Some(b'}' | b']'))
}

/// The file for an address, relative to the folder. Case does not matter to the service, nor to all file systems.
fn file(url: &str) -> PathBuf {
    let name = |part: &str| -> String {
        let shown = |(index, byte): (usize, u8)| match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => char::from(byte).to_string(),
            b'.' if index > 0 => ".".to_owned(),
            byte => format!("%{byte:02X}"),
        };
        part.bytes().enumerate().map(shown).collect()
    };
    let url = url.to_ascii_lowercase();
    let parts = url.split('/').filter(|part| !part.is_empty()).map(name);
    parts.fold(PathBuf::new(), |path, part| path.join(Path::new(&part)))
}

fn in_words(age: Duration) -> String {
    let hours = age.as_secs() / 3600;
    if hours < 48 {
        crate::terminal::count(usize::try_from(hours).unwrap_or_default(), "hour")
    } else {
        format!("{} days", hours / 24)
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::time::UNIX_EPOCH;

    use tempfile::{TempDir, tempdir};

    use super::super::tests::{Scripted, reply};
    use super::*;

    const URL: &str = "https://example.com/products/Ecs/versions/2014-05-26/api-docs.json";
    const OTHER_CASE: &str = "https://example.com/products/ecs/versions/2014-05-26/api-docs.json";
    const FIRST: &str = r#"{"info": {"edition": 1}, "apis": {}}"#;
    const SECOND: &str = r#"{"info": {"edition": 2}, "apis": {}}"#;

    fn unreachable() -> Result<FetchedResponse, FetchError> {
        Err(FetchError { message: "broken".to_owned(), kind: FetchErrorKind::Unreachable })
    }

    /// A cache in front of a service that answers like this.
    fn cache(
        folder: &TempDir,
        replies: impl IntoIterator<Item = Result<FetchedResponse, FetchError>>,
    ) -> (Arc<Cache>, Arc<Scripted>) {
        let network = Scripted::new(replies);
        (Cache::new(Some(folder.path().to_owned()), Some(network.clone())), network)
    }

    #[track_caller]
    fn gives(cache: &Cache, url: &str, body: &str) {
        assert_eq!(String::from_utf8(cache.get(url, 1000).unwrap().body).unwrap(), body);
    }

    fn grow_old(folder: &TempDir) {
        let path = folder.path().join(file(URL));
        File::options().append(true).open(path).unwrap().set_modified(UNIX_EPOCH).unwrap();
    }

    #[test]
    fn what_was_fetched_is_kept_for_a_day() {
        let folder = tempdir().unwrap();
        let (first, network) = cache(&folder, [reply(200, FIRST), reply(200, SECOND)]);
        gives(&first, URL, FIRST);
        gives(&first, OTHER_CASE, FIRST);
        assert_eq!(network.urls.lock().unwrap().len(), 1);
        grow_old(&folder);
        gives(&first, URL, SECOND);
        assert!(first.notes().is_empty());
        // Drafts are gone.
        let names = fs::read_dir(folder.path().join(file(URL)).parent().unwrap()).unwrap().count();
        assert_eq!(names, 1);
    }

    #[test]
    fn an_old_answer_is_better_than_none_and_said_to_be_old() {
        let folder = tempdir().unwrap();
        gives(&cache(&folder, [reply(200, FIRST)]).0, URL, FIRST);
        grow_old(&folder);
        let (later, _) = cache(&folder, [unreachable(), reply(503, "busy")]);
        gives(&later, URL, FIRST);
        gives(&later, URL, FIRST);
        let notes = later.notes();
        assert!(notes[0].contains("days old: broken") && notes[1].contains("status 503"), "{notes:?}");
        let offline = Cache::new(Some(folder.path().to_owned()), None);
        gives(&offline, URL, FIRST);
        assert!(offline.notes()[0].contains("--offline"));
        assert!(offline.get("https://example.com/other", 1).unwrap_err().message.contains("not in the cache"));
    }

    #[test]
    fn what_is_no_answer_is_not_kept() {
        let folder = tempdir().unwrap();
        let error = r#"{"code": 404, "message": "no such product"}"#;
        let (first, network) =
            cache(&folder, [reply(200, error), reply(200, "<html>"), reply(404, "{}"), unreachable()]);
        for _ in 0..3 {
            assert!(first.get(URL, 1000).is_ok());
        }
        assert!(first.get(URL, 1000).is_err());
        assert_eq!(network.urls.lock().unwrap().len(), 4);
        // A file that somebody cut off is fetched again.
        let (second, _) = cache(&folder, [reply(200, FIRST), reply(200, SECOND)]);
        gives(&second, URL, FIRST);
        fs::write(folder.path().join(file(URL)), &FIRST[..10]).unwrap();
        gives(&second, URL, SECOND);
    }

    #[test]
    fn no_address_leaves_the_folder() {
        assert_eq!(file("https://a:1/../b/./c?d=E%2F/"), Path::new("https%3A/a%3A1/%2E./b/%2E/c%3Fd%3De%252f"));
        assert_eq!(in_words(Duration::from_hours(1)), "1 hour");
        assert_eq!(in_words(Duration::from_hours(50)), "2 days");
    }

    #[test]
    fn without_a_folder_nothing_is_kept() {
        let cache = Cache::new(None, Some(Scripted::new([reply(200, FIRST), reply(200, SECOND)])));
        gives(&cache, URL, FIRST);
        gives(&cache, URL, SECOND);
    }
}
