//! Stable ids of diagnostics and changes: the same in every run.

/// The offset basis of FNV-1a, 64 bits.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// The prime of FNV-1a, 64 bits.
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Separates two parts. This byte does not occur in UTF-8.
const SEPARATOR: u8 = 0xff;

/// Returns sixteen hexadecimal digits that depend only on the parts.
pub(crate) fn stable_id<'t>(parts: impl IntoIterator<Item = &'t str>) -> String {
    let bytes = parts.into_iter().flat_map(|part| part.bytes().chain([SEPARATOR]));
    let hash = bytes.fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::stable_id;

    #[test]
    fn an_id_depends_on_every_part_and_its_boundaries() {
        assert_eq!(stable_id([]), "cbf29ce484222325");
        assert_eq!(stable_id(["ab", "c"]), stable_id(["ab", "c"]));
        assert_ne!(stable_id(["ab", "c"]), stable_id(["a", "bc"]));
        assert_ne!(stable_id(["ab"]), stable_id(["ab", ""]));
    }
}
