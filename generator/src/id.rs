//! Stable ids of diagnostics and changes: the same in every run.

/// The offset basis of FNV-1a, 64 bits.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// Its prime.
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// What stands between two parts: no text in UTF-8 holds this byte.
const SEPARATOR: u8 = 0xff;

/// Sixteen hexadecimal digits that depend on the parts and on nothing else.
pub(crate) fn of<'t>(parts: impl IntoIterator<Item = &'t str>) -> String {
    let bytes = parts.into_iter().flat_map(|part| part.bytes().chain([SEPARATOR]));
    let hash = bytes.fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn an_id_depends_on_every_part_and_on_where_it_ends() {
        assert_eq!(of([]), "cbf29ce484222325");
        assert_eq!(of(["ab", "c"]), of(["ab", "c"]));
        assert_ne!(of(["ab", "c"]), of(["a", "bc"]));
        assert_ne!(of(["ab"]), of(["ab", ""]));
    }
}
