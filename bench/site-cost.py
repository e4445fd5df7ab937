"""What pages cost alone, in processor time of the server: `python bench/site-cost.py http://127.0.0.1:8017 PID [EACH]`.

Each address is asked for with a parameter that no page knows, so that it was never made before. Processor time hangs little on what
else the machine does; times by the clock do.
"""

import json
import os
import sys
import urllib.parse
import urllib.request

base, pid = sys.argv[1], int(sys.argv[2])
each = int(sys.argv[3]) if len(sys.argv) > 3 else 20


def spent() -> float:
    """Seconds of processor time of the server so far."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ask(path: str) -> bytes:
    request = urllib.request.Request(base + path, headers={"accept-encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=120) as answer:
        return answer.read()


pairs = sorted(json.loads(urllib.request.urlopen(base + "/pairs.json").read()), key=lambda pair: -pair["all"])
articles = json.loads(urllib.request.urlopen(base + "/articles.json?page=3").read())["articles"]
keys = [urllib.parse.quote(article["key"], safe="") for article in articles]
codes = list(dict.fromkeys(code for pair in pairs[:60] for code in (pair["one"], pair["other"])))
words = "ceasefire|drone strike|earthquake|sanctions|election|protest|talks|court|bomb*|minister".split("|")
kinds = {
    "home": ["/"] * 5,
    "pairs": ["/pairs", "/pairs?order=moved"] * 3,
    "disputes": ["/disputes", "/disputes?year=2020", "/disputes?party=ISR"] * 2,
    "sources": ["/sources"] * 5,
    "the largest pair": [f"/dyad/{pair['one']}/{pair['other']}" for pair in pairs[:1]] * 3,
    "pairs 2 to 60": [f"/dyad/{pair['one']}/{pair['other']}" for pair in pairs[1:60]][:: max(1, 60 // each)],
    "pairs 200 to 400": [f"/dyad/{pair['one']}/{pair['other']}" for pair in pairs[200:400]][:: max(1, 200 // each)],
    "party": [f"/party/{code}" for code in codes[:each]],
    "search": [f"/search?q={urllib.parse.quote(word)}" for word in words],
    "article": [f"/article/{key}" for key in keys],
}
for name, paths in kinds.items():
    before = spent()
    for at, path in enumerate(paths):
        ask(f"{path}{'&' if '?' in path else '?'}fresh={pid}-{at}")
    print(f"{name:18} {1000 * (spent() - before) / len(paths):8.1f} ms a page, {len(paths)} pages")
with open(f"/proc/{pid}/status", encoding="ascii") as file:
    print(next(line.strip() for line in file if line.startswith("VmHWM")))
