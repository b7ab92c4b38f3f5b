//! References from types to types.

use crate::model::{Type, TypeRef};

/// Visits every reference in a type.
pub(super) fn each_reference(ty: &mut Type, visit: &mut dyn FnMut(&mut TypeRef)) {
    match ty {
        Type::Named(reference) => visit(reference),
        Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) => each_reference(inner, visit),
        Type::Boolean | Type::Integer | Type::Number | Type::Text | Type::Bytes | Type::Any => {}
    }
}
