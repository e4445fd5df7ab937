//! Records of standard input as JSON Lines: what `hearsay read --format json -` prints.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::io::Read as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    let reader = hearsay::Reader::bundled()?;
    for record in reader.read(&bytes, &hearsay::Hints::default()) {
        println!("{}", serde_json::to_string(&record?)?);
    }
    Ok(())
}
