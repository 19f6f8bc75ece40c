// tools/report/win_model_section.cpp – which model of winning is used, and why.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tools/report/fit_sections.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/table.hpp"

namespace quarterdeck::report {
namespace {

namespace win = models::win;

constexpr std::size_t max_effects = 16;

std::string words_of(win::WinModelKind kind) {
  return std::string(core::name_of(data::win_model_words, kind));
}

std::string half_life_words(std::optional<double> const& half_life) {
  return half_life ? fmt::format("{:g}", *half_life) : std::string("none");
}

std::string used_words(win::WinChoice const& choice) {
  std::string text = fmt::format("Used: {}; {}.", words_of(choice.kind()), choice.reason);
  if (choice.half_life_periods) {
    text += fmt::format(" The weight of a past period halves every {:g} periods.",
                        *choice.half_life_periods);
  } else {
    text += " All past periods count the same.";
  }
  if (choice.periods.empty()) return text;
  return text + fmt::format(
                    " Each of {} periods, {} to {}, was predicted from earlier ones alone: {} "
                    "deals open as long before its end as today, was the deal won by its end?",
                    choice.periods.size(), choice.periods.back(), choice.periods.front(),
                    whole_number(static_cast<double>(choice.past.size())));
}

std::string candidates_table(win::WinChoice const& choice, Style const& style) {
  if (choice.candidates.empty()) return {};
  Table table({{"model", Align::left},
               {"half-life", Align::right},
               {"log loss", Align::right},
               {"±", Align::right},
               {"above best", Align::right},
               {"±", Align::right}});
  for (win::Candidate const& one : choice.candidates) {
    bool const used =
        one.kind == choice.kind() && one.half_life_periods == choice.half_life_periods;
    table.add({words_of(one.kind), half_life_words(one.half_life_periods),
               fmt::format("{:.4f}", one.log_loss), fmt::format("{:.4f}", one.error),
               fmt::format("{:.4f}", one.difference), fmt::format("{:.4f}", one.difference_error)},
              used ? Tone::strong : Tone::plain);
  }
  return table.draw(style) +
         paint(paragraph("log loss: mean of -ln of the chance given to what happened, lower is "
                         "better. Errors count whole periods as what is independent; those of the "
                         "difference compare the same deals.",
                         4, style),
               Tone::quiet, style);
}

std::string recalibration_words(win::Recalibration const& one) {
  if (one.tried.curve == win::Curve::identity) {
    return fmt::format("No recalibration: {}.", one.reason);
  }
  return fmt::format(
      "Recalibration ({} curve): log loss {:.4f} before, {:.4f} after, each period judged by a "
      "curve that did not see it; gain {:+.4f} ± {:.4f}. {}: {}.",
      win::to_text(one.tried.curve), one.loss_before, one.loss_after, one.gain, one.gain_error,
      one.used.curve == win::Curve::identity ? "Not used" : "Used", one.reason);
}

std::string reliability_table(win::WinChoice const& choice, Style const& style) {
  if (choice.past.empty()) return {};
  Table table({{"", Align::left},
               {"predicted", Align::right},
               {"won", Align::right},
               {"90 % interval", Align::right},
               {"deals", Align::right}});
  std::vector<win::PastChance> used = choice.past;
  for (win::PastChance& one : used) one.p = choice.recalibration.used.chance(one.p);
  for (win::ReliabilityBin const& bin : win::reliability(used)) {
    bool const inside = bin.low <= bin.predicted && bin.predicted <= bin.high;
    table.add({inside ? "" : "outside", percent(bin.predicted), percent(bin.observed),
               fmt::format("{:.1f} {} {:.1f} %", bin.low * 100, signs(style).dash, bin.high * 100),
               whole_number(static_cast<double>(bin.n))});
  }
  return paragraph("Chances given to these deals, and how many were won:", 2, style) +
         table.draw(style);
}

std::string effects_list(win::WinChoice const& choice, Style const& style) {
  auto effects = win::period_effects(choice);
  if (effects.empty()) return {};
  std::int64_t n_deals = 0;
  for (auto const& one : effects) n_deals = std::max(n_deals, one.n_deals);
  // What all deals have tells none of them apart; a number is said for one standard deviation.
  std::erase_if(effects, [&](auto const& one) {
    bool const shared = one.n_deals == n_deals && one.level != "one standard deviation more";
    bool const ahead = one.covariate == "stage and weeks ahead";
    return shared || ahead || (one.low <= 1 && 1 <= one.high);
  });
  std::stable_sort(effects.begin(), effects.end(), [](auto const& a, auto const& b) {
    return std::abs(a.log_odds) > std::abs(b.log_odds);
  });
  std::string out = paragraph(
      effects.empty() ? "No level of any covariate moves the odds for sure."
                      : "What moves the odds of winning in the period, against the average open "
                        "deal, with 90 % intervals:",
      2, style);
  for (std::size_t i = 0; i < std::min(effects.size(), max_effects); ++i) {
    auto const& one = effects[i];
    out += paragraph(
        fmt::format("{} {} ({} deals): odds × {:.2f}, {:.2f} to {:.2f}",
                    clean(one.covariate, style), clean(one.level, style),
                    whole_number(static_cast<double>(one.n_deals)), one.odds, one.low, one.high),
        4, style);
  }
  return out;
}

}  // namespace

std::string win_model_section(models::win::WinChoice const& choice, Style const& style) {
  std::string out = heading("WHICH DEALS ARE WON", style) + paragraph(used_words(choice), 2, style);
  out += candidates_table(choice, style) + reliability_table(choice, style);
  if (!choice.candidates.empty()) {
    out += paragraph(recalibration_words(choice.recalibration), 2, style);
  }
  return out + effects_list(choice, style);
}

}  // namespace quarterdeck::report
