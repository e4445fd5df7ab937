"""Maximum spanning arborescence (Chu-Liu/Edmonds) with a single root."""

import numpy as np


def _arborescence(s):
    """Heads for scores s[dep, head], node 0 the root; recursive contraction."""
    n = s.shape[0]
    s = s.copy()
    np.fill_diagonal(s, -np.inf)
    heads = s.argmax(1)
    heads[0] = 0
    colour = np.zeros(n, int)
    cycle = None
    for i in range(1, n):
        path, j = [], i
        while j != 0 and colour[j] == 0:
            colour[j] = i
            path.append(j)
            j = heads[j]
        if j != 0 and colour[j] == i:
            cycle = path[path.index(j):]
            break
    if cycle is None:
        return heads
    inside = np.array(cycle)
    outside = np.array([i for i in range(n) if i not in set(cycle)])
    m = len(outside)
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = s[np.ix_(outside, outside)]
    enter = s[np.ix_(inside, outside)] - s[inside, heads[inside]][:, None]
    small[m, :m] = enter.max(0)
    leave = s[np.ix_(outside, inside)]
    small[:m, m] = leave.max(1)
    small[0, :] = -np.inf
    found = _arborescence(small)
    result = heads.copy()
    for k, i in enumerate(outside):
        if i != 0:
            h = found[k]
            result[i] = outside[h] if h < m else inside[leave[k].argmax()]
    entry = found[m]
    broken = inside[enter[:, entry].argmax()]
    result[broken] = outside[entry]
    return result


def decode(scores):
    """Heads (0 = root) of words 1..n for scores[n, n + 1]; exactly one word depends on the root."""
    n = scores.shape[0]
    s = np.full((n + 1, n + 1), -np.inf)
    s[1:] = scores
    heads = _arborescence(s)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) != 1:
        best = None
        for r in roots:
            t = s.copy()
            t[1:, 0] = -np.inf
            t[r, 0] = s[r, 0]
            h = _arborescence(t)
            total = t[np.arange(1, n + 1), h[1:]].sum()
            if best is None or total > best[0]:
                best = (total, h)
        heads = best[1]
    return heads[1:]
