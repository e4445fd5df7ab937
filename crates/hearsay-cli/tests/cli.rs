//! The command as a person meets it: what it prints, what it complains of, how it ends.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs)]

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/2011-01-28-lahore-shooting.txt");

/// A folder of one test, empty at its start.
fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn hearsay(folder: &Path, args: &[&str]) -> Output {
    fed(folder, args, b"")
}

fn fed(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hearsay"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that stops early does not read its input to the end.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn records(output: &Output) -> Vec<Value> {
    out(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_report_has_its_sections_in_eighty_columns() {
    let folder = folder("report");
    let plain = hearsay(&folder, &["read", EXAMPLE]);
    assert_eq!(plain.status.code(), Some(0), "{}", err(&plain));
    let full = hearsay(&folder, &["read", "--full", EXAMPLE]);
    for (output, sections) in [
        (&plain, ["WHAT HAPPENED", "WHO SPEAKS", "--full prints all"]),
        (&full, ["WHO SAYS WHAT", "WHAT HAPPENED, ACCORDING TO WHOM", "= who   ^ how   ~ what"]),
    ] {
        for section in sections {
            assert!(out(output).contains(section), "{section} in\n{}", out(output));
        }
        for line in out(output).lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
    for line in out(&plain).lines() {
        assert!(line.chars().count() <= 80, "{line}");
        assert!(!line.contains('\u{1b}'), "colours in a pipe: {line}");
    }
    let coloured = hearsay(&folder, &["read", "--color", "always", EXAMPLE]);
    assert!(out(&coloured).contains("\u{1b}[1m"));
    let mut bare = String::new();
    for (i, part) in out(&coloured).split('\u{1b}').enumerate() {
        bare.push_str(if i == 0 { part } else { part.split_once('m').unwrap().1 });
    }
    assert_eq!(bare, out(&plain), "colours change no words");
}

#[test]
fn one_statement_is_shown_in_its_paragraph_and_a_number_that_is_not_there_is_said() {
    let folder = folder("shown");
    let shown = hearsay(&folder, &["read", "--show", "s1,v1", EXAMPLE]);
    assert_eq!(shown.status.code(), Some(0), "{}", err(&shown));
    assert!(
        out(&shown).contains("s1 a police officer")
            && out(&shown).contains("v1 REPORTED")
            && out(&shown).contains("^^"),
        "{}",
        out(&shown)
    );
    let gone = hearsay(&folder, &["read", "--show", "s999", EXAMPLE]);
    assert_eq!(gone.status.code(), Some(1));
    assert!(err(&gone).contains("there is no s999; this article has s1 to s"), "{}", err(&gone));
    let strange = hearsay(&folder, &["read", "--show", "x1", EXAMPLE]);
    assert!(err(&strange).contains("`x1` is no number"), "{}", err(&strange));
}

#[test]
fn what_is_piped_in_is_read_without_being_named() {
    let folder = folder("piped");
    let told = fed(&folder, &["read", "--date", "2011-01-06"], b"Arland expelled three Breland diplomats on Monday.");
    assert_eq!(told.status.code(), Some(0), "{}", err(&told));
    assert!(out(&told).contains("3 Jan 2011"), "{}", out(&told));
}

#[test]
fn a_folder_without_files_is_said_to_be_one_and_a_loop_of_links_is_not_walked() {
    let folder = folder("folders");
    fs::create_dir_all(folder.join("empty")).unwrap();
    fs::create_dir_all(folder.join("in")).unwrap();
    let none = hearsay(&folder, &["page", "empty"]);
    assert_eq!((none.status.code(), err(&none)), (Some(0), "hearsay: empty: this folder has no files\n"));
    fs::write(folder.join("in/a.txt"), "Arland expelled three Breland diplomats on Monday.").unwrap();
    std::os::unix::fs::symlink(folder.join("in"), folder.join("in/again")).unwrap();
    let once = hearsay(&folder, &["page", "in", "--format", "json"]);
    assert_eq!(out(&once).lines().count(), 1, "{}", out(&once));
}

#[test]
fn other_languages_are_refused_by_name() {
    let folder = folder("languages");
    let spanish = "El gobierno de Arlandia expulsó el lunes a tres diplomáticos de Brelandia, según un portavoz del ministerio \
        de Asuntos Exteriores. El embajador, que ya había sido convocado la semana pasada, dijo que la medida era injusta y \
        que su país respondería de la misma manera en los próximos días. La oposición pidió calma a los dos gobiernos.";
    let german = "Die Regierung von Arland hat am Montag drei Diplomaten aus Breland ausgewiesen, wie ein Sprecher des \
        Ministeriums mitteilte. Der Botschafter, der bereits in der vergangenen Woche einbestellt worden war, nannte die \
        Entscheidung ungerecht und kündigte an, dass sein Land in den nächsten Tagen ebenso antworten werde.";
    let english = "The government of Arland expelled three diplomats from Breland on Monday, a spokesman for the ministry of \
        foreign affairs said. The ambassador, who had been summoned last week, called the measure unjust and said that his \
        country would answer in the same way in the coming days. The opposition asked both governments to stay calm.";
    for (name, text) in [("es.txt", spanish), ("de.txt", german), ("en.txt", english)] {
        fs::write(folder.join(name), text).unwrap();
    }
    let read = hearsay(&folder, &["read", "--format", "json", "es.txt", "de.txt", "en.txt"]);
    assert_eq!(read.status.code(), Some(1));
    assert_eq!(records(&read).len(), 1, "only the English one");
    let why: Vec<&str> = err(&read).lines().collect();
    assert_eq!(
        why,
        [
            "hearsay: es.txt: this is Spanish; hearsay reads English only",
            "hearsay: de.txt: this is German; hearsay reads English only"
        ]
    );
    // What a page is made of can be asked of any.
    assert_eq!(hearsay(&folder, &["page", "es.txt"]).status.code(), Some(0));
}

#[test]
fn the_manual_and_completions_know_every_command() {
    let folder = folder("manual");
    for shell in ["bash", "zsh", "fish"] {
        let made = hearsay(&folder, &["completions", shell]);
        assert_eq!(made.status.code(), Some(0), "{}", err(&made));
        for command in ["dyad", "export", "info", "show"] {
            assert!(out(&made).contains(command), "{command} in {shell}");
        }
    }
    assert!(out(&hearsay(&folder, &["man"])).starts_with(".ie"), "roff");
    assert_eq!(hearsay(&folder, &["man", "--output", "pages"]).status.code(), Some(0));
    let page = fs::read_to_string(folder.join("pages/hearsay-find.1")).unwrap();
    assert!(
        page.contains("hearsay\\-find") && page.contains("fBhearsay find") && page.contains("HEARSAY_STORE"),
        "{page}"
    );
    let version = hearsay(&folder, &["--version"]);
    assert!(out(&version).contains("model of ") && out(&version).contains("lexicon of "), "{}", out(&version));
}

#[test]
fn bad_inputs_cost_a_line_and_the_others_are_read_in_order() {
    let folder = folder("inputs");
    fs::write(folder.join("a.txt"), "Arland expelled three Breland diplomats on Monday.").unwrap();
    fs::write(folder.join("b.bin"), [0_u8, 1, 2, 3, 0, 0, 255, 254, 7, 0, 9]).unwrap();
    fs::write(folder.join("empty.txt"), " \n\n").unwrap();
    fs::write(
        folder.join("c.jsonl"),
        "{\"id\":\"c1\",\"text\":\"Breland denied it.\"}\n{\"id\":\"c2\",\"te\n{\"id\":\"c3\",\"text\":\"Corland agreed.\"}\n",
    )
    .unwrap();
    let mut gz = GzEncoder::new(fs::File::create(folder.join("d.txt.gz")).unwrap(), Compression::default());
    gz.write_all(b"Corland thanked Arland.").unwrap();
    gz.finish().unwrap();
    let args = ["read", "--format", "json", "--date", "2011-01-06"];
    let paths = ["a.txt", "b.bin", "gone.txt", "empty.txt", "c.jsonl", "d.txt.gz", "-"];
    let one = fed(&folder, &[&args[..], &["--jobs", "1"], &paths].concat(), b"Ms Dorn left Arland.");
    let two = fed(&folder, &[&args[..], &["--jobs", "2"], &paths].concat(), b"Ms Dorn left Arland.");
    assert_eq!(one.stdout, two.stdout, "the same bytes for any number of jobs");
    assert_eq!(one.stderr, two.stderr);
    assert_eq!(one.status.code(), Some(1));
    let texts: Vec<String> =
        records(&one).iter().map(|record| record["text"].as_str().unwrap().trim().to_owned()).collect();
    let expected = [
        "Arland expelled three Breland diplomats on Monday.",
        "Breland denied it.",
        "Corland agreed.",
        "Corland thanked Arland.",
        "Ms Dorn left Arland.",
    ];
    assert_eq!(texts, expected);
    let complaints: Vec<&str> = err(&one).lines().collect();
    assert_eq!(complaints.len(), 4, "{complaints:?}");
    for (complaint, name) in complaints.iter().zip(["b.bin", "gone.txt", "empty.txt", "c.jsonl: line 2"]) {
        assert!(complaint.starts_with(&format!("hearsay: {name}: ")) || complaint.contains(name), "{complaint}");
    }
    let records = records(&one);
    assert_eq!(records[0]["article"]["published"], "2011-01-06");
    assert_eq!(records[0]["events"][0]["deed"], "expel-envoy");
    assert_eq!(records[0]["article"]["file"], "a.txt");
}

#[test]
fn wrong_arguments_end_with_two() {
    let folder = folder("arguments");
    for args in [
        &["read", "--frobnicate", "x"][..],
        &["frobnicate"],
        &["read", "--date", "last week", "-"],
        &["read", "--jobs", "0", "-"],
        &["read", "--lexicon", "nowhere", "-"],
    ] {
        let output = hearsay(&folder, args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{args:?}");
        assert!(!err(&output).is_empty(), "{args:?}");
    }
}

#[test]
fn a_users_words_come_first() {
    let folder = folder("lexicon");
    fs::create_dir_all(folder.join("mine/events")).unwrap();
    let actors = "name\taliases\tcode\ttype\tfrom\tuntil\nUnited States\t\tXYZ\tcountry\t\t\nZorland\tZorlanders\tZOR\tcountry\t\t\n";
    fs::write(folder.join("mine.tsv"), actors).unwrap();
    let deed = "\
id = \"paint\"
gloss = \"A paints B\"
plover = \"ASSAULT\"
cameo = \"190\"
scale = -10.0

[[pattern]]
verb = [\"paint\"]
who = \"subject\"
whom = \"object\"

[[example]]
text = \"Arland painted Breland.\"
who = \"Arland\"
whom = \"Breland\"

[[example]]
text = \"Breland was painted by Arland.\"
who = \"Arland\"
whom = \"Breland\"

[[counterexample]]
text = \"The child painted.\"
why = \"nobody is painted\"

[[counterexample]]
text = \"The child painted well.\"
why = \"nobody is painted\"
";
    fs::write(folder.join("mine/events/paint.toml"), deed).unwrap();
    let text = b"Zorland painted the United States on Monday.";
    let args = ["read", "--format", "json", "--actors", "mine.tsv", "--lexicon", "mine", "-"];
    let output = fed(&folder, &args, text);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let record = &records(&output)[0];
    let event = &record["events"][0];
    assert_eq!(event["deed"], "paint", "{record:#}");
    assert_eq!(event["source"][0]["actor"], "ZOR", "{record:#}");
    assert_eq!(event["target"][0]["actor"], "XYZ", "{record:#}");

    fs::write(folder.join("mine/events/paint.toml"), "id = \"paint\"\ngloss = ").unwrap();
    let broken = fed(&folder, &args, text);
    assert_eq!(broken.status.code(), Some(2));
    assert_eq!(out(&broken), "");
    assert!(err(&broken).contains("events/paint.toml"), "{}", err(&broken));
    fs::write(folder.join("mine.tsv"), "name\tcode\nno such columns").unwrap();
    let broken = hearsay(&folder, &["read", "--actors", "mine.tsv", "-"]);
    assert_eq!(broken.status.code(), Some(2));
    assert!(err(&broken).contains("mine.tsv"), "{}", err(&broken));
}

#[test]
fn deeds_and_codes_are_explained() {
    let folder = folder("explain");
    let deed = hearsay(&folder, &["explain", "expel-envoy"]);
    assert_eq!(deed.status.code(), Some(0), "{}", err(&deed));
    for words in ["SANCTION", "166", "expel", "+ Arland expelled three Breland diplomats on Monday."] {
        assert!(out(&deed).contains(words), "{words} in\n{}", out(&deed));
    }
    for (code, listed) in [("166", "expel-envoy"), ("16", "expel-envoy"), ("sanction", "expel-envoy")] {
        let output = hearsay(&folder, &["explain", code]);
        assert_eq!(output.status.code(), Some(0), "{code}: {}", err(&output));
        assert!(out(&output).contains(listed), "{code}:\n{}", out(&output));
    }
    let unknown = hearsay(&folder, &["explain", "expel-diplomat"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("did you mean") && err(&unknown).contains("expel-envoy"), "{}", err(&unknown));
}

#[test]
fn the_schema_is_json_and_names_every_part() {
    let output = hearsay(&folder("schema"), &["schema"]);
    let schema: Value = serde_json::from_str(out(&output)).unwrap();
    for part in
        ["schema", "id", "text", "article", "entities", "times", "statements", "events", "assessments", "disputes"]
    {
        assert!(schema["properties"][part].is_object(), "{part}");
    }
}

#[test]
fn conllu_keeps_its_words_and_sentences() {
    let tree = "\
# text = Arland can not.
1\tArland\t_\t_\t_\t_\t_\t_\t_\t_
2-3\tcannot\t_\t_\t_\t_\t_\t_\t_\t_
2\tcan\t_\t_\t_\t_\t_\t_\t_\t_
3\tnot\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
4\t.\t_\t_\t_\t_\t_\t_\t_\t_

# text = Breland left
1\tBreland\t_\t_\t_\t_\t_\t_\t_\t_
2\tleft\t_\t_\t_\t_\t_\t_\t_\t_

";
    let tree = tree.replace("\t_\t_\t_\t_\t_\t_\t_\t", "\t_\tX\t_\t_\t0\troot\t_\t");
    let tree = tree.replace("cannot\t_\tX\t_\t_\t0\troot", "cannot\t_\t_\t_\t_\t_\t_");
    // One root a sentence: the later words hang on the first.
    let tree: Vec<String> = tree
        .lines()
        .map(|line| if line.starts_with("1\t") { line.to_owned() } else { line.replace("0\troot", "1\tdep") })
        .collect();
    let output = fed(&folder("conllu"), &["parse", "--input", "conllu", "-"], (tree.join("\n") + "\n\n").as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let forms: Vec<&str> = out(&output)
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').nth(1).unwrap_or(""))
        .collect();
    assert_eq!(forms, ["Arland", "cannot", "can", "not", ".", "", "Breland", "left", ""]);
    let damaged = fed(&folder("conllu"), &["parse", "--input", "conllu", "-"], b"1\tArland\n\n");
    assert_eq!(damaged.status.code(), Some(1));
    assert_eq!(err(&damaged).lines().count(), 1, "{}", err(&damaged));
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let folder = folder("pipe");
    let line = "{\"text\":\"Arland expelled three Breland diplomats on Monday.\"}\n";
    fs::write(folder.join("many.jsonl"), line.repeat(2000)).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_hearsay"))
        .args(["page", "--format", "json", "many.jsonl"])
        .current_dir(&folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut complaints = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
    assert_eq!(complaints, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
