"""AUROC and average precision by scikit-learn; DeLong by its definition over all pairs."""

import numpy as np
from scipy import special, stats
from sklearn.metrics import average_precision_score, roc_auc_score


def numbers():
    return {"discrimination": [case(*sample) for sample in samples()]}


def samples():
    rng = np.random.default_rng(20240501)
    yield "four, by hand", [0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]
    yield "two and two, one tie", [0.2, 0.5, 0.5, 0.9], [0, 0, 1, 1]
    yield "reversed", [0.9, 0.7, 0.6, 0.3, 0.2], [0, 0, 1, 0, 1]
    yield "near and beyond 0 and 1", [1e-300, 1e-16, 0.5, 1 - 1e-16, 1, 0], [0, 1, 0, 0, 1, 1]
    yield "one in 53 bits apart", [0.3, 0.1 + 0.2, 0.1 + 0.2, 0.3, 0.4], [0, 1, 0, 1, 1]
    yield "negative and huge scores", [-1e308, -5, 0, 3, 1e308, 2], [0, 1, 0, 1, 1, 0]
    yield "one score for nearly all", [0.5] * 30 + [0.6], [0, 1] * 15 + [1]
    yield "same whole percent", [0.291, 0.292, 0.293, 0.294], [0, 1, 0, 1]
    for n, prevalence, shift in [(12, 0.5, 0.5), (40, 0.2, 1.0), (80, 0.05, 1.5), (150, 0.5, 0.2)]:
        for decimals in [17, 2, 1]:
            labels = (np.arange(n) < max(2, round(n * prevalence))).astype(int)
            scores = special.expit(rng.normal(size=n) + shift * labels - 1).round(decimals)
            order = rng.permutation(n)
            name = f"{n} predictions, prevalence {prevalence}, {decimals} decimals"
            yield name, scores[order].tolist(), labels[order].tolist()


def case(name, scores, labels):
    area = float(roc_auc_score(labels, scores))
    variance = delong_variance(np.array(scores), np.array(labels))
    margin = stats.norm.ppf(0.975) * np.sqrt(variance) / (area * (1 - area))
    return {
        "name": name,
        "scores": scores,
        "labels": labels,
        "auroc": area,
        "variance": variance,
        "lower": float(special.expit(special.logit(area) - margin)),
        "upper": float(special.expit(special.logit(area) + margin)),
        "averagePrecision": float(average_precision_score(labels, scores)),
        "prevalence": float(np.mean(labels)),
    }


def delong_variance(scores, labels):
    """Every positive against every negative: slow, and plainly the definition."""
    positives, negatives = scores[labels == 1][:, None], scores[labels == 0][None, :]
    wins = (positives > negatives) + 0.5 * (positives == negatives)
    of_positives, of_negatives = wins.mean(axis=1), wins.mean(axis=0)
    return float(
        of_positives.var(ddof=1) / len(of_positives) + of_negatives.var(ddof=1) / len(of_negatives)
    )
