# What R says of the invented answers of figures.py; prints "name;value" lines.
suppressMessages({library(energy); library(vcd)})
d <- read.csv(file.path(commandArgs(trailingOnly = TRUE)[1], "data.csv"))
say <- function(name, value) cat(name, ";", format(value, digits = 17), "\n", sep = "")
counts <- table(d$group, d$choice)
test <- suppressWarnings(chisq.test(counts, correct = FALSE))
say("chisq", unname(test$statistic)); say("chisq p", test$p.value)
say("assocstats cramer", assocstats(counts)$cramer)
say("fisher p", fisher.test(table(d$group == 0, d$choice == 0))$p.value)
test <- kruskal.test(d$x, d$group)
say("kruskal", unname(test$statistic)); say("kruskal p", test$p.value)
two <- d[d$group < 2, ]
test <- wilcox.test(two$x[two$group == 0], two$x[two$group == 1], exact = FALSE, correct = FALSE)
say("wilcox U", unname(test$statistic)); say("wilcox p", test$p.value)
say("spearman", cor(d$x, d$y, method = "spearman")); say("kendall", cor(d$x, d$y, method = "kendall"))
flat <- cbind(d$a / 200 + d$c / 100, d$a / 100 * sqrt(3) / 2)
say("bcdcor", unname(bcdcor(dist(flat), dist(d$x))))
spread <- disco(flat, factors = d$group, R = 0)
say("disco within", spread$within); say("disco between", spread$between)
parts <- as.matrix(d[, c("a", "b", "c")]) / 100
ilr <- cbind(sqrt(1 / 2) * log(parts[, 1] / parts[, 2]), sqrt(2 / 3) * log(sqrt(parts[, 1] * parts[, 2]) / parts[, 3]))
trace <- summary(manova(ilr ~ factor(d$group)), test = "Pillai")$stats
say("pillai", trace[1, "Pillai"]); say("pillai p", trace[1, "Pr(>F)"])
share <- suppressWarnings(prop.test(7, 33, correct = FALSE))$conf.int
say("wilson low", share[1]); say("wilson high", share[2])
adjusted <- p.adjust(c(0.001, 0.2, 0.03, 0.03, 0.5, 0.9, 0.004), method = "BH")
for (k in seq_along(adjusted)) say(paste("bh", k - 1), adjusted[k])
