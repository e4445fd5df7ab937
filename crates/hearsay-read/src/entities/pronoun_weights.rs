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
    SameSentence 1.177;
    OneBack -0.151;
    TwoBack -0.750;
    ThreeBack -0.787;
    Between -0.775;
    Nearer -0.346;
    Nearest -0.184;
    Subject 0.334;
    Object 0.323;
    Possessor 0.572;
    Oblique -0.371;
    Modifier -0.735;
    Elsewhere -0.019;
    SamePlace 0.439;
    SubjectToSubject 0.302;
    ToPossessor 0.233;
    SubjectToPossessor 0.386;
    SubjectToObject -0.194;
    Name 0.322;
    Description 0.163;
    Pronoun -0.406;
    SamePronoun 1.006;
    Named 1.040;
    Mentions 0.524;
    Opens -0.075;
    GenderKnown 0.423;
    ItBody 0.194;
    ItCountry -0.404;
    ItPlace 0.112;
    ItThing 0.783;
    ItUnknown -0.685;
    TheyPeople 0.973;
    TheyThings 0.159;
    TheyBodies 0.376;
    TheyOthers 0.309;
    TheyBody -0.822;
    TheyCountry -0.792;
    TheyOne -0.203;
    HePerson 0.378;
    HeOther -0.378;
    Governs 0.079;
    GovernsNear 0.270;
    Matrix -0.037;
    MatrixBefore 1.197;
    SpeaksOn 0.115;
    NameBeforeNoun -0.386;
    Inside -0.353;
    AlsoSubject 0.288;
    AlsoSubjectBefore 0.189;
    AlsoBefore 0.135;
}
