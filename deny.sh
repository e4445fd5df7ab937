#!/usr/bin/env bash
# Checks what is built into hearsay: licences, registries, versions that come twice (deny.toml).
#
# Installs the pinned cargo-deny from the registry where it is not there yet: unoptimised, a minute and a half of one core.
# Known weaknesses of what we build on are asked for with `cargo deny check advisories`, by hand before a release: the list of
# them comes over a network that CI has not.
set -euo pipefail
cd "$(dirname "$0")"
version=0.20.2
tools=target/tools
if [ "$("$tools/bin/cargo-deny" --version 2>/dev/null || true)" != "cargo-deny $version" ]; then
    CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_DEBUG=0 \
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        cargo install --quiet cargo-deny --version "=$version" --locked --root "$tools"
fi
exec "$tools/bin/cargo-deny" check bans licenses sources
