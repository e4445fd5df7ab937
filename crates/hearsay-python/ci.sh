#!/usr/bin/env bash
# The Python package: builds the wheel, installs it in a clean virtual environment, runs README's example, the tests, the
# types and the notebooks. Wants the Rust toolchain, Python 3.11 or later, and PyPI.
#
#   crates/hearsay-python/ci.sh [pytest words ...]
set -euo pipefail
cd "$(dirname "$0")/../.."
limit() { timeout --kill-after=10 "${HEARSAY_PYTHON_SECONDS:-900}" "$@"; }
here=crates/hearsay-python
venv=$PWD/target/python

python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r $here/requirements-test.txt
rm -rf target/wheels
limit "$venv/bin/maturin" build --quiet --release --manifest-path $here/Cargo.toml --out target/wheels
wheel=$(echo target/wheels/*.whl)
ls -lh "$wheel"

# As somebody who has only the wheel: nothing else is installed, and nothing is downloaded.
rm -rf target/python-clean
python3 -m venv target/python-clean
target/python-clean/bin/pip install --quiet --disable-pip-version-check --no-index "$wheel"
awk '$0 == "```python" { inside = 1; next } $0 == "```" { inside = 0 } inside' README.md > target/readme.py
target/python-clean/bin/python target/readme.py

"$venv/bin/pip" install --quiet --disable-pip-version-check --no-index --no-deps --force-reinstall "$wheel"
cargo build --release --quiet -p hearsay-cli
# With all of the workspace, so that what `cargo test` built is used again.
cargo build --workspace --quiet --example records
export HEARSAY_EXAMPLE=$PWD/target/debug/examples/records
limit "$venv/bin/python" -m pytest -q -p no:cacheprovider --rootdir $here $here/tests "$@"
limit "$venv/bin/python" -m mypy --strict --config-file $here/pyproject.toml --cache-dir target/mypy --python-executable "$venv/bin/python" $here/python/hearsay
limit "$venv/bin/python" $here/notebooks/build.py
