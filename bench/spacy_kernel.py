"""spaCy with a fast matrix product. The BLIS that pip installs chooses its kernel by the processor's name and falls back to a generic
one on those it does not know (`BLIS_ARCH_DEBUG=1` tells which); its wheels ignore `BLIS_ARCH_TYPE`. A comparison with that would
flatter us: the products are given to numpy's OpenBLAS, which goes by what the processor can do."""

from __future__ import annotations

from typing import Any

import numpy
from thinc.api import NumpyOps


class OpenBlasOps(NumpyOps):  # type: ignore[misc]
    """thinc's operations on the processor, with numpy's product of matrices."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        return numpy.dot(x.T if trans1 else x, y.T if trans2 else y, out=out)


def load(model: str) -> Any:
    """The pipeline, each of its layers with the fast product."""
    import spacy

    nlp, ops = spacy.load(model), OpenBlasOps()
    models = [getattr(pipe, "model", None) for _, pipe in nlp.pipeline]
    layers = [layer for model in models if model is not None for layer in model.walk()]
    assert layers, "spaCy's pipes have no layers"
    for layer in layers:
        layer.ops = ops
    return nlp
