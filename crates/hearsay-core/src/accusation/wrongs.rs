//! Words of doing wrong, as base forms.

/// In alphabetical order.
const WRONGS: &[&str] = &[
    "abduct", "abduction", "abuse", "abuser", "abusive", "aggression", "aggressor", "arson", "assassinate",
    "assassination", "assault", "atrocity", "baseless", "betray", "betrayal", "bigotry", "blackmail", "brainwash",
    "breach", "bribe", "bribery", "brutal", "brutality", "bully", "bullying", "cheat", "cheating", "cleanse",
    "coerce", "coercion", "collude", "collusion", "complicit", "complicity", "conceal", "conspiracy", "conspire",
    "contempt", "corrupt", "corruption", "coup", "cover-up", "cruel", "cruelty", "cynical", "deceit", "deceive",
    "deception", "defamation", "defame", "defraud", "deliberately", "destabilise", "destabilize", "destroy",
    "destruction", "discriminate", "discrimination", "dishonest", "dismantle", "disregard", "disrupt", "dope",
    "doping", "embezzle", "embezzlement", "endanger", "espionage", "exploit", "exploitation", "extort", "extortion",
    "extremist", "fabricate", "fail", "failure", "fake", "falsify", "felony", "fraud", "fraudulent", "genocide",
    "grab", "groom", "hack", "hacking", "harass", "harassment", "hatred", "hijack", "homicide", "hostage",
    "humiliate", "ignore", "illegal", "illegally", "illegitimate", "illicit", "impunity", "incite", "incitement",
    "incompetent", "indecent", "infringe", "infringement", "inhuman", "inhumane", "injustice", "insult", "interfere",
    "interference", "interfering", "intimidate", "intimidation", "invade", "irresponsible", "jeopardise",
    "jeopardize", "kidnap", "kidnapping", "launder", "laundering", "lawless", "leak", "liar", "loot", "looting",
    "lure", "lying", "malpractice", "manipulate", "manipulation", "massacre", "meddle", "meddling", "menace",
    "misappropriate", "misappropriation", "misconduct", "mislead", "misleading", "mismanage", "mismanagement",
    "mistreat", "mistreatment", "misuse", "molest", "molestation", "murderer", "neglect", "negligence", "negligent",
    "nepotism", "oppress", "oppression", "overreach", "perjury", "perpetrate", "perpetuate", "persecute",
    "persecution", "plagiarise", "plagiarize", "plot", "plunder", "poison", "poisoning", "pollute", "pretext",
    "profiteer", "provocation", "provoke", "racism", "racist", "rape", "rapist", "reckless", "recklessly", "repress",
    "repression", "retaliate", "retaliation", "rig", "rigging", "rob", "robbery", "ruin", "ruthless", "sabotage",
    "scam", "scapegoat", "sexist", "silence", "slander", "slaughter", "smear", "smuggle", "smuggling", "spying",
    "stab", "steal", "stoke", "strangle", "subvert", "suppress", "swindle", "swindling", "terror", "terrorise",
    "terrorist", "terrorize", "theft", "threaten", "torment", "torture", "toxic", "trafficking", "traitor",
    "treason", "unauthorised", "unauthorized", "unconstitutional", "undemocratic", "undermine", "unethical",
    "unfair", "unfit", "unjust", "unlawful", "unlawfully", "usurp", "vandalise", "vandalism", "vandalize",
    "victimise", "victimize", "vile", "violate", "violation", "violent", "weaponise", "weaponize", "wicked",
    "worsen", "wrong", "wrongdoing", "wrongful", "wrongfully",
];

/// Deeds of violence, which wars and courts tell in plain words: they accuse only as a verb right behind who did them.
const VIOLENCE: &[&str] = &["attack", "bomb", "invade", "kill", "murder", "shoot", "shot"];

/// Endings, and what stands in their place in the base form.
const ENDINGS: &[(&str, &str)] =
    &[("ies", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""), ("ned", "n"), ("ped", "p"), ("ly", "")];

/// How much a word says that somebody did wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// "swindled", "a pretext", "unlawfully".
    Plain,
    /// "attacked", "killing".
    Violence,
}

/// Whether the word, in small letters, says that somebody did wrong.
pub(super) fn wrong(word: &str) -> Option<Wrong> {
    let kind = |stem: &str, ending: &str| {
        let plain = WRONGS.binary_search_by(|listed| listed.bytes().cmp(stem.bytes().chain(ending.bytes())));
        let violence = |listed: &str| listed.strip_prefix(stem) == Some(ending);
        plain.ok().map(|_| Wrong::Plain).or_else(|| VIOLENCE.iter().any(|listed| violence(listed)).then_some(Wrong::Violence))
    };
    let shorter = |&(ending, base): &(&str, &str)| word.strip_suffix(ending).and_then(|stem| kind(stem, base));
    kind(word, "").or_else(|| ENDINGS.iter().find_map(shorter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_all_their_forms() {
        assert!(WRONGS.is_sorted());
        for word in ["swindled", "swindling", "violates", "atrocities", "unlawfully", "bullies", "bribed"] {
            assert_eq!(wrong(word), Some(Wrong::Plain), "{word}");
        }
        assert_eq!(wrong("attacked"), Some(Wrong::Violence));
        assert_eq!(wrong("helped"), None);
    }
}
