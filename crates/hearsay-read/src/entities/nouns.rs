//! Words that say what a noun or a pronoun can stand for: a man, a body of people, a place.

use super::phrases::{Gender, Number};

/// Bodies of people: one of them is "it" or "they", and acts.
#[rustfmt::skip]
const BODIES: &[&str] = &[
    "academy", "administration", "agency", "airline", "alliance", "army", "assembly", "association", "authority",
    "band", "bank", "battalion", "bloc", "board", "branch", "brigade", "broadcaster", "bureau", "business", "cabinet",
    "cartel", "cell", "channel", "charity", "church", "club", "coalition", "college", "commission", "committee",
    "community", "company", "confederation", "conglomerate", "congress", "consortium", "consulate", "corporation",
    "council", "court", "delegation", "department", "directorate", "division", "embassy", "establishment", "faction",
    "federation", "firm", "fleet", "force", "foundation", "front", "fund", "gang", "giant", "government", "group",
    "guard", "headquarters", "hospital", "institute", "institution", "insurgency", "judiciary", "junta", "jury",
    "leadership", "league", "legislature", "maker", "magazine", "media", "military", "militia", "ministry", "mission",
    "movement", "network", "newspaper", "navy", "observatory", "office", "operator", "opposition", "organisation",
    "organization", "outlet", "panel", "parliament", "party", "patrol", "platoon", "police", "presidency", "press",
    "province", "public", "regime", "regiment", "regulator", "school", "secretariat", "sect", "senate", "service",
    "society", "squad", "staff", "startup", "state", "syndicate", "team", "television", "treasury", "tribe",
    "tribunal", "union", "unit", "university", "watchdog", "website", "wing", "ngo", "tv", "radio", "administrator's",
];

/// Countries as common nouns: what stands for a state.
#[rustfmt::skip]
pub(super) const COUNTRY_NOUNS: &[&str] = &[
    "country", "nation", "state", "republic", "kingdom",
];

/// Places as common nouns.
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "airport", "area", "base", "border", "camp", "capital", "city", "coast", "continent", "district", "frontier",
    "island", "mountain", "neighbourhood", "neighborhood", "port", "prison", "province", "region", "river", "road",
    "sea", "square", "street", "suburb", "territory", "town", "valley", "village", "world", "zone", "peninsula",
    "county", "compound", "site", "place", "station",
];

/// Men.
#[rustfmt::skip]
const MALE: &[&str] = &[
    "man", "boy", "father", "son", "brother", "husband", "uncle", "nephew", "grandfather", "grandson", "king",
    "prince", "emperor", "sultan", "emir", "spokesman", "chairman", "congressman", "businessman", "policeman",
    "gunman", "salesman", "cameraman", "fisherman", "statesman", "clergyman", "imam", "mullah", "ayatollah", "pope",
    "monk", "bishop", "sheikh", "mr", "sir", "lord", "widower", "gentleman", "actor", "waiter", "fireman",
    "serviceman", "militiaman", "craftsman", "layman", "strongman", "ombudsman", "priest", "boyfriend", "guy",
];

/// Women.
#[rustfmt::skip]
const FEMALE: &[&str] = &[
    "woman", "girl", "mother", "daughter", "sister", "wife", "aunt", "niece", "grandmother", "granddaughter", "queen",
    "princess", "empress", "spokeswoman", "chairwoman", "congresswoman", "businesswoman", "policewoman", "actress",
    "waitress", "nun", "mrs", "ms", "miss", "madam", "madame", "lady", "dame", "widow", "first lady", "nurse",
    "girlfriend", "housewife", "midwife", "schoolgirl",
];

/// People whom the role nouns of the actor tables do not list.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "family", "ally", "ancestor", "anybody", "anyone", "associate", "attacker", "boss", "bomber", "brother", "chief",
    "client", "colleague", "contact", "counterpart", "couple", "crowd", "dad", "daughter", "defendant", "descendant",
    "driver", "enemy", "everybody", "everyone", "fan", "father", "fellow", "figure", "folk", "follower", "friend",
    "gentleman", "guest", "guy", "head", "heir", "hero", "host", "husband", "individual", "killer", "kid", "lady",
    "loved", "member", "mentor", "mom", "mother", "murderer", "mum", "name", "neighbour", "nobody", "opponent",
    "parent", "partner", "passenger", "patient", "peer", "personnel", "player", "predecessor", "rival", "sister",
    "shooter", "somebody", "someone", "son", "speaker", "spouse", "successor", "suspect", "supporter", "taxpayer",
    "thug", "troop", "user", "viewer", "visitor", "voter", "wife", "winner", "adult", "agent", "operative",
    "assailant", "negotiator", "organizer", "organiser", "owner", "founder", "co-founder", "director", "manager",
    "chairman", "chairwoman", "chair", "deputy", "secretary", "spokesman", "spokeswoman", "spokesperson",
    "representative", "coach", "captain", "consumer", "customer", "critic", "expert", "pilot", "baby", "infant",
    "toddler", "teenager", "bride", "groom", "plaintiff", "whistle-blower", "crew", "informant", "element", "leader",
    "designer", "scientist",
];

/// Heads of something: who leads what the phrase names after "of" or before the noun.
#[rustfmt::skip]
const LEADERS: &[&str] = &[
    "head", "chief", "leader", "director", "chairman", "chairwoman", "chair", "chairperson", "president", "commander",
    "boss", "secretary-general", "premier", "minister", "governor", "mayor", "ceo", "director-general", "king",
    "queen", "ruler", "chancellor", "founder", "rector", "dean", "captain", "coach",
];

/// Words that hand their country and role on from the phrase after "of": "elements of the ISI", "some of the officials".
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "element", "member", "part", "faction", "branch", "wing", "arm", "section", "some", "many", "most", "several",
    "few", "one", "none", "all", "both", "each", "either", "neither", "any", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "dozen", "dozens", "hundred", "thousand", "group", "number", "majority",
    "handful", "couple", "score", "host", "series", "more", "half", "another", "others", "other", "representative",
    "lot", "plenty", "minority",
];

fn holds(list: &[&str], lemma: &str) -> bool {
    list.contains(&lemma)
}

/// A body of people: "government", "agency".
pub(super) fn is_body(lemma: &str) -> bool {
    holds(BODIES, lemma)
}

/// Who works for somebody, where his name stands before it: "the Holt campaign".
pub(super) fn is_following(lemma: &str) -> bool {
    matches!(lemma, "campaign" | "camp" | "entourage" | "estate" | "household")
}

/// A place: "city", "region".
pub(super) fn is_place(lemma: &str) -> bool {
    holds(PLACES, lemma)
}

/// People who are no role nouns of the tables: "suspect", "wife".
pub(super) fn is_people(lemma: &str) -> bool {
    holds(PEOPLE, lemma) || holds(MALE, lemma) || holds(FEMALE, lemma)
}

/// Numbers as nouns: of whom, the phrase after "of" says; without one, people ("dozens were killed").
pub(super) fn is_amount(lemma: &str) -> bool {
    matches!(
        lemma,
        "dozen"
            | "hundred"
            | "thousand"
            | "million"
            | "score"
            | "handful"
            | "number"
            | "majority"
            | "couple"
            | "pair"
            | "lot"
            | "half"
            | "rest"
            | "crowd"
    )
}

/// What happens to people: "killed 12".
pub(super) fn happens_to_people(verb: &str) -> bool {
    matches!(
        verb,
        "kill"
            | "wound"
            | "injure"
            | "arrest"
            | "detain"
            | "die"
            | "execute"
            | "abduct"
            | "kidnap"
            | "hurt"
            | "jail"
            | "evacuate"
            | "displace"
            | "rescue"
            | "murder"
            | "slay"
            | "drown"
            | "behead"
            | "hang"
            | "release"
            | "free"
            | "imprison"
            | "deport"
            | "massacre"
            | "shoot"
    )
}

/// Somebody at the head of something.
pub(super) fn is_leader(lemma: &str) -> bool {
    holds(LEADERS, lemma)
}

/// Months and weekdays: written like names, but nobody's.
pub(super) fn is_date(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
            | "Jan"
            | "Feb"
            | "Mar"
            | "Apr"
            | "Jun"
            | "Jul"
            | "Aug"
            | "Sep"
            | "Sept"
            | "Oct"
            | "Nov"
            | "Dec"
            | "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "Christmas"
            | "Easter"
            | "Ramadan"
            | "AD"
            | "BC"
            | "AM"
            | "PM"
            | "GMT"
            | "EST"
            | "EDT"
    )
}

/// A part of what follows after "of".
pub(super) fn is_part(lemma: &str) -> bool {
    holds(PARTS, lemma)
}

/// "Mr", "Ms": words before a name that say nothing but whose it is.
pub(super) fn is_courtesy(word: &str) -> bool {
    matches!(
        word,
        "Mr" | "Mrs"
            | "Ms"
            | "Miss"
            | "Mx"
            | "Dr"
            | "Sir"
            | "Dame"
            | "Lord"
            | "Lady"
            | "Madam"
            | "Madame"
            | "Monsieur"
            | "Herr"
            | "Frau"
            | "Rev"
            | "Prof"
            | "St"
            | "Fr"
            | "Sen"
            | "Rep"
            | "Gov"
            | "Gen"
            | "Col"
            | "Lt"
            | "Maj"
            | "Capt"
            | "Sgt"
            | "Adm"
            | "Brig"
            | "Cmdr"
            | "Hon"
    )
}

/// Man, woman, or we cannot tell.
pub(super) fn gender(lemma: &str) -> Gender {
    let lemma = lemma.trim_end_matches('.').to_lowercase();
    if holds(MALE, &lemma) || lemma.ends_with("sman") {
        Gender::Male
    } else if holds(FEMALE, &lemma) || lemma.ends_with("woman") {
        Gender::Female
    } else {
        Gender::Unknown
    }
}

/// What a pronoun says of what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pronoun {
    pub(super) kind: PronounKind,
    pub(super) gender: Gender,
    pub(super) number: Number,
}

/// How a pronoun finds what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PronounKind {
    /// he, her, their
    Personal,
    /// it, its
    Thing,
    /// himself
    Reflexive,
    /// I, we: the speaker
    First,
    /// you: whoever is spoken to
    Second,
    /// who, which
    Relative,
    /// some, many, others, those: people of their own
    Quantity,
}

/// The pronoun written `form`; none for words that stand for no one in particular.
pub(super) fn pronoun(form: &str) -> Option<Pronoun> {
    use Gender::{Female, Male};
    use Number::{Plural, Singular};
    use PronounKind::{First, Personal, Quantity, Reflexive, Second, Thing};
    let (kind, gender, number) = match form.to_lowercase().as_str() {
        "he" | "him" | "his" => (Personal, Male, Singular),
        "she" | "her" | "hers" => (Personal, Female, Singular),
        "they" | "them" | "their" | "theirs" | "'em" => (Personal, Gender::Unknown, Plural),
        "it" | "its" => (Thing, Gender::Unknown, Singular),
        "himself" => (Reflexive, Male, Singular),
        "herself" => (Reflexive, Female, Singular),
        "itself" => (Reflexive, Gender::Unknown, Singular),
        "themselves" => (Reflexive, Gender::Unknown, Plural),
        "i" | "me" | "my" | "mine" | "myself" => (First, Gender::Unknown, Singular),
        "we" | "us" | "our" | "ours" | "ourselves" => (First, Gender::Unknown, Plural),
        "you" | "your" | "yours" | "yourself" | "yourselves" | "ya" => (Second, Gender::Unknown, Number::Unknown),
        "some" | "many" | "others" | "several" | "most" | "few" | "both" | "those" | "all" => {
            (Quantity, Gender::Unknown, Plural)
        }
        "one" | "another" | "someone" | "somebody" | "everyone" | "everybody" | "anyone" | "anybody" | "nobody"
        | "none" => (Quantity, Gender::Unknown, Singular),
        _ => return None,
    };
    Some(Pronoun { kind, gender, number })
}
