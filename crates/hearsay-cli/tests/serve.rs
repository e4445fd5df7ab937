//! `hearsay serve` on the command line: it says where it is, answers, and ends when told to.
#![cfg(feature = "site")]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::unwrap_used, missing_docs)]

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn a_site_is_opened_on_this_machine_and_reads_what_is_pasted() {
    let folder = folder("serve");
    let mut server = Command::new(env!("CARGO_BIN_EXE_hearsay"))
        .args(["serve", "--store", "new.hearsay", "--port", "0", "--quiet"])
        .current_dir(&folder)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(server.stderr.take().unwrap());
    let address = said.lines().map_while(Result::ok).find_map(|line| {
        let rest = line.split_once("http://")?.1;
        Some(rest.split_once(' ')?.0.to_owned())
    });
    let address = address.unwrap();
    let ask = |request: String| {
        let mut stream = TcpStream::connect(&address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let home = ask(format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"));
    assert!(home.starts_with("HTTP/1.1 200") && home.contains("This store is empty"), "{home}");
    let form = "text=Arland+expelled+three+Breland+diplomats+on+Monday%2C+a+spokesman+said.&date=2011-01-06";
    let read = ask(format!(
        "POST /try HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    ));
    assert!(read.contains("expel envoy") && read.contains("3 Jan 2011"), "{read}");
    let other = ask("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".to_owned());
    assert!(other.starts_with("HTTP/1.1 403"), "{other}");
    server.kill().unwrap();
    server.wait().unwrap();
}

#[test]
fn others_are_let_in_only_by_a_name_and_a_token_is_long() {
    let folder = folder("serve_refused");
    std::fs::write(folder.join("token"), "short").unwrap();
    for (args, why) in [
        (&["--address", "0.0.0.0"][..], "with --host"),
        (&["--write-token-file", "token"][..], "at least 16 letters"),
        (&["--write-token-file", "missing"][..], "missing"),
    ] {
        let done = Command::new(env!("CARGO_BIN_EXE_hearsay"))
            .args(["serve", "--store", "s", "--port", "0"])
            .args(args)
            .current_dir(&folder)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{said}");
        assert!(said.contains(why), "{said}");
    }
}
