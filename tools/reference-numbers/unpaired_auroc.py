"""Difference of two independent areas, DeLong variances by their definition over all pairs."""

import numpy as np
from paired_delong import placements
from scipy import special, stats
from sklearn.metrics import roc_auc_score

PACKAGES = ["numpy", "scikit-learn", "scipy"]


def numbers():
    return {"discrimination-unpaired-auroc": [case(*sample) for sample in samples()]}


def samples():
    yield "eight, by hand", ([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]), ([0.3, 0.2, 0.1, 0.9], [0, 0, 1, 1])
    yield "one side separate", ([0.1, 0.2, 0.7, 0.8], [0, 0, 1, 1]), ([0.3, 0.2, 0.1, 0.9], [0, 0, 1, 1])
    rng = np.random.default_rng(20240612)
    for sizes, prevalence, decimals in [
        ((20, 35), 0.4, 17),
        ((60, 200), 0.15, 2),
        ((150, 150), 0.5, 1),
    ]:
        for shifts in [(0.4, 1.4), (1.0, 1.0)]:
            sides = [sample(rng, n, prevalence, shift, decimals) for n, shift in zip(sizes, shifts)]
            yield f"{sizes}, prevalence {prevalence}, shifts {shifts}", *sides


def sample(rng, n, prevalence, shift, decimals):
    labels = (np.arange(n) < max(2, round(n * prevalence))).astype(int)
    scores = special.expit(rng.normal(size=n) + shift * labels - 1).round(decimals)
    order = rng.permutation(n)
    return scores[order].tolist(), labels[order].tolist()


def case(name, a, b):
    difference = area(*a) - area(*b)
    error = np.sqrt(variance(*a) + variance(*b))
    margin = stats.norm.ppf(0.975) * error
    return {
        "name": name,
        "a": {"scores": a[0], "labels": a[1]},
        "b": {"scores": b[0], "labels": b[1]},
        "difference": difference,
        "lower": float(max(-1, difference - margin)),
        "upper": float(min(1, difference + margin)),
        "z": float(difference / error),
        "pValue": float(2 * stats.norm.sf(abs(difference / error))),
    }


def area(scores, labels):
    return float(roc_auc_score(labels, scores))


def variance(scores, labels):
    of_positives, of_negatives = placements(np.array(scores), np.array(labels))
    return np.var(of_positives, ddof=1) / len(of_positives) + np.var(of_negatives, ddof=1) / len(
        of_negatives
    )
