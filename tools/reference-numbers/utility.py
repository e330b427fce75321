"""Net benefit by its formula in NumPy; workload and lead time by statsmodels and SciPy."""

import numpy as np
import pandas as pd
from intervals import poisson_limits, wilson
from scipy import special, stats
from sklearn.metrics import confusion_matrix

PACKAGES = ["numpy", "pandas", "scikit-learn", "scipy", "statsmodels"]


def numbers():
    return {
        "utility-net-benefit": net_benefits(),
        "utility-number-needed-to-evaluate": needed(),
        "utility-alert-burden": burdens(),
        "utility-lead-time": lead_times(),
        "utility-prevalence": prevalences(),
    }


def net_benefits():
    rng = np.random.default_rng(20240513)
    cases = []
    for n, decimals in [(40, 1), (200, 2)]:
        scores = special.expit(rng.normal(size=n) - 1).round(decimals)
        labels = (rng.random(n) < scores).astype(int)
        points = [net_benefit(scores, labels, cut) for cut in [0.0, 0.1, 0.2, 0.29, 0.3, 0.5, 0.9]]
        cases.append({"scores": scores.tolist(), "labels": labels.tolist(), "points": points})
    return cases


def net_benefit(scores, labels, cut):
    flagged = (scores >= cut).astype(int)
    tn, fp, fn, tp = (int(x) for x in confusion_matrix(labels, flagged, labels=[0, 1]).ravel())
    n, odds, share = len(labels), cut / (1 - cut), labels.mean()
    value, treat_all = tp / n - fp / n * odds, share - (1 - share) * odds
    # One benefit per prediction: the spread of these is what the delta method comes to.
    each = flagged * np.where(labels == 1, 1.0, -odds)
    everybody = np.where(labels == 1, 1.0, -odds)
    gained = each - everybody if treat_all > 0 else each
    return {
        "threshold": cut,
        "matrix": {"tp": tp, "fp": fp, "tn": tn, "fn": fn},
        "netBenefit": {"value": float(value), **normal(each, value)},
        "treatAll": float(treat_all),
        "gain": {"value": float(value - max(treat_all, 0)), **normal(gained, gained.mean())},
        "over": "all" if treat_all > 0 else "none",
    }


def normal(each, mean):
    if np.ptp(each) == 0:
        return {"lower": None, "upper": None}
    margin = stats.norm.ppf(0.975) * np.std(each, ddof=0) / np.sqrt(len(each))
    return {"lower": float(mean - margin), "upper": float(mean + margin)}


def needed():
    cases = []
    for tp, fp in [(1, 0), (1, 9), (7, 3), (40, 360), (1, 99999), (12345, 6)]:
        limits = wilson(tp, tp + fp)
        upper = 1.0 if fp == 0 else limits["upper"]
        cases.append(
            {
                "tp": tp,
                "fp": fp,
                "value": (tp + fp) / tp,
                "lower": 1 / upper,
                "upper": 1 / limits["lower"],
            }
        )
    return cases


def burdens():
    cases = []
    for alerts, encounters in [(0, 50), (3, 50), (50, 50), (120, 800), (90000, 10**6)]:
        limits = wilson(alerts, encounters)
        lower = 0.0 if alerts == 0 else limits["lower"]
        upper = 1.0 if alerts == encounters else limits["upper"]
        cases.append(burden(alerts, encounters, False, lower * 100, upper * 100))
    for alerts, encounters in [(0, 50), (3, 50), (250, 50), (1800, 800)]:
        limits = poisson_limits(alerts)
        lower = None if alerts == 0 else limits["lower"] / encounters * 100
        cases.append(burden(alerts, encounters, True, lower, limits["upper"] / encounters * 100))
    return cases


def burden(alerts, encounters, repeated, lower, upper):
    return {
        "alerts": alerts,
        "encounters": encounters,
        "repeated": repeated,
        "value": 100 * alerts / encounters,
        "lower": lower,
        "upper": upper,
    }


def lead_times():
    rng = np.random.default_rng(20240514)
    samples = [[3.5], [0.0, 7.0], [1, 2, 3, 4, 5], [6, 5, 4, 3, 2, 1], [2.0] * 8]
    samples += [rng.gamma(2, 4, n).round(2).tolist() for n in [7, 16, 17, 100, 151]]
    return [
        {"hours": [float(x) for x in hours], "level": level, **lead_time(np.array(hours), level)}
        for hours in samples
        for level in [0.8, 0.95, 0.99]
    ]


def lead_time(hours, level):
    limits = stats.quantile_test(hours, p=0.5).confidence_interval(level)
    found = not np.isnan([limits.low, limits.high]).any()
    lower, median, upper = (float(x) for x in np.quantile(hours, [0.25, 0.5, 0.75]))
    return {
        "value": median,
        "lower": float(limits.low) if found else None,
        "upper": float(limits.high) if found else None,
        "lowerQuartile": lower,
        "upperQuartile": upper,
    }


def prevalences():
    cases = []
    for positives, negatives, unknown in [(3, 7, 0), (3, 7, 90), (40, 360, 12), (1, 99999, 5)]:
        column = pd.Series([1.0] * positives + [0.0] * negatives + [np.nan] * unknown)
        counts = {"positives": positives, "negatives": negatives, "unknown": unknown}
        limits = wilson(positives, positives + negatives)
        cases.append({**counts, "value": float(column.mean()), **limits})
    return cases
