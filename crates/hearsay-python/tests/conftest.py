"""What several tests ask for. Texts are ours: the repository's examples, and lines about invented countries."""

from __future__ import annotations

import os
from pathlib import Path

import hearsay
import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def reader() -> hearsay.Reader:
    return hearsay.Reader()


@pytest.fixture(scope="session")
def articles() -> list[dict[str, str]]:
    """The examples as rows, in order of their days."""
    paths = sorted((ROOT / "examples").glob("*.txt"))
    assert len(paths) > 10
    return [{"id": path.stem, "text": path.read_text("utf-8"), "date": path.stem[:10]} for path in paths]


@pytest.fixture(scope="session")
def command() -> str:
    """The release build of the command."""
    path = Path(os.environ.get("HEARSAY", ROOT / "target" / "release" / "hearsay"))
    assert path.exists(), f"{path}: build it with `cargo build --release -p hearsay-cli`"
    return str(path)


@pytest.fixture(scope="session")
def example() -> str:
    """The example program of the Rust library that prints the records of its input."""
    path = Path(os.environ.get("HEARSAY_EXAMPLE", ROOT / "target" / "release" / "examples" / "records"))
    assert path.exists(), f"{path}: build it with `cargo build --release -p hearsay --example records`"
    return str(path)
