//! Operations with pages, as generated code has them.

use runtime::Paged;
use runtime::codegen::{Effect, Extra, Method, Operation, OperationInfo, Paging, object};

/// A type with the given members.
macro_rules! object_type {
    ($name:ident { $($field:ident: $type:ty = $wire:literal),* $(,)? }) => {
        #[derive(Default)]
        pub(super) struct $name {
            $(pub(super) $field: Option<$type>,)*
            pub(super) extra: Extra,
        }

        object!($name { $($field: $wire),* });
    };
}

/// An operation with pages of jobs.
macro_rules! operation_type {
    ($name:ident { $($field:ident: $type:ty = $wire:literal),* $(,)? } $paging:expr) => {
        object_type!($name { $($field: $type = $wire),* });

        impl Operation for $name {
            type Output = ListResponse;
            const INFO: OperationInfo = OperationInfo::rpc(stringify!($name), Method::Post).effect(Effect::Read).anonymous();
        }

        impl Paged for $name {
            type Item = Job;
            const PAGING: Paging = $paging;
            fn items(page: &mut ListResponse) -> Option<&mut Vec<Job>> {
                page.jobs.as_mut()?.job.as_mut()
            }
        }
    };
}

object_type!(Job { id: i64 = "Id" });
object_type!(Jobs { job: Vec<Job> = "Job" });
object_type!(Data { total: String = "Total" });
object_type!(ListResponse {
    data: Data = "Data",
    jobs: Jobs = "Jobs",
    next_token: String = "NextToken",
    total_count: i64 = "TotalCount",
});

operation_type!(ByToken { kind: String = "Kind", max_results: i64 = "MaxResults", next_token: String = "NextToken" }
    Paging::token("NextToken", "NextToken").size("MaxResults"));
operation_type!(ByNumber { kind: String = "Kind", page_number: i64 = "PageNumber", page_size: i64 = "PageSize" }
    Paging::number("PageNumber", Some("TotalCount")).size("PageSize"));
// The number is text, and the total a text within an object.
operation_type!(ByText { page_number: String = "PageNumber", page_size: String = "PageSize" }
    Paging::number("PageNumber", Some("Data.Total")).size("PageSize"));
operation_type!(ByNumberWithoutTotal { page_number: i64 = "PageNumber", page_size: i64 = "PageSize" }
    Paging::number("PageNumber", None).size("PageSize"));
operation_type!(ByOffset { limit: i64 = "Limit", offset: i64 = "Offset" }
    Paging::offset("Offset", Some("TotalCount")).size("Limit"));
operation_type!(ByOffsetWithoutTotal { limit: i64 = "Limit", offset: i64 = "Offset" }
    Paging::offset("Offset", None).size("Limit"));
operation_type!(FromZero { page_number: i64 = "PageNumber", page_size: i64 = "PageSize" }
    Paging::number("PageNumber", Some("TotalCount")).first(0));
// What moves stands within an object.
object_type!(Place { cursor: String = "Cursor", kind: String = "Kind" });
operation_type!(Nested { place: Place = "Place" } Paging::token("Place.Cursor", "NextToken").size("Place.Size"));
// The description does not fit the request.
operation_type!(Misdescribed { kind: String = "Kind" } Paging::token("NextToken", "NextToken"));

/// The text of a page of these jobs, with other members.
pub(super) fn page(ids: impl IntoIterator<Item = usize>, rest: &str) -> String {
    let jobs: Vec<_> = ids.into_iter().map(|id| format!(r#"{{"Id":{id}}}"#)).collect();
    format!(r#"{{"RequestId":"r","Jobs":{{"Job":[{}]}}{rest}}}"#, jobs.join(","))
}

/// The ids of jobs.
pub(super) fn ids(jobs: Vec<Job>) -> Vec<usize> {
    jobs.into_iter().map(|job| job.id.unwrap().try_into().unwrap()).collect()
}
