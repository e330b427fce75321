"""Performance without outcomes: the formulas of CBPE row by row, intervals by the delta method."""

import numpy as np
from scipy import special, stats
from sklearn.isotonic import IsotonicRegression


def numbers():
    return {"estimated-performance": [estimate(*sample) for sample in samples()]}


def samples():
    """Matured scores and labels, unlabelled scores (shifted, tied), and a threshold."""
    rng = np.random.default_rng(20240801)
    sizes = [(300, 80, None, 0.5), (500, 200, 2, 0.3), (400, 90, 1, 0.8)]
    for matured, n, digits, threshold in sizes:
        scores = rng.random(matured)
        labels = (rng.random(matured) < scores**1.5).astype(int)
        later = rng.beta(2, 3, n)
        if digits is not None:
            scores, later = scores.round(digits), later.round(digits)
        yield scores, labels, later, threshold


def estimate(scores, labels, later, threshold):
    model = IsotonicRegression(out_of_bounds="clip").fit(scores, labels)
    c = model.predict(later)
    flagged = later >= threshold
    doubt = c * (1 - c)
    tp, fp = c[flagged].sum(), (1 - c)[flagged].sum()
    fn, tn = c[~flagged].sum(), (1 - c)[~flagged].sum()
    total = {"positives": tp + fn, "negatives": fp + tn}
    # One row per pair, which the grouped sums have to reproduce: A = Σ c_i(1−c_j)·win_ij / (PN).
    win = (later[:, None] > later[None, :]) + 0.5 * (later[:, None] == later[None, :])
    area = c @ win @ (1 - c) / (total["positives"] * total["negatives"])
    gradient = win @ (1 - c) - c @ win
    gradient -= area * (total["negatives"] - total["positives"])
    gradient /= total["positives"] * total["negatives"]
    sensitivity, specificity = tp / (tp + fn), tn / (tn + fp)
    slopes = {
        "sensitivity": (sensitivity, (flagged - sensitivity) / total["positives"]),
        "specificity": (specificity, (specificity - ~flagged) / total["negatives"]),
        "positivePredictiveValue": (tp / (tp + fp), flagged / flagged.sum()),
        "negativePredictiveValue": (tn / (tn + fn), ~flagged / (~flagged).sum()),
        "accuracy": ((tp + tn) / len(c), np.full(len(c), 1 / len(c))),
        "auroc": (area, gradient),
    }
    return {
        "scores": scores.tolist(),
        "labels": labels.tolist(),
        "later": later.tolist(),
        "threshold": threshold,
        "matrix": {"tp": float(tp), "fp": float(fp), "tn": float(tn), "fn": float(fn)},
        "metrics": {
            name: limits(value, np.sqrt((doubt * slope**2).sum()))
            for name, (value, slope) in slopes.items()
        },
    }


def limits(value, error):
    """Delta method: the slope of the metric in each outcome, on the logit scale."""
    margin = stats.norm.ppf(0.975) * error / (value * (1 - value))
    center = special.logit(value)
    return {
        "value": float(value),
        "lower": float(special.expit(center - margin)),
        "upper": float(special.expit(center + margin)),
    }
