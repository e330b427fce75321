"""Whole files of invented rows, and what the named packages say of them."""

import numpy as np
import pandas as pd
from intervals import wilson
from multivariate import errors, out_of_fold
from scipy import stats
from sklearn.decomposition import PCA
from sklearn.impute import SimpleImputer
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import (
    accuracy_score,
    cohen_kappa_score,
    confusion_matrix,
    mean_absolute_error,
    precision_score,
    r2_score,
    recall_score,
    roc_auc_score,
    root_mean_squared_error,
)
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from statsmodels.stats.inter_rater import fleiss_kappa


def numbers():
    return {
        "evaluated-regression": [regression_file()],
        "evaluated-multiclass": [multiclass_file()],
        "evaluated-reviews": [review_file()],
        "evaluated-without-outcomes": [unlabelled_file()],
        "evaluated-multivariate": [multivariate_file()],
        "evaluated-encounters": [encounter_file()],
    }


def regression_file():
    rng = np.random.default_rng(20261101)
    n = 240
    target = rng.gamma(2, 3, n).round(4)
    prediction = (target + rng.normal(0.2, 1.5, n)).round(4)
    data = pd.DataFrame(
        {
            "prediction": prediction,
            "target": target,
            "low": (prediction - 1.8).round(4),
            "middle": prediction,
            "high": (prediction + 1.4).round(4),
            "site": np.where(rng.random(n) < 0.6, "north", "south"),
        }
    )
    # An outcome of exactly a quantile lies at or below it.
    data.loc[7::31, "target"] = data["high"]
    data.loc[9::31, "target"] = data["low"]
    data.loc[::17, "target"] = np.nan
    data.loc[5::40, "prediction"] = np.nan
    used = data.dropna(subset=["prediction", "target"])
    groups = {site: regression_of(part) for site, part in used.groupby("site")}
    return {
        "columns": columns(data),
        "unpredicted": int(data["prediction"].isna().sum()),
        "overall": regression_of(used),
        "groups": groups,
    }


def regression_of(data):
    y, p = data["target"], data["prediction"]
    inside = (data["low"] <= y) & (y <= data["high"])
    shares = {
        str(level): share(y <= data[name])
        for level, name in [(0.1, "low"), (0.5, "middle"), (0.9, "high")]
    }
    return {
        "n": len(data),
        "mean-absolute-error": float(mean_absolute_error(y, p)),
        "root-mean-squared-error": float(root_mean_squared_error(y, p)),
        "r-squared": float(r2_score(y, p)),
        "mean-error": float((p - y).mean()),
        "quantiles": shares,
        "coverage": share(inside),
    }


def share(mask):
    return {"value": float(mask.mean()), **wilson(int(mask.sum()), len(mask))}


def multiclass_file():
    rng = np.random.default_rng(20261102)
    n, classes = 300, ["low", "medium", "high"]
    logits = rng.normal(size=(n, 3)) + [0.4, 0, -0.6]
    actual = np.array([rng.choice(3, p=soft(1.6 * row)) for row in logits])
    # Rounded, so that there are ties within a class and between classes; sums stay 1.
    scores = np.array([soft(row) for row in logits]).round(2)
    scores[:, 2] = (1 - scores[:, 0] - scores[:, 1]).round(2)
    data = pd.DataFrame(scores, columns=["p_low", "p_medium", "p_high"])
    data["actual"] = [classes[k] for k in actual]
    data["site"] = np.where(rng.random(n) < 0.7, "north", "south")
    data.loc[::19, "actual"] = None
    data.loc[3::50, "p_medium"] = np.nan
    used = data.dropna()
    groups = {site: multiclass_of(part, classes) for site, part in used.groupby("site")}
    return {
        "columns": columns(data),
        "categories": classes,
        "unscored": int(data["p_medium"].isna().sum()),
        "overall": multiclass_of(used, classes),
        "groups": groups,
    }


def multiclass_of(data, classes):
    scores = data[[f"p_{name}" for name in classes]].to_numpy()
    actual = data["actual"].to_numpy()
    # The first of equal highest scores.
    predicted = np.array(classes)[scores.argmax(axis=1)]
    one_hot = (actual[:, None] == np.array(classes)[None, :]).astype(int)
    averages = {
        f"auroc-{average}": float(roc_auc_score(one_hot, scores, average=average))
        for average in ["macro", "weighted", "micro"]
    }
    return {
        "n": len(data),
        "accuracy": float(accuracy_score(actual, predicted)),
        **averages,
        "sensitivity-macro": float(recall_score(actual, predicted, average="macro")),
        "positive-predictive-value-macro": float(
            precision_score(actual, predicted, average="macro")
        ),
        "auroc": [float(roc_auc_score(one_hot[:, k], scores[:, k])) for k in range(3)],
        "sensitivity": recall_score(actual, predicted, labels=classes, average=None).tolist(),
        "positive-predictive-value": precision_score(
            actual, predicted, labels=classes, average=None
        ).tolist(),
        "confusionMatrix": confusion_matrix(actual, predicted, labels=classes).tolist(),
    }


def soft(row):
    weights = np.exp(row)
    return weights / weights.sum()


def review_file():
    rng = np.random.default_rng(20261103)
    words = "the patient is stable today with less pain and a normal temperature".split()
    rows = []
    for item in range(60):
        truth = rng.random() < 0.3
        draft = words[: int(rng.integers(6, len(words) + 1))]
        signed = [word if rng.random() > 0.15 else "changed" for word in draft]
        if item % 3 == 0:
            signed = draft
        for reviewer in ["first", "second"]:
            right = rng.random() < 0.8
            rows.append(
                {
                    "reviewer": reviewer,
                    "item": f"note {item}",
                    "rating": int(rng.integers(1, 6)),
                    "omission": int(truth == right),
                    "draft": " ".join(draft),
                    "signed": " ".join(signed),
                }
            )
    data = pd.DataFrame(rows)
    table = data.pivot(index="item", columns="reviewer", values="omission")
    found = table.mean(axis=1) >= 0.5
    counts = np.stack([2 - table.sum(axis=1), table.sum(axis=1)], axis=1)
    ratings = data.pivot(index="item", columns="reviewer", values="rating")
    first = data.drop_duplicates("item")
    distances = [
        edits(a.split(), b.split()) / max(len(a.split()), len(b.split()))
        for a, b in zip(first["draft"], first["signed"])
    ]
    unchanged = pd.Series(distances) == 0
    return {
        "columns": columns(data),
        "omission": share(found),
        "fleiss": float(fleiss_kappa(counts)),
        "cohen": float(cohen_kappa_score(table["first"], table["second"])),
        "ratings": float(
            cohen_kappa_score(
                ratings["first"], ratings["second"], labels=[1, 2, 3, 4, 5], weights="quadratic"
            )
        ),
        "quartiles": np.quantile(distances, [0.25, 0.5, 0.75]).tolist(),
        "unchanged": share(unchanged),
    }


def edits(a, b):
    """Wagner and Fischer's table, whole."""
    table = np.zeros((len(a) + 1, len(b) + 1), dtype=int)
    table[:, 0], table[0, :] = np.arange(len(a) + 1), np.arange(len(b) + 1)
    for i, one in enumerate(a, 1):
        for j, other in enumerate(b, 1):
            swap = table[i - 1, j - 1] + (one != other)
            table[i, j] = min(swap, table[i - 1, j] + 1, table[i, j - 1] + 1)
    return int(table[-1, -1])


def unlabelled_file():
    rng = np.random.default_rng(20261104)
    before = rng.beta(1.2, 2.5, 400).round(3)
    outcome = (rng.random(400) < before**0.8).astype(int)
    now = rng.beta(1.6, 2.2, 250).round(3)
    c = IsotonicRegression(out_of_bounds="clip").fit(before, outcome).predict(now)
    thresholds = {}
    for threshold in [0.3, 0.5]:
        flagged = now >= threshold
        tp, fp = c[flagged].sum(), (1 - c[flagged]).sum()
        fn, tn = c[~flagged].sum(), (1 - c[~flagged]).sum()
        was = before >= threshold
        thresholds[str(threshold)] = {
            "sensitivity": float(tp / (tp + fn)),
            "specificity": float(tn / (tn + fp)),
            "positive-predictive-value": float(tp / (tp + fp)),
            "negative-predictive-value": float(tn / (tn + fn)),
            "baselineSensitivity": float(recall_score(outcome, was)),
            "baselineValue": float(precision_score(outcome, was)),
        }
    twice = np.concatenate([now, now])
    sides = np.repeat([1, 0], len(now))
    weights = np.concatenate([c, 1 - c])
    return {
        "baseline": {"score": before.tolist(), "label": outcome.tolist()},
        "columns": {"score": now.tolist()},
        "auroc": float(roc_auc_score(sides, twice, sample_weight=weights)),
        "baselineAuroc": float(roc_auc_score(outcome, before)),
        "thresholds": thresholds,
    }


def multivariate_file():
    rng = np.random.default_rng(20261105)
    names = ["age", "lactate", "pulse", "pressure", "fixed"]
    mix = rng.normal(size=(4, 4))
    before = (rng.normal(size=(160, 4)) @ mix * [10, 0.5, 8, 12]).round(4)
    now = ((rng.normal(size=(110, 4)) + [0.3, 0, 0, 0.2]) @ mix * [10, 0.5, 8, 12]).round(4)
    for table in (before, now):
        table[rng.random(table.shape) < 0.06] = np.nan
    scale = make_pipeline(SimpleImputer(), StandardScaler()).fit(before)
    first, second = scale.transform(before), scale.transform(now)
    pca = PCA(0.65, svd_solver="full").fit(first)
    folds = dealt(np.repeat([0, 1], [len(before), len(now)]), 5, 1)
    wide = lambda table: np.column_stack([table, np.full(len(table), 7.0)])
    return {
        "baseline": columns(pd.DataFrame(wide(before), columns=names)),
        "columns": columns(pd.DataFrame(wide(now), columns=names)),
        "baselineError": float(errors(pca, first).mean()),
        "error": float(errors(pca, second).mean()),
        "pValue": welch(errors(pca, second), errors(pca, first)),
        "imputedShare": float(np.isnan(now).mean()),
        "auroc": out_of_fold(first, second, folds),
        "chosen": {"rows": 1000, "size": 12, "seed": 7, "places": drawn(1000, 12, 7)},
    }


def welch(now, before):
    statistic = stats.ttest_ind(now, before, equal_var=False).statistic
    return float(2 * stats.norm.sf(abs(statistic)))


def mulberry32(seed):
    """Uniform numbers in [0, 1), as the program draws them."""
    state = seed & 0xFFFFFFFF
    while True:
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        mixed = (state ^ (state >> 15)) * (state | 1) & 0xFFFFFFFF
        more = (mixed ^ (mixed >> 7)) * (mixed | 61) & 0xFFFFFFFF
        mixed ^= (mixed + more) & 0xFFFFFFFF
        yield (mixed ^ (mixed >> 14)) / 4294967296


def drawn(rows, size, seed):
    random = mulberry32(seed)
    edges = [part * rows // size for part in range(size + 1)]
    return [a + int(next(random) * (b - a)) for a, b in zip(edges, edges[1:])]


def dealt(labels, folds, seed):
    """Each class shuffled (Fisher and Yates), then dealt in turn."""
    random = mulberry32(seed)
    assigned = np.zeros(len(labels), dtype=int)
    for label in dict.fromkeys(labels.tolist()):
        members = np.flatnonzero(labels == label).tolist()
        for i in range(len(members) - 1, 0, -1):
            j = int(next(random) * (i + 1))
            members[i], members[j] = members[j], members[i]
        for place, row in enumerate(members):
            assigned[row] = place % folds
    return assigned


def encounter_file():
    rng = np.random.default_rng(20261106)
    n = 400
    data = pd.DataFrame(
        {
            "stay": [f"s{k}" for k in rng.integers(0, 120, n)],
            "score": rng.random(n).round(3),
            "label": (rng.random(n) < 0.2).astype(int),
            "ward": np.where(rng.random(n) < 0.5, "east", "west"),
        }
    )
    data.loc[::23, "score"] = np.nan
    data.loc[4::37, "stay"] = None
    used = data.dropna(subset=["stay", "score"])
    return {
        "columns": columns(data),
        "thresholds": [0.5, 0.8],
        "overall": [burden(used, threshold) for threshold in [0.5, 0.8]],
        "groups": {
            ward: [burden(part, threshold) for threshold in [0.5, 0.8]]
            for ward, part in used.groupby("ward")
        },
    }


def burden(data, threshold):
    alerts = (data["score"] >= threshold).groupby(data["stay"]).sum()
    total, encounters = int(alerts.sum()), len(alerts)
    return {
        "encounters": encounters,
        "value": 100 * total / encounters,
        "lower": 100 * float(stats.chi2.ppf(0.025, 2 * total)) / 2 / encounters,
        "upper": 100 * float(stats.chi2.ppf(0.975, 2 * total + 2)) / 2 / encounters,
        "alerted": {key: 100 * x for key, x in share(alerts > 0).items()},
    }


def columns(data):
    """By column; null where missing."""
    table = data.astype(object).where(data.notna(), None)
    return {name: [plain(value) for value in table[name]] for name in table}


def plain(value):
    return value.item() if hasattr(value, "item") else value
