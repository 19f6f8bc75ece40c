// tools/cli/terms.cpp – words of the reports; findings stand in finding_terms.cpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/terms.hpp"

#include <array>

namespace quarterdeck::cli {
namespace {

constexpr std::array all_terms{
    Term{"accuracy",
         "1 less the CRPS over the outcomes' size, which is 1 - WAPE for a point forecast. The "
         "expected accuracy of a forecast is what it claims for itself, corrected by how far "
         "such claims were off in the past."},
    Term{"as_of",
         "The day from whose end the forecast looks ahead. Everything that happened by then is "
         "known, nothing later is."},
    Term{"AUC",
         "Chance that a won deal had been given a higher chance than a lost one. 0.5 is no "
         "better than tossing a coin, 1 is perfect order."},
    Term{"backtest",
         "Forecasts of past days made again from what was known then, and held against what came. "
         "`quarterdeck backtest` makes one; the next forecast shows what it says."},
    Term{"base", "Among the scenarios of a comparison: the workspace as it is, nothing changed."},
    Term{"baseline",
         "A simple forecast to beat: what was booked by this week plus what the same week of other "
         "periods tells of the rest, with its own past errors as its range. `forecast --model` "
         "uses one alone."},
    Term{"bias",
         "Sum of forecast means less outcomes, over the sum of the outcomes. Above 0 the "
         "forecasts were too high."},
    Term{"booked", "Won with a close date from the period's start to the as-of day."},
    Term{"Brier score",
         "Mean of (chance - 1)^2 over won deals and chance^2 over the others. Lower is better; "
         "saying 50 % of every deal gives 0.25."},
    Term{"calibration line",
         "Fitted to the deals' outcomes against the chances they had been given. A slope below 1 "
         "says that the chances were too extreme, an intercept above 0 that they were too low."},
    Term{"came back",
         "In a waterfall: a deal that left the pipeline and came back, or came into the period and "
         "moved out again. Day by day shows its steps, end to end what is left of them."},
    Term{"category",
         "The baseline that sales leaders call the commit: booked, plus the open pipeline due in "
         "the period whose forecast category that day was Commit or Closed. Past days need "
         "snapshots, "
         "or a stage history with the column forecast_category."},
    Term{"claimed",
         "What a forecast says of its own precision: the error it would have on average if it "
         "were right. It is half the mean distance of two of its trials."},
    Term{"claimed accuracy",
         "What a forecast claims of itself: 1 - E|X - X'| / (2 |median|), with X and X' two of its "
         "outcomes drawn apart. 100 % would be certainty. How far to believe it is for a backtest "
         "to say."},
    Term{"combination",
         "The simulation and simple forecasts as one mixture, weighted by how near each came in "
         "the past. It is the headline only once it has beaten the simulation out of time."},
    Term{"common random numbers",
         "Every deal draws the same numbers in all scenarios, so that a difference comes from the "
         "scenario and not from luck. What a scenario does not touch stays the same to the cent."},
    Term{"conversion",
         "The baseline that multiplies the open pipeline by what past periods still won, from this "
         "week on, for each unit of theirs; conversion-due takes the pipeline due in the period."},
    Term{"coverage",
         "Share of past outcomes inside the central intervals forecast for them, at 50, 80 and "
         "90 %. With eight periods an 80 % interval usually covers four to eight times, so small "
         "differences mean nothing."},
    Term{"CRPS",
         "Distance of an outcome from a forecast distribution, in money; for a point forecast it "
         "is the plain error. Lower is better, and on average nothing beats the true "
         "distribution."},
    Term{
        "data quality",
        "From 100, every kind of finding takes off its share of the deals: all of it for an error, "
        "at least 1 %; 0.3 of it for a warning, at least 0.1 %; nothing for an information. The "
        "shares that are left are multiplied, so that no book with an error has 100."},
    Term{"days_passed",
         "Why a forecast moved: what the later day alone did, had nothing happened in between. It "
         "is usually negative; wins, new deals and progress make up for it."},
    Term{"driver",
         "A deal, new business or a value of a group, with what it adds to the difference between "
         "the means of two scenarios."},
    Term{"ECE",
         "Mean distance between the chances that deals were given and the shares won, in bins. "
         "Small bins make it too large by chance, so look at their numbers of deals."},
    Term{"error",
         "Standard error of a number that comes from sampling: with other random numbers it would "
         "move by about as much. It shrinks with more trials and says nothing of the world."},
    Term{"exact engine",
         "A second way to the same distribution, by characteristic functions instead of drawing. "
         "Every run holds the two against each other and fails when they disagree."},
    Term{"expected accuracy",
         "1 - half the mean distance of two draws over the median, after that distance was "
         "multiplied by how much larger past errors were than the forecasts claimed."},
    Term{"expected_shortfall",
         "Mean of what is missing to the target, counting 0 where it is reached. In the page: mean "
         "gap."},
    Term{
        "finding",
        "Something dropped, repaired or suspicious in the data, with a code, how often it came and "
        "in which rows."},
    Term{"flags",
         "What is unusual about a deal, each with the numbers behind it: overdue, quiet, stuck, "
         "old, pushed, large, no amount, no creation date, changed. What is usual is learned from "
         "the company's own past, from 20 cases on."},
    Term{"flip-flop index",
         "How much of the way that a forecast went from week to week was there and back. 0 means "
         "that it moved in one direction only."},
    Term{"hazard",
         "Chance of a deal, still open, to be won or to be lost in a week, from its stage, age, "
         "close date and what else is known. Weeks add up to the chance for the period."},
    Term{"honesty gap",
         "Predictability score that past forecasts claimed less the one that they earned, in "
         "points. Above 0 they were overconfident, below 0 too cautious."},
    Term{"honesty ratio",
         "Earned over claimed CRPS of past forecasts. 1 is calibrated, above 1 overconfident, "
         "below 1 too wide."},
    Term{"interaction",
         "Effect of several scenarios together less the sum of their effects alone. Above 0 they "
         "help each other."},
    Term{"lever",
         "One number that a scenario may turn: odds of winning, time to close, amounts, deals "
         "created, or the luck of the market; of the company or of one segment."},
    Term{"ledger",
         "File beside the workspace in which every forecast is recorded, for 'quarterdeck "
         "history'."},
    Term{"log loss",
         "Mean of -ln of the chance that was given to what happened: 0 for a prophet, 0.69 for a "
         "coin. Lower is better, and no shading of the chances can lower it in expectation."},
    Term{"MAPE",
         "Mean percentage error, given because it is asked for. One small period outweighs all "
         "others and forecasts that are too low look good, so prefer WAPE."},
    Term{"median", "P50: the outcome is as likely above as below."},
    Term{"model choice",
         "Past periods are predicted from earlier ones by a table of win rates and by hazards "
         "without and with covariates. The simplest whose log loss is within one standard error of "
         "the best is used."},
    Term{"needed_pipeline",
         "Open pipeline of the kind and stage of today's that would have to be added to make the "
         "target an even bet: the gap from the median to the target over what a unit of open "
         "pipeline brings on average."},
    Term{"new",
         "Business from deals that are not in the pipeline yet and are both created and won by the "
         "period's end."},
    Term{"normalised CRPS",
         "Sum of CRPS over the sum of what came. 0.08 is as good as a single number that is off by "
         "8 % on average."},
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
    Term{"parameters",
         "Share of the variance that comes from what history cannot tell well: win rates, amounts "
         "and numbers of new deals learned from few cases."},
    Term{"period",
         "The span that is forecast: a month, quarter or year of the fiscal calendar, or "
         "a range of days."},
    Term{"p_hit",
         "Chance that the target is reached or passed: the share of trials in which it was."},
    Term{
        "p_hit_if_lost",
        "Chance of the first target among the trials in which the deal was not won in the period."},
    Term{"p_hit_if_won",
         "Chance of the first target among the trials in which the deal was won in the period."},
    Term{"PIT",
         "Where in its forecast an outcome fell, from 0 to 1. Over many periods right forecasts "
         "fill that range evenly."},
    Term{"plausible range",
         "Where a lever lies in four periods of five, learned from how far past periods lay apart, "
         "less what the luck of single deals explains."},
    Term{"pool",
         "A mixture of the simulation and simpler forecasts with weights from past scores. It "
         "takes the simulation's place only when it has beaten it in past periods."},
    Term{"predictability score",
         "From 0 to 100, half for how near past forecasts came and half for how much nearer than "
         "a fixed simple reference. With fewer than eight periods the careful end of its range "
         "is shown, with fewer than four none."},
    Term{"p_win", "Chance that the deal is ever won, in this period or later."},
    Term{"p_win_in_period", "Chance that the deal is won by the period's end."},
    Term{"quantiles",
         "P10 is passed with 90 % probability, P50 with 50 %, P90 with 10 %. The outcome lies "
         "between P10 and P90 with 80 % probability."},
    Term{"reasons",
         "What moves a deal's chance most against the average past deal, as a factor on its odds. "
         "They say what the model looks at, not what would happen if it were changed."},
    Term{"recalibration",
         "A curve that mends chances which past periods showed to be too high or too low. It is "
         "used only where it helped on periods that it had not seen."},
    Term{"reference",
         "Booked so far plus the mean of what the last four periods still brought in with as "
         "many weeks left, with its own past errors. It is fixed, never chosen by its result."},
    Term{"refit",
         "Why a forecast moved: the same deals in the same state, with what the days between "
         "taught. Small inside a period, because periods that have ended are learned from."},
    Term{"reliability",
         "Deals of nearly the same predicted chance, and the share of them that was won. The two "
         "should agree within the interval."},
    Term{"restated",
         "Why a forecast moved: the earlier forecast made again from today's data is not what was "
         "recorded, because its past was corrected or the program changed."},
    Term{
        "rest-of-four",
        "The baseline booked + mean of what the last four periods still won from this week on; the "
        "fixed reference of the predictability score."},
    Term{"run-rate",
         "The baseline that divides what is booked by the share that past periods had booked by "
         "this week; also called pacing."},
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
    Term{"skill",
         "Share of a reference's error that the forecast saves. 0 is no better than the "
         "reference, 1 is perfect, below 0 is worse."},
    Term{"spread correction",
         "Moves trials away from the median, or towards it, by a factor learned from where past "
         "outcomes fell. It is shown with the scores before and after."},
    Term{
        "tornado",
        "Levers by how far they move the period, each alone over its plausible range. `quarterdeck "
        "tornado` draws one."},
    Term{"track record",
         "Scores of the company's own past periods, each forecast from what was known at the "
         "time. Without at least four of them there is none."},
    Term{"trial", "One played-through future of the period."},
    Term{"variance_share",
         "How much of the total's variance goes with the deal: covariance of its contribution with "
         "the total, over the variance of the total."},
    Term{"WAPE",
         "Sum of the errors of the forecast medians over the sum of the outcomes. 0.1 reads as "
         "ten percent off."},
    Term{"weeks left",
         "Weeks from the as-of day to the end of the period. Forecasts are scored apart for "
         "each, since they get easier towards the end."},
};

}  // namespace

std::span<Term const> terms() { return all_terms; }

}  // namespace quarterdeck::cli
