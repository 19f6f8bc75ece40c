// tools/report/page/dry_run_page.cpp – what scenarios would touch.
// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "tools/report/page/compare_page.hpp"
#include "tools/report/page/parts.hpp"

namespace quarterdeck::report {
namespace {

constexpr std::size_t most_changed_deals = 25;

std::vector<Block> deal_blocks(service::DryRun const& run) {
  if (run.deals.empty()) return {};
  Column id;
  id.cells = Cells::words;
  Table table{{label_column(), id, numbers_column("dry_run.p_before", "p_win_in_period"),
               numbers_column("column.after"), numbers_column("column.amount"),
               numbers_column("column.after")}};
  auto const chance = [](double p) { return Share{p}; };
  auto const amount = [&](double units) {
    return Amount{.units = units, .currency = run.currency, .rounding = Rounding::three_digits};
  };
  for (auto const& deal : run.deals) {
    table.rows.push_back({{Name{deal.name}, Name{deal.id}, or_blank(deal.p_before, chance),
                           or_blank(deal.p_after, chance), or_blank(deal.amount_before, amount),
                           or_blank(deal.amount_after, amount)}});
  }
  if (run.deals.size() > most_changed_deals) {
    table.brief = {most_changed_deals,
                   say("dry_run.rest", {{"n", count_of(run.deals.size() - most_changed_deals)}})};
  }
  return {Heading{say("dry_run.deals")}, std::move(table)};
}

std::vector<Block> rate_blocks(service::DryRun const& run) {
  Table table{{label_column(), numbers_column("column.before"), numbers_column("column.after")}};
  for (auto const& rate : run.rates) {
    table.rows.push_back({{Name{rate.name}, Number{rate.before}, Number{rate.after}}});
  }
  return {Heading{say("dry_run.rates")}, std::move(table)};
}

}  // namespace

Page dry_run_page(service::DryRun const& run) {
  Page page;
  auto title = title_of(run.company, run.period, run.as_of);
  title.rank = Rank::part;
  append(page, {std::move(title), Paragraph{say("dry_run.intro")}});
  append(page, scenario_blocks(run.scenarios));
  append(page, deal_blocks(run));
  append(page, rate_blocks(run));
  page.blocks.emplace_back(Break{});
  return page;
}

}  // namespace quarterdeck::report
