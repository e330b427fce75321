"""Regression errors by scikit-learn, intervals by statsmodels and NumPy influence values."""

import numpy as np
from intervals import wilson
from scipy import stats
from sklearn.metrics import mean_absolute_error, r2_score, root_mean_squared_error
from statsmodels.stats.weightstats import DescrStatsW

Z = stats.norm.ppf(0.975)


def numbers():
    return {
        "regression": [case(*sample) for sample in samples()],
        "quantile-calibration": [quantiles(*sample) for sample in quantile_samples()],
    }


def samples():
    rng = np.random.default_rng(20240601)
    yield "four, by hand", np.array([2.5, 0.0, 2.0, 8.0]), np.array([3.0, -0.5, 2.0, 7.0])
    yield "worse than the mean", np.array([9.0, 1.0, 5.0, 0.0]), np.array([1.0, 2.0, 3.0, 4.0])
    y = 1e6 + rng.normal(size=60)
    yield "large and close together", y + rng.normal(size=60) / 2, y
    for n, noise, bias in [(8, 1, 0), (50, 0.3, 0.5), (200, 2, -1), (1000, 0.7, 0.1)]:
        y = rng.gamma(2, 3, n)
        yield f"{n} stays, noise {noise}, bias {bias}", y + bias + noise * rng.normal(size=n), y


def case(name, predictions, outcomes):
    errors = predictions - outcomes
    rmse = float(root_mean_squared_error(outcomes, predictions))
    squares = DescrStatsW(errors**2)
    factor = np.exp(Z * squares.std_mean / squares.mean / 2)
    r2 = float(r2_score(outcomes, predictions))
    return {
        "name": name,
        "predictions": predictions.tolist(),
        "outcomes": outcomes.tolist(),
        "meanAbsoluteError": {
            "value": float(mean_absolute_error(outcomes, predictions)),
            **cut(DescrStatsW(np.abs(errors)).zconfint_mean(), 0),
        },
        "meanError": {
            "value": float(np.mean(errors)),
            **cut(DescrStatsW(errors).zconfint_mean(), -np.inf),
        },
        "rootMeanSquaredError": {"value": rmse, "lower": rmse / factor, "upper": rmse * factor},
        "rSquared": {"value": r2, **r_squared_limits(errors, outcomes, 1 - r2)},
    }


def cut(limits, floor):
    return {"lower": max(floor, float(limits[0])), "upper": float(limits[1])}


def r_squared_limits(errors, outcomes, unexplained):
    """The standard error of u = mean(e²)/var(y) is that of its influence values."""
    deviations = (outcomes - outcomes.mean()) ** 2
    influence = (errors**2 - unexplained * deviations) / deviations.mean()
    error = np.sqrt(np.mean(influence**2) / len(errors))
    factor = np.exp(Z * error / unexplained)
    return {"lower": 1 - float(unexplained * factor), "upper": 1 - float(unexplained / factor)}


def quantile_samples():
    rng = np.random.default_rng(20240602)
    for n, spread in [(1, 1), (20, 1), (200, 0.8), (500, 1.2)]:
        yield rng.normal(size=n).round(1), spread


def quantiles(outcomes, spread):
    levels = [0.05, 0.25, 0.5, 0.9, 0.95]
    shares = []
    for level in levels:
        quantile = round(float(stats.norm.ppf(level) * spread), 1)
        below = outcomes <= quantile
        shares.append(
            {
                "level": level,
                "quantile": quantile,
                "value": float(np.mean(below)),
                **wilson(int(below.sum()), len(outcomes)),
            }
        )
    low, high = shares[0]["quantile"], shares[-1]["quantile"]
    inside = (low <= outcomes) & (outcomes <= high)
    coverage = {"value": float(np.mean(inside)), **wilson(int(inside.sum()), len(outcomes))}
    return {"outcomes": outcomes.tolist(), "shares": shares, "coverage": coverage}
