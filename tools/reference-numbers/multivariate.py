"""Principal components, reconstruction error and domain classifier: scikit-learn, NumPy, SciPy."""

import numpy as np
from scipy import stats
from sklearn.decomposition import PCA
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def numbers():
    return {
        "symmetric-eigen": [eigen(matrix) for matrix in matrices()],
        "multivariate-drift": [case(*pair) for pair in samples()],
        "ridge-logistic-regression": [regression(*sample) for sample in labelled()],
    }


def matrices():
    yield np.array([[2.0]])
    yield np.array([[2.0, 1.0], [1.0, 2.0]])
    yield np.array([[1.0, 0.0, 0.0], [0.0, -3.0, 0.0], [0.0, 0.0, 2.0]])
    yield 1 / (np.arange(6)[:, None] + np.arange(6)[None, :] + 1)
    rng = np.random.default_rng(20240701)
    noise = rng.normal(size=(12, 12))
    yield noise + noise.T


def eigen(matrix):
    values = np.linalg.eigvalsh(matrix)[::-1]
    return {"size": len(matrix), "matrix": matrix.ravel().tolist(), "values": values.tolist()}


def samples():
    rng = np.random.default_rng(20240702)
    for rows, columns, missing, share in [(40, 4, 0, 0.65), (50, 6, 0.1, 0.65), (60, 5, 0.05, 0.9)]:
        mix = rng.normal(size=(columns, columns))
        scale = np.logspace(-2, 3, columns)
        baseline = rng.normal(size=(rows, columns)) @ mix * scale
        window = (rng.normal(size=(rows // 2, columns)) + 0.7) @ mix * scale
        for table in (baseline, window):
            table[rng.random(table.shape) < missing] = np.nan
        yield baseline, window, share


def case(baseline, window, share):
    scale = make_pipeline(SimpleImputer(), StandardScaler()).fit(baseline)
    before, now = scale.transform(baseline), scale.transform(window)
    pca = PCA(share, svd_solver="full").fit(before)
    full = PCA(svd_solver="full").fit(before)
    error_before, error_now = errors(pca, before), errors(pca, now)
    test = stats.ttest_ind(error_now, error_before, equal_var=False)
    z = float(test.statistic)
    folds = np.arange(len(before) + len(now)) % 5
    return {
        "share": share,
        "baseline": table(baseline),
        "window": table(window),
        # Divisor n−1 in scikit-learn, n here.
        "eigenvalues": (full.explained_variance_ * (len(before) - 1) / len(before)).tolist(),
        "kept": int(pca.n_components_),
        "explained": float(pca.explained_variance_ratio_.sum()),
        "baselineError": float(error_before.mean()),
        "windowError": float(error_now.mean()),
        "lower": float(error_now.mean() - stats.norm.ppf(0.975) * stats.sem(error_now)),
        "pValue": float(2 * stats.norm.sf(abs(z))),
        "imputedShare": float(np.isnan(window).mean()),
        "folds": folds.tolist(),
        "auroc": out_of_fold(before, now, folds),
    }


def errors(pca, rows):
    return np.linalg.norm(rows - pca.inverse_transform(pca.transform(rows)), axis=1)


def out_of_fold(before, now, folds):
    rows = np.vstack([before, now])
    labels = np.repeat([0, 1], [len(before), len(now)])
    scores = np.zeros(len(labels))
    for fold in range(5):
        model = fit(rows[folds != fold], labels[folds != fold], 1)
        scores[folds == fold] = model.decision_function(rows[folds == fold])
    return float(roc_auc_score(labels, scores))


def fit(rows, labels, c):
    return LogisticRegression(C=c, solver="newton-cholesky", tol=1e-12, max_iter=200).fit(rows, labels)


def labelled():
    rng = np.random.default_rng(20240703)
    yield np.array([[-1.0], [0.0], [1.0], [2.0]]), np.array([0, 1, 0, 1]), 1.0
    yield np.array([[-2.0], [-1.0], [1.0], [2.0]]), np.array([0, 0, 1, 1]), 10.0
    for n, width, c in [(60, 3, 1.0), (80, 5, 0.01), (80, 5, 1000.0)]:
        rows = rng.normal(size=(n, width))
        labels = (rows[:, 0] - 0.5 * rows[:, 1] + rng.logistic(size=n) > 0.4).astype(int)
        yield rows, labels, c


def regression(rows, labels, c):
    model = fit(rows, labels, c)
    return {
        "width": rows.shape[1],
        "values": rows.ravel().tolist(),
        "labels": labels.tolist(),
        "c": c,
        "intercept": float(model.intercept_[0]),
        "weights": model.coef_[0].tolist(),
    }


def table(rows):
    """By column; null where missing."""
    return [[None if np.isnan(x) else float(x) for x in column] for column in rows.T]
