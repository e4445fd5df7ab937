#!/usr/bin/env bash
# A real Spark cluster on loopback: reads what one machine reads, and again with a worker killed in mid-job.
# Wants what crates/hearsay-python/ci.sh left (the wheel in target/python, the command), and Java 17.
#
#   crates/hearsay-python/spark/ci.sh [ARTICLES]
set -euo pipefail
cd "$(dirname "$0")/../../.."
if ! command -v java > /dev/null; then
    apt-get update -qq
    apt-get install -qq -y --no-install-recommends openjdk-17-jre-headless > /dev/null
fi
timeout --kill-after=30 "${HEARSAY_SPARK_SECONDS:-600}" target/python/bin/python crates/hearsay-python/spark/check.py \
    --articles "${1:-1500}" --command target/release/hearsay
