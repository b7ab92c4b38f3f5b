//! A type of 150 members.

use std::fmt::Write as _;

use runtime::{
    codegen::codec::{Extra, Object, json},
    object,
};

macro_rules! wide {
    ($($field:ident: $name:literal),* $(,)?) => {
        #[derive(Default)]
        pub(crate) struct Wide {
            $(pub(crate) $field: Option<String>,)*
            extra: Extra,
        }

        object!(Wide { $($field: $name),* });
    };
}

wide! {
    m000: "M000", m001: "M001", m002: "M002", m003: "M003", m004: "M004", m005: "M005",
    m006: "M006", m007: "M007", m008: "M008", m009: "M009", m010: "M010", m011: "M011",
    m012: "M012", m013: "M013", m014: "M014", m015: "M015", m016: "M016", m017: "M017",
    m018: "M018", m019: "M019", m020: "M020", m021: "M021", m022: "M022", m023: "M023",
    m024: "M024", m025: "M025", m026: "M026", m027: "M027", m028: "M028", m029: "M029",
    m030: "M030", m031: "M031", m032: "M032", m033: "M033", m034: "M034", m035: "M035",
    m036: "M036", m037: "M037", m038: "M038", m039: "M039", m040: "M040", m041: "M041",
    m042: "M042", m043: "M043", m044: "M044", m045: "M045", m046: "M046", m047: "M047",
    m048: "M048", m049: "M049", m050: "M050", m051: "M051", m052: "M052", m053: "M053",
    m054: "M054", m055: "M055", m056: "M056", m057: "M057", m058: "M058", m059: "M059",
    m060: "M060", m061: "M061", m062: "M062", m063: "M063", m064: "M064", m065: "M065",
    m066: "M066", m067: "M067", m068: "M068", m069: "M069", m070: "M070", m071: "M071",
    m072: "M072", m073: "M073", m074: "M074", m075: "M075", m076: "M076", m077: "M077",
    m078: "M078", m079: "M079", m080: "M080", m081: "M081", m082: "M082", m083: "M083",
    m084: "M084", m085: "M085", m086: "M086", m087: "M087", m088: "M088", m089: "M089",
    m090: "M090", m091: "M091", m092: "M092", m093: "M093", m094: "M094", m095: "M095",
    m096: "M096", m097: "M097", m098: "M098", m099: "M099", m100: "M100", m101: "M101",
    m102: "M102", m103: "M103", m104: "M104", m105: "M105", m106: "M106", m107: "M107",
    m108: "M108", m109: "M109", m110: "M110", m111: "M111", m112: "M112", m113: "M113",
    m114: "M114", m115: "M115", m116: "M116", m117: "M117", m118: "M118", m119: "M119",
    m120: "M120", m121: "M121", m122: "M122", m123: "M123", m124: "M124", m125: "M125",
    m126: "M126", m127: "M127", m128: "M128", m129: "M129", m130: "M130", m131: "M131",
    m132: "M132", m133: "M133", m134: "M134", m135: "M135", m136: "M136", m137: "M137",
    m138: "M138", m139: "M139", m140: "M140", m141: "M141", m142: "M142", m143: "M143",
    m144: "M144", m145: "M145", m146: "M146", m147: "M147", m148: "M148", m149: "M149",
}

/// All members in the given order, and one more that the type does not know.
fn document(order: impl Iterator<Item = usize>) -> String {
    let mut text = String::from(r#"{"More":true"#);
    for index in order {
        write!(text, r#","M{index:03}":"{index}""#).expect("strings take everything");
    }
    text + "}"
}

#[test]
fn members_are_found_in_any_order() {
    let forward: Wide = json::from_slice(document(0..150).as_bytes()).expect("JSON");
    let backward: Wide = json::from_slice(document((0..150).rev()).as_bytes()).expect("JSON");
    let scattered: Wide = json::from_slice(document((0..150).map(|n| n * 7 % 150)).as_bytes()).expect("JSON");
    assert_eq!(forward.m000.as_deref(), Some("0"));
    assert_eq!(forward.m149.as_deref(), Some("149"));
    assert_eq!(forward, backward);
    assert_eq!(forward, scattered);
    assert_eq!(forward.unknown_fields().len(), 1);
    assert!(forward.mismatches().is_empty());
}

#[test]
fn members_are_written_by_name_whatever_was_kept() {
    let wide: Wide = json::from_slice(document((0..150).rev()).as_bytes()).expect("JSON");
    let text = json::to_string("", runtime::codegen::codec::Field::view(&wide)).expect("finite");
    let expected = document(0..150).replace(r#""More":true,"#, "").replace('}', r#","More":true}"#);
    assert_eq!(text, expected);
}
