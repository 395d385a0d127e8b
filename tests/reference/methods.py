"""Reference results for intervals, tests, power and key drivers.

Run from this folder, after data.R: python3 methods.py
Packages: numpy, pandas, scipy, statsmodels, pingouin, relativeImp (versions are written to the result).
Writes methods.json, which the tests read.
"""

import json
from importlib.metadata import version

import numpy as np
import pandas as pd
import pingouin
import statsmodels.api as sm
from relativeImp import relativeImp
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestIndPower
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

sleep_a = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]  # R's datasets::sleep (Student 1908)
sleep_b = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
out = {"script": "methods.py"}
out["versions"] = {
    p: version(p) for p in ["numpy", "pandas", "scipy", "statsmodels", "pingouin", "relativeImp"]
}

mean = np.mean(sleep_a)
out["t_interval"] = {
    "scores": sleep_a,
    "interval": stats.t.interval(0.95, len(sleep_a) - 1, mean, stats.sem(sleep_a)),
}
out["wilson"] = [
    {"x": x, "n": n, "level": level, "interval": proportion_confint(x, n, 1 - level, method="wilson")}
    for x, n, level in [(0, 7, 0.95), (7, 7, 0.95), (1, 1, 0.9), (23, 40, 0.95), (977, 1003, 0.99)]
]
answers = np.repeat([1, 0, -1], [23, 11, 6])
out["nps"] = {"counts": [23, 11, 6], "score": 100 * answers.mean(), "se": 100 * answers.std() / np.sqrt(40)}
welch = CompareMeans(DescrStatsW(sleep_a), DescrStatsW(sleep_b))
out["welch"] = {
    "first": sleep_a,
    "second": sleep_b,
    "interval": welch.tconfint_diff(usevar="unequal"),
    "df": welch.dof_satt(),
}
paired = stats.ttest_rel(sleep_b, sleep_a)
out["paired"] = {
    "first": sleep_a,
    "second": sleep_b,
    "p": paired.pvalue,
    "interval": list(paired.confidence_interval(0.95)),
}
p_values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
            0.6528, 0.759, 1.0]  # Benjamini & Hochberg 1995, table 1
out["bh"] = {"p": p_values, "q": list(multipletests(p_values, method="fdr_bh")[1])}
power = TTestIndPower()
out["power"] = [
    {"difference": d, "sigma": s, "n1": a, "n2": b,
     "power": power.power(d / s, nobs1=a, alpha=0.05, ratio=b / a, alternative="two-sided")}
    for d, s, a, b in [(10, 20, 5, 5), (10, 20, 64, 64), (25, 20, 4, 9), (1, 20, 3, 3), (60, 20, 6, 6)]
]
out["visits"] = [
    {"difference": d, "sigma": s,
     "n": float(power.solve_power(d / s, alpha=0.05, power=0.8, alternative="two-sided"))}
    for d, s in [(10, 20), (5, 20), (2, 17), (30, 20)]
]
out["noncentral_t"] = [
    {"t": t, "df": df, "delta": d, "p": stats.nct.cdf(t, df, d)}
    for t, df, d in [(2.0, 5, 1.0), (2.0, 126, 2.8), (-1.0, 8, 0.5), (0.0, 3, 1.5), (2.3, 8, 5.0), (30.0, 60, 25.0)]
]
out["t_cdf"] = [
    {"t": t, "df": df, "p": stats.t.cdf(t, df)}
    for t, df in [(2.0, 3), (-4.0, 30), (1.5, 499), (-2.5, 501), (-5.0, 2e4), (1.0, 3e6)]
]
out["t_quantile"] = [
    {"p": p, "df": df, "t": stats.t.ppf(p, df)}
    for p, df in [(0.975, 1), (0.975, 2), (0.975, 5.5), (0.995, 37), (0.975, 499), (0.9, 1000), (0.975, 3e6)]
]
times = [31, 44, 52, 55, 58, 61, 64, 70, 71, 75, 88, 93, 110, 125, 190, 240, 410]
median = stats.quantile_test(times, q=0, p=0.5)
out["times"] = {
    "values": times,
    "quantiles": list(np.quantile(times, [0.25, 0.5, 0.75, 0.9])),
    "median_interval": list(median.confidence_interval(0.95)),
}

study = pd.read_csv("data/sleepstudy.csv")
centred = study[["time", "score"]] - study.groupby("location")[["time", "score"]].transform("mean")
# One regressor after centring: statsmodels' correction is then k/(k - 1) times (N - 1)/(N - 1).
fit = sm.OLS(centred.score, centred.time).fit(
    cov_type="cluster", cov_kwds={"groups": study.location, "use_correction": True}, use_t=True
)
out["drift"] = {
    "slope": fit.params.iloc[0],
    "se": fit.bse.iloc[0],
    "p": fit.pvalues.iloc[0],
    "interval": list(fit.conf_int().iloc[0]),
}


def lmg(name):
    d = pd.read_csv(f"data/{name}.csv")
    names = list(d.columns)
    table = pingouin.linear_regression(d[names[1:]], d[names[0]], relimp=True).set_index("names")
    return {"names": names[1:], "importance": [table.loc[n, "relimp"] for n in names[1:]],
            "r_squared": float(table.r2.iloc[0])}


def weights(name):
    d = pd.read_csv(f"data/{name}.csv")
    names = list(d.columns)
    table = relativeImp(d, names[0], names[1:])
    return {"names": names[1:], "importance": list(table.rawRelaImpt)}


out["lmg"] = {name: lmg(name) for name in ["attitude", "judges"]}
out["weights"] = {name: weights(name) for name in ["attitude", "judges", "uscrime"]}

with open("methods.json", "w", encoding="utf-8") as file:
    json.dump(out, file, indent=1, default=float)
    file.write("\n")
