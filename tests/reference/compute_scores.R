# tests/reference/compute_scores.R – scores computed without the code that they check.
# SPDX-License-Identifier: Apache-2.0
# usage: Rscript compute_scores.R, in this folder; writes scores_*.csv here. See README.md.
options(digits = 17)
set.seed(20261125, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")

write_rows <- function(rows, file) write.csv(rows, file, row.names = FALSE, quote = FALSE)
values <- c()
keep <- function(name, value) values[[name]] <<- value

# ---- Distributions: 40 skewed draws with ties, outcomes inside, outside and on a tie.
draws <- sort(round(exp(rnorm(40, 4, 0.6)), 1))
draws[11] <- draws[10]
write_rows(data.frame(draw = sprintf("%.17g", draws)), "scores_draws.csv")
actuals <- c(inside = 61.3, below = 5, above = 400, tie = draws[10])
# CRPS as it is defined, the integral of (F(x) - 1{x >= y})^2, exact because F is a step function.
crps_integral <- function(x, y) {
  at <- sort(unique(c(x, y)))
  left <- at[-length(at)]
  sum((ecdf(x)(left) - (left >= y))^2 * diff(at))
}
m <- length(draws)
distances <- abs(outer(draws, draws, "-"))
keep("claimed plain", mean(distances) / 2)
keep("claimed fair", sum(distances) / (2 * m * (m - 1)))
keep("actual tie", actuals[["tie"]])
for (name in names(actuals)) {
  y <- actuals[[name]]
  keep(paste("crps plain", name), crps_integral(draws, y))
  keep(paste("crps fair", name), mean(abs(draws - y)) - sum(distances) / (2 * m * (m - 1)))
  keep(paste("crps above 50", name), crps_integral(pmax(draws, 50), max(y, 50)))
  # Interval score from its two quantiles, WIS as the mean over all quantiles.
  check <- function(q, p) ((y < q) - p) * (q - y)
  q <- function(p) unname(quantile(draws, p, type = 1))
  keep(paste("interval 80", name), 2 / 0.2 * (check(q(0.1), 0.1) + check(q(0.9), 0.9)))
  p <- c(0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
  keep(paste("wis", name), mean(sapply(p, function(p) 2 * check(q(p), p))))
}

# ---- Wilson's interval: the score test without continuity correction.
for (case in list(c(4, 8), c(0, 12), c(12, 12), c(19, 24))) {
  ends <- prop.test(case[1], case[2], correct = FALSE)$conf.int
  keep(paste("wilson low", case[1], case[2]), ends[1])
  keep(paste("wilson high", case[1], case[2]), ends[2])
}

# ---- Uniformity of PITs.
pits <- round(rbeta(30, 1.3, 0.9), 6)
write_rows(data.frame(pit = pits), "scores_pits.csv")
test <- ks.test(pits, "punif", exact = TRUE)
keep("ks statistic", unname(test$statistic))
keep("ks p", test$p.value)
for (case in list(c(20, 0.15), c(20, 0.42), c(99, 0.09)))
  keep(paste("ks p", case[1], case[2]), 1 - .Call(stats:::C_pKolmogorov2x, case[2], case[1]))

# ---- Deals: 300 with chances in steps of 0.05 that are somewhat too extreme, and their amounts.
n <- 300
p <- pmin(0.95, pmax(0.05, round(20 * rbeta(n, 1, 2)) / 20))
deals <- data.frame(p_win = p, won = rbinom(n, 1, plogis(0.2 + 0.7 * qlogis(p))),
                    amount = round(exp(rnorm(n, 3, 1)), 2))
write_rows(deals, "scores_deals.csv")
for (money in c(FALSE, TRUE)) {
  w <- if (money) deals$amount else rep(1, n)
  named <- function(name) if (money) paste(name, "by amount") else name
  keep(named("brier"), weighted.mean((deals$p_win - deals$won)^2, w))
  keep(named("log loss"), -weighted.mean(dbinom(deals$won, 1, deals$p_win, log = TRUE), w))
  pairs <- outer(deals$p_win[deals$won == 1], deals$p_win[deals$won == 0],
                 function(a, b) (a > b) + (a == b) / 2)
  by <- outer(w[deals$won == 1], w[deals$won == 0])
  keep(named("auc"), sum(pairs * by) / sum(by))
  # Weights that sum to the effective number of deals, as the standard errors are defined.
  scaled <- w * sum(w) / sum(w^2)
  x <- qlogis(deals$p_win)
  line <- suppressWarnings(glm(won ~ x, binomial, deals, weights = scaled,
                               control = list(epsilon = 1e-14, maxit = 100)))
  large <- suppressWarnings(glm(won ~ 1 + offset(x), binomial, deals, weights = scaled,
                                control = list(epsilon = 1e-14, maxit = 100)))
  keep(named("intercept"), coef(line)[[1]])
  keep(named("slope"), coef(line)[[2]])
  keep(named("intercept error"), sqrt(vcov(line)[1, 1]))
  keep(named("slope error"), sqrt(vcov(line)[2, 2]))
  keep(named("in the large"), coef(large)[[1]])
  keep(named("in the large error"), sqrt(vcov(large)[1, 1]))
}
stopifnot(abs(values[["auc"]] - unname(wilcox.test(deals$p_win[deals$won == 1], deals$p_win[deals$won == 0],
  exact = FALSE)$statistic) / (sum(deals$won) * sum(1 - deals$won))) < 1e-12)
# CORP: isotonic regression of outcomes grouped by chance (isoreg is unweighted, so rows repeat).
by_chance <- ave(deals$won, deals$p_win)
order_of <- order(deals$p_win)
fitted <- isoreg(seq_len(n), by_chance[order_of])$yf
recalibrated <- mean((fitted - deals$won[order_of])^2)
keep("uncertainty", mean(deals$won) * (1 - mean(deals$won)))
keep("miscalibration", values[["brier"]] - recalibrated)
keep("discrimination", values[["uncertainty"]] - recalibrated)
# Murphy with one bin a chance, which is what a bin for every hundredth gives here.
bins <- split(deals$won, deals$p_win)
n_k <- sapply(bins, length)
o_k <- sapply(bins, mean)
p_k <- as.numeric(names(bins))
o <- mean(deals$won)
keep("smallest bin", min(n_k))
keep("reliability", sum(n_k / n * (p_k - o_k)^2))
keep("resolution", sum(n_k / n * (o_k - o)^2))
keep("reliability corrected", values[["reliability"]] - sum(n_k * o_k * (1 - o_k) / (n_k - 1)) / n)
keep("resolution corrected", values[["resolution"]] - sum(n_k * o_k * (1 - o_k) / (n_k - 1)) / n + o * (1 - o) / (n - 1))
keep("uncertainty corrected", o * (1 - o) + o * (1 - o) / (n - 1))

# ---- Diebold–Mariano: at horizon 1 it is Student's t; at 3 by the autocovariances of acf().
d <- round(rnorm(14, -0.4, 1), 3)
write_rows(data.frame(difference = d), "scores_differences.csv")
keep("dm statistic 1", unname(t.test(d)$statistic))
keep("dm p 1", t.test(d)$p.value)
g <- acf(d, lag.max = 2, type = "covariance", plot = FALSE)$acf[, , 1]
k <- length(d)
statistic <- mean(d) / sqrt((g[1] + 2 * sum(g[-1])) / k) * sqrt((k + 1 - 2 * 3 + 3 / k * 2) / k)
keep("dm statistic 3", statistic)
keep("dm p 3", 2 * pt(-abs(statistic), k - 1))

write_rows(data.frame(quantity = names(values), value = sprintf("%.17g", unlist(values))),
           "scores_expected.csv")
