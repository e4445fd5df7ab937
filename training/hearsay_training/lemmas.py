"""Lemmas: the rule that the network prefers, kept in check by what is known of English words.

A form with one known lemma gets it ("fought" VERB is "fight"). Else, where the best rule cuts or adds letters and makes
no known lemma, the best of the next rules that makes one is taken ("refusing" is not "refus"), if there is one.
"""

import collections

from .features import apply_rule

CHOICES = 4
OPEN = ("ADJ", "ADV", "AUX", "NOUN", "VERB")
SHORTEST = 3  # a lemma that a second choice may make

# Irregular verbs of the news, which the treebanks need not hold: lemma, then its forms.
IRREGULAR = """flee fled|free freed|decree decreed|agree agreed|steal stole stolen|sing sang sung|shrink shrank shrunk|lead led|strike struck stricken|win won|lie lied|
fight fought|seek sought|teach taught|catch caught|buy bought|bring brought|think thought|shoot shot|sink sank sunk|swear swore sworn|
withdraw withdrew withdrawn|overthrow overthrew overthrown|throw threw thrown|forbid forbade forbidden|forgive forgave forgiven|
break broke broken|speak spoke spoken|freeze froze frozen|choose chose chosen|rise rose risen|arise arose arisen|drive drove driven|
bind bound|grind ground|wind wound|hold held|withhold withheld|uphold upheld|meet met|feed fed|bleed bled|breed bred|
flee fled|fly flew flown|grow grew grown|know knew known|blow blew blown|draw drew drawn|overrun overran|undergo underwent undergone|
undertake undertook undertaken|mistake mistook mistaken|retake retook retaken|overtake overtook overtaken|shake shook shaken|
foresee foresaw foreseen|oversee oversaw overseen|undermine undermined|ride rode ridden|hide hid hidden|bite bit bitten|
stick stuck|swing swung|hang hung|dig dug|spring sprang sprung|ring rang rung|drink drank drunk|swim swam swum|stand stood|
withstand withstood|misunderstand misunderstood|tear tore torn|bear bore borne|wear wore worn|weave wove woven|sweep swept|
weep wept|creep crept|kneel knelt|deal dealt|mean meant|dream dreamt|leap leapt|build built|rebuild rebuilt|lend lent|spend spent|
slay slew slain|strive strove striven|sell sold|tell told|retell retold|foretell foretold|pay paid|repay repaid|lay laid|say said|
fall fell fallen|befall befell befallen|eat ate eaten|shine shone|slide slid|light lit|flee fled|sleep slept|keep kept|lose lost"""
# Lemmas in -el, -ut, -it and the like, whose doubled letter a rule easily keeps ("expell").
DOUBLED = """abet abut acquit admit allot annul ban bar beg befit blog bug cancel cap chat clap commit compel concur confer control
counsel defer deter dim dispel dub embed emit equip excel expel fit flog forget grab impel incur infer jam kidnap label level map mar
mob model mug nab net nod occur offset omit outwit patrol permit pin plan plot plug pop prefer program propel quit rebel rebut recap
recur refer regret remit repel rig rob rub scan scrap ship shut shun skip slam slap smuggle snub span spur stab star stem step stir stop
strip stun submit sum tap top total tour trap travel trim tug unplug veto vet wed whip wrap zip""".split()


def lists(sentences):
    """(`FORM UPOS` -> lemma for lower-case forms, known `LEMMA UPOS`), of train sentences and the lists above."""
    count, known = collections.defaultdict(collections.Counter), {f"{lemma} VERB" for lemma in DOUBLED}
    for s in sentences:
        for form, upos, lemma in zip(s["words"], s["upos"], s["lemma"]):
            if upos in OPEN and form.isalpha() and lemma.isalpha() and lemma.islower():
                count[f"{form.lower()} {upos}"][lemma] += 1
                known.add(f"{lemma} {upos}")
    table = {}
    for key, lemmas in sorted(count.items()):
        (lemma, n), = lemmas.most_common(1)
        if lemma != key.split(" ")[0] and n >= 0.8 * sum(lemmas.values()):
            table[key] = lemma
    for entry in IRREGULAR.replace("\n", "").split("|"):
        lemma, *forms = entry.split()
        known.add(f"{lemma} VERB")
        for form in forms:
            key = f"{form} VERB"
            # Ours wins over slips of the treebanks ("fre" for "freed"), not over a form that is a lemma there ("found").
            if key not in count or count[key].most_common(1)[0][0] != form:
                table[key] = lemma
    return dict(sorted(table.items())), sorted(known)


def choose(form, upos, rules, table, known):
    """The lemma, given the first CHOICES rules, the best first."""
    if found := table.get(f"{form.lower()} {upos}"):
        return found
    if any(c in "0123456789" for c in form):  # the network reads every digit as 0: "=4+000" would do for "1,200"
        rules = [rule for rule in rules if rule[0] != "!" and not rule.partition("+")[2]] or ["="]
    lemma = apply_rule(form, rules[0])
    if upos in OPEN and "+" in rules[0] and f"{lemma} {upos}" not in known:
        for rule in rules[1:CHOICES]:
            other = apply_rule(form, rule)
            if rule[0] != "!" and len(other) >= SHORTEST and f"{other} {upos}" in known:
                return other
    return lemma
