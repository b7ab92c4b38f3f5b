//! Values survive every way out and back.

use std::collections::BTreeMap;

use bytes::Bytes;
use proptest::{collection::vec, option::of, prelude::*};
use runtime::codegen::codec::{Field, Object, json};
use serde_json::Value;

use crate::sample::{Direction, Instance, Instances, Sample};

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{0,6}", "\\PC{0,12}", vec(any::<char>(), 0..4).prop_map(String::from_iter)]
}

fn map<T: Strategy>(value: T) -> impl Strategy<Value = BTreeMap<String, T::Value>>
where
    T::Value: std::fmt::Debug,
{
    vec((text(), value), 0..4).prop_map(BTreeMap::from_iter)
}

fn float() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        any::<i32>().prop_map(f64::from),
        (-1000..1000).prop_map(|number| f64::from(number) / 8.0)
    ]
    .prop_filter("finite", |number| number.is_finite())
}

/// Free-form values.
fn free() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        float().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    scalar.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((text(), inner), 0..4).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn instance() -> impl Strategy<Value = Instance> {
    (of(any::<i64>()), of(text())).prop_map(|(cpu, id)| {
        let mut instance = Instance::default();
        instance.cpu = cpu;
        instance.id.clone_from(&id);
        instance.r#type = id;
        instance
    })
}

fn scalars() -> impl Strategy<Value = Sample> {
    let texts = (of(text()), of(text()), of(text()));
    (of(any::<bool>()), of(any::<i64>()), of(float()), texts).prop_map(
        |(active, count, score, (title, direction, body))| {
            let mut sample = Sample::default();
            sample.active = active;
            sample.count = count;
            sample.score = score;
            sample.title.clone_from(&title);
            sample.token = title;
            sample.direction = direction.as_deref().map(Direction::from);
            sample.directions = direction.map(|text| vec![Direction::North, Direction::from(text)]);
            sample.body = body.map(Bytes::from);
            sample
        },
    )
}

fn sample() -> impl Strategy<Value = Sample> {
    scalars().prop_recursive(3, 8, 3, |inner| {
        let children = (scalars(), of(inner.clone()), of(vec(inner, 0..3)));
        let free = (of(free().prop_filter("set", |value| !value.is_null())), of(vec(free(), 0..3)));
        let lists =
            (of(vec(instance(), 0..3)), of(map(instance())), of(vec(vec(any::<i64>(), 0..3), 0..3)), of(map(text())));
        (children, free, lists).prop_map(
            |((mut sample, child, children), (config, configs), (instances, named, rows, tags))| {
                sample.child = child.map(Box::new);
                sample.children = children;
                sample.config = config;
                sample.configs = configs;
                sample.instances = instances.map(|list| {
                    let mut instances = Instances::default();
                    instances.instance = Some(list);
                    instances
                });
                sample.named = named;
                sample.rows = rows;
                sample.tags = tags;
                sample
            },
        )
    })
}

proptest! {
    #[test]
    fn through_json(sample in sample()) {
        let text = json::to_string("", sample.view()).expect("finite");
        let again: Sample = json::from_slice(text.as_bytes()).expect("JSON");
        prop_assert_eq!(&again, &sample);
        prop_assert!(again.mismatches().is_empty() && again.unknown_fields().is_empty());
        prop_assert_eq!(json::to_string("", again.view()).expect("finite"), text);
    }

    #[test]
    fn through_serde(sample in sample()) {
        let text = serde_json::to_string(&sample).expect("finite");
        prop_assert_eq!(&json::from_slice::<Sample>(text.as_bytes()).expect("JSON"), &sample);
        let value = serde_json::to_value(&sample).expect("finite");
        prop_assert_eq!(&serde_json::from_value::<Sample>(value).expect("an object"), &sample);
        // `serde_json` may miss the last bit of a float.
        let mut again: Sample = serde_json::from_str(&text).expect("JSON");
        prop_assert_eq!(again.score.is_some(), sample.score.is_some());
        if sample.child.is_none() && sample.children.is_none() && sample.config.is_none() && sample.configs.is_none() {
            again.score = sample.score;
            prop_assert_eq!(&again, &sample);
        }
    }

    #[test]
    fn what_is_kept_survives(documents in vec(free(), 0..4)) {
        let document = Value::Object(documents.into_iter().enumerate().map(|(n, value)| (format!("k{n}"), value)).collect());
        let sample: Sample = json::from_slice(document.to_string().as_bytes()).expect("JSON");
        let text = json::to_string("", sample.view()).expect("finite");
        prop_assert_eq!(&serde_json::from_str::<Value>(&text).expect("JSON"), &serde_json::from_str::<Value>(&document.to_string()).expect("JSON"));
        prop_assert_eq!(serde_json::from_value::<Sample>(serde_json::to_value(&sample).expect("finite")).expect("an object"), sample);
    }
}
