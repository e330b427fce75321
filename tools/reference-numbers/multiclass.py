"""Multi-class rates and AUROC by scikit-learn, intervals by their formulas in NumPy."""

import numpy as np
from discrimination import delong_variance
from intervals import wilson
from scipy import special, stats
from sklearn.metrics import (
    accuracy_score,
    confusion_matrix,
    precision_recall_fscore_support,
    roc_auc_score,
)

Z = stats.norm.ppf(0.975)


def numbers():
    return {
        "multiclass-confusion-matrix": [rates(*sample) for sample in rate_samples()],
        "multiclass-auroc": [areas(*sample) for sample in area_samples()],
    }


def rate_samples():
    rng = np.random.default_rng(20240603)
    yield 3, np.array([0, 1, 2, 2, 0, 1]), np.array([0, 2, 2, 2, 1, 1])
    yield 4, np.array([0, 1, 2, 2, 0, 1]), np.array([0, 2, 2, 3, 1, 1])
    for classes, n in [(2, 40), (3, 150), (5, 600)]:
        actual = rng.choice(classes, n, p=rng.dirichlet(np.full(classes, 3)))
        predicted = np.where(rng.random(n) < 0.7, actual, rng.integers(0, classes, n))
        yield classes, actual, predicted


def rates(classes, actual, predicted):
    labels = list(range(classes))
    counts = confusion_matrix(actual, predicted, labels=labels)
    options = {"labels": labels, "zero_division": np.nan}
    precision, recall, _, _ = precision_recall_fscore_support(actual, predicted, **options)
    micro = precision_recall_fscore_support(actual, predicted, average="micro", **options)
    correct = int(np.trace(counts))
    return {
        "actual": actual.tolist(),
        "predicted": predicted.tolist(),
        "classes": classes,
        "counts": counts.tolist(),
        "accuracy": {
            "value": float(accuracy_score(actual, predicted)),
            **wilson(correct, len(actual)),
        },
        "sensitivity": [none(value) for value in recall],
        "positivePredictiveValue": [none(value) for value in precision],
        "macroSensitivity": macro(recall, counts.sum(axis=1)),
        "macroPositivePredictiveValue": macro(precision, counts.sum(axis=0)),
        "microSensitivity": float(micro[1]),
        "microPositivePredictiveValue": float(micro[0]),
    }


def none(value):
    return None if np.isnan(value) else float(value)


def macro(values, sizes):
    kept = ~np.isnan(values)
    values, sizes = values[kept], sizes[kept]
    value = float(values.mean())
    margin = Z * np.sqrt((values * (1 - values) / sizes).sum()) / len(values)
    lower, upper = max(0.0, value - float(margin)), min(1.0, value + float(margin))
    return {"value": value, "lower": lower, "upper": upper, "classes": int(kept.sum())}


def area_samples():
    rng = np.random.default_rng(20240604)
    for classes, n, decimals in [(3, 30, 2), (3, 120, 17), (4, 200, 1), (5, 300, 3)]:
        actual = np.concatenate([np.arange(classes).repeat(3), rng.integers(0, classes, n)])
        scores = rng.normal(size=(len(actual), classes)) + 1.2 * np.eye(classes)[actual]
        scores = special.softmax(scores, axis=1).round(decimals)
        # scikit-learn insists on rows that sum to 1; rounding moved them, so scale back.
        yield actual, scores / scores.sum(axis=1, keepdims=True)


def areas(actual, scores):
    classes = scores.shape[1]
    binary = np.eye(classes, dtype=int)[actual]
    per_class = [float(roc_auc_score(binary[:, k], scores[:, k])) for k in range(classes)]
    errors = [np.sqrt(delong_variance(scores[:, k], binary[:, k])) for k in range(classes)]
    prevalence = binary.mean(axis=0)
    averages = {}
    for name, weights in [("macro", np.full(classes, 1 / classes)), ("weighted", prevalence)]:
        area = float(roc_auc_score(actual, scores, multi_class="ovr", average=name))
        margin = Z * float(weights @ errors) / (area * (1 - area))
        averages[name] = {
            "value": area,
            "lower": float(special.expit(special.logit(area) - margin)),
            "upper": float(special.expit(special.logit(area) + margin)),
        }
    micro = float(roc_auc_score(actual, scores, multi_class="ovr", average="micro"))
    return {
        "actual": actual.tolist(),
        "scores": scores.T.tolist(),
        "perClass": per_class,
        "errors": [float(error) for error in errors],
        **averages,
        "micro": micro,
    }
