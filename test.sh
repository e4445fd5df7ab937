#!/usr/bin/env bash
# Passes all tests. Needs the Rust toolchain, a C compiler and crates.io; data outside the repository is used where it is there.
set -euo pipefail
cd "$(dirname "$0")"
export CARGO_INCREMENTAL=0 CARGO_TERM_COLOR=never RUST_BACKTRACE=1 RUSTDOCFLAGS="-D warnings"
step() { local start=$SECONDS; "$@"; echo "$((SECONDS - start)) s: $*"; }
step cargo fmt --all --check
step cargo clippy --workspace --all-targets --quiet -- -D warnings
for crate in hearsay hearsay-pile hearsay-store hearsay-cli; do
    step cargo clippy --package "$crate" --no-default-features --quiet -- -D warnings
done
step cargo doc --workspace --no-deps --quiet
step cargo test --workspace --quiet
step cargo xtask tidy
step ./deny.sh
step cargo xtask fuzz --minutes 1
step cargo build --release --quiet --package hearsay-cli
step cargo xtask kill --kills 5
if [ -d ../shared/data ]; then
    step cargo xtask eval --data ../shared/data
else
    echo "skipped: cargo xtask eval (../shared/data is not there)"
fi
