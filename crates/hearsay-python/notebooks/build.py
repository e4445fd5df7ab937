"""Notebooks from the Python files beside this one, run from top to bottom; a cell that fails fails the run.

    python build.py [NAME...]     runs them, and writes docs/notebooks/NAME.ipynb with what they showed

A file is cells: `# %% [markdown]` opens one of words, `# %%` one of code. Written so, they can be read and changed like
other code; what is written is kept without output that changes from run to run."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]


def cells(source: str) -> list[nbformat.NotebookNode]:
    found = []
    for part in source.split("# %%")[1:]:
        head, _, body = part.partition("\n")
        body = body.strip("\n")
        if "[markdown]" in head:
            words = "\n".join(line.removeprefix("#").removeprefix(" ") for line in body.splitlines())
            found.append(nbformat.v4.new_markdown_cell(words))
        else:
            found.append(nbformat.v4.new_code_cell(body))
    return found


def run(name: str) -> nbformat.NotebookNode:
    notebook = nbformat.v4.new_notebook(cells=cells((HERE / f"{name}.py").read_text("utf-8")))
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for number, cell in enumerate(notebook.cells):
        cell.id = f"{name}-{number}"
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(ROOT / "examples", Path(folder) / "examples")
        NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    return notebook


def main() -> None:
    names = sys.argv[1:] or sorted(path.stem for path in HERE.glob("*.py") if path.stem != "build")
    for name in names:
        notebook = run(name)
        if os.environ.get("CI") != "true":
            nbformat.write(notebook, ROOT / "docs" / "notebooks" / f"{name}.ipynb")
        print(f"{name}: {sum(cell.cell_type == 'code' for cell in notebook.cells)} cells ran")


if __name__ == "__main__":
    main()
