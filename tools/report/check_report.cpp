// tools/report/check_report.cpp – see check_report.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/check_report.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "tools/report/json.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/sections.hpp"
#include "tools/report/table.hpp"

namespace quarterdeck::report {
namespace {

std::string row_line(core::Place const& place, std::string const& subject, Style const& style) {
  std::string text = clean(std::filesystem::path(place.file).filename().string(), style);
  if (place.line > 0) text += fmt::format("{}line {}", text.empty() ? "" : " ", place.line);
  if (!subject.empty())
    text += fmt::format("{}{}", text.empty() ? "" : ": ", clean(subject, style));
  return text;
}

std::string rows_of(data::Finding const& finding, Style const& style) {
  std::string out;
  std::size_t const shown = std::min(finding.places.size(), max_rows_listed);
  for (std::size_t i = 0; i < shown; ++i) {
    auto const subject = i < finding.subjects.size() ? finding.subjects[i] : std::string();
    auto const text = row_line(finding.places[i], subject, style);
    if (!text.empty()) out += "      " + cut(text, style.width - 8, style) + '\n';
  }
  auto const rest = finding.count - static_cast<std::int64_t>(shown);
  if (shown > 0 && rest > 0) {
    out += fmt::format("      {} and {} more\n", signs(style).ellipsis,
                       whole_number(static_cast<double>(rest)));
  }
  return paint(out, Tone::quiet, style);
}

std::string finding_text(data::Finding const& finding, Style const& style) {
  auto const title = fmt::format("{}  {} {}, {}, {}", clean(finding.code, style),
                                 whole_number(static_cast<double>(finding.count)),
                                 finding.count == 1 ? "row" : "rows", to_string(finding.severity),
                                 to_string(finding.treatment));
  return "\n  " + paint(title, tone_of(finding.severity), style) + '\n' +
         paragraph(clean(finding.message, style), 4, style) + rows_of(finding, style);
}

std::string inputs_table(service::CheckReport const& report, Style const& style) {
  Table table({{"", Align::left}, {"rows", Align::right}, {"sha256", Align::left}});
  for (auto const& input : report.inputs) {
    table.add({clean(input.name, style), whole_number(static_cast<double>(input.rows)),
               input.sha256.substr(0, 16)});
  }
  return heading("TABLES", style) + table.draw(style);
}

}  // namespace

std::string check_text(service::CheckReport const& report, Style const& style) {
  auto const& sign = signs(style);
  auto const company = report.company.empty()
                           ? std::string()
                           : fmt::format("{}  {}  ", clean(report.company, style), sign.dot);
  auto const title = fmt::format("{}as of {}", company, core::to_iso(report.as_of));
  std::string out = "\n  " + paint(cut(title, style.width - 4, style), Tone::title, style);
  out += "\n  " + paint(repeat(sign.rule, style.width - 4), Tone::quiet, style) + '\n';
  auto const sentence = fmt::format(
      "Data quality {} of 100: {} rows read, {} deals known, {} of them open, {}.",
      whole_score(report.quality.score), whole_number(static_cast<double>(report.n_rows)),
      whole_number(static_cast<double>(report.n_deals)),
      whole_number(static_cast<double>(report.n_open)),
      report.quality.findings.empty()
          ? "nothing to complain about"
          : fmt::format("{} {} of findings", report.quality.findings.size(),
                        report.quality.findings.size() == 1 ? "kind" : "kinds"));
  for (auto const& line : wrap(sentence, style.width - 4, style)) {
    out += "  " + paint(line, Tone::strong, style) + '\n';
  }
  out += inputs_table(report, style);
  out += overrides_section(report.overrides, style);
  if (!report.quality.findings.empty()) out += heading("FINDINGS, WORST FIRST", style);
  for (auto const& finding : report.quality.findings) out += finding_text(finding, style);
  return out + '\n';
}

std::string check_json(service::CheckReport const& report) {
  Json const document = {{"schema", "quarterdeck.check.v1"},
                         {"company", report.company},
                         {"as_of", core::to_iso(report.as_of)},
                         {"rows", report.n_rows},
                         {"deals", report.n_deals},
                         {"open", report.n_open},
                         {"inputs", inputs_json(report.inputs)},
                         {"overrides", overrides_json(report.overrides)},
                         {"data_quality", quality_json(report.quality, Rows::listed)}};
  return dump(document);
}

}  // namespace quarterdeck::report
