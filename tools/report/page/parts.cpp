// tools/report/page/parts.cpp – see parts.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/parts.hpp"

#include <cmath>
#include <optional>
#include <utility>

namespace quarterdeck::report {
namespace {

constexpr std::size_t most_findings = 5;

/// A number of a change: a factor, a rate or an amount.
Number effect_number(double value) {
  bool const is_large = std::abs(value) >= 1000;
  return {value, is_large ? 3 : 4, is_large ? Notation::magnitude : Notation::significant};
}

/// Deals and numbers that a change touched.
Value touched(scenarios::Effect const& effect) {
  Sequence list{{}, Join::semicolon};
  if (!effect.deals.empty()) {
    list.items.emplace_back(say("scenario.open_deals", {{"n", count_of(effect.deals.size())}}));
  }
  for (auto const& number : effect.numbers) {
    list.items.emplace_back(say("scenario.number", {{"name", Name{number.name}},
                                                    {"before", effect_number(number.before)},
                                                    {"after", effect_number(number.after)}}));
  }
  if (list.items.empty()) return say("scenario.deals_to_come");
  return list;
}

Value override_value(models::OverrideField field, models::OverrideValue const& value,
                     std::string const& currency) {
  if (value.number) {
    bool const is_amount = field == models::OverrideField::amount;
    if (!is_amount) return Share{*value.number, 0};
    return Amount{.units = *value.number, .currency = currency, .rounding = Rounding::whole};
  }
  if (value.date != core::no_date) return value.date;
  if (!value.outcome) return Absent{};
  return say("override.outcome", {{"won", yes_if(*value.outcome == data::Outcome::won)}});
}

Message field_words(models::OverrideField field) {
  switch (field) {
    case models::OverrideField::probability:
      return say("override.field_probability");
    case models::OverrideField::amount:
      return say("override.field_amount");
    case models::OverrideField::close_date:
      return say("override.field_close_date");
    case models::OverrideField::outcome:
      break;
  }
  return say("override.field_outcome");
}

Message override_note(models::OverrideEffect const& one) {
  bool const holds = one.status == models::OverrideStatus::applied;
  Message const who =
      say("override.note",
          {{"author", Name{one.author}}, {"reason", Name{one.reason}}, {"expires", one.expires}});
  if (holds) return who;
  return say("override.not_applied",
             {{"status", Name{std::string(to_text(one.status))}}, {"note", who}});
}

/// Whether both say the same of the same deal, so that it need not be said twice.
bool share_note(models::OverrideEffect const& a, models::OverrideEffect const& b) {
  return a.deal == b.deal && a.status == b.status && a.author == b.author && a.reason == b.reason &&
         a.expires == b.expires;
}

}  // namespace

Amount Amounts::with_unit(double units) const {
  return {.units = units, .currency = currency_, .unit = Unit::written};
}

Amount Amounts::change(double units) const {
  auto const rounding = counts_deals() ? Rounding::two_decimals : Rounding::three_digits;
  return {.units = units, .currency = currency_, .rounding = rounding, .sign = Sign::both};
}

Amount Amounts::uncertainty(double standard_error) const {
  auto amount = change(normal_975 * standard_error);
  amount.sign = Sign::minus_only;
  return amount;
}

Title title_of(std::string const& company, core::Period const& period, core::Date as_of) {
  Value const when = say("title.as_of", {{"date", as_of}});
  if (company.empty()) return {{PeriodName{period.id}, when}};
  return {
      {say("title.company_period", {{"company", Name{company}}, {"period", PeriodName{period.id}}}),
       when}};
}

Title title_of(std::string const& company, Value subject) {
  if (company.empty()) return {{std::move(subject)}};
  return {{Name{company}, std::move(subject)}};
}

std::vector<Value> spread_cells(Value label, service::Spread const& spread,
                                Amounts const& amounts) {
  return {std::move(label), amounts(spread.mean), amounts(spread.quantiles[service::p10]),
          amounts(spread.quantiles[service::p50]), amounts(spread.quantiles[service::p90])};
}

std::vector<Column> spread_columns() {
  return {label_column(), numbers_column("column.mean"), numbers_column("column.p10", "quantiles"),
          numbers_column("column.p50", "median"), numbers_column("column.p90", "quantiles")};
}

std::vector<Block> scenario_blocks(std::vector<service::ScenarioNote> const& notes) {
  if (notes.empty()) return {};
  std::vector<Block> blocks{
      Heading{say("scenario.heading", {{"n", count_of(notes.size())}}), {}, "scenario"}};
  for (auto const& note : notes) {
    blocks.emplace_back(Paragraph{Name{note.name}, Tone::strong});
    if (!note.why.empty()) {
      blocks.emplace_back(Paragraph{Name{note.why}, Tone::plain, Depth::detail});
    }
    if (!note.source.empty()) {
      blocks.emplace_back(Paragraph{say("scenario.source", {{"source", Name{note.source}}}),
                                    Tone::quiet, Depth::detail});
    }
    List list{ListKind::numbered, {}};
    for (auto const& effect : note.effects) {
      list.items.push_back({Name{effect.change}, Tone::plain, touched(effect)});
    }
    blocks.emplace_back(std::move(list));
  }
  return blocks;
}

std::vector<Block> override_blocks(std::vector<models::OverrideEffect> const& overrides,
                                   std::string const& currency) {
  if (overrides.empty()) return {};
  Table table{{label_column(), words_column("column.sets"), numbers_column("column.from"),
               numbers_column("column.to")}};
  for (std::size_t i = 0; i < overrides.size(); ++i) {
    auto const& one = overrides[i];
    bool const holds = one.status == models::OverrideStatus::applied;
    Row row{{Name{one.name.empty() ? one.deal : one.name}, field_words(one.field),
             override_value(one.field, one.before, currency),
             override_value(one.field, one.after, currency)},
            holds ? Tone::plain : Tone::quiet};
    bool const goes_on = i + 1 < overrides.size() && share_note(one, overrides[i + 1]);
    if (!goes_on) row.notes.emplace_back(override_note(one));
    table.rows.push_back(std::move(row));
  }
  return {Heading{say("override.heading"), {}, "override"}, std::move(table)};
}

std::vector<Block> quality_blocks(data::DataQuality const& quality) {
  std::vector<Block> blocks{Heading{say("quality.heading"),
                                    say("score.of_100", {{"score", Score{quality.score}}}),
                                    "data_quality"}};
  auto const& findings = quality.findings;
  if (findings.empty()) blocks.emplace_back(Paragraph{say("quality.nothing")});
  List list;
  for (auto const& finding : findings) {
    list.items.push_back({say("quality.finding", {{"n", Count{finding.count}},
                                                  {"code", Name{finding.code}},
                                                  {"message", Name{finding.message}}}),
                          tone_of(finding.severity)});
  }
  if (findings.size() > most_findings) {
    list.brief = {most_findings,
                  say("quality.rest", {{"n", count_of(findings.size() - most_findings)}})};
  }
  if (!findings.empty()) blocks.emplace_back(std::move(list));
  return blocks;
}

Colophon colophon_of(core::Provenance const& provenance) {
  Colophon colophon;
  auto& parts = colophon.parts;
  auto const& build = provenance.build;
  parts.emplace_back(build.git.empty()
                         ? say("colophon.program", {{"version", Name{build.version}}})
                         : say("colophon.program_git", {{"version", Name{build.version}},
                                                        {"git", Name{build.git.substr(0, 9)}}}));
  parts.emplace_back(say("colophon.seed", {{"seed", Ordinal{provenance.seed}}}));
  if (provenance.trials > 0) {
    parts.emplace_back(say("colophon.trials", {{"n", Count{provenance.trials}}}));
  }
  if (!provenance.started_at.empty()) parts.emplace_back(Name{provenance.started_at});
  for (auto const& input : provenance.inputs) {
    parts.emplace_back(say("colophon.input", {{"name", Name{input.name}},
                                              {"rows", Count{input.rows}},
                                              {"sha256", Name{input.sha256.substr(0, 9)}}}));
  }
  return colophon;
}

std::vector<ListItem> assumed_items(std::vector<std::string> const& assumptions) {
  std::vector<ListItem> items;
  for (auto const& one : assumptions) items.push_back({say("top.assumed", {{"what", Name{one}}})});
  return items;
}

Tone tone_of(data::Severity severity) {
  switch (severity) {
    case data::Severity::info:
      return Tone::quiet;
    case data::Severity::warning:
      return Tone::warning;
    case data::Severity::error:
      return Tone::bad;
  }
  return Tone::plain;
}

std::vector<Block> note_blocks(std::vector<std::string> const& notes) {
  std::vector<Block> blocks;
  for (auto const& note : notes) {
    blocks.emplace_back(Break{});
    blocks.emplace_back(Paragraph{say("note", {{"note", Name{note}}}), Tone::warning});
  }
  return blocks;
}

}  // namespace quarterdeck::report
