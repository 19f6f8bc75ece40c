// tools/report/page/check_page.cpp – see check_page.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/check_page.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "tools/report/page/parts.hpp"

namespace quarterdeck::report {
namespace {

/// File, line and what is there, as far as they are known; nothing where none is.
Value row_of(core::Place const& place, std::string const& subject) {
  Name const file{std::filesystem::path(place.file).filename().string()};
  Value where;
  if (place.line > 0) {
    Ordinal const line{static_cast<std::uint64_t>(place.line)};
    where = file.text.empty() ? say("check.line", {{"line", line}})
                              : say("check.file_line", {{"file", file}, {"line", line}});
  } else if (!file.text.empty()) {
    where = file;
  }
  if (subject.empty()) return where;
  if (where.empty()) return Name{subject};
  return say("check.row", {{"place", where}, {"subject", Name{subject}}});
}

Case severity_case(data::Severity severity) {
  switch (severity) {
    case data::Severity::info:
      return {"info"};
    case data::Severity::warning:
      return {"warning"};
    case data::Severity::error:
      break;
  }
  return {"error"};
}

Case treatment_case(data::Treatment treatment) {
  switch (treatment) {
    case data::Treatment::kept:
      return {"kept"};
    case data::Treatment::repaired:
      return {"repaired"};
    case data::Treatment::dropped:
      break;
  }
  return {"dropped"};
}

FindingBlock block_of(data::Finding const& finding) {
  FindingBlock block;
  block.title = say("check.finding", {{"code", Name{finding.code}},
                                      {"n", Count{finding.count}},
                                      {"severity", severity_case(finding.severity)},
                                      {"treatment", treatment_case(finding.treatment)}});
  block.tone = tone_of(finding.severity);
  block.text = Name{finding.message};
  for (std::size_t i = 0; i < finding.places.size(); ++i) {
    auto row = row_of(finding.places[i],
                      i < finding.subjects.size() ? finding.subjects[i] : std::string());
    if (!row.empty()) block.rows.push_back(std::move(row));
  }
  auto const shown = std::min(finding.places.size(), max_rows_listed);
  block.brief.n = max_rows_listed;
  auto const rest = finding.count - static_cast<std::int64_t>(shown);
  if (shown > 0 && rest > 0) block.brief.rest = say("list.more", {{"n", Count{rest}}});
  return block;
}

Table inputs_table(service::CheckReport const& report) {
  Table table{{label_column(), numbers_column("column.rows"), words_column("column.sha256")}};
  for (auto const& input : report.inputs) {
    table.rows.push_back({{Name{input.name}, Count{input.rows}, Name{input.sha256.substr(0, 16)}}});
  }
  return table;
}

}  // namespace

Page check_page(service::CheckReport const& report) {
  Page page;
  auto const& findings = report.quality.findings;
  append(page, {title_of(report.company, say("title.as_of", {{"date", report.as_of}})),
                Paragraph{say("check.summary", {{"score", Score{report.quality.score}},
                                                {"rows", Count{report.n_rows}},
                                                {"deals", Count{report.n_deals}},
                                                {"open", Count{report.n_open}},
                                                {"clean", yes_if(findings.empty())},
                                                {"kinds", count_of(findings.size())}}),
                          Tone::strong},
                Heading{say("check.tables")}, inputs_table(report)});
  if (!report.assumptions.empty()) {
    List list;
    for (auto const& one : report.assumptions) list.items.push_back({Name{one}});
    append(page, {Heading{say("check.assumed")}, std::move(list)});
  }
  append(page, override_blocks(report.overrides, report.currency));
  if (!findings.empty()) page.blocks.emplace_back(Heading{say("check.findings"), {}, "finding"});
  for (auto const& finding : findings) page.blocks.emplace_back(block_of(finding));
  page.blocks.emplace_back(Break{});
  return page;
}

}  // namespace quarterdeck::report
