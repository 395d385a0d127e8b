# Reference results for variance components and predictions, computed with lme4.
#
# Run from this folder: Rscript lme4.R
# Debian packages: r-base-core r-cran-lme4 r-cran-mlmrev
# Writes data/<set>.csv (the public data as columns location,evaluator,score) and lme4.json.
# The tests read both and need no R.

suppressMessages({ library(lme4); library(mlmRev); library(Matrix) })
options(warn = 1)
num <- function(x) paste0("[", paste(sprintf("%.15g", x), collapse = ","), "]")
text <- function(x) paste0("[", paste0('"', x, '"', collapse = ","), "]")

# Prediction standard error of intercept + effect for every level of the first factor, from the
# inverse of the mixed-model equations in lme4's spherical form (works for zero variances).
prediction_se <- function(fit, k) {
  lz <- getME(fit, "Lambdat") %*% getME(fit, "Zt")
  x <- getME(fit, "X")
  q <- nrow(lz)
  a <- rbind(cbind(as.matrix(tcrossprod(lz)) + diag(q), as.matrix(lz %*% x)),
             cbind(t(as.matrix(lz %*% x)), crossprod(x)))
  inv <- solve(a) * sigma(fit)^2
  lambda <- t(as.matrix(getME(fit, "Lambdat")))
  names_all <- rownames(getME(fit, "Zt"))
  # Columns of Z are grouped by term, ordered as in getME(fit, "flist") after lme4's sorting.
  term <- which(names(getME(fit, "cnms")) == "location")
  gp <- getME(fit, "Gp")
  rows <- (gp[term] + 1):gp[term + 1]
  stopifnot(length(rows) == k)
  full <- rbind(cbind(lambda, 0), c(rep(0, q), 1))
  cov <- full %*% inv %*% t(full)
  sapply(rows, function(i) sqrt(cov[i, i] + cov[q + 1, q + 1] + 2 * cov[i, q + 1]))
}

reference <- function(name, source, d) {
  d$location <- factor(d$location)
  crossed <- "evaluator" %in% names(d)
  control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5),
                         check.conv.singular = "ignore", calc.derivs = FALSE)
  if (crossed) {
    d$evaluator <- factor(d$evaluator)
    fit <- lmer(score ~ 1 + (1 | location) + (1 | evaluator), d, REML = TRUE, control = control)
  } else {
    fit <- lmer(score ~ 1 + (1 | location), d, REML = TRUE, control = control)
  }
  columns <- if (crossed) c("location", "evaluator", "score") else c("location", "score")
  write.csv(d[, columns], file.path("data", paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
  vc <- as.data.frame(VarCorr(fit))
  pick <- function(g) { v <- vc$vcov[vc$grp == g]; if (length(v)) sprintf("%.15g", v) else "null" }
  re <- as.data.frame(ranef(fit, condVar = TRUE))
  re <- re[re$grpvar == "location", ]
  levels_in_order <- as.character(re$grp)
  n <- table(d$location)[levels_in_order]
  raw <- tapply(d$score, d$location, mean)[levels_in_order]
  se <- prediction_se(fit, nlevels(d$location))
  names(se) <- levels(d$location)
  paste0('{"name":"', name, '","source":"', source, '","rows":', nrow(d),
    ',"sigma2":', sprintf("%.15g", sigma(fit)^2),
    ',"location":', pick("location"), ',"evaluator":', pick("evaluator"),
    ',"intercept":', sprintf("%.15g", fixef(fit)[[1]]),
    ',"intercept_se":', sprintf("%.15g", sqrt(vcov(fit)[1, 1])),
    ',"reml_criterion":', sprintf("%.15g", REMLcrit(fit)),
    ',"levels":', text(levels_in_order), ',"n":', num(n), ',"raw":', num(raw),
    ',"shrunk":', num(re$condval + fixef(fit)[[1]]),
    ',"se":', num(se[levels_in_order]), ',"se_conditional":', num(re$condsd), "}")
}

exam <- data.frame(location = Exam$school, score = Exam$normexam)
scots <- data.frame(location = ScotsSec$primary, evaluator = ScotsSec$second, score = ScotsSec$attain)
inst <- InstEval[InstEval$dept %in% c("5", "14"), ]
inst <- data.frame(location = droplevels(inst$d), evaluator = droplevels(inst$s), score = inst$y)
sets <- c(
  reference("dyestuff", "lme4::Dyestuff (Davies & Goldsmith 1972): one-way, balanced",
    data.frame(location = Dyestuff$Batch, score = Dyestuff$Yield)),
  reference("dyestuff2", "lme4::Dyestuff2 (Box & Tiao 1973): one-way, variance between batches is zero",
    data.frame(location = Dyestuff2$Batch, score = Dyestuff2$Yield)),
  reference("exam", "mlmRev::Exam (Goldstein et al. 1993): one-way, 65 schools of very different size", exam),
  reference("penicillin", "lme4::Penicillin (Davies & Goldsmith 1972): fully crossed, balanced",
    data.frame(location = Penicillin$sample, evaluator = Penicillin$plate, score = Penicillin$diameter)),
  reference("scotssec", "mlmRev::ScotsSec (Paterson 1991): partially crossed, 148 by 19", scots),
  reference("insteval", "lme4::InstEval, departments 5 and 14 (ETH Zurich): sparsely crossed", inst)
)
cat(paste0('{"script":"lme4.R","r":"', R.version.string, '","lme4":"', packageVersion("lme4"),
  '","mlmRev":"', packageVersion("mlmRev"), '","optimizer":"bobyqa, rhoend 1e-10","sets":[\n',
  paste(sets, collapse = ",\n"), "\n]}\n"), file = "lme4.json")
