//! Sorting, compiled once. The standard library's is compiled for each type of element, to 11 kB of machine code: more than the
//! short lists here are worth. This one merges sorted runs.

use std::cmp::Ordering;

/// The indices of a list of this length in the order of its elements; equal ones stay in their order.
pub(crate) fn order(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..length).collect();
    let mut merged = Vec::with_capacity(length);
    let mut run = 1;
    while run < length {
        for pair in sorted.chunks(2 * run) {
            let (left, right) = pair.split_at(run.min(pair.len()));
            merge(left, right, compare, &mut merged);
        }
        std::mem::swap(&mut sorted, &mut merged);
        merged.clear();
        run *= 2;
    }
    sorted
}

/// Appends two sorted lists as one; of equal elements, those of the left one come first.
fn merge(mut left: &[usize], mut right: &[usize], compare: &dyn Fn(usize, usize) -> Ordering, merged: &mut Vec<usize>) {
    while let ([first, rest @ ..], [other, others @ ..]) = (left, right) {
        if compare(*first, *other).is_le() {
            merged.push(*first);
            left = rest;
        } else {
            merged.push(*other);
            right = others;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
}

#[cfg(test)]
mod tests {
    #[test]
    fn equal_elements_stay_in_their_order() {
        let list = ["b", "a", "b", "", "a"];
        assert_eq!(super::order(list.len(), &|left, right| list[left].cmp(list[right])), [3, 1, 4, 0, 2]);
        assert!(super::order(0, &|_, _| unreachable!()).is_empty());
        assert_eq!(super::order(1, &|_, _| unreachable!()), [0]);
    }

    #[test]
    fn lists_of_any_length_are_sorted_as_by_the_standard_library() {
        for length in 2_usize..70 {
            let list: Vec<_> = (0..length).map(|index| index * 7919 % 13).collect();
            let mut expected: Vec<_> = (0..length).collect();
            expected.sort_by_key(|index| list[*index]);
            assert_eq!(super::order(length, &|left, right| list[left].cmp(&list[right])), expected, "{length}");
        }
    }
}
