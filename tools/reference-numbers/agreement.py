"""Kappa by scikit-learn and statsmodels, edit distance by its recursive definition."""

from functools import cache

import numpy as np
import pandas as pd
from intervals import wilson
from scipy import stats
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

Z = stats.norm.ppf(0.975)


def numbers():
    return {
        "cohens-kappa": [cohen(*sample) for sample in pairs()],
        "fleiss-kappa": [fleiss(table) for table in tables()],
        "edit-distance": [edits(*texts) for texts in text_pairs()],
        "review-rates": [review(rows) for rows in review_samples()],
    }


def pairs():
    rng = np.random.default_rng(20240605)
    yield 2, np.array([0] * 25 + [1] * 25), np.array([0] * 20 + [1] * 5 + [0] * 10 + [1] * 15)
    yield 2, np.array([0, 1, 0, 1]), np.array([1, 0, 1, 0])
    for categories, n, agreement in [(3, 30, 0.6), (5, 100, 0.5), (4, 400, 0.85)]:
        first = rng.integers(0, categories, n)
        second = np.where(rng.random(n) < agreement, first, rng.integers(0, categories, n))
        yield categories, first, second
    first = rng.integers(0, 3, 60)
    yield 5, first, np.minimum(first + rng.integers(0, 2, 60), 2)


def cohen(categories, first, second):
    labels = list(range(categories))
    table = pd.crosstab(first, second).reindex(index=labels, columns=labels, fill_value=0)
    case = {"categories": categories, "first": first.tolist(), "second": second.tolist()}
    for name, weights in [("none", None), ("linear", "linear"), ("quadratic", "quadratic")]:
        value = float(cohen_kappa_score(first, second, labels=labels, weights=weights))
        error = float(cohens_kappa(table.to_numpy(), wt=weights).std_kappa)
        lower, upper = max(-1.0, value - Z * error), min(1.0, value + Z * error)
        # Next to nothing is rounding: there is no spread and so no interval.
        limits = {"lower": float(lower), "upper": float(upper)} if error > 1e-9 else None
        case[name] = {"value": value, "interval": limits}
    return case


def tables():
    rng = np.random.default_rng(20240606)
    # The 10 subjects and 14 raters of Fleiss (1971) as worked out in many textbooks.
    yield np.array(
        [
            [0, 0, 0, 0, 14],
            [0, 2, 6, 4, 2],
            [0, 0, 3, 5, 6],
            [0, 3, 9, 2, 0],
            [2, 2, 8, 1, 1],
            [7, 7, 0, 0, 0],
            [3, 2, 6, 3, 0],
            [2, 5, 3, 2, 2],
            [6, 5, 2, 1, 0],
            [0, 2, 2, 3, 7],
        ]
    )
    for items, raters, categories in [(12, 2, 2), (40, 3, 4), (200, 5, 3)]:
        shares = rng.dirichlet(np.full(categories, 0.6), items)
        yield np.array([rng.multinomial(raters, share) for share in shares])


def fleiss(table):
    value = float(fleiss_kappa(table, method="fleiss"))
    items, raters = table.shape[0], table[0].sum()
    shares = table.sum(axis=0) / table.sum()
    agreement = (table * (table - 1)).sum(axis=1) / (raters * (raters - 1))
    chance = (shares**2).sum()
    own = (table / raters) @ shares
    part = (agreement - chance - 2 * (1 - value) * (own - chance)) / (1 - chance)
    error = np.sqrt(((part - value) ** 2).sum() / items / (items - 1))
    return {
        "table": table.tolist(),
        "value": value,
        "observed": float(agreement.mean()),
        "error": float(error),
    }


def text_pairs():
    rng = np.random.default_rng(20240607)
    yield "kitten", "sitting"
    yield "", "abc"
    yield "flaw", "lawn"
    yield "no known allergies", "no known drug allergies"
    yield "👍🏽 fine", "👍 fine"
    yield "Straße", "Strasse"
    for length in [5, 20, 60]:
        for other in [length, length // 2]:
            yield "".join(rng.choice(list("ab c"), length)), "".join(rng.choice(list("ab c"), other))


def edits(before, after):
    return {
        "before": before,
        "after": after,
        "characters": levenshtein(before, after),
        "words": levenshtein(before.split(), after.split()),
    }


def levenshtein(a, b):
    @cache
    def distance(i, j):
        if i == 0 or j == 0:
            return i + j
        replaced = distance(i - 1, j - 1) + (a[i - 1] != b[j - 1])
        return min(replaced, distance(i - 1, j) + 1, distance(i, j - 1) + 1)

    return distance(len(a), len(b))


def review_samples():
    rng = np.random.default_rng(20240608)
    for items, reviewers, chance in [(30, 1, 0.1), (60, 2, 0.3), (80, 4, 0.5)]:
        rows = [
            (f"note-{i}", f"reviewer-{r}", int(rng.random() < chance))
            for i in range(items)
            for r in range(reviewers)
            if r == 0 or rng.random() < 0.8
        ]
        yield rows


def review(rows):
    frame = pd.DataFrame(rows, columns=["item", "reviewer", "found"])
    share = frame.groupby("item")["found"].mean()
    count, total = int((share >= 0.5).sum()), len(share)
    return {
        "rows": rows,
        "value": count / total,
        **wilson(count, total),
        "reviewers": int(frame["reviewer"].nunique()),
        "ties": int((share == 0.5).sum()),
    }
