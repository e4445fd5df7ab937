//! Actor codes in words.

/// Whether a code leads to a page: one without a country names nobody.
pub(crate) fn is_party(code: &str) -> bool {
    code.len() >= 3 && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// The name of a code: `Pakistan, intelligence` for PAKSPY. The code itself where nothing is known.
pub(crate) fn code_name(code: &str) -> String {
    let (root, mut rest) = code.split_at_checked(3).unwrap_or((code, ""));
    let nowhere = root == "---";
    let country = hearsay_store::browse::country_name(root);
    let body = match root {
        "IGO" => Some("international bodies"),
        "NGO" => Some("civil society"),
        "IMG" => Some("armed groups across borders"),
        "MNC" => Some("companies across borders"),
        "INT" => Some("the world"),
        _ => None,
    };
    let Some(name) = country.or(body).or(nowhere.then_some("")) else { return code.to_owned() };
    let mut roles = Vec::new();
    while let Some((role, after)) = rest.split_at_checked(3) {
        let role = match role {
            "GOV" => "government",
            "MIL" => "military",
            "SPY" => "intelligence",
            "COP" => "police",
            "JUD" => "courts",
            "LEG" => "parliament",
            "OPP" => "opposition",
            "REB" => "rebels",
            "SEP" => "separatists",
            "UAF" => "armed groups",
            "PTY" => "parties",
            "BUS" => "business",
            "MED" => "media",
            "EDU" => "education",
            "REF" => "refugees",
            "LAB" => "labour",
            "REL" => "religion",
            "HLH" => "health",
            "CVL" => "civilians",
            "AGR" => "farming",
            "CRM" => "crime",
            "ELI" => "elites",
            "ENV" => "environment",
            "HRI" => "human rights",
            "NGO" => "civil society",
            _ => break,
        };
        roles.push(role);
        rest = after;
    }
    let mut all: Vec<String> = Some(name.to_owned()).into_iter().filter(|name| !name.is_empty()).collect();
    all.extend(roles.into_iter().map(str::to_owned));
    if rest.is_empty() { all.join(", ") } else { format!("{} ({rest})", all.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_a_name() {
        assert_eq!(code_name("PAKSPY"), "Pakistan, intelligence");
        assert_eq!(code_name("PSEREBHMS"), "Palestinian Territories, rebels (HMS)");
        assert_eq!(code_name("IGOUNO"), "international bodies (UNO)");
        assert_eq!(code_name("xx"), "xx");
        assert_eq!(code_name("---CVL"), "civilians");
        assert!(is_party("PAKSPY") && !is_party("---CVL"));
    }
}
