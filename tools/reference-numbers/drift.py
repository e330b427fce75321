"""Distances and tests between a baseline and a window: SciPy, NumPy, pandas, statsmodels."""

import numpy as np
import pandas as pd
from intervals import wilson
from scipy import special, stats
from scipy.spatial.distance import jensenshannon
from statsmodels.stats.multitest import multipletests


def numbers():
    return {
        "kolmogorov-distribution": kolmogorov(),
        "kolmogorov-smirnov": [smirnov(*pair) for pair in value_samples()],
        "cell-distance": [cells(*pair) for pair in cell_samples()],
        "wasserstein-distance": [wasserstein(*pair) for pair in spread_samples()],
        "chi-squared-test": [chi_squared(*pair) for pair in category_samples()],
        "new-category-share": new_categories(),
        "benjamini-hochberg": [adjusted(p) for p in p_values()],
    }


def kolmogorov():
    points = [0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1, 1.1, 1.17, 1.18, 1.19, 1.3]
    points += [1.3581, 1.5, 1.6276, 2, 2.5, 3, 4, 6, 10, 15]
    return [{"x": x, "value": float(special.kolmogorov(x))} for x in points]


def value_samples():
    rng = np.random.default_rng(20240601)
    yield [1.0], [1.0]
    yield [1.0], [2.0]
    yield [1.0, 2.0, 3.0, 4.0], [3.0, 4.0, 5.0]
    yield [0.0] * 8 + [999999.0], [0.0] * 3 + [1.0]
    yield [-0.0, 0.0, 1.0], [0.0, 1.0, 1.0, 2.0]
    for m, n, shift, decimals in [(40, 60, 0, 12), (90, 30, 0.5, 12), (80, 70, 0.3, 1), (60, 60, 1, 0)]:
        reference = rng.normal(size=m).round(decimals)
        current = (rng.normal(size=n) + shift).round(decimals)
        yield reference.tolist(), current.tolist()


def spread_samples():
    for reference, current in value_samples():
        if np.subtract(*np.percentile(reference, [75, 25])) > 0:
            yield reference, current
    rng = np.random.default_rng(20240602)
    yield rng.gamma(2, 30, 80).tolist(), (rng.gamma(2, 40, 60)).tolist()
    yield rng.normal(size=80).tolist(), [*rng.normal(size=60).tolist(), 999999.0]
    yield rng.normal(size=80).tolist(), (rng.normal(size=20) + 50).tolist()


def smirnov(reference, current):
    # Its asymptotic p divides by zero for a single value on each side.
    large = min(len(reference), len(current)) >= 30
    test = stats.ks_2samp(reference, current, method="asymp" if large else "exact")
    root = np.sqrt(len(reference) * len(current) / (len(reference) + len(current)))
    p = special.kolmogorov((root + 0.12 + 0.11 / root) * test.statistic)
    return {
        "reference": reference,
        "current": current,
        "value": float(test.statistic),
        "pValue": float(p),
        "scipyPValue": float(test.pvalue) if large else None,
    }


def cell_samples():
    yield [10, 20, 30], [10, 20, 30]
    yield [100, 0], [0, 100]
    yield [5000, 4800, 200, 0, 0], [5100, 4899, 0, 1, 0]
    yield [1, 1, 1, 1], [0, 0, 0, 3]
    yield [1000000, 1000000], [1000001, 999999]
    rng = np.random.default_rng(20240603)
    for k, m, n in [(10, 5000, 100), (20, 1000, 1000), (30, 10**6, 5000)]:
        shares = rng.dirichlet(np.full(k, 0.7), size=2)
        yield rng.multinomial(m, shares[0]).tolist(), rng.multinomial(n, shares[1]).tolist()


def cells(reference, current):
    r, c = np.array(reference, float), np.array(current, float)
    p, q = r / r.sum(), c / c.sum()
    k = int(((r + c) > 0).sum())
    noise = stats.chi2.ppf(0.999, k - 1) * (1 / r.sum() + 1 / c.sum())
    return {
        "reference": reference,
        "current": current,
        "jensenShannon": float(jensenshannon(p, q, base=2)),
        "hellinger": float(np.sqrt(((np.sqrt(p) - np.sqrt(q)) ** 2).sum() / 2)),
        "noise": float(noise),
    }


def wasserstein(reference, current):
    lower, q1, q3, upper = np.percentile(reference, [1, 25, 75, 99])
    clipped = [np.clip(x, lower, upper) for x in (reference, current)]
    return {
        "reference": reference,
        "current": current,
        "lower": float(lower),
        "upper": float(upper),
        "interquartileRange": float(q3 - q1),
        "value": float(stats.wasserstein_distance(*clipped) / (q3 - q1)),
        "below": float(np.mean(np.array(current) < lower)),
        "above": float(np.mean(np.array(current) > upper)),
    }


def category_samples():
    """Counts, and which categories end up in `__other__`, by hand."""
    yield [50, 50], [50, 50], []
    yield [500, 300, 200], [40, 35, 25], []
    yield [500, 300, 200, 3, 1, 0], [40, 35, 25, 0, 1, 0], [2, 3, 4]
    yield [10, 990, 400, 600], [12, 88, 60, 40], [0, 2]
    yield [5000, 4800, 30, 20, 10], [510, 470, 15, 5, 10], [2, 3, 4]
    yield [2000, 1900, 60, 8, 5], [210, 170, 9, 5, 3], [2, 3, 4]
    yield [2000, 1900, 60, 40, 35], [210, 170, 9, 5, 3], [3, 4]


def chi_squared(reference, current, other):
    table = np.array([reference, current], float)
    kept = [j for j in range(table.shape[1]) if j not in other and table[:, j].sum() > 0]
    columns = [table[:, j] for j in kept]
    if other:
        columns.append(table[:, other].sum(axis=1))
    merged = np.array(columns).T
    statistic, p, degrees, expected = stats.chi2_contingency(merged, correction=False)
    assert expected.min() >= 5
    return {
        "reference": reference,
        "current": current,
        "other": other,
        "statistic": float(statistic),
        "degrees": int(degrees),
        "pValue": float(p),
        "value": float(stats.contingency.association(merged.astype(int), method="cramer")),
    }


def new_categories():
    cases = []
    for known, values in [("ab", "abab"), ("ab", "abcd"), ("a", "bbb"), ("abc", "aaabbbcccd")]:
        share = float((~pd.Series(list(values)).isin(list(known))).mean())
        new = sum(value not in known for value in values)
        limits = wilson(new, len(values))
        cases.append({"newValues": new, "total": len(values), "value": share, **limits})
    return cases


def p_values():
    yield [0.5]
    yield [0.01, 0.04, 0.03, 0.005]
    yield [0.2, 0.2, 0.2, 1.0, 0.0]
    yield np.random.default_rng(20240604).beta(0.4, 1, 40).tolist()


def adjusted(p):
    return {"pValues": p, "adjusted": multipletests(p, method="fdr_bh")[1].tolist()}
