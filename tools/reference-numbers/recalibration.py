"""Isotonic maps by scikit-learn; what cross-fitted recalibration changes, row by row in NumPy."""

import numpy as np
import statsmodels.api as sm
from calibration_models import clipped, draw
from scipy import special, stats
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import brier_score_loss


def numbers():
    return {
        "isotonic-regression": [isotonic(p, y) for p, y in isotonic_samples()],
        "recalibration": [cross_fitted(p, y) for p, y in fold_samples()],
    }


def isotonic_samples():
    """Ties, a falling relation (one block) and a perfectly rising one are among them."""
    rng = np.random.default_rng(20240701)
    yield np.array([0.1, 0.2, 0.3, 0.4]), np.array([0, 1, 0, 1])
    yield np.array([0.1, 0.2, 0.3, 0.4]), np.array([1, 1, 0, 0])
    yield np.array([0.1, 0.2, 0.3, 0.4]), np.array([0, 0, 1, 1])
    yield draw(rng, 80, 0, 1)
    yield draw(rng, 200, 0, 1, digits=1)
    yield draw(rng, 300, 0.05, 0.6, 1, 0.5)


def isotonic(probabilities, labels):
    model = IsotonicRegression(out_of_bounds="clip").fit(probabilities, labels)
    queries = np.concatenate([np.linspace(0, 1, 21), probabilities[:10]])
    return {
        "probabilities": probabilities.tolist(),
        "labels": labels.tolist(),
        "queries": queries.tolist(),
        "values": model.predict(queries).tolist(),
    }


def fold_samples():
    """Overconfident, shifted and well calibrated predictions."""
    rng = np.random.default_rng(20240702)
    yield draw(rng, 600, 0, 1, 0, 0.5)
    yield draw(rng, 500, 0.01, 0.5, 0.9)
    yield draw(rng, 500, 0.05, 0.95)


def intercept_only(probabilities, labels):
    x = special.logit(clipped(probabilities))
    family = sm.families.Binomial()
    fit = sm.GLM(labels, np.ones((len(x), 1)), family=family, offset=x)
    shift = fit.fit(tol=1e-14, tol_criterion="params", maxiter=200).params[0]
    return lambda p: special.expit(shift + special.logit(clipped(p)))


def logistic(probabilities, labels):
    x = special.logit(clipped(probabilities))
    fit = sm.GLM(labels, np.column_stack([np.ones_like(x), x]), family=sm.families.Binomial())
    a, b = fit.fit(tol=1e-14, tol_criterion="params", maxiter=200).params
    return lambda p: special.expit(a + b * special.logit(clipped(p)))


def by_isotonic(probabilities, labels):
    return IsotonicRegression(out_of_bounds="clip").fit(probabilities, labels).predict


METHODS = {"intercept-only": intercept_only, "logistic": logistic, "isotonic": by_isotonic}


def cross_fitted(probabilities, labels):
    """Even rows are one fold, odd rows the other."""
    even = np.arange(len(labels)) % 2 == 0
    methods = {}
    for name, fit in METHODS.items():
        after = np.empty(len(labels))
        after[~even] = fit(probabilities[even], labels[even])(probabilities[~even])
        after[even] = fit(probabilities[~even], labels[~even])(probabilities[even])
        gains = (probabilities - labels) ** 2 - (after - labels) ** 2
        margin = stats.norm.ppf(0.975) * gains.std(ddof=1) / np.sqrt(len(labels))
        methods[name] = {
            "brier": float(brier_score_loss(labels, after)),
            "ratio": float(labels.sum() / after.sum()),
            "gain": float(gains.mean()),
            "lower": float(gains.mean() - margin),
            "upper": float(gains.mean() + margin),
        }
    inputs = {"probabilities": probabilities.tolist(), "labels": labels.tolist()}
    return {**inputs, "methods": methods}
