# Writes public data sets that ship with R as plain files for methods.py and the tests.
#
# Run from this folder: Rscript data.R
# Debian packages: r-base-core r-cran-mass r-cran-lme4

suppressMessages({ library(MASS); library(lme4) })
save <- function(name, d) {
  write.csv(d, file.path("data", paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
}
# datasets::attitude (Chatterjee & Price 1977): overall rating of a department and six aspects.
save("attitude", attitude)
# datasets::USJudgeRatings (New Haven Register 1977): worthy of retention and eleven aspects.
save("judges", USJudgeRatings[, c("RTEN", setdiff(names(USJudgeRatings), "RTEN"))])
# MASS::UScrime (Ehrlich 1973): outcome y and fifteen predictors.
save("uscrime", UScrime[, c("y", setdiff(names(UScrime), "y"))])
# lme4::sleepstudy (Belenky et al. 2003): ten days, eighteen people.
save("sleepstudy", data.frame(location = sleepstudy$Subject, time = sleepstudy$Days, score = sleepstudy$Reaction))
