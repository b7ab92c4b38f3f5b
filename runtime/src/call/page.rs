//! `runtime/CALLS.md`: what happens to a call, made from the rules and constants that decide it.

use std::fmt::Write as _;
use std::time::Duration;

use expect_test::expect_file;

use crate::config::Timeouts;
use crate::error::{Action, RULES};
use crate::request::headers::name;
use crate::retry::{Budget, Retry};

/// A time as it is written: `200 ms`, `20 s`.
fn time(time: Duration) -> String {
    match (time.as_secs(), time.subsec_millis()) {
        (seconds, 0) => format!("{seconds} s"),
        _ => format!("{} ms", time.as_millis()),
    }
}

fn action(action: Action) -> &'static str {
    match action {
        Action::Retry => "retry",
        Action::RetryOnce => "retry once, without a wait",
        Action::Fail => "fail",
    }
}

fn rules() -> String {
    RULES.iter().fold(String::new(), |mut rows, rule| {
        let [repeatable, other] = [rule.repeatable, rule.other].map(action);
        let doubt = if rule.refused { "" } else { "; it may have been carried out" };
        let _ = writeln!(rows, "| {} | {repeatable} | {other}{doubt} |", rule.description);
        rows
    })
}

fn page() -> String {
    let (retry, timeouts, rules) = (Retry::standard(), Timeouts::default(), rules());
    let (attempts, percent) = (retry.max_attempts, 100 / Retry::SPREAD);
    let [base, most] = [retry.base_delay, retry.max_delay].map(time);
    let [call, attempt, connect] = [timeouts.call(), timeouts.attempt(), timeouts.connect()].map(time);
    let (full, price, dear) = (Budget::FULL, Budget::RETRY, Budget::RETRY_AFTER_TIMEOUT);
    let in_outage = full / price;
    let (header_attempts, header_delay) = (name::RETRY_ATTEMPTS, name::RETRY_DELAY);
    format!(
        "\
<!-- Made by the test in runtime/src/call/page.rs; UPDATE_EXPECT=1 writes it anew. -->

# What happens to a call

A call makes up to {attempts} attempts. Its time covers all of them:

```text
call             credentials, attempts, and the waits between them            {call}
└ attempt        connection → request → response, to its last byte            {attempt}
  └ connection   addresses, TCP, TLS                                          {connect}
```

These are the times unless they are set; an attempt has a quarter of the time of the call if that is more. It never outlasts the
call. Each attempt has a date, a nonce and a signature of its own, and the identity that its source gives at that
moment: a new one if the service refused the last as expired. A retry has [two headers more](#what-the-service-sees). Everything else
is the same.

## What is retried

| what happened | repeatable call | any other call |
|---|---|---|
{rules}
A call is *repeatable* if sending its request twice does no more than sending it once:

- the operation only reads, or
- the request has a token by which the service knows it again, such as `ClientToken`. If the operation has one and the request
  does not, the call fills it in, the same for all attempts, or
- the caller vouches for it with `Call::idempotent`.

Any other call may change something a second time. After a lost response it fails, and `Error::retryability` is `Unsafe`: find
out what happened before you make it again.

A body that can be read only once is not sent a second time, whatever happened.

## Waits

The wait before a retry is what the service asks for with `x-acs-retry-after` or `retry-after`, and up to {percent} % more. If it
asks for nothing, the wait is random: up to {base} after the first attempt, twice as much after each further one, {most} at most.
A call that does not have this time left fails at once.

## Budget

An outage must not multiply its own load. Clients that share a `SharedConfig` share {full} permits: a retry takes {price}, or {dear} after
a timeout, and a success gives back 1. So of many calls that fail, {in_outage} are retried, then one for each {price} that succeed. What is
retried without a wait takes none.

## What the service sees

A retry has the header `{header_attempts}`, the number of attempts before it, and `{header_delay}`, the wait in
milliseconds.

## What the caller sees

`Response::attempts` and `Error::attempts` give the number of attempts, and of each that was retried the error and the wait.

## How to change it

| | for a client | for a call |
|---|---|---|
| no retries, no token filled in | `Config::with_retry(Retry::off())` | `Call::retry(Retry::off())` |
| other numbers | `Config::with_retry(Retry::standard().max_attempts(5))` | `Call::retry(…)` |
| other times | `Config::with_timeout`, `with_attempt_timeout`, `with_connect_timeout`, `with_read_timeout` | `Call::timeout`, `attempt_timeout`, `connect_timeout`, `read_timeout` |
| the call is repeatable | | `Call::idempotent()` |
| a failure that is reported with status 200 is an error, and retried as one | `Config::with_strict_outcome(true)` | `Call::strict_outcome(true)` |
"
    )
}

#[test]
fn the_page_in_the_repository_is_up_to_date() {
    expect_file!["../../CALLS.md"].assert_eq(&page());
}
