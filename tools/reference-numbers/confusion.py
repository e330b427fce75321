"""Confusion matrix and its rates by scikit-learn, intervals by statsmodels."""

import numpy as np
from intervals import wilson
from sklearn.metrics import confusion_matrix, precision_score, recall_score


def numbers():
    return {"confusion-matrix": [case(*sample) for sample in samples()]}


def samples():
    rng = np.random.default_rng(20240502)
    for n, thresholds in [(5, [0.5]), (60, [0.29, 0.57]), (200, [0.29, 0.57, 0.58, 0.9])]:
        scores = rng.integers(0, 101, n) / 100
        labels = (rng.random(n) < scores).astype(int)
        for threshold in thresholds:
            yield scores, labels, threshold
    yield np.array([0.1, 0.2, 0.7]), np.array([0, 1, 1]), 0.0
    yield np.array([0.1, 0.2, 0.7]), np.array([0, 1, 1]), 0.71
    yield np.array([0.1, 0.2, 0.7]), np.array([0, 0, 0]), 0.2
    yield np.array([0.1, 0.2, 0.7]), np.array([1, 1, 1]), 0.2


def case(scores, labels, threshold):
    flagged = (scores >= threshold).astype(int)
    tn, fp, fn, tp = (int(x) for x in confusion_matrix(labels, flagged, labels=[0, 1]).ravel())
    quiet = {"zero_division": np.nan}
    return {
        "scores": scores.tolist(),
        "labels": labels.tolist(),
        "threshold": threshold,
        "matrix": {"tp": tp, "fp": fp, "tn": tn, "fn": fn},
        "sensitivity": rate(recall_score(labels, flagged, **quiet), tp, tp + fn),
        "specificity": rate(recall_score(labels, flagged, pos_label=0, **quiet), tn, tn + fp),
        "positivePredictiveValue": rate(precision_score(labels, flagged, **quiet), tp, tp + fp),
        "negativePredictiveValue": rate(
            precision_score(labels, flagged, pos_label=0, **quiet), tn, tn + fn
        ),
        "flagRate": rate(flagged.mean(), tp + fp, len(labels)),
    }


def rate(value, count, total):
    if np.isnan(value):
        return {"value": None, "lower": None, "upper": None, "n": total}
    return {"value": float(value), **wilson(count, total), "n": total}
