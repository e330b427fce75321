"""Newcombe intervals by statsmodels, group rates and their gaps by fairlearn."""

import numpy as np
from fairlearn import metrics
from scipy import optimize
from statsmodels.stats.proportion import confint_proportions_2indep

PACKAGES = ["fairlearn", "numpy", "pandas", "scikit-learn", "scipy", "statsmodels"]


def numbers():
    return {
        "newcombe": newcombe_cases(),
        "fairness": [fairness_case(*sample) for sample in samples()],
    }


def newcombe(first, second, level):
    low, high = confint_proportions_2indep(*first, *second, method="newcomb", alpha=1 - level)
    return float(low), float(high)


def newcombe_cases():
    # The first eight are the examples of Newcombe's own table II.
    pairs = [((56, 70), (48, 80)), ((9, 10), (3, 10)), ((6, 7), (2, 7)), ((5, 56), (0, 29))]
    pairs += [((0, 10), (0, 20)), ((0, 10), (0, 10)), ((10, 10), (0, 20)), ((10, 10), (0, 10))]
    pairs += [((1, 3), (2, 5)), ((85, 100), (700, 1000)), ((123456, 10**6), (120000, 10**6))]
    cases = []
    for first, second in pairs:
        for level in [0.8, 0.95, 0.99]:
            lower, upper = newcombe(first, second, level)
            case = {"first": first, "second": second, "level": level, "lower": lower, "upper": upper}
            cases.append({**case, "margin": 0.05, "p": p_value(first, second, 0.05)})
    return cases


def p_value(first, second, margin):
    """The alpha whose interval touches the margin, found by Brent's method."""

    def gap(log_alpha):
        lower, upper = newcombe(first, second, 1 - np.exp(log_alpha))
        return lower - margin if first[0] / first[1] > second[0] / second[1] else -margin - upper

    if abs(first[0] / first[1] - second[0] / second[1]) <= margin:
        return 1.0
    ends = (np.log(1e-12), np.log(1 - 1e-12))
    if gap(ends[0]) > 0:
        return 1e-12
    return float(np.exp(optimize.brentq(gap, *ends, xtol=1e-15, rtol=1e-15)))


def samples():
    rng = np.random.default_rng(20240611)
    for groups, per_group in [(2, 200), (3, 150), (5, 400), (7, 300)]:
        label = (rng.random(groups * per_group) < 0.4).astype(int)
        group = np.repeat(np.arange(groups), per_group)
        chance = 0.15 + 0.6 * label + 0.15 * group / groups
        flagged = (rng.random(len(label)) < chance).astype(int)
        yield f"{groups} groups of {per_group}", label, flagged, group


def fairness_case(name, label, flagged, group):
    of = {"sensitive_features": group}
    frame = metrics.MetricFrame(
        metrics={
            "sensitivity": metrics.true_positive_rate,
            "false-positive-rate": metrics.false_positive_rate,
            "flag-rate": metrics.selection_rate,
        },
        y_true=label,
        y_pred=flagged,
        **of,
    )
    rows = []
    for value in np.unique(group):
        y, hat = label[group == value], flagged[group == value]
        matrix = {"tp": y & hat, "fp": (1 - y) & hat, "tn": (1 - y) & (1 - hat), "fn": y & (1 - hat)}
        counts = {cell: int(members.sum()) for cell, members in matrix.items()}
        rates = {metric: float(frame.by_group[metric][value]) for metric in frame.by_group}
        rows.append({"value": str(value), "matrix": counts, "rates": rates})
    return {
        "name": name,
        "groups": rows,
        "equalizedOddsDifference": float(metrics.equalized_odds_difference(label, flagged, **of)),
        "parityRatio": float(metrics.demographic_parity_ratio(label, flagged, **of)),
        "parityDifference": float(metrics.demographic_parity_difference(label, flagged, **of)),
    }
