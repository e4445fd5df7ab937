#!/usr/bin/env bash
# Tests of the site in a real Chromium: every page, light and dark, narrow and wide; screenshots into target/screenshots.
# Installs Debian's chromium and two npm packages where they are missing; where they cannot be had it says so and passes.
set -euo pipefail
cd "$(dirname "$0")/../../.."
budget=${HEARSAY_BROWSER_SECONDS:-600}
skip() { echo "skipped: tests in a browser ($1)"; exit 0; }

command -v node >/dev/null || skip "node is not here"
if ! command -v chromium >/dev/null; then
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium fonts-noto-core; } >/dev/null 2>&1 \
        || skip "chromium cannot be installed"
fi
mkdir -p target/browser target/screenshots
cp crates/hearsay-web/browser/package.json target/browser/
if [ ! -d target/browser/node_modules/@axe-core ]; then
    (cd target/browser && npm install --no-audit --no-fund --no-package-lock --loglevel=error) \
        || skip "playwright-core and axe-core cannot be installed"
fi
cargo build --release --quiet -p hearsay-cli
HEARSAY=$PWD/target/release/hearsay MODULES=$PWD/target/browser SCREENSHOTS=$PWD/target/screenshots \
    timeout --kill-after=10 "$budget" node --test --test-concurrency=1 crates/hearsay-web/browser/*.test.mjs
