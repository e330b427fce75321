"""Brier score and calibration curve by scikit-learn, O:E by its formula on SciPy."""

import numpy as np
from intervals import poisson_limits, wilson
from scipy import stats
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss
from statsmodels.stats.weightstats import DescrStatsW


def numbers():
    return {
        "brier-score": [brier(p, y) for p, y in brier_samples()],
        "observed-expected-ratio": [ratio(p, y) for p, y in ratio_samples()],
        "calibration-curve": [curve(*sample) for sample in curve_samples()],
    }


def draw(rng, n, low, high, bias=1.0):
    probabilities = rng.uniform(low, high, n)
    return probabilities, (rng.random(n) < bias * probabilities).astype(int)


def brier_samples():
    rng = np.random.default_rng(20240503)
    yield np.array([0.1, 0.9, 0.8, 0.3]), np.array([0, 1, 1, 0])
    yield np.array([0.0, 1.0, 1e-300, 1 - 1e-16]), np.array([1, 1, 0, 1])
    yield np.array([0.2, 0.3]), np.array([1, 1])
    for n, low, high in [(10, 0, 1), (50, 0, 0.2), (200, 0.3, 0.99)]:
        yield draw(rng, n, low, high)


def brier(probabilities, labels):
    value = float(brier_score_loss(labels, probabilities, pos_label=1))
    prevalence = labels.mean()
    uninformed = prevalence * (1 - prevalence)
    lower, upper = DescrStatsW((probabilities - labels) ** 2).zconfint_mean()
    return {
        "probabilities": probabilities.tolist(),
        "labels": labels.tolist(),
        "value": value,
        "scaled": float(1 - value / uninformed) if uninformed else None,
        "lower": max(0.0, float(lower)),
        "upper": min(1.0, float(upper)),
    }


def ratio_samples():
    rng = np.random.default_rng(20240504)
    yield np.array([0.2, 0.4]), np.array([0, 0])
    for n, low, high, bias in [
        (30, 0, 0.2, 1),
        (400, 0, 0.49, 1),
        (1200, 0.01, 0.2, 1.5),
        (5000, 0, 0.3, 0.7),
        (3000, 0.9, 1, 1),
    ]:
        yield draw(rng, n, low, high, bias)


def ratio(probabilities, labels):
    observed, expected = int(labels.sum()), float(probabilities.sum())
    variance = float((probabilities * (1 - probabilities)).sum())
    if observed < 100:
        limits = poisson_limits(observed)
        bounds = {k: v / expected if v is not None else None for k, v in limits.items()}
    else:
        margin = stats.norm.ppf(0.975) * np.sqrt(variance) / observed
        center = np.log(observed / expected)
        bounds = {"lower": float(np.exp(center - margin)), "upper": float(np.exp(center + margin))}
    sums = {"observed": observed, "expected": expected, "varianceSum": variance, "n": len(labels)}
    return {**sums, "value": observed / expected, **bounds}


def curve_samples():
    """Without ties and with n a multiple of the bins, scikit-learn's quantile bins are ours."""
    rng = np.random.default_rng(20240505)
    for n, bins in [(100, 5), (240, 4), (300, 10)]:
        yield (*draw(rng, n, 0, 1), bins)


def curve(probabilities, labels, bins):
    observed, predicted = calibration_curve(labels, probabilities, n_bins=bins, strategy="quantile")
    size = len(labels) // bins
    rows = []
    for share, mean in zip(observed, predicted):
        limits = wilson(round(share * size), size)
        rows.append(
            {
                "observed": float(share),
                "predicted": float(mean),
                "gap": float(share - mean),
                "lower": limits["lower"] - float(mean),
                "upper": limits["upper"] - float(mean),
            }
        )
    inputs = {"probabilities": probabilities.tolist(), "labels": labels.tolist(), "bins": bins}
    return {**inputs, "rows": rows}
