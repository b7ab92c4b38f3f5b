//! The values that members and elements are generated from.

/// Texts that need escapes, look like something else, or are long in one of their encodings.
pub(super) const TEXTS: [&str; 24] = [
    "",
    " ",
    "i-bp67acfmxazb4p****",
    "true",
    "False",
    "null",
    "0",
    "123",
    "007",
    "-1.50",
    "1e400",
    "18446744073709551616",
    "{\"a\":[1]}",
    "[\"x\"]",
    "a\"b\\c/d",
    "line\nfeed\r\ttab",
    "\0\u{1}\u{8}\u{b}\u{c}\u{1f}\u{7f}\u{80}\u{a0}",
    "中文，说明。",
    "Ünïcödé ß",
    "😀👩‍👩‍👧‍👦🇨🇳",
    "\u{2028}\u{2029}\u{feff}\u{fffd}",
    "\u{10ffff}\u{e000}",
    "a.b.1&c=d+e%20~*'()",
    "more than the sixteen bytes that a reader looks at in one go: 中 \"and then quotes\"",
];

/// Texts of open enums: some that services use, and some that none does.
pub(super) const TOKENS: [&str; 8] =
    ["", "true", "1", "cn-hangzhou", "ENABLED", "PrePaid", "no such \"variant\"", "未知"];

/// Whole numbers at the ends of what fits somewhere.
pub(super) const INTEGERS: [i64; 12] = [
    0,
    1,
    -1,
    127,
    -32_769,
    2_147_483_648,
    3_517_972_480,
    9_007_199_254_740_993,
    -9_007_199_254_740_993,
    1_000_000_000_000_000_000,
    i64::MAX,
    i64::MIN,
];

/// Finite numbers, with few digits: `serde_json` may miss the last bit of others.
pub(super) const NUMBERS: [f64; 14] =
    [0.0, -0.0, 1.0, -1.0, 0.1, -2.5, 335.14, 1e-7, 1.5e-6, 1e15, 9_007_199_254_740_992.0, -1e18, 1e19, 1e300];

/// Binary content that is not text.
pub(super) const BINARY: &[u8] = b"\xFF\x00\xC3(\x80";
