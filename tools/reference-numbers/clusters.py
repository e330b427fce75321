"""Clustered rates and errors by statsmodels, clustered AUROC by its definition, the bootstrap by NumPy."""

import numpy as np
import statsmodels.api as sm
from scipy import special, stats
from sklearn.metrics import roc_auc_score

PACKAGES = ["numpy", "scikit-learn", "scipy", "statsmodels"]


def numbers():
    return {
        "clustered-proportion": [proportion(*sample) for sample in rate_samples()],
        "clustered-auroc": [auroc(*sample) for sample in score_samples()],
        "clustered-regression": [errors(*sample) for sample in error_samples()],
        "cluster-bootstrap": [bootstrap(seed, 200) for seed in (1, 7, 20240612)],
    }


def rate_samples():
    rng = np.random.default_rng(20240612)
    yield "five by hand", [1, 0, 3, 2, 1], [2, 1, 4, 2, 3]
    yield "one row each", [1, 0, 0, 1, 1, 0, 0], [1] * 7
    for clusters, spread in [(12, 0.5), (40, 2.0), (300, 8.0)]:
        totals = rng.integers(1, 9, size=clusters)
        counts = rng.binomial(totals, rng.beta(0.6 * spread, 1.4 * spread, size=clusters))
        yield f"{clusters} clusters, spread {spread}", counts.tolist(), totals.tolist()


def proportion(name, counts, totals):
    """The variance twice: cluster-robust regression on a constant, and a score equation (GEE)."""
    rows = [(k, y) for k, (c, m) in enumerate(zip(counts, totals)) for y in [1] * c + [0] * (m - c)]
    cluster, outcome = (np.array(column, dtype=float) for column in zip(*rows))
    ones = np.ones((len(outcome), 1))
    fit = sm.OLS(outcome, ones).fit(cov_type="cluster", cov_kwds={"groups": cluster})
    share, variance = float(fit.params[0]), float(fit.cov_params()[0, 0])
    gee = sm.GEE(outcome, ones, groups=cluster, family=sm.families.Binomial()).fit()
    # GEE leaves out K/(K-1) and works on the logit scale.
    on_logit = float(gee.cov_params()[0, 0]) * len(totals) / (len(totals) - 1)
    assert np.isclose(on_logit * (share * (1 - share)) ** 2, variance, rtol=1e-6)
    n = len(outcome)
    effect = variance / (share * (1 - share) / (n - 1))
    size, z = n / max(1.0, effect), stats.norm.ppf(0.975)
    center = (share + z**2 / (2 * size)) / (1 + z**2 / size)
    spread = share * (1 - share) / size + z**2 / (4 * size**2)
    margin = z * np.sqrt(spread) / (1 + z**2 / size)
    return {
        "name": name,
        "counts": counts,
        "totals": totals,
        "value": share,
        "variance": variance,
        "designEffect": effect,
        "lower": float(center - margin),
        "upper": float(center + margin),
    }


def score_samples():
    rng = np.random.default_rng(20240613)
    yield "by hand", [0.1, 0.4, 0.35, 0.8, 0.4, 0.6], [0, 0, 1, 1, 1, 0], [0, 0, 0, 1, 1, 2]
    yield "one row each", [0.2, 0.5, 0.5, 0.9, 0.1], [0, 1, 0, 1, 0], [4, 0, 3, 1, 2]
    for clusters, decimals in [(15, 2), (40, 1), (60, 17)]:
        cluster = np.repeat(np.arange(clusters), rng.integers(1, 6, size=clusters))
        label = (rng.random(len(cluster)) < 0.35).astype(int)
        patient = rng.normal(size=clusters)[cluster]
        score = special.expit(patient + rng.normal(size=len(cluster)) + label).round(decimals)
        order = rng.permutation(len(cluster))
        rows = score[order].tolist(), label[order].tolist(), cluster[order].tolist()
        yield f"{clusters} clusters, {decimals} decimals", *rows


def auroc(name, scores, labels, clusters):
    area = float(roc_auc_score(labels, scores))
    variance = obuchowski(np.array(scores), np.array(labels), np.array(clusters))
    margin = stats.norm.ppf(0.975) * np.sqrt(variance) / (area * (1 - area))
    return {
        "name": name,
        "scores": scores,
        "labels": labels,
        "clusters": clusters,
        "auroc": area,
        "variance": variance,
        "lower": float(special.expit(special.logit(area) - margin)),
        "upper": float(special.expit(special.logit(area) + margin)),
    }


def obuchowski(scores, labels, clusters):
    """Formulas of the paper, section 2, over every positive against every negative."""
    x, y = scores[labels == 1], scores[labels == 0]
    wins = (x[:, None] > y[None, :]) + 0.5 * (x[:, None] == y[None, :])
    area, m, n = wins.mean(), len(x), len(y)
    names = np.unique(clusters)
    of_x, of_y = clusters[labels == 1], clusters[labels == 0]
    v10 = np.array([(wins.mean(axis=1)[of_x == k] - area).sum() for k in names])
    v01 = np.array([(wins.mean(axis=0)[of_y == k] - area).sum() for k in names])
    i10, i01, i = len(set(of_x)), len(set(of_y)), len(names)
    s10 = i10 / ((i10 - 1) * m) * (v10**2).sum()
    s01 = i01 / ((i01 - 1) * n) * (v01**2).sum()
    s11 = i / (i - 1) * (v10 * v01).sum()
    return float(s10 / m + s01 / n + 2 * s11 / (m * n))


def error_samples():
    rng = np.random.default_rng(20240614)
    yield "by hand", [2.0, 3.5, 5.0, 7.0, 6.5, 9.0], [1.5, 4.0, 5.5, 6.0, 8.0, 8.5], [0, 0, 1, 1, 1, 2]
    for clusters, most, shift in [(12, 2, 0.0), (40, 7, 100.0), (150, 4, -3.0)]:
        cluster = np.repeat(np.arange(clusters), rng.integers(1, most, size=clusters))
        patient = rng.normal(size=clusters)[cluster]
        outcome = shift + 2 * patient + rng.normal(size=len(cluster))
        prediction = outcome + 0.8 * rng.normal(size=clusters)[cluster] + rng.normal(size=len(cluster)) / 2
        yield f"{clusters} clusters", prediction.tolist(), outcome.tolist(), cluster.tolist()


def errors(name, predictions, outcomes, clusters):
    """Cluster-robust regression on a constant; the root and R-squared by their influence values."""
    p, y, groups = np.array(predictions), np.array(outcomes), np.array(clusters)
    e, z = p - y, stats.norm.ppf(0.975)

    def mean(values):
        fit = sm.OLS(values, np.ones((len(values), 1))).fit(
            cov_type="cluster", cov_kwds={"groups": groups}
        )
        return float(fit.params[0]), float(fit.bse[0])

    def plain(values):
        value, error = mean(values)
        return {"value": value, "lower": value - z * error, "upper": value + z * error}

    squared, error = mean(e**2)
    factor = np.exp(z * error / (2 * squared))
    root = {"value": squared**0.5, "lower": squared**0.5 / factor, "upper": squared**0.5 * factor}
    spread = (y - y.mean()) ** 2
    left = (e**2).sum() / spread.sum()
    factor = np.exp(z * mean((e**2 - left * spread) / spread.mean())[1] / left)
    return {
        "name": name,
        "predictions": predictions,
        "outcomes": outcomes,
        "clusters": clusters,
        "meanAbsoluteError": plain(np.abs(e)),
        "meanError": plain(e),
        "rootMeanSquaredError": {key: float(value) for key, value in root.items()},
        "rSquared": {
            "value": float(1 - left),
            "lower": float(1 - left * factor),
            "upper": float(1 - left / factor),
        },
    }


def mulberry32(seed):
    """The generator of core/src/statistics/reference/seeded-random.ts, so that draws agree."""
    state = seed & 0xFFFFFFFF
    while True:
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        mixed = ((state ^ (state >> 15)) * (state | 1)) & 0xFFFFFFFF
        product = ((mixed ^ (mixed >> 7)) * (mixed | 61)) & 0xFFFFFFFF
        mixed ^= (mixed + product) & 0xFFFFFFFF
        yield ((mixed ^ (mixed >> 14)) & 0xFFFFFFFF) / 4294967296


def bootstrap(seed, replicates):
    rng, random = np.random.default_rng(seed), mulberry32(seed)
    totals = rng.integers(1, 6, size=25)
    counts = rng.binomial(totals, 0.3)
    found = []
    for _ in range(replicates):
        drawn = [int(next(random) * len(totals)) for _ in totals]
        found.append(counts[drawn].sum() / totals[drawn].sum())
    lower, upper = np.quantile(found, [0.025, 0.975])
    return {
        "seed": seed,
        "replicates": replicates,
        "counts": counts.tolist(),
        "totals": totals.tolist(),
        "value": float(counts.sum() / totals.sum()),
        "standardError": float(np.std(found, ddof=1)),
        "lower": float(lower),
        "upper": float(upper),
    }
