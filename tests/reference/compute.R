# tests/reference/compute.R – values that the models are held against, computed without them.
# SPDX-License-Identifier: Apache-2.0
# usage: Rscript compute.R, in this folder; writes every .csv here. See README.md.
library(survival)
library(nnet)
options(digits = 17)
set.seed(20261124, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")

write_rows <- function(rows, file) write.csv(rows, file, row.names = FALSE, quote = FALSE)
write_values <- function(values, file)
  write_rows(data.frame(quantity = names(values), value = sprintf("%.17g", values)), file)

# ---- Penalised multinomial logit: Newton steps on the full log posterior, softmax with cause 0.
n <- 400
level <- sample(1:3, n, replace = TRUE)
rows <- data.frame(
  open = 0, won = 0, lost = 0,
  offset = round(log(sample(c(1, 3, 7), n, replace = TRUE) / 7), 12),
  x1 = 1, x2 = as.integer(level == 1), x3 = as.integer(level == 2), x4 = as.integer(level == 3),
  x5 = round(rnorm(n), 6))
eta <- cbind(0, -1.4 + 0.7 * rows$x2 - 0.4 * rows$x5, -1.1 - 0.5 * rows$x3) + cbind(0, rows$offset, rows$offset)
for (i in seq_len(n))
  rows[i, sample(3, 1, prob = exp(eta[i, ]))] <- round(runif(1, 0.2, 1.5), 6)
write_rows(rows, "logit_rows.csv")

x <- as.matrix(rows[, 5:9])
y <- as.matrix(rows[, 1:3])
probabilities <- function(b, offset) {
  e <- exp(cbind(0, x %*% b + offset))
  e / rowSums(e)
}
log_likelihood <- function(b, offset) sum(y * log(probabilities(b, offset)))
information <- function(b, precision, offset) {
  p <- probabilities(b, offset)
  total <- rowSums(y)
  block <- function(k, l) t(x) %*% (x * (total * p[, k + 1] * ((k == l) - p[, l + 1])))
  rbind(cbind(block(1, 1), block(1, 2)), cbind(block(2, 1), block(2, 2))) + diag(as.vector(precision))
}
fit <- function(precision, offset) {
  b <- matrix(0, 5, 2)
  for (step in 1:50) {
    residual <- y - rowSums(y) * probabilities(b, offset)
    gradient <- t(x) %*% residual[, 2:3] - precision * b
    b <- b + matrix(solve(information(b, precision, offset), as.vector(gradient)), 5, 2)
  }
  stopifnot(max(abs(gradient)) < 1e-11)
  h <- information(b, precision, offset)
  objective <- log_likelihood(b, offset) - sum(precision * b^2) / 2
  list(b = b, covariance = solve(h), evidence = objective + sum(log(precision)) / 2 -
         as.numeric(determinant(h)$modulus) / 2)
}
# sd of the prior: intercept 10; the three levels 0.8; the number 0.3; both causes alike.
sd <- c(10, 0.8, 0.8, 0.8, 0.3)
a <- fit(matrix(1 / sd^2, 5, 2), rows$offset)
values <- c(a$b, sqrt(diag(a$covariance)), log_likelihood(a$b, rows$offset), a$evidence)
names(values) <- c(paste("mode", rep(c("won", "lost"), each = 5), 1:5),
                   paste("sd", rep(c("won", "lost"), each = 5), 1:5), "log likelihood", "log evidence")
# The same by a quasi-Newton search that knows no derivative.
blind <- optim(a$b * 0, function(b) {
  b <- matrix(b, 5, 2)
  -log_likelihood(b, rows$offset) + sum(b^2 / sd^2) / 2
}, method = "BFGS", control = list(reltol = 1e-16, maxit = 2000, ndeps = rep(1e-4, 10)))
stopifnot(max(abs(blind$par - a$b)) < 1e-5)
write_values(values, "logit_expected.csv")

# nnet's own fit; its penalty is decay * sum(b^2), so sd 1 is decay 0.5. No offset.
m <- multinom(y ~ x - 1, decay = 0.5, trace = FALSE, abstol = 1e-30, reltol = 1e-30, maxit = 100000)
b <- t(coef(m))
stopifnot(max(abs(b - fit(matrix(1, 5, 2), 0)$b)) < 1e-6)
names(b) <- paste("mode", rep(c("won", "lost"), each = 5), 1:5)
write_values(c(b), "logit_nnet_expected.csv")

# ---- Kaplan-Meier and Aalen-Johansen with delayed entry, ties and censoring.
n <- 150
spells <- data.frame(entry = ifelse(runif(n) < 0.4, sample(1:8, n, replace = TRUE), 0))
spells$exit <- spells$entry + ceiling(rexp(n, 0.12))
spells$cause <- sample(0:2, n, replace = TRUE, prob = c(0.25, 0.4, 0.35))
late <- spells$exit > 20
spells$exit[late] <- 20
spells$cause[late] <- 0
write_rows(spells, "spells.csv")
km <- survfit(Surv(entry, exit, cause > 0) ~ 1, data = spells)
aj <- survfit(Surv(entry, exit, factor(cause)) ~ 1, data = spells, id = seq_len(n))
keep <- km$n.event > 0
at <- match(km$time[keep], aj$time)
write_rows(data.frame(time = km$time[keep], at_risk = km$n.risk[keep],
                      survival = sprintf("%.17g", km$surv[keep]),
                      error = sprintf("%.17g", summary(km)$std.err),
                      won = sprintf("%.17g", aj$pstate[at, 2]),
                      lost = sprintf("%.17g", aj$pstate[at, 3])), "survival_expected.csv")

# ---- Beta-Binomial with partial pooling: trapezoids over a range far wider than the posterior.
cells <- data.frame(n = c(40, 55, 23, 61, 38, 47, 29, 52, 34.5, 44.25, 60, 31),
                    wins = c(4, 21, 9, 12, 20, 7, 3, 26, 10.5, 6.75, 33, 2))
write_rows(cells, "cells.csv")
logit_m <- seq(-14, 12, length.out = 2601)
log_k <- seq(-6, 16, length.out = 2201)
summaries <- c()
for (prior in c("shrinkage", "bda")) {
  m <- plogis(logit_m)
  log_m <- plogis(logit_m, log.p = TRUE)
  log_rest <- plogis(-logit_m, log.p = TRUE)
  density <- sapply(log_k, function(u) {
    k <- exp(u)
    value <- numeric(length(m))
    for (i in seq_len(nrow(cells)))
      value <- value + lbeta(cells$wins[i] + m * k, cells$n[i] - cells$wins[i] + (1 - m) * k) -
        lbeta(m * k, (1 - m) * k)
    if (prior == "bda") value - u / 2 + log_m + log_rest
    else value + u - log(10) - 2 * log1p(k / 10) + dbeta(m, 0.4, 1.6, log = TRUE) + log_m + log_rest
  })
  best <- max(density, na.rm = TRUE)
  weight <- exp(density - best)
  weight[is.na(weight)] <- 0
  total <- sum(weight)
  step <- diff(logit_m[1:2]) * diff(log_k[1:2])
  first_cell <- outer(m, exp(log_k), function(m, k) (cells$wins[1] + m * k) / (cells$n[1] + k))
  part <- c(best + log(total * step), sum(weight * m) / total,
            exp(sum(weight * rep(log_k, each = length(m))) / total), sum(weight * first_cell) / total)
  names(part) <- paste(prior, c("log evidence", "mean m", "mean k", "rate of first cell"))
  summaries <- c(summaries, part)
}
write_values(summaries, "beta_binomial_expected.csv")
