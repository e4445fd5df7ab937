# %% [markdown]
# # How often is it right? Judge a sample of your own
#
# Nobody's figures of accuracy are yours: they are of other papers and other years. Draw a sample of events from what was
# read of your articles, judge each by its sentence, and reckon what that says of all of them.

# %%
from pathlib import Path

import hearsay
import pandas as pd

paths = sorted(Path("examples").glob("*.txt"))
rows = [{"id": path.stem, "text": path.read_text("utf-8"), "date": path.stem[:10]} for path in paths]
reading = hearsay.Reader().read_many(rows)
events = reading.to_pandas("events")
len(events)

# %% [markdown]
# ## Draw
#
# One row for each event, not for each pair of its parties; a fixed seed, so that a colleague draws the same ones. Where
# you want to speak of a rare kind by itself, draw from each kind (`groupby("status").sample(...)`).

# %%
whole = events.drop_duplicates(["article", "event"])
sample = whole.sample(30, random_state=20110106)
columns = ["article", "event", "sentence", "source_name", "deed", "gloss", "target_name", "status", "speaker"]
sheet = sample[columns].assign(right="")
sheet.to_csv("to-judge.csv", index=False)
sheet.head()

# %% [markdown]
# ## Judge
#
# Open `to-judge.csv` in a spreadsheet and write `yes` or `no` into `right`: yes when the sentence says that this one did
# (or is said to have done) this to that one, on this footing. Decide what is to count before you look at the answers.
#
# So that this notebook runs by itself, the judgements are made up here: every sixth is `no`. Yours are in the file.

# %%
judged = pd.read_csv("to-judge.csv")
judged["right"] = ["no" if number % 6 == 5 else "yes" for number in range(len(judged))]
assert judged["right"].isin(["yes", "no"]).all(), "judge every row"

# %% [markdown]
# ## The interval
#
# With 30 judged a share is known to within a dozen points; Wilson's interval says so, and does not leave 0 to 1.


# %%
def wilson(right: int, judged: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share."""
    share = right / judged
    middle = share + z * z / (2 * judged)
    spread = z * (share * (1 - share) / judged + z * z / (4 * judged * judged)) ** 0.5
    return (middle - spread) / (1 + z * z / judged), (middle + spread) / (1 + z * z / judged)


right = int((judged["right"] == "yes").sum())
low, high = wilson(right, len(judged))
assert 0 <= low < right / len(judged) < high <= 1
print(f"{right} of {len(judged)} right: {right / len(judged):.0%}, 95 % interval {low:.0%} to {high:.0%}")

# %% [markdown]
# ## What to do with it
#
# Wrong ones of a kind? Leave them out by what the rows say of themselves: a higher `confidence`, fewer kinds of
# `status`, or deeds that you trust. Judge again before you believe that it helped.

# %%
bins = pd.cut(sample["confidence"].reset_index(drop=True), [0, 0.5, 0.7, 0.9, 1.0])
judged.assign(yes=judged["right"] == "yes").groupby(bins, observed=True)["yes"].agg(["mean", "size"])
