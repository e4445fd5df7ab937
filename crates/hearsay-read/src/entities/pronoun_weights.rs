//! What is seen of a pronoun's candidate, and what it weighs. Written by `training/hearsay_training/pronouns.py`.

macro_rules! features {
    ($($name:ident $weight:expr;)*) => {
        /// What can be seen of a candidate.
        #[derive(Clone, Copy)]
        pub(super) enum Feature { $($name),* }

        /// The features' names, in order.
        pub(super) const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// How many features there are.
        pub(super) const COUNT: usize = NAMES.len();

        /// What each adds to a candidate's score.
        pub(super) const WEIGHTS: [f32; COUNT] = [$($weight),*];
    };
}

features! {
    SameSentence 1.261;
    OneBack 0.030;
    TwoBack -0.655;
    ThreeBack -0.650;
    Between -0.719;
    Nearer -0.421;
    Nearest -0.179;
    Subject 0.259;
    Object 0.374;
    Possessor 0.502;
    Oblique -0.413;
    Modifier -0.643;
    Elsewhere -0.079;
    SamePlace 0.380;
    SubjectToSubject 0.392;
    ToPossessor 0.147;
    SubjectToPossessor 0.370;
    SubjectToObject -0.256;
    Name 0.262;
    Description 0.132;
    Pronoun -0.394;
    SamePronoun 1.032;
    Named 0.918;
    Mentions 0.471;
    Opens 0.046;
    GenderKnown 0.629;
    ItBody 0.306;
    ItCountry -0.407;
    ItPlace 0.140;
    ItThing 0.785;
    ItUnknown -0.826;
    TheyPeople 0.910;
    TheyThings 0.018;
    TheyBodies 0.253;
    TheyOthers 0.295;
    TheyBody -0.647;
    TheyCountry -0.797;
    TheyOne -0.031;
    HePerson 0.649;
    HeOther -0.649;
    Governs 0.126;
    GovernsNear 0.293;
    Matrix -0.047;
    MatrixBefore 1.078;
    SpeaksOn 0.123;
    NameBeforeNoun -0.314;
    Inside -0.376;
    AlsoSubject 0.264;
    AlsoSubjectBefore 0.302;
    AlsoBefore 0.121;
    Ahead 1.489;
    ByEnding 0.069;
}
