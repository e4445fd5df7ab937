"""What the network sees of a word, and how lemmas are written as rules. Mirrored in Rust (hearsay-nlp)."""

_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
          "–": "-", "—": "-", "‒": "-", "―": "-", "‐": "-", "‑": "-", "…": "..."}

# (name, prefix of the hashed string, rows, width); the order is the order of concatenation.
TABLES = (("norm", "n", 16384, 96), ("prefix", "p", 4096, 32), ("suffix", "s", 6144, 48),
          ("ending", "e", 2048, 24), ("shape", "x", 2048, 32))
STATIC_WIDTH = 96


def norm(form):
    """Lower-cased, quotes and dashes straightened, digits as 0."""
    out = []
    for c in form:
        c = _PLAIN.get(c, c)
        out.append("0" if c in "0123456789" else c)
    return "".join(out).lower()


def shape(form):
    """X upper, d digit, x other letter, else the (straightened) character; runs cut at 4."""
    out, last, run = [], None, 0
    for c in form:
        if c in "0123456789":
            s = "d"
        elif c.isupper():
            s = "X"
        elif c.isalpha():
            s = "x"
        else:
            s = _PLAIN.get(c, c)
        run = run + 1 if s == last else 1
        last = s
        if run <= 4:
            out.append(s)
    return "".join(out)


def strings(form):
    """The strings that are hashed, in the order of TABLES."""
    n = norm(form)
    return n, n[:3], n[-3:], n[-2:], shape(form)


def fnv1a(text):
    """FNV-1a, 64 bit, over UTF-8."""
    h = 0xCBF29CE484222325
    for b in text.encode("utf-8"):
        h = ((h ^ b) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h


_cache = {}


def rows(form):
    """Two rows for each table: [norm a, norm b, prefix a, ...]."""
    found = _cache.get(form)
    if found is None:
        found = []
        for (_, letter, size, _), text in zip(TABLES, strings(form)):
            h = fnv1a(letter + ":" + text)
            found += [(h & 0xFFFFFFFF) % size, (h >> 32) % size]
        _cache[form] = found
    return found


def lemma_rule(form, lemma):
    """The rule that makes `lemma` of `form`.

    '=' keep; 'l' lower-case; 'lN+S' / '=N+S': (lower-case,) cut N characters from the end, add S; '!S': is S.
    """
    for mark, base in (("=", form), ("l", form.lower())):
        if base == lemma:
            return mark
    best = None
    for mark, base in (("l", form.lower()), ("=", form)):
        k = 0
        while k < min(len(base), len(lemma)) and base[k] == lemma[k]:
            k += 1
        rule = f"{mark}{len(base) - k}+{lemma[k:]}"
        if k > 0 and (best is None or len(rule) < len(best)):
            best = rule
    return best or "!" + lemma


def apply_rule(form, rule):
    """The lemma that `rule` makes of `form`."""
    if rule.startswith("!"):
        return rule[1:]
    base = form.lower() if rule[0] == "l" else form
    if len(rule) == 1:
        return base
    cut, add = rule[1:].split("+", 1)
    cut = int(cut)
    if cut > len(base):
        return base
    return base[: len(base) - cut] + add
