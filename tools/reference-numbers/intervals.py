"""Wilson by statsmodels, exact Poisson by SciPy, missingness by pandas."""

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.proportion import proportion_confint


def numbers():
    return {
        "wilson-interval": wilson_cases(),
        "poisson-interval": poisson(),
        "missingness": missingness(),
    }


def wilson(count, total, level=0.95):
    lower, upper = proportion_confint(count, total, alpha=1 - level, method="wilson")
    return {"lower": float(lower), "upper": float(upper)}


def wilson_cases():
    pairs = [(0, 1), (1, 1), (0, 10), (10, 10), (1, 2), (1, 10), (9, 10), (3, 7), (15, 60)]
    pairs += [(81, 263), (1, 1000), (999, 1000), (5, 100000), (123456, 10000000), (10**9 - 1, 10**9)]
    return [
        {"count": x, "total": n, "level": level, **wilson(x, n, level)}
        for x, n in pairs
        for level in [0.8, 0.95, 0.99]
    ]


def poisson(counts=(0, 1, 2, 3, 5, 10, 17, 50, 99, 100, 1000, 100000)):
    return [
        {"count": count, "level": level, **poisson_limits(count, level)}
        for count in counts
        for level in [0.9, 0.95, 0.999]
    ]


def poisson_limits(count, level=0.95):
    tail = (1 - level) / 2
    lower = float(stats.chi2.ppf(tail, 2 * count) / 2) if count else None
    return {"lower": lower, "upper": float(stats.chi2.ppf(1 - tail, 2 * count + 2) / 2)}


def missingness():
    cases = []
    for missing, total in [(0, 20), (20, 20), (1, 3), (60, 100), (7, 5000)]:
        column = pd.Series([np.nan] * missing + [1.5] * (total - missing))
        rate = float(column.isna().mean())
        limits = wilson(missing, total)
        cases.append({"missing": missing, "total": total, "value": rate, **limits})
    return cases
