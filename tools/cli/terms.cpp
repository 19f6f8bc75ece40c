// tools/cli/terms.cpp – words of the reports; findings stand in finding_terms.cpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/terms.hpp"

#include <array>

namespace quarterdeck::cli {
namespace {

constexpr std::array all_terms{
    Term{"as_of",
         "The day from whose end the forecast looks ahead. Everything that happened by then is "
         "known, nothing later is."},
    Term{"base", "Among the scenarios of a comparison: the workspace as it is, nothing changed."},
    Term{"booked", "Won with a close date from the period's start to the as-of day."},
    Term{"claimed_accuracy",
         "What a forecast claims of itself: 1 - E|X - X'| / (2 |median|), with X and X' two of its "
         "outcomes drawn apart. 100 % would be certainty. How far to believe it is for a backtest "
         "to say."},
    Term{"common random numbers",
         "Every deal draws the same numbers in all scenarios, so that a difference comes from the "
         "scenario and not from luck. What a scenario does not touch stays the same to the cent."},
    Term{
        "data quality",
        "From 100, every kind of finding takes off its share of the deals: all of it for an error, "
        "at least 1 %; 0.3 of it for a warning, at least 0.1 %; nothing for an information. The "
        "shares that are left are multiplied, so that no book with an error has 100."},
    Term{"driver",
         "A deal, new business or a value of a group, with what it adds to the difference between "
         "the means of two scenarios."},
    Term{"error",
         "Standard error of a number that comes from sampling: with other random numbers it would "
         "move by about as much. It shrinks with more trials and says nothing of the world."},
    Term{"exact engine",
         "A second way to the same distribution, by characteristic functions instead of drawing. "
         "Every run holds the two against each other and fails when they disagree."},
    Term{"expected_shortfall",
         "Mean of what is missing to the target, counting 0 where it is reached. In the page: mean "
         "gap."},
    Term{"flags",
         "What is unusual about a deal, each with the numbers behind it: overdue, quiet, stuck, "
         "old, pushed, large, no amount, no creation date, changed. What is usual is learned from "
         "the company's own past, from 20 cases on."},
    Term{
        "finding",
        "Something dropped, repaired or suspicious in the data, with a code, how often it came and "
        "in which rows."},
    Term{"interaction",
         "Effect of several scenarios together less the sum of their effects alone. Above 0 they "
         "help each other."},
    Term{"median", "P50: the outcome is as likely above as below."},
    Term{"needed_pipeline",
         "Open pipeline of the kind and stage of today's that would have to be added to make the "
         "target an even bet: the gap from the median to the target over what a unit of open "
         "pipeline brings on average."},
    Term{"new",
         "Business from deals that are not in the pipeline yet and are both created and won by the "
         "period's end."},
    Term{
        "odds",
        "p / (1 - p): a chance of 50 % has odds of 1, one of 80 % odds of 4. A scenario multiplies "
        "odds, so that a chance never leaves 0 to 100 %."},
    Term{"open", "Business from deals that are open on the as-of day and won by the period's end."},
    Term{"outcomes",
         "Share of the variance that comes from which deals are won, for how much and how many new "
         "ones come, were all chances known. Large when few big deals decide."},
    Term{"override",
         "A value that a person sets for an open deal: its chance, amount, close date or outcome, "
         "with a reason and a last day. It changes the forecast, is listed in every report, and "
         "nothing is learned from it."},
    Term{"p_hit",
         "Chance that the target is reached or passed: the share of trials in which it was."},
    Term{
        "p_hit_if_lost",
        "Chance of the first target among the trials in which the deal was not won in the period."},
    Term{"p_hit_if_won",
         "Chance of the first target among the trials in which the deal was won in the period."},
    Term{"p_win", "Chance that the deal is ever won, in this period or later."},
    Term{"p_win_in_period", "Chance that the deal is won by the period's end."},
    Term{"parameters",
         "Share of the variance that comes from what history cannot tell well: win rates, amounts "
         "and numbers of new deals learned from few cases."},
    Term{"period",
         "The span that is forecast: a month, quarter or year of the fiscal calendar, or "
         "a range of days."},
    Term{"quantiles",
         "P10 is passed with 90 % probability, P50 with 50 %, P90 with 10 %. The outcome lies "
         "between P10 and P90 with 80 % probability."},
    Term{"scenario",
         "A file that says what is different from what is known. Its changes act after everything "
         "was learned from history, which stays as it is."},
    Term{"seed",
         "Names the random numbers. The same seed on the same data gives the same bits, on "
         "any number of threads."},
    Term{"shared",
         "Share of the variance that comes from luck that all deals of the period have in common, "
         "such as the market. It does not average out in a larger book."},
    Term{"shift_sd",
         "By how many standard deviations a scenario moves the luck that all deals of the period "
         "share; at -1, one period out of six is worse."},
    Term{"trial", "One played-through future of the period."},
    Term{"variance_share",
         "How much of the total's variance goes with the deal: covariance of its contribution with "
         "the total, over the variance of the total."},
};

}  // namespace

std::span<Term const> terms() { return all_terms; }

}  // namespace quarterdeck::cli
