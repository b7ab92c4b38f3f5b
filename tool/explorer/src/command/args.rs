//! Options and arguments.

use std::path::PathBuf;

use clap::ValueEnum;
use tool::report::format::MessageFormat;

use crate::client::ClientOptions;

/// Call an operation from its document alone: nothing is generated or compiled.
///
/// Standard output has the response only: JSON on lines of its own, text as it is, events one by one, bytes as they come.
/// Everything else goes to standard error.
#[derive(clap::Args)]
#[command(after_long_help = HELP)]
pub struct Args {
    /// The product, and its version unless it is that of the project or the one that the vendor prefers: `ecs`,
    /// `ecs/2014-05-26`.
    #[arg(value_name = "PRODUCT[/VERSION]")]
    pub(super) product: String,
    /// The operation; upper and lower case are alike. It may stand behind the product, too: `ecs/RunInstances`.
    #[arg(value_name = "OPERATION")]
    pub(super) operation: Option<String>,
    /// The parameters, by wire names; nested ones by path, such as `Tag.1.Key=a`, or as JSON.
    #[arg(value_name = "NAME=VALUE")]
    pub(super) arguments: Vec<String>,
    /// A JSON object with parameters, as `--as json` prints it; `-` is standard input. Arguments win over it.
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,
    /// Show the request instead of sending it. Uses no network but for the document.
    #[arg(long, conflicts_with_all = ["form", "save"])]
    pub(super) dry_run: bool,
    /// Print the request in this form instead of sending it.
    #[arg(id = "form", long = "as", value_name = "FORM", value_enum, conflicts_with = "save")]
    pub(super) form: Option<Form>,
    /// Save the body of the response to this file; `-` is standard output. The file is there when it is complete.
    #[arg(long, value_name = "FILE")]
    pub(super) save: Option<PathBuf>,
    #[command(flatten)]
    pub(super) client: ClientOptions,
    /// A tree of documents, or one document [default: the project's specs, then the source of documents].
    #[arg(long, value_name = "FILE|DIR")]
    pub(super) specs: Vec<PathBuf>,
    /// Use no network for the document: only what was fetched before.
    #[arg(long)]
    pub(super) offline: bool,
    /// The format of messages on standard error.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) message_format: MessageFormat,
}

/// A form in which a request is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// A JSON object by wire names, for `--from`.
    Json,
    /// A program that makes the call with a generated crate. Secrets are no part of it.
    Rust,
}

/// No line is longer than a narrow terminal: clap breaks longer ones anywhere.
const HELP: &str = "\
Values:
  Tag.1.Key=a   a member of the first element; elements are numbered from 1
  'Tag=[{...}]' a list or an object as JSON; both ways can be mixed
  Text=@FILE    the content of a file, unchanged; `@-` is standard input.
                Keeps secrets out of the command line
  Text=@@a      a text that begins with `@`

Documents that were fetched are kept for a day in the user's cache folder.
Credentials, regions, proxies and retries are as in programs with a
generated crate.

Exit codes:
  0    the call succeeded, or the request was shown
  1    the call failed, also if the response reports a failure with a
       successful status; or there is no document
  2    wrong usage: an option, a parameter or its value, an operation that
       does not exist, no region
  130  interrupted with Ctrl-C

Examples:
  cargo alibabacloud call Sts GetCallerIdentity --region cn-hangzhou
  cargo alibabacloud call ICE TakeoverAIAgentCall InstanceId=i-1 \\
      --region cn-shanghai --dry-run
  cargo alibabacloud call Ecs RunInstances RegionId=cn-hangzhou \\
      Tag.1.Key=a Tag.1.Value=b 'DataDisk=[{\"Size\":40}]' --as json";

impl Args {
    /// The format of messages.
    pub fn message_format(&self) -> MessageFormat {
        self.message_format
    }
}
