//! Drawings, made on the server as SVG that is as wide as its place.

pub(crate) mod strip;
