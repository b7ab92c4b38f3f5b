//! Types that do what none must, so that the checks have something to find.

use bytes::Bytes;
use runtime::codegen::codec::{DecodeError, Extra, Field, Object, Place, View};
use runtime::{Output, object};

use crate::types::Cluster;

/// An output that is a cluster but for one flaw.
macro_rules! bad_output {
    ($($(#[$doc:meta])* $name:ident: $flaw:expr;)+) => {$(
        $(#[$doc])*
        pub(crate) struct $name(Cluster);

        impl Output for $name {
            fn decode(body: &Bytes) -> Result<Self, DecodeError> {
                let flaw: fn(&mut Cluster) -> Result<(), DecodeError> = $flaw;
                let mut cluster = Cluster::decode(body)?;
                flaw(&mut cluster)?;
                Ok(Self(cluster))
            }

            fn view(&self) -> Option<View<'_>> {
                Output::view(&self.0)
            }
        }
    )+};
}

bad_output! {
    /// Throws away what it does not know.
    Forgetful: |cluster| {
        cluster.extra = Extra::default();
        Ok(())
    };
    /// Reads whole numbers as floats.
    Rounding: |cluster| {
        cluster.count = cluster.count.map(through_float);
        Ok(())
    };
    /// Takes a missing truth value for false.
    Inventive: |cluster| {
        cluster.active.get_or_insert_default();
        Ok(())
    };
    /// Makes errors of values that do not fit.
    Strict: |cluster| match cluster.mismatches().is_empty() {
        true => Ok(()),
        false => Err(Vec::<i64>::decode(&Bytes::from_static(b"{}")).expect_err("another kind")),
    };
    /// Does not expect to be without a title.
    Panicking: |cluster| {
        assert!(cluster.title.is_some(), "every cluster has a title");
        Ok(())
    };
}

#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "that is what is bad about it")]
fn through_float(value: i64) -> i64 {
    value as f64 as i64
}

/// Keeps whole numbers besides when they come as text.
pub(crate) enum Unbending {
    Number(Box<Cluster>),
    Text(Counts),
}

/// Has a member that no text fits.
#[derive(Default)]
pub(crate) struct Counts {
    count: Option<Vec<i64>>,
    extra: Extra,
}

object!(Counts { count: "Count" });

impl Output for Unbending {
    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        let is_text = String::from_utf8_lossy(body).starts_with(r#"{"Count":""#);
        if is_text {
            Counts::decode(body).map(Self::Text)
        } else {
            Cluster::decode(body).map(Box::new).map(Self::Number)
        }
    }

    fn view(&self) -> Option<View<'_>> {
        match self {
            Self::Number(cluster) => Output::view(&**cluster),
            Self::Text(counts) => Output::view(counts),
        }
    }
}

/// Its table is not sorted, so its members are not found.
#[derive(Default)]
pub(crate) struct Unsorted {
    pub(crate) count: Option<i64>,
    pub(crate) title: Option<String>,
    extra: Extra,
}

object!(Unsorted { title: "Title", count: "Count" });

/// Has two members under one name.
#[derive(Default)]
pub(crate) struct Doubled {
    pub(crate) count: Option<i64>,
    pub(crate) title: Option<String>,
    extra: Extra,
}

object!(Doubled { count: "Count", title: "Count" });

/// Has a member that changes whenever it is read.
#[derive(Default)]
pub(crate) struct Growing {
    texts: Option<Vec<Longer>>,
    extra: Extra,
}

object!(Growing { texts: "Texts" });

#[derive(Clone)]
pub(crate) struct Longer(String);

impl From<&str> for Longer {
    fn from(text: &str) -> Self {
        Self(text.to_owned() + "!")
    }
}

impl Field for Longer {
    fn view(&self) -> View<'_> {
        View::Text(&self.0)
    }

    fn place(slot: &mut Option<Self>) -> Place<'_> {
        Place::Token(slot)
    }
}
