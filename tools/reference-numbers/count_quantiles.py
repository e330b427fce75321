"""Quantiles of counts, Poisson and negative binomial: SciPy."""

from scipy import stats


def numbers():
    cases = []
    for mean in [0.2, 1, 3.7, 12, 80.5, 640, 25_000]:
        for spread in [1, 1.05, 1.8, 6, 40]:
            for p in [0.0005, 0.025, 0.3, 0.5, 0.9, 0.975, 0.9995]:
                if spread == 1:
                    quantile = stats.poisson.ppf(p, mean)
                else:
                    quantile = stats.nbinom.ppf(p, mean / (spread - 1), 1 / spread)
                case = {"p": p, "mean": mean, "variance": mean * spread}
                cases.append({**case, "quantile": int(quantile)})
    return {"negative-binomial": cases}
