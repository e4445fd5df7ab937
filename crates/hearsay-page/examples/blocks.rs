//! Prints the blocks of files: `cargo run -p hearsay-page --example blocks -- FILE...`, to see what a page was read as.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

#[allow(dead_code, unreachable_pub)]
#[path = "../tests/common/mod.rs"]
mod common;

fn main() {
    for file in std::env::args().skip(1) {
        println!("--- {file}");
        let hints = hearsay_page::Hints::default();
        match std::fs::read(&file) {
            Err(error) => println!("{error}"),
            Ok(bytes) => {
                for article in hearsay_page::articles_iter(&bytes, &hints) {
                    match article {
                        Err(error) => println!("error: {error}"),
                        Ok(article) => {
                            common::check_layout(&article);
                            println!("{}", common::show(&article));
                        }
                    }
                }
            }
        }
    }
}
