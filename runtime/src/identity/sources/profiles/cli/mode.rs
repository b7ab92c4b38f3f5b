//! What the mode of a profile asks for.

use std::path::PathBuf;
use std::time::Duration;

use super::document::{Document, Profile};
use super::{CloudSso, External, OAuth};
use crate::identity::CredentialsError;
use crate::identity::sources::profiles::place::Name;
use crate::identity::sources::profiles::plan::{Kind, Plan};
use crate::identity::sources::sts::{Role, StsHost};

/// The modes that are known, but not supported here.
const UNSUPPORTED: [&str; 3] = ["RamRoleArnWithEcs", "RsaKeyPair", "CredentialsURI"];

/// What a profile asks for, with the profiles that it names as its source.
pub(super) fn plan(document: &Document<'_>, profile: &Profile<'_>) -> Result<Plan, CredentialsError> {
    chained(document, profile, &mut Vec::new())
}

/// `chain` are the names of the profiles that lead here.
fn chained(document: &Document<'_>, profile: &Profile<'_>, chain: &mut Vec<String>) -> Result<Plan, CredentialsError> {
    let kind = match profile.text("mode")? {
        Some("AK") => keys(profile, None)?,
        Some("StsToken") => keys(profile, Some(profile.required("sts_token")?))?,
        Some("RamRoleArn") => {
            let keys = keys(profile, profile.optional("sts_token")?)?;
            let source = Box::new(Plan { place: profile.place.clone(), kind: keys });
            Kind::AssumeRole { source, role: role(profile, "ram_session_name")?, host: host(profile)? }
        }
        Some("ChainableRamRoleArn") => {
            let source = Box::new(source(document, profile, chain)?);
            Kind::AssumeRole { source, role: role(profile, "ram_session_name")?, host: host(profile)? }
        }
        Some("EcsRamRole") => Kind::EcsRamRole { role: profile.optional("ram_role_name")? },
        Some("OIDC") => oidc(profile)?,
        Some("CloudSSO") => Kind::CloudSso(CloudSso::new(profile)?),
        Some("OAuth") => Kind::OAuth(OAuth::new(profile)?),
        Some("External") => Kind::External(External::new(profile)?),
        None => return Err(profile.place.missing("mode")),
        Some(mode) => return Err(unsupported(profile, mode)),
    };
    Ok(Plan { place: profile.place.clone(), kind })
}

/// The source that a chained profile names.
fn source(document: &Document<'_>, profile: &Profile<'_>, chain: &mut Vec<String>) -> Result<Plan, CredentialsError> {
    let name = profile.required("source_profile")?;
    chain.push(profile.place.profile.clone());
    if chain.contains(&name) {
        let names: Vec<_> = chain.iter().chain([&name]).map(|name| Name(name).to_string()).collect();
        return Err(profile.place.fault(format_args!("`source_profile` forms a cycle: {}", names.join(" → "))));
    }
    match document.named(&name)? {
        Some(source) => chained(document, &source, chain),
        None => Err(profile.place.fault("`source_profile` does not name a profile of the file")),
    }
}

fn keys(profile: &Profile<'_>, token: Option<String>) -> Result<Kind, CredentialsError> {
    let (id, secret) = (profile.required("access_key_id")?, profile.required("access_key_secret")?);
    Ok(Kind::Keys { id, secret, token })
}

fn role(profile: &Profile<'_>, session_name: &str) -> Result<Role, CredentialsError> {
    Ok(Role {
        arn: Some(profile.required("ram_role_arn")?),
        session_name: profile.optional(session_name)?,
        policy: profile.optional("policy")?,
        external_id: profile.optional("external_id")?,
        duration: profile.number("expired_seconds")?.map(Duration::from_secs),
    })
}

fn host(profile: &Profile<'_>) -> Result<StsHost, CredentialsError> {
    let vpc = profile.flag("enable_vpc")?.then_some(true);
    Ok(StsHost { endpoint: None, region: profile.optional("sts_region")?, vpc })
}

/// The tool writes the session name as `ram_session_name`; the vendor's Python library reads `role_session_name`.
fn oidc(profile: &Profile<'_>) -> Result<Kind, CredentialsError> {
    let member = if profile.text("role_session_name")?.is_some() { "role_session_name" } else { "ram_session_name" };
    Ok(Kind::Oidc {
        role: role(profile, member)?,
        host: host(profile)?,
        provider_arn: profile.required("oidc_provider_arn")?,
        token_file: PathBuf::from(profile.required("oidc_token_file")?),
    })
}

fn unsupported(profile: &Profile<'_>, mode: &str) -> CredentialsError {
    let mode = UNSUPPORTED.iter().find(|known| **known == mode);
    let which =
        mode.map_or("its `mode` is not supported".to_owned(), |mode| format!("the mode {mode} is not supported"));
    profile.place.fault(format_args!(
        "{which}; supported are AK, StsToken, RamRoleArn, ChainableRamRoleArn, EcsRamRole, OIDC, CloudSSO, OAuth and \
         External"
    ))
}
