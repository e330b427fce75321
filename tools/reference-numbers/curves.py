"""Curves and average precision by scikit-learn, their intervals by statsmodels and SciPy."""

import numpy as np
from confusion import rate
from scipy import special, stats
from sklearn.metrics import (
    average_precision_score,
    confusion_matrix,
    precision_recall_curve,
    precision_score,
    recall_score,
    roc_curve,
)

PACKAGES = ["numpy", "scikit-learn", "scipy", "statsmodels"]


def numbers():
    chosen = list(samples())
    return {
        "discrimination-curves": [curves(*sample) for sample in chosen],
        "discrimination-average-precision": [interval(*sample) for sample in chosen],
        "discrimination-thresholds": [
            thresholds(*sample) for sample in chosen if len(sample[1]) <= 40
        ],
    }


def samples():
    rng = np.random.default_rng(20240512)
    yield "four, by hand", [0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]
    yield "ties", [0.2, 0.5, 0.5, 0.5, 0.9, 0.9], [0, 0, 1, 1, 0, 1]
    yield "separated", [0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1]
    yield "whole percents", [0.29, 0.57, 0.58, 0.29, 0.57, 0.58, 0.28, 0.56], [0, 1, 0, 1, 0, 1, 1, 0]
    for n, prevalence, decimals in [(30, 0.4, 17), (40, 0.2, 1), (150, 0.1, 2)]:
        labels = (np.arange(n) < round(n * prevalence)).astype(int)
        scores = special.expit(rng.normal(size=n) + labels - 1).round(decimals)
        order = rng.permutation(n)
        name = f"{n} predictions, prevalence {prevalence}, {decimals} decimals"
        yield name, scores[order].tolist(), labels[order].tolist()


def curves(name, scores, labels):
    rates, sensitivities, _ = roc_curve(labels, scores, drop_intermediate=False)
    precisions, recalls, cuts = precision_recall_curve(labels, scores)
    return {
        "name": name,
        "scores": scores,
        "labels": labels,
        "falsePositiveRate": rates.tolist(),
        "sensitivity": sensitivities.tolist(),
        # scikit-learn ascends and ends with the point (0, 1), which no threshold delivers.
        "precision": precisions[:-1][::-1].tolist(),
        "recall": recalls[:-1][::-1].tolist(),
        "thresholds": cuts[::-1].tolist(),
    }


def interval(name, scores, labels):
    value, positives = float(average_precision_score(labels, scores)), sum(labels)
    limits = {"lower": None, "upper": None}
    if value < 1:
        margin = stats.norm.ppf(0.975) / np.sqrt(positives * value * (1 - value))
        limits = {
            "lower": float(special.expit(special.logit(value) - margin)),
            "upper": float(special.expit(special.logit(value) + margin)),
        }
    prevalence = float(np.mean(labels))
    return {
        "name": name,
        "scores": scores,
        "labels": labels,
        "value": value,
        **limits,
        "prevalence": prevalence,
    }


def thresholds(name, scores, labels):
    cuts = sorted(set(scores))
    return {
        "name": name,
        "scores": scores,
        "labels": labels,
        "points": [point(np.array(scores), labels, cut) for cut in [*cuts, 1.5]],
    }


def point(scores, labels, cut):
    flagged = (scores >= cut).astype(int)
    tn, fp, fn, tp = (int(x) for x in confusion_matrix(labels, flagged, labels=[0, 1]).ravel())
    quiet = {"zero_division": np.nan}
    predictive = limits(precision_score(labels, flagged, **quiet), tp, tp + fp)
    needed = None
    if tp > 0:
        needed = {
            "value": 1 / predictive["value"],
            "lower": 1 / predictive["upper"],
            "upper": 1 / predictive["lower"],
        }
    negative = precision_score(labels, flagged, pos_label=0, **quiet)
    specific = recall_score(labels, flagged, pos_label=0, **quiet)
    return {
        "threshold": cut,
        "matrix": {"tp": tp, "fp": fp, "tn": tn, "fn": fn},
        "sensitivity": limits(recall_score(labels, flagged, **quiet), tp, tp + fn),
        "specificity": limits(specific, tn, tn + fp),
        "positivePredictiveValue": predictive,
        "negativePredictiveValue": limits(negative, tn, tn + fn),
        "flagRate": limits(flagged.mean(), tp + fp, len(labels)),
        "numberNeededToEvaluate": needed,
    }


def limits(value, count, total):
    answer = rate(value, count, total)
    if answer["value"] is None:
        return None
    # statsmodels leaves the rounding of its arithmetic at the ends; the limits there are exact.
    lower = 0.0 if count == 0 else answer["lower"]
    upper = 1.0 if count == total else answer["upper"]
    return {"value": answer["value"], "lower": lower, "upper": upper}
