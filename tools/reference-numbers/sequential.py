"""Confidence sequences by their published formulas on SciPy, EWMA by pandas."""

import numpy as np
import pandas as pd
from scipy import optimize, special


def numbers():
    return {"confidence-sequence": sequences(), "ewma": [average(*sample) for sample in series()]}


def sequences():
    cases = [
        {"kind": "bounded", "n": n, "sum": s, "level": level, **beta_binomial(s, n, 1 - level)}
        for n, s in [(1, 0), (1, 1), (2, 1), (10, 3), (100, 0), (100, 2.25), (1000, 850), (10**5, 3)]
        for level in [0.9, 0.95, 0.999]
    ]
    return cases + [
        {"kind": "normal", "n": n, "level": level, "tunedFor": tuned, "bound": bound}
        for n in [1, 30, 100, 5000, 10**6]
        for level in [0.9, 0.95]
        for tuned in [100, 1000]
        for bound in [normal_mixture(n, 1 - level, tuned)]
    ]


def beta_binomial(s, n, alpha):
    """Where the beta(1/2, 1/2) mixture of likelihoods is 1/alpha times the likelihood of p."""
    mixture = special.betaln(s + 0.5, n - s + 0.5) - special.betaln(0.5, 0.5)

    def excess(log_odds):
        log_p, log_q = special.log_expit(log_odds), special.log_expit(-log_odds)
        return mixture - s * log_p - (n - s) * log_q - np.log(1 / alpha)

    def solve(a, b):
        return float(special.expit(optimize.brentq(excess, a, b, xtol=1e-14, rtol=1e-15)))

    middle = special.logit(min(max(s / n, 1e-9), 1 - 1e-9))
    lower = 0.0 if s == 0 else solve(-60, middle)
    return {"lower": lower, "upper": 1.0 if s == n else solve(middle, 60)}


def normal_mixture(n, alpha, tuned):
    """Howard et al. (2021), eq. (14); rho as in the package confseq."""
    rho = tuned / (2 * np.log(1 / alpha) + np.log(1 + 2 * np.log(1 / alpha)))
    return float(np.sqrt((n + rho) * (np.log(1 + n / rho) + 2 * np.log(1 / alpha))))


def series():
    rng = np.random.default_rng(20240609)
    yield 0.85, 0.065, rng.normal(0.85, 0.065, 40), 0.2, 2.962
    yield 0.0, 1.0, rng.normal(0.5, 1, 25), 0.4, 3.0
    yield 3.0, 0.5, rng.normal(3, 0.5, 10), 1.0, 3.0


def average(center, deviation, values, weight, limit):
    smooth = pd.Series([center, *values]).ewm(alpha=weight, adjust=False).mean()[1:]
    steps = np.arange(1, len(values) + 1)
    error = deviation * np.sqrt(weight / (2 - weight) * (1 - (1 - weight) ** (2 * steps)))
    return {
        "center": center,
        "deviation": deviation,
        "values": values.tolist(),
        "lambda": weight,
        "limit": limit,
        "averages": smooth.tolist(),
        "lower": (center - limit * error).tolist(),
        "upper": (center + limit * error).tolist(),
    }
