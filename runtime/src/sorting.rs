//! Sorting, compiled once: the standard library's is compiled for each type of element, which makes programs larger than the
//! short lists here are worth.

use std::cmp::Ordering;

/// The indices of a list of this length in the order of its elements; equal ones stay in their order.
pub(crate) fn order(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..length).collect();
    indices.sort_unstable_by(|&left, &right| compare(left, right).then(left.cmp(&right)));
    indices
}

#[cfg(test)]
mod tests {
    #[test]
    fn equal_elements_stay_in_their_order() {
        let list = ["b", "a", "b", "", "a"];
        assert_eq!(super::order(list.len(), &|left, right| list[left].cmp(list[right])), [3, 1, 4, 0, 2]);
        assert!(super::order(0, &|_, _| unreachable!()).is_empty());
    }
}
