// engine/io/deals/read_rows.cpp – see read_rows.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/read_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/preset.hpp"
#include "engine/table/csv_layout.hpp"

namespace quarterdeck::io {
namespace {

struct DroppedRow {
  std::string_view code;
  std::int64_t row;
  std::string subject;
};

std::size_t count_filled(Table const& table, std::size_t row) {
  std::size_t filled = 0;
  for (std::size_t i = 0; i < table.columns().size(); ++i) {
    filled += trimmed(table.cell(i, row)).empty() ? 0U : 1U;
  }
  return filled;
}

bool repeats_header(Table const& table, std::size_t row) {
  auto const& columns = table.columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (trimmed(table.cell(i, row)) != columns[i]) return false;
  }
  return true;
}

/// Why a row holds no data, or an empty text. A footer has its words in one of the first two
/// columns and leaves more than half of the row blank.
std::string_view why_no_data(Table const& table, std::size_t row) {
  auto const first = trimmed(table.cell(0, row));
  if (first == table.columns()[0] && repeats_header(table, row)) return "row.header";
  bool const second_is_footer =
      first.empty() && table.columns().size() > 1 && is_footer_text(trimmed(table.cell(1, row)));
  if (!first.empty() && !is_footer_text(first)) return {};
  auto const filled = count_filled(table, row);
  if (filled == 0) return "row.blank";
  bool const sparse = filled <= std::max<std::size_t>(2, table.columns().size() / 2);
  bool const is_footer = (second_is_footer || !first.empty()) && sparse;
  return is_footer ? "row.footer" : std::string_view();
}

/// The first cell of a row as it stands in the file.
std::string_view first_cell(std::string_view line) {
  line = trimmed(line);
  if (line.starts_with('"')) return line.substr(1, line.find('"', 1) - 1);
  return line.substr(0, line.find_first_of(",;\t|"));
}

/// Whether a line has one cell only.
bool is_single_cell(std::string_view line) {
  line = trimmed(line);
  auto const first = first_cell(line);
  bool const quoted = line.size() == first.size() + 2 && line.ends_with('"');
  return quoted || line == first;
}

/// Names of people, reports and companies that stand alone on their lines below a footer are part
/// of it.
void note_misfits(Table const& table, data::Findings& findings) {
  bool below_footer = false;
  for (auto const& misfit : table.malformed()) {
    auto const first = first_cell(misfit.text);
    bool const is_footer = is_footer_text(first) || (below_footer && is_single_cell(misfit.text));
    below_footer = below_footer || is_footer;
    auto const* code = is_footer ? "row.footer" : "row.malformed";
    data::add_finding(findings, finding_kind(code), {table.name(), misfit.line, 0},
                      std::string(first));
  }
  for (auto const line : table.swallowed()) {
    data::add_finding(findings, finding_kind("row.swallowed"), {table.name(), line, 0}, "");
  }
  for (std::int64_t i = 0; i < table.n_lost(); ++i) {
    data::add_finding(findings, finding_kind("row.lost"), {table.name(), 0, 0}, "");
  }
}

/// Columns of one name, and whether what is read would be another if a later one of them were.
class Namesakes {
 public:
  Namesakes(Table const& table, RowSink const& sink) {
    std::map<std::string_view, std::size_t> first_of;
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
      std::string_view const name = table.columns()[i];
      auto const [at, is_new] = first_of.try_emplace(name, i);
      if (!name.empty() && !is_new) pairs_.push_back({at->second, i, sink.reads(at->second)});
    }
  }
  void compare(Table const& table, std::size_t row) {
    for (auto& pair : pairs_) {
      if (!pair.is_read || pair.differs) continue;
      pair.differs = trimmed(table.cell(pair.first, row)) != trimmed(table.cell(pair.later, row));
    }
  }
  void note(Table const& table, data::Findings& findings) const {
    for (auto const& pair : pairs_) {
      auto kind = finding_kind("column.twice");
      kind.count = 1;
      kind.top = pair.differs;
      kind.places = {{table.name(), 0, 0}};
      kind.subjects = {table.columns()[pair.later]};
      data::merge_findings(findings, {kind});
    }
  }

 private:
  struct Pair {
    std::size_t first, later;
    bool is_read;
    bool differs = false;
  };
  std::vector<Pair> pairs_;
};

/// Says which known table it is, where its header alone told.
void note_preset(Table const& table, TableSource const& source, data::Findings& findings) {
  if (!source.preset.empty()) return;
  auto const* const preset = preset_of({}, source.key, table.columns());
  if (preset == nullptr) return;
  // Weekly files are of one kind, which is told once.
  auto told = fmt::format("{}: {}", source.key, preset->what);
  auto const before = std::ranges::find(findings, "preset.recognised", &data::Finding::code);
  bool const is_told = before != findings.end() &&
                       std::ranges::find(before->subjects, told) != before->subjects.end();
  if (is_told) return;
  data::add_finding(findings, finding_kind("preset.recognised"), {table.name(), 0, 0},
                    std::move(told));
}

void read_table(Table& table, RowSink& sink, ReadResult& result) {
  Namesakes namesakes(table, sink);
  std::vector<std::int64_t> taken;
  std::vector<DroppedRow> dropped;
  while (table.next()) {
    for (std::size_t row = 0; row < table.n_rows(); ++row) {
      auto const number = table.first_row() + static_cast<std::int64_t>(row);
      namesakes.compare(table, row);
      auto why = why_no_data(table, row);
      if (why.empty()) why = sink.take(table, row);
      if (why.empty()) {
        taken.push_back(number);
      } else {
        dropped.push_back({why, number, sink.subject(table, row)});
      }
    }
  }
  auto const lines = table.row_lines();
  for (auto& row : dropped) {
    data::add_finding(result.findings, finding_kind(row.code),
                      {table.name(), lines[static_cast<std::size_t>(row.row)], 0},
                      std::move(row.subject));
  }
  namesakes.note(table, result.findings);
  note_misfits(table, result.findings);
  sink.places.append(table, taken);
  result.inputs.push_back(table.input());
  result.n_rows += table.input().rows;
}

}  // namespace

bool is_footer_text(std::string_view text) {
  static constexpr std::array<std::string_view, 8> beginnings{
      "total",         "grand total",        "confidential information",
      "copyright (c)", "copyright \xC2\xA9", "sum of ",
      "report total",  "filtered by"};
  std::string lower;
  for (char const c : text.substr(0, 32)) lower += c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  return std::ranges::any_of(beginnings, [&](auto word) { return lower.starts_with(word); });
}

void RowPlaces::append(Table const& table, std::vector<std::int64_t> const& taken) {
  auto const lines = table.row_lines();
  auto const file = static_cast<std::uint32_t>(files_.size());
  files_.push_back(table.name());
  file_.resize(file_.size() + taken.size(), file);
  for (auto const row : taken) lines_.push_back(lines[static_cast<std::size_t>(row)]);
}

core::Diagnostics read_rows(TableRoom& room, TableSource const& source, RowSink& sink,
                            ReadResult& result) {
  auto const parts = parts_of(source);
  if (!parts) return parts.error();
  for (auto const& part : *parts) {
    auto table = open_part(room, source, part);
    if (!table) return table.error();
    if (auto faults = sink.begin(*table); !faults.empty()) return faults;
    note_preset(*table, source, result.findings);
    read_table(*table, sink, result);
  }
  return {};
}

}  // namespace quarterdeck::io
