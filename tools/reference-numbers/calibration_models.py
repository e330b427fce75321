"""Intercept and slope by statsmodels, ECE by scikit-learn, scaled Brier by influence values."""

import numpy as np
import statsmodels.api as sm
from scipy import special, stats
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss


def numbers():
    return {
        "calibration-models": [models(p, y) for p, y in model_samples()],
        "expected-calibration-error": [error(*sample) for sample in error_samples()],
        "scaled-brier-score": [scaled(p, y) for p, y in scaled_samples()],
    }


def draw(rng, n, low, high, intercept=0.0, slope=1.0, digits=None):
    probabilities = rng.uniform(low, high, n)
    if digits is not None:
        probabilities = probabilities.round(digits)
    truth = special.expit(intercept + slope * special.logit(clipped(probabilities)))
    return probabilities, (rng.random(n) < truth).astype(int)


def clipped(probabilities):
    return np.clip(probabilities, 1e-6, 1 - 1e-6)


def model_samples():
    """Ties, rare events, scores of 0 and 1, a narrow range and a falling relation among them."""
    rng = np.random.default_rng(20240601)
    yield np.array([0.1, 0.4, 0.35, 0.8, 0.0, 1.0]), np.array([0, 0, 1, 1, 1, 0])
    yield draw(rng, 60, 0.2, 0.8)
    yield draw(rng, 200, 0, 1, 0.5, 0.6)
    yield draw(rng, 250, 0, 1, digits=1)
    yield draw(rng, 400, 0.001, 0.08, 0.7)
    yield draw(rng, 300, 0.3, 0.3001, 0.2)
    yield draw(rng, 200, 0.05, 0.95, 0, -0.5)
    yield draw(rng, 300, 0.9, 0.999, -1, 1.8)


def models(probabilities, labels):
    x = special.logit(clipped(probabilities))
    z = stats.norm.ppf(0.975)
    family = sm.families.Binomial()
    shifted = sm.GLM(labels, np.ones((len(x), 1)), family=family, offset=x)
    line = sm.GLM(labels, np.column_stack([np.ones_like(x), x]), family=family)
    settings = {"tol": 1e-14, "tol_criterion": "params", "maxiter": 200}
    alone, both = shifted.fit(**settings), line.fit(**settings)
    return {
        "probabilities": probabilities.tolist(),
        "labels": labels.tolist(),
        "inTheLarge": bounds(alone.params[0], alone.bse[0], z),
        "slope": bounds(both.params[1], both.bse[1], z),
        "intercept": float(both.params[0]),
        "interceptError": float(both.bse[0]),
    }


def bounds(value, error, z):
    return {
        "value": float(value),
        "error": float(error),
        "lower": float(value - z * error),
        "upper": float(value + z * error),
    }


def error_samples():
    """Without ties and with n a multiple of the bins, scikit-learn's quantile bins are ours."""
    rng = np.random.default_rng(20240602)
    for n, bins, intercept in [(100, 5, 0), (200, 10, 0.8), (500, 10, 0), (800, 4, -1)]:
        yield (*draw(rng, n, 0, 1, intercept), bins)


def error(probabilities, labels, bins):
    observed, predicted = calibration_curve(labels, probabilities, n_bins=bins, strategy="quantile")
    size = len(labels) / bins
    noise = np.mean(np.sqrt(2 / np.pi) * np.sqrt(predicted * (1 - predicted) / size))
    return {
        "probabilities": probabilities.tolist(),
        "labels": labels.tolist(),
        "bins": bins,
        "value": float(np.mean(np.abs(observed - predicted))),
        "noiseFloor": float(noise),
    }


def scaled_samples():
    rng = np.random.default_rng(20240603)
    yield np.array([0.1, 0.9, 0.8, 0.3]), np.array([0, 1, 1, 0])
    for n, low, high in [(30, 0, 1), (100, 0, 0.4), (250, 0.3, 0.99)]:
        yield draw(rng, n, low, high)
    probabilities, labels = draw(rng, 120, 0, 1)
    yield 1 - probabilities, labels


def scaled(probabilities, labels):
    """The influence of each prediction on ln(B/U) needs no sums, so it is a second way there."""
    n = len(labels)
    errors = (probabilities - labels) ** 2
    mean, prevalence = errors.mean(), labels.mean()
    uninformed = prevalence * (1 - prevalence)
    ratio = brier_score_loss(labels, probabilities, pos_label=1) / uninformed
    influence = (errors - mean) / mean - (1 - 2 * prevalence) / uninformed * (labels - prevalence)
    factor = np.exp(stats.norm.ppf(0.975) * influence.std(ddof=1) / np.sqrt(n))
    return {
        "probabilities": probabilities.tolist(),
        "labels": labels.tolist(),
        "value": float(1 - ratio),
        "lower": float(1 - ratio * factor),
        "upper": float(1 - ratio / factor),
    }
