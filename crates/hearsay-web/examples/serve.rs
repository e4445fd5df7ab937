//! Serves a store without the rest of hearsay: `cargo run --release -p hearsay-web --example serve FILE [PORT] [TOKEN]`.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

use std::sync::Arc;

use hearsay_web::{Settings, Site, serve};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let store = args.next().ok_or("which store?")?.into();
    let port: u16 = args.next().unwrap_or_else(|| "8017".to_owned()).parse()?;
    let settings = Settings {
        store,
        hosts: Vec::new(),
        write_token: args.next(),
        discussion: true,
        read_story: None,
        directory: Default::default(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        log: true,
    };
    let site: Arc<Site> = Site::new(settings)?;
    serve(site, std::net::TcpListener::bind(("127.0.0.1", port))?)?;
    Ok(())
}
