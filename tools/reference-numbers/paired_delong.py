"""Paired DeLong test by its definition over all pairs, normal distribution by SciPy."""

import numpy as np
from scipy import special, stats
from sklearn.metrics import roc_auc_score

PACKAGES = ["numpy", "scikit-learn", "scipy"]


def numbers():
    return {"discrimination-paired-delong": [case(*sample) for sample in samples()]}


def samples():
    yield "four, by hand", [0.1, 0.4, 0.35, 0.8], [0.3, 0.2, 0.1, 0.9], [0, 0, 1, 1]
    yield "one version constant", [0.1, 0.4, 0.35, 0.8], [0.5] * 4, [0, 0, 1, 1]
    yield "same ranks", [0.1, 0.4, 0.35, 0.8], [1, 4, 3, 8], [0, 0, 1, 1]
    yield "both separate", [0.1, 0.4, 0.5, 0.8], [4, 1, 8, 5], [0, 0, 1, 1]
    yield "perfect against reversed", [1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1], [0, 0, 0, 1, 1, 1]
    rng = np.random.default_rng(20240511)
    for n, prevalence, shifts in [
        (12, 0.5, (0.5, 0.9)),
        (60, 0.1, (1.0, 1.2)),
        (150, 0.5, (0.2, 2.5)),
    ]:
        for decimals in [17, 2, 1]:
            labels = (np.arange(n) < max(2, round(n * prevalence))).astype(int)
            shared = rng.normal(size=n)
            a, b = (
                special.expit(0.8 * shared + 0.6 * rng.normal(size=n) + shift * labels - 1)
                for shift in shifts
            )
            order = rng.permutation(n)
            yield (
                f"{n} predictions, prevalence {prevalence}, {decimals} decimals",
                a.round(decimals)[order].tolist(),
                b.round(decimals)[order].tolist(),
                labels[order].tolist(),
            )


def case(name, a, b, labels):
    y = np.array(labels)
    of_positives, of_negatives = (
        mine - theirs for mine, theirs in zip(placements(np.array(a), y), placements(np.array(b), y))
    )
    difference = float(roc_auc_score(y, a) - roc_auc_score(y, b))
    variance = float(
        np.var(of_positives, ddof=1) / len(of_positives)
        + np.var(of_negatives, ddof=1) / len(of_negatives)
    )
    test = {"lower": None, "upper": None, "z": None, "pValue": None}
    # Placements are multiples of 1/2P or 1/2N: anything this small is rounding.
    if variance > 1e-20:
        z, error = difference / np.sqrt(variance), np.sqrt(variance)
        margin = stats.norm.ppf(0.975) * error
        test = {
            "lower": float(max(-1, difference - margin)),
            "upper": float(min(1, difference + margin)),
            "z": float(z),
            "pValue": float(2 * stats.norm.sf(abs(z))),
        }
    return {
        "name": name,
        "scoresA": a,
        "scoresB": b,
        "labels": labels,
        "areaA": float(roc_auc_score(y, a)),
        "areaB": float(roc_auc_score(y, b)),
        "difference": difference,
        **test,
    }


def placements(scores, labels):
    """Every positive against every negative: slow, and plainly the definition."""
    positives, negatives = scores[labels == 1][:, None], scores[labels == 0][None, :]
    wins = (positives > negatives) + 0.5 * (positives == negatives)
    return wins.mean(axis=1), wins.mean(axis=0)
