use super::*;

fn check(name: fn(&str) -> String, cases: &[(&str, &str)]) {
    for (wire, expected) in cases {
        assert_eq!(name(wire), *expected, "{wire}");
    }
}

#[test]
fn values() {
    check(
        value,
        &[
            ("HumanAgentUserId", "human_agent_user_id"),
            ("AIAgentId", "ai_agent_id"),
            ("IMAIAgentId", "im_ai_agent_id"),
            ("AvatarChat3D", "avatar_chat_3d"),
            ("Is3DModel", "is_3d_model"),
            ("IPv6Address", "ipv6_address"),
            ("EnableIPV6", "enable_ipv6"),
            ("VSwitchId", "vswitch_id"),
            ("vSwitchIds", "vswitch_ids"),
            ("InnerVSwitch", "inner_vswitch"),
            ("OSSBucket", "oss_bucket"),
            ("OssURL", "oss_url"),
            ("ResourceIDs", "resource_ids"),
            ("EnableHTTPs", "enable_https"),
            ("DNSServers", "dns_servers"),
            ("HistorySyncWithTTS", "history_sync_with_tts"),
            ("KeepInterruptWordsForLLM", "keep_interrupt_words_for_llm"),
            ("OpenAIExtraQuery", "open_ai_extra_query"),
            ("SystemDisk.Size", "system_disk_size"),
            ("Filter.1.Key", "filter_1_key"),
            ("x-acs-accept-language", "x_acs_accept_language"),
            ("x-oss-meta-*", "x_oss_meta"),
            ("405Pv", "_405_pv"),
            ("12.5", "value_12_5"),
            ("_meta", "meta"),
            ("__anchorTs__", "anchor_ts"),
            ("_", "underscore"),
            ("Type", "r#type"),
            ("Self", "self_"),
            ("", "underscore"),
            ("名称", "名称"),
            ("Area(m²)", "area_m"),
            ("½", "underscore"),
            ("naïveÉtat", "naïve_état"),
            ("٣D", "_٣d"),
            ("🚀Rocket", "rocket"),
            ("a\u{2011}b\0c", "a_b_c"),
        ],
    );
}

#[test]
fn files() {
    check(file, &[("Mod", "mod_"), ("Types", "types_"), ("Move", "r#move"), ("AIAgentConfig", "ai_agent_config")]);
    check(method, &[("Mod", "mod_"), ("Call", "call_"), ("New", "new_"), ("Pub", "r#pub")]);
}

#[test]
fn setters() {
    let cases = [("name", "with_name"), ("r#type", "with_type"), ("_405_pv", "with_405_pv"), ("extra_", "with_extra_")];
    check(setter, &cases);
}

#[test]
fn every_keyword_becomes_an_identifier() {
    for keyword in keywords::all() {
        let name = value(keyword);
        assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{keyword} → {name}");
    }
}

#[test]
fn types() {
    check(
        ty,
        &[
            ("StartAIAgentInstance", "StartAiAgentInstance"),
            ("RdAccountDTO", "RdAccountDto"),
            ("addon", "Addon"),
            ("ChaincodeVO", "ChaincodeVo"),
            ("Value", "ValueType"),
            ("String", "StringType"),
            ("VSwitch", "Vswitch"),
            ("3DModel", "V3dModel"),
            ("²", "Underscore"),
        ],
    );
}

#[test]
fn nested_types() {
    assert_eq!(nested(&["AIAgentConfig"]), "AiAgentConfig");
    assert_eq!(nested(&["AIAgentConfig", "AsrConfig"]), "AiAgentConfigAsrConfig");
    let deep = [
        "DescribeAvailableResource",
        "Response",
        "AvailableZones",
        "SupportedEngines",
        "SupportedEditionTypes",
        "ShardNumber",
    ];
    let short = nested(&deep);
    assert!(short.len() <= LONGEST_TYPE, "{short}");
    assert!(short.starts_with("DescribeAvailableResource") && short.contains("ShardNumberX"), "{short}");
    let other = [
        "DescribeAvailableResource",
        "Response",
        "AvailableZones",
        "SupportedEngines",
        "SupportedNodeTypes",
        "ShardNumber",
    ];
    assert_ne!(short, nested(&other));
}

#[test]
fn modules() {
    let cases = [
        ("ICE", "2020-11-09", "ice20201109"),
        ("ocr-api", "2021-07-07", "ocr_api20210707"),
        ("bpstudio", "2021-09-31", "bpstudio20210931"),
        ("AliGenie", "iap_1.0", "aligenie_iap_1_0"),
        ("aicontent", "20240611", "aicontent20240611"),
        ("a--b_", "-1.0", "a_b_1_0"),
        ("7zip", "2024-01-01", "_7zip20240101"),
    ];
    for (product, version, expected) in cases {
        assert_eq!(module(product, version), expected);
    }
}

#[test]
fn packages_are_called_like_their_modules() {
    let cases = [
        ("ICE", "2020-11-09", "alibabacloud-ice-20201109"),
        ("ocr-api", "2021-07-07", "alibabacloud-ocr-api-20210707"),
        ("AliGenie", "iap_1.0", "alibabacloud-aligenie-iap-1-0"),
        ("7zip", "2024-01-01", "alibabacloud-7zip-20240101"),
        ("文", "2024-01-01", "alibabacloud-20240101"),
    ];
    for (product, version, expected) in cases {
        assert_eq!(package(&module(product, version), version), expected);
    }
    // The longest that the registry of crates accepts.
    assert!(package(&module(&"Long".repeat(100), "2024-01-01"), "2024-01-01").len() <= 64);
}

#[test]
fn modules_of_programs() {
    let taken = ["runtime", "runtime_testing", "std"].map(|name| (name, format!("{name}_")));
    let free = ["core_", "get_job"].map(|name| (name, name.to_owned()));
    for (method, expected) in taken.into_iter().chain(free) {
        assert_eq!(program(method, "generated"), expected);
    }
}

#[test]
fn names_that_are_too_long_for_a_file() {
    let wire = "Long".repeat(100);
    assert_eq!(field(&wire), "long_".repeat(99) + "long", "fields have no file");
    assert_eq!(ty(&wire), format!("{}X651e008c", "Long".repeat(47) + "Lo"));
    assert_eq!(method(&wire), file(&wire));
    assert_eq!(module(&wire, "2024-01-01"), "long".repeat(10) + "_x1c3c37d6");
    let constants = super::constants([wire.as_str()]);
    for name in [
        ty(&wire),
        file(&wire),
        nested(&["Owner", &wire]),
        nested(&[&wire, "A", &wire]),
        constants[wire.as_str()].clone(),
    ] {
        assert!((190..=200).contains(&name.len()), "{name}");
    }
    let rival = wire.clone() + "er";
    let two = settle([wire.as_str(), rival.as_str()], ty);
    assert_ne!(two[wire.as_str()], two[rival.as_str()]);
}

#[test]
fn variants() {
    check(
        variant,
        &[
            ("Normal", "Normal"),
            ("zh_mandarin", "ZhMandarin"),
            ("IDEMPOTENT_WRITE", "IdempotentWrite"),
            ("8Core64GB", "V8Core64Gb"),
            ("3.0", "V3_0"),
            ("30", "V30"),
            ("-1", "Minus1"),
            ("1", "V1"),
            (">=", "GreaterOrEqual"),
            ("", "Empty"),
            ("SELF", "SelfValue"),
            ("Unknown", "UnknownValue"),
            ("试用版", "试用版"),
            ("prometheus monitoring alert", "PrometheusMonitoringAlert"),
            ("#!", "Sign2321"),
            ("²", "SignB2"),
            ("10m²", "V10m"),
            ("Ⓐ级", "级"),
        ],
    );
}

#[test]
fn rivals_are_settled_by_their_own_wire_names() {
    let two = settle(["key", "Key"], value);
    assert_eq!(two["Key"], "key");
    let lower = two["key"].clone();
    assert!(lower.starts_with("key_x"), "{lower}");
    let three = settle(["KEY", "key", "Key", "other"], value);
    assert_eq!(three["Key"], "key");
    assert_eq!(three["key"], lower, "a rival added beside it does not rename it");
    assert_eq!(three["other"], "other");
    let crowded = settle(["Key", "key", lower.as_str()], value);
    assert_eq!(crowded[lower.as_str()], lower);
    assert!(
        crowded["key"].starts_with("key_x") && crowded["key"] != lower,
        "a name that is taken is given to nobody else"
    );
    let reserved = settle(["type", "Type"], value);
    assert_eq!(reserved["Type"], "r#type");
    assert!(reserved["type"].starts_with("type_x"));
}

#[test]
fn constants_are_capitals_and_all_different() {
    let mut codes = vec!["InvalidId.NotFound", "InvalidIdNotFound", "SharedCode", "Shared.Code"];
    codes.extend(["404", "2faRequired", "type", "Straße", "Strasse"]);
    let names = super::constants(codes.iter().copied());
    assert_eq!(names["InvalidId.NotFound"], "INVALID_ID_NOT_FOUND");
    assert!(names["InvalidIdNotFound"].starts_with("INVALID_ID_NOT_FOUND_X"), "{names:?}");
    assert_eq!(names["SharedCode"], "SHARED_CODE");
    assert!(names["Shared.Code"].starts_with("SHARED_CODE_X"), "{names:?}");
    assert_eq!(names["404"], "VALUE_404");
    assert_eq!(names["type"], "TYPE");
    assert!(names["2faRequired"].starts_with('_'), "{names:?}");
    let different: std::collections::BTreeSet<&String> = names.values().collect();
    assert_eq!(different.len(), codes.len(), "{names:?}");
    assert!(names.values().all(|name| *name == name.to_uppercase()), "{names:?}");
}
