//! Requests with everything set in every combination: nothing gets lost on the way through JSON or over the wire.

use std::collections::BTreeSet;
use std::iter;

use generated::ice20201109::operations::StartAiAgentInstanceRequest;
use generated::{Object, Value};
use runtime::codegen::codec::{Field, Place, json};

use crate::fields;
use crate::support::{json as success, mocked};

type Request = StartAiAgentInstanceRequest;

const CASES: usize = 1_000;
const WIRE_CASES: usize = 200;
/// Where the fields of a request are listed.
const ROOT: &str = "StartAIAgentInstance.query";

/// A small generator of numbers (`SplitMix64`), so that every run has the same cases.
#[derive(Clone)]
struct Random {
    state: u64,
    wide: bool,
}

impl Random {
    /// Makes floating-point numbers of every size and length.
    const WIDE: Self = Self { state: 20_201_109, wide: true };
    /// Makes floating-point numbers of at most 15 digits.
    const SHORT: Self = Self { state: 20_201_109, wide: false };

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    fn flag(&mut self) -> bool {
        self.pick(&[false, true])
    }

    fn integer(&mut self) -> i64 {
        let any = self.next().cast_signed();
        self.pick(&[0, 1, -1, 600, i64::MIN, i64::MAX, any, any >> 32])
    }

    fn number(&mut self) -> f64 {
        let short = f64::from(u32::try_from(self.next() >> 32).unwrap()) / 1000.0;
        if !self.wide {
            return self.pick(&[0.0, 1.0, 0.5, 1e-7, -1e22, short, -short]);
        }
        let any = f64::from_bits(self.next());
        let any = if any.is_finite() { any } else { short };
        self.pick(&[-0.0, 0.1 + 0.2, 1e16, 1e300, f64::MAX, f64::MIN_POSITIVE, 5e-324, any, any, any])
    }

    fn text(&mut self) -> String {
        const PARTS: [&str; 30] = [
            "", "a", "uid2", " ", "\t", "\r\n", "\0", "\u{1b}", "\u{7f}", "\"", "\\", "/", "%2F", "+", "&", "=", "?",
            "#", "<b>", "'", "é", "e\u{301}", "语音", "😀", "\u{2028}", "\u{feff}", "null", "true", "1.0", "[1]",
        ];
        (0..self.below(4)).map(|_| self.pick(&PARTS)).collect()
    }

    /// Fills a place: half of the members of an object, up to three elements of a list. Notes which paths it fills.
    fn fill(&mut self, path: &str, place: Place<'_>, filled: &mut BTreeSet<String>) {
        filled.insert(path.to_owned());
        match place {
            Place::Boolean(slot) => *slot = Some(self.flag()),
            Place::Integer(slot) => *slot = Some(self.integer()),
            Place::Number(slot) => *slot = Some(self.number()),
            Place::Text(slot) => *slot = Some(self.text()),
            Place::List(list) => {
                let mut left = self.below(4);
                list.fill(&mut |element| {
                    if left == 0 {
                        return false;
                    }
                    left -= 1;
                    self.fill(&format!("{path}[]"), element, filled);
                    true
                });
            }
            Place::Object(object) => {
                let table = object.table();
                let path = fields::path_of(table, path);
                object.fill(&mut |slots, _| {
                    for (member, slot) in table.members.iter().zip(slots) {
                        if self.flag() {
                            self.fill(&format!("{path}.{}", member.name), slot.place(), filled);
                        }
                    }
                });
            }
            Place::Bytes(_) | Place::Any(_) | Place::Token(_) | Place::Map(_) => panic!("{path} is of another type"),
        }
    }
}

/// All cases, the same each time.
fn requests(mut random: Random) -> impl Iterator<Item = Request> {
    iter::repeat_with(move || {
        let mut request = None;
        random.fill("", Request::place(&mut request), &mut BTreeSet::new());
        request.unwrap()
    })
    .take(CASES)
}

#[test]
fn requests_survive_the_codec() {
    for (case, request) in requests(Random::WIDE).enumerate() {
        let text = json::to_string("", request.view()).unwrap();
        let read: Request = json::from_slice(text.as_bytes()).unwrap();
        assert!(read.unknown_fields().is_empty() && read.mismatches().is_empty(), "case {case}: {text}");
        assert_eq!(read, request, "case {case}: {text}");
        assert_eq!(json::to_string("", read.view()).unwrap(), text, "case {case}");
    }
}

#[test]
fn requests_survive_serde() {
    for (case, request) in requests(Random::WIDE).enumerate() {
        let value = serde_json::to_value(&request).unwrap();
        assert_eq!(serde_json::from_value::<Request>(value).unwrap(), request, "case {case}");
        let text = serde_json::to_string(&request).unwrap();
        assert_eq!(json::from_slice::<Request>(text.as_bytes()).unwrap(), request, "case {case}: {text}");
    }
    // From text, `serde_json` reads numbers of more than 15 digits inexactly, unless told otherwise by a feature.
    for (case, request) in requests(Random::SHORT).enumerate() {
        let text = serde_json::to_string(&request).unwrap();
        assert_eq!(serde_json::from_str::<Request>(&text).unwrap(), request, "case {case}: {text}");
    }
}

/// Put together again, the query that arrives is the request.
#[tokio::test]
async fn requests_survive_the_wire() {
    let (mock, client) = mocked((0..WIRE_CASES).map(|_| success("{}")));
    let requests: Vec<_> = requests(Random::WIDE).take(WIRE_CASES).collect();
    for request in &requests {
        client.start_ai_agent_instance(request.clone()).await.unwrap();
    }
    for (case, (request, received)) in iter::zip(&requests, mock.requests()).enumerate() {
        let members = received.query_pairs().into_iter().map(|(name, value)| match name.as_str() {
            "AgentConfig" | "ChatSyncConfig" | "RuntimeConfig" | "TemplateConfig" => format!("{name:?}:{value}"),
            _ => format!("{name:?}:{}", Value::from(value)),
        });
        let text = format!("{{{}}}", members.collect::<Vec<_>>().join(","));
        assert_eq!(json::from_slice::<Request>(text.as_bytes()).unwrap(), *request, "case {case}: {text}");
    }
}

#[test]
fn requests_are_equal_only_if_no_member_differs() {
    for (case, request) in requests(Random::WIDE).enumerate() {
        assert_eq!(request.clone(), request, "case {case}");
        for member in Request::description().members {
            let mut members = serde_json::to_value(&request).unwrap();
            let was_set = members.as_object_mut().unwrap().remove(member.name).is_some();
            let other: Request = serde_json::from_value(members).unwrap();
            assert_eq!(other != request, was_set, "case {case}, {}", member.name);
        }
    }
}

#[test]
fn the_cases_set_every_field() {
    let mut set = BTreeSet::new();
    let mut random = Random::WIDE;
    for _ in 0..CASES {
        random.fill(ROOT, Request::place(&mut None), &mut set);
    }
    set.remove(ROOT);
    assert_eq!(set, fields::of::<Request>(ROOT).into_keys().collect());
}
