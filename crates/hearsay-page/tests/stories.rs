//! Scraped stories, laid out as pages lay them out. Countries and people are invented.

#[allow(dead_code, unreachable_pub)]
mod common;

use expect_test::{Expect, expect};
use hearsay_page::Hints;

fn check(text: &str, expected: Expect) {
    check_with(text, &Hints::default(), expected);
}

fn check_with(text: &str, hints: &Hints, expected: Expect) {
    let article = common::article(text.as_bytes(), hints);
    common::check_layout(&article);
    assert_eq!(article.text.as_str(), text, "plain text is not touched");
    expected.assert_eq(&common::show(&article));
}

#[test]
fn a_scraped_story_has_all_its_parts() {
    check(
        "Arland says envoys were spies

The step is the latest in a row that began in spring.

By Jane Dorn and Karl Ems | 12 March 2011

ARLAND CITY: Arland expelled three Breland diplomats on Saturday, its foreign ministry said.

Breland said it would answer in kind.

‘A matter of honour’

\"We will stay,\" said Ms Olm, who leads the mission.

(Reporting by Jane Dorn; Editing by Ann Vik)

Comments (2)
Oda Lund | 10 years ago | Reply @ Nils Holm So it always was.
Nils Holm | 10 years ago | Reply They had it coming.
Comments are moderated.
",
        expect![[r#"
            headline    Arland says envoys were spies
            standfirst  The step is the latest in a row that began in spring.
            byline      By Jane Dorn and Karl Ems | 12 March 2011
            paragraph   Arland expelled three Breland diplomats on Saturday, its fore...
            paragraph   Breland said it would answer in kind.
            crosshead   ‘A matter of honour’
            paragraph   "We will stay," said Ms Olm, who leads the mission.
            furniture   (Reporting by Jane Dorn; Editing by Ann Vik)
            furniture   Comments (2)
            comment c1  So it always was.
            comment c2  They had it coming.
            furniture   Comments are moderated.
            = published: 2011-03-12
            = authors: Jane Dorn, Karl Ems
            = dateline: ARLAND CITY
            = c1: Oda Lund, 10 years ago to Nils Holm
            = c2: Nils Holm, 10 years ago
        "#]],
    );
}

#[test]
fn a_place_and_a_day_below_the_headline_are_the_dateline() {
    let story = "Arland expelled three Breland diplomats on Tuesday, its foreign ministry said.\n\nBreland said it would answer in kind.\n";
    for (line, facts) in [
        ("Corl, October 14, 2026", "= published: 2026-10-14\n= dateline: Corl"),
        ("CORL — October 14, 2026", "= published: 2026-10-14\n= dateline: CORL"),
        ("By our staff\nCorl, 14 October 2026", "= published: 2026-10-14\n= dateline: Corl"),
        ("Dorn Air Base, Arland, Oct. 14, 2026", "= published: 2026-10-14\n= dateline: Dorn Air Base, Arland"),
    ] {
        let text = format!("Arland says envoys were spies\n\n{line}\n\n{story}");
        let shown = common::show(&common::article(text.as_bytes(), &Hints::default()));
        assert!(shown.starts_with("headline    Arland says envoys were spies\nbyline "), "{shown}");
        assert!(shown.contains("\nparagraph   Arland expelled") && shown.contains(facts), "{shown}");
    }
}

#[test]
fn a_sentence_somebody_typed_is_a_paragraph() {
    check(
        "Arland expelled three Breland diplomats on Monday.",
        expect![[r#"
        paragraph   Arland expelled three Breland diplomats on Monday.
    "#]],
    );
    check(
        "Arland expelled three Breland diplomats on Monday",
        expect![[r#"
        paragraph   Arland expelled three Breland diplomats on Monday
    "#]],
    );
    check(
        "LYON, France — Arland expelled three diplomats.\n",
        expect![[r#"
        paragraph   Arland expelled three diplomats.
        = dateline: LYON, France
    "#]],
    );
    check(
        "PARIS: Arland expelled three diplomats.\n",
        expect![[r#"
        paragraph   Arland expelled three diplomats.
        = dateline: PARIS
    "#]],
    );
}

#[test]
fn wire_copy_is_hard_wrapped() {
    check(
        "URGENT\nArland, Breland agree to resume border talks\n\nPARIS, March 3 (AFP) - Arland and Breland agreed on Thursday to\nresume talks on their border after a break of two years, the\nmediator said.\n\nMs Dorn, the mediator, called it \"a small step, and one that both\nsides have to follow up\".\n",
        expect![[r#"
            furniture   URGENT
            headline    Arland, Breland agree to resume border talks
            paragraph   Arland and Breland agreed on Thursday to⏎resume talks on thei...
            paragraph   Ms Dorn, the mediator, called it "a small step, and one that ...
            = agency: AFP
            = dateline: PARIS
        "#]],
    );
}

#[test]
fn a_missing_year_comes_from_the_caller() {
    let hints = Hints { published: Some("2011-01-06".parse().expect("a date")), ..Hints::default() };
    check_with(
        "Envoys leave Arland\n\nDec. 30 (Reuters)\n\nThe envoys left on Thursday, the ministry said.\n",
        &hints,
        expect![[r#"
        headline    Envoys leave Arland
        byline      Dec. 30 (Reuters)
        paragraph   The envoys left on Thursday, the ministry said.
        = published: 2010-12-30
        = agency: Reuters
    "#]],
    );
    check(
        "Envoys leave Arland\n\nDec. 30 (Reuters)\n\nThe envoys left on Thursday, the ministry said.\n",
        expect![[r#"
        headline    Envoys leave Arland
        byline      Dec. 30 (Reuters)
        paragraph   The envoys left on Thursday, the ministry said.
        = agency: Reuters
    "#]],
    );
    check_with(
        "Envoys leave Arland\n\nPublished: 2011-03-04 10:22\n\nThe envoys left on Thursday, the ministry said.\n",
        &hints,
        expect![[r#"
        headline    Envoys leave Arland
        byline      Published: 2011-03-04 10:22
        paragraph   The envoys left on Thursday, the ministry said.
        = published: 2011-03-04
    "#]],
    );
}

#[test]
fn day_and_month_that_could_be_exchanged_are_noted() {
    check(
        "Envoys leave Arland\n\n06/01/2011 | AFP\n\nThe envoys left on Thursday, the ministry said.\n",
        expect![[r#"
        headline    Envoys leave Arland
        byline      06/01/2011 | AFP
        paragraph   The envoys left on Thursday, the ministry said.
        = agency: AFP
        = note: ambiguous-date
    "#]],
    );
}

#[test]
fn threads_in_six_habits_stay_out_of_the_report() {
    let story = "Envoys leave Arland\n\nReuters, 4 March 2011\n\nThe envoys left on Thursday, the ministry said.\n\nNobody saw them off at the airport.\n\n";
    let check = |thread: &str, expected: Expect| {
        let text = format!("{story}{thread}");
        let article = common::article(text.as_bytes(), &Hints::default());
        common::check_layout(&article);
        let shown = common::show(&article);
        let (_, thread) = shown.split_once("airport.\n").expect("the story's last paragraph");
        expected.assert_eq(thread);
    };
    check(
        "3 Comments\n\nOda Lund says:\nMarch 4, 2011 at 5:03 pm\nGood riddance.\n\nAnd never come back.\n\nReply\n\nnils77 says:\nMarch 5, 2011 at 9:00 am\n@Oda Lund: shame on you.\n",
        expect![[r#"
        furniture   3 Comments
        comment c1  Good riddance.⏎⏎And never come back.
        furniture   Reply
        comment c2  shame on you.
        = published: 2011-03-04
        = agency: Reuters
        = c1: Oda Lund, 2011-03-04
        = c2: nils77, 2011-03-05 to Oda Lund
    "#]],
    );
    check(
        "Posted by Oda Lund on 4 March 2011\nGood riddance.\nPosted by nils77 on 5 March 2011\nShame.\n",
        expect![[r#"
        comment c1  Good riddance.
        comment c2  Shame.
        = published: 2011-03-04
        = agency: Reuters
        = c1: Oda Lund, 2011-03-04
        = c2: nils77, 2011-03-05
    "#]],
    );
    check(
        "Oda Lund · 3 days ago\nGood riddance.\nLike · Reply\nnils77 · 2 days ago\nShame on you.\nLike · Reply · 4\n",
        expect![[r#"
        comment c1  Good riddance.
        furniture   Like · Reply
        comment c2  Shame on you.
        furniture   Like · Reply · 4
        = published: 2011-03-04
        = agency: Reuters
        = c1: Oda Lund, 3 days ago
        = c2: nils77, 2 days ago
    "#]],
    );
    check(
        "Oda Lund (4 March 2011 10:22)\nGood riddance.\n\nnils77 (5 March 2011 10:22)\nShame.\n",
        expect![[r#"
        comment c1  Good riddance.
        comment c2  Shame.
        = published: 2011-03-04
        = agency: Reuters
        = c1: Oda Lund, 2011-03-04
        = c2: nils77, 2011-03-05
    "#]],
    );
    check(
        "Leave a comment\n\n#1 Oda Lund 2 hours ago\nGood riddance.\n#2 nils77 1 hour ago\nin reply to Oda Lund\nShame.\n",
        expect![[r#"
        furniture   Leave a comment
        comment c1  Good riddance.
        comment c2  Shame.
        = published: 2011-03-04
        = agency: Reuters
        = c1: Oda Lund, 2 hours ago
        = c2: nils77, 1 hour ago to Oda Lund
    "#]],
    );
    check(
        "Comments\n\nOda Lund\n3 hours ago\nGood riddance.\n\nnils77\n2 hours ago\n@Oda Lund Shame.\n",
        expect![[r#"
        furniture   Comments
        comment c1  Good riddance.
        comment c2  Shame.
        = published: 2011-03-04
        = agency: Reuters
        = c1: Oda Lund, 3 hours ago
        = c2: nils77, 2 hours ago to Oda Lund
    "#]],
    );
    check(
        "Readers' comments\n\nGood riddance to them.\n\n@nils77 shame on you.\n",
        expect![[r#"
        furniture   Readers' comments
        comment c1  Good riddance to them.
        comment c2  shame on you.
        = published: 2011-03-04
        = agency: Reuters
        = c1: ?, 
        = c2: ?,  to nils77
    "#]],
    );
}

#[test]
fn reports_timelines_and_signatures_open_no_thread() {
    check(
        "Envoys leave Arland\n\nMs Dorn said: “We will stay.”\n\nMr Holm said: “We will go.”\n\nThe minister says:\n\n“They were spies.”\n\nCamp Lund - March 4, 2011\n\nThe two sides met for the first time.\n\nCamp Vela - June 5, 2011\n\nThe two sides met again.\n\nPosted by Jane Dorn on 6 June 2011\n",
        expect![[r#"
            headline    Envoys leave Arland
            paragraph   Ms Dorn said: “We will stay.”
            paragraph   Mr Holm said: “We will go.”
            paragraph   The minister says:
            paragraph   “They were spies.”
            crosshead   Camp Lund - March 4, 2011
            paragraph   The two sides met for the first time.
            crosshead   Camp Vela - June 5, 2011
            paragraph   The two sides met again.
            byline      Posted by Jane Dorn on 6 June 2011
            = published: 2011-06-06
            = authors: Jane Dorn
        "#]],
    );
}

#[test]
fn a_counter_above_the_story_opens_no_thread() {
    check(
        "Envoys leave Arland\n12 Comments\nShare\nThe envoys left on Thursday, the ministry said.\n14 comments\nNobody saw them off at the airport, and nobody from the ministry had been sent there.\nThey went quietly, with two bags each, in the early morning.\n",
        expect![[r#"
            headline    Envoys leave Arland
            furniture   12 Comments
            furniture   Share
            paragraph   The envoys left on Thursday, the ministry said.
            furniture   14 comments
            paragraph   Nobody saw them off at the airport, and nobody from the minis...
            paragraph   They went quietly, with two bags each, in the early morning.
        "#]],
    );
}

#[test]
fn short_lines_that_speak_are_paragraphs() {
    check(
        "Envoys leave Arland\n\nThe envoys left on Thursday, the ministry said.\n\n\"We will be back,\" one said\n\nNobody saw them off.\n\nThe minister says:\n\n\"They were spies, and we told them so, and they never denied it.\"\n\nWhat happens next?\n\nNobody knows, and nobody asks.\n\n- a first point\n- a second point\n\nThat is all.\n",
        expect![[r#"
            headline    Envoys leave Arland
            paragraph   The envoys left on Thursday, the ministry said.
            paragraph   "We will be back," one said
            paragraph   Nobody saw them off.
            paragraph   The minister says:
            paragraph   "They were spies, and we told them so, and they never denied ...
            crosshead   What happens next?
            paragraph   Nobody knows, and nobody asks.
            paragraph   - a first point
            paragraph   - a second point
            paragraph   That is all.
        "#]],
    );
}

#[test]
fn furniture_is_whole_lines_only() {
    check(
        "Home > World > Arland\nEnvoys leave Arland\nShare this\nBy Jane Dorn\nThe envoys left on Thursday, the ministry said.\nPhoto: the airport of Arland City\nRead more: Arland and its envoys\nRelated questions were left open by the ministry on Thursday.\nFollow us on Twitter\nSupport for the king fell, and copyright law was changed.\nPublished in The Arland Tribune, March 5th, 2011.\nCopyright 2011 Arland Tribune. All rights reserved.\n",
        expect![[r#"
            furniture   Home > World > Arland
            headline    Envoys leave Arland
            furniture   Share this
            byline      By Jane Dorn
            paragraph   The envoys left on Thursday, the ministry said.
            furniture   Photo: the airport of Arland City
            furniture   Read more: Arland and its envoys
            paragraph   Related questions were left open by the ministry on Thursday.
            furniture   Follow us on Twitter
            paragraph   Support for the king fell, and copyright law was changed.
            furniture   Published in The Arland Tribune, March 5th, 2011.
            furniture   Copyright 2011 Arland Tribune. All rights reserved.
            = published: 2011-03-05
            = authors: Jane Dorn
        "#]],
    );
}

#[test]
fn json_lines_are_read_one_by_one() {
    let lines = "{\"id\": \"a1\", \"text\": \"Envoys leave Arland\\n\\nThe envoys left on Thursday.\", \"title\": \"Envoys leave Arland\", \"date\": \"2011-03-04T10:00:00Z\", \"publisher\": \"The Arland Herald\", \"language\": \"en\", \"mood\": 7}\n\
        {\"id\": \"a2\", \"title\": \"No words\"}\n\n\
        {\"id\": \"a3\", \"text\": \n\
        {\"id\": 4, \"text\": \"The envoys left.\", \"title\": \"Another title\", \"url\": \"https://example.org/4\"}\n";
    let read = hearsay_page::articles(lines.as_bytes(), &Hints::default());
    let told: Vec<String> = read
        .iter()
        .map(|read| match read {
            Ok(article) => format!("{}: {}", article.id, common::show(article).replace('\n', "; ")),
            Err(error) => error.to_string(),
        })
        .collect();
    expect![[r#"
        a1: headline    Envoys leave Arland; paragraph   The envoys left on Thursday.; = published: 2011-03-04; = publisher: The Arland Herald; 
        line 2: article `a2` has no `text` or `html`
        line 4: EOF while parsing a value at column 20
        4: paragraph   The envoys left.; 
    "#]].assert_eq(&(told.join("\n") + "\n"));
}

/// The head of a page: its headline and its day.
fn head(page: &str) -> (String, String) {
    let article = common::article(page.as_bytes(), &Hints::default());
    let headline = article.headline().map_or(String::new(), |span| article.text.at(span).to_owned());
    (headline, article.published.map_or(String::new(), |day| day.to_string()))
}

const PROSE: &str = "<p>Arland expelled three envoys of Breland on Monday, the foreign ministry said in a statement.</p>\
    <p>Breland protested against it, and said that it would answer in kind before the week was over.</p>";

#[test]
fn a_head_that_is_never_closed_ends_where_the_page_begins() {
    for opening in ["<div class=page>", "<main>", "<header><a href=/>Home</a></header>", "<h2>Arland</h2>"] {
        let page = format!(
            "<!doctype html><html lang=en><head><title>Envoys leave</title><script>var a=1</script><style>p{{}}</style>\
             <noscript><img src=x></noscript><meta name=author content=Oda>{opening}<h1>Envoys leave Arland</h1>{PROSE}"
        );
        assert_eq!(head(&page).0, "Envoys leave Arland", "{opening}");
    }
}

#[test]
fn the_headline_is_neither_the_site_nor_cut_at_its_own_dash() {
    let page = |title: &str, body: &str| {
        format!(
            "<html lang=\"en\"><head><meta property=\"og:title\" content=\"{title}\">\
             <meta property=\"og:site_name\" content=\"The Arland Herald\"></head><body>{body}<article>{PROSE}</article></body></html>"
        )
    };
    let site = page("Three envoys leave Arland at last", "<h1><a href=\"/\">The Arland Herald</a></h1>");
    assert_eq!(head(&site).0, "Three envoys leave Arland at last");
    // The page prints a longer dash than its title, and a section in one element with the headline.
    let dash = page(
        "Envoys of Breland leave Arland - and are angry",
        "<h1>World Envoys of Breland leave Arland – and are angry</h1>",
    );
    assert_eq!(head(&dash).0, "Envoys of Breland leave Arland – and are angry");
}

#[test]
fn an_address_may_name_its_month_and_the_language_may_stand_in_xml() {
    let page = |html: &str, url: &str, time: &str| {
        format!(
            "<html {html}><head><title>Envoys leave Arland</title><link rel=\"canonical\" href=\"{url}\"></head><body>\
             <h1>Envoys leave Arland</h1><span class=\"time\">{time}</span><article>{PROSE}</article></body></html>"
        )
    };
    assert_eq!(head(&page("lang=\"en\"", "https://herald.example/world/2020/oct/02/envoys", "")).1, "2020-10-02");
    assert_eq!(head(&page("lang=\"en\"", "https://herald.example/world/2020/octopus/02/envoys", "")).1, "");
    assert_eq!(head(&page("xml:lang=\"en-GB\"", "https://herald.example/envoys", "02/10/2020")).1, "2020-10-02");
    assert_eq!(head(&page("xml:lang=\"en-US\"", "https://herald.example/envoys", "02/10/2020")).1, "2020-02-10");
}
