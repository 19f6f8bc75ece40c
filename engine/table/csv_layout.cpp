// engine/table/csv_layout.cpp – see csv_layout.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/csv_layout.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace quarterdeck::io {
namespace {

constexpr std::size_t n_sampled_records = 20;

struct DelimiterScore {
  std::size_t n_columns = 0;  ///< most frequent number of fields
  std::size_t n_agreeing = 0;
};

DelimiterScore score_delimiter(std::string_view text, char delimiter) {
  std::map<std::size_t, std::size_t> counts;
  CsvWalker walker(text, delimiter);
  for (std::size_t n = 0; n < n_sampled_records && walker.next();) {
    if (walker.blank()) continue;
    ++counts[walker.fields().size()];
    ++n;
  }
  DelimiterScore best;
  for (auto const& [n_columns, n_agreeing] : counts) {
    if (n_columns > 1 && n_agreeing >= best.n_agreeing) best = {n_columns, n_agreeing};
  }
  return best;
}

char find_delimiter(std::string_view text) {
  char best = ',';
  DelimiterScore best_score;
  for (char const delimiter : {',', ';', '\t', '|'}) {
    auto const score = score_delimiter(text, delimiter);
    auto const worth =
        score.n_agreeing * (score.n_columns - std::min<std::size_t>(1, score.n_columns));
    auto const best_worth = best_score.n_agreeing *
                            (best_score.n_columns - std::min<std::size_t>(1, best_score.n_columns));
    if (worth > best_worth) {
      best = delimiter;
      best_score = score;
    }
  }
  return best;
}

std::size_t count_filled(std::vector<std::string> const& fields) {
  return static_cast<std::size_t>(
      std::ranges::count_if(fields, [](auto const& field) { return !trimmed(field).empty(); }));
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::array<std::string_view, 7> spaces{" ",        "\t",           "\r",          "\n",
                                                   "\xC2\xA0", "\xE2\x80\xAF", "\xEF\xBB\xBF"};
  for (bool again = true; again;) {
    again = false;
    for (auto const space : spaces) {
      if (text.starts_with(space)) {
        text.remove_prefix(space.size());
        again = true;
      }
      if (text.ends_with(space)) {
        text.remove_suffix(space.size());
        again = true;
      }
    }
  }
  return text;
}

std::size_t CsvWalker::skip_quoted(std::size_t i) {
  for (++i; i < text_.size(); ++i) {
    if (text_[i] == '\n') ++next_line_;
    if (text_[i] != '"') continue;
    if (i + 1 < text_.size() && text_[i + 1] == '"') {
      ++i;
    } else {
      return i + 1;
    }
  }
  return i;
}

bool CsvWalker::next() {
  if (at_ >= text_.size()) return false;
  begin_ = at_;
  line_ = next_line_;
  std::size_t i = at_;
  bool field_start = true;
  while (i < text_.size()) {
    char const c = text_[i];
    if (c == '"' && field_start) {
      i = skip_quoted(i);
      field_start = false;
      continue;
    }
    if (c == '\n' || c == '\r') break;
    field_start = c == delimiter_;
    ++i;
  }
  end_ = i;
  if (i < text_.size()) {
    i += text_[i] == '\r' && i + 1 < text_.size() && text_[i + 1] == '\n' ? 2 : 1;
    ++next_line_;
  }
  at_ = i;
  return true;
}

bool CsvWalker::blank() const { return begin_ == end_; }

std::vector<std::string> CsvWalker::fields() const {
  std::vector<std::string> fields(1);
  bool quoted = false;
  bool field_start = true;
  for (std::size_t i = begin_; i < end_; ++i) {
    char const c = text_[i];
    if (quoted) {
      if (c != '"') {
        fields.back() += c;
      } else if (i + 1 < end_ && text_[i + 1] == '"') {
        fields.back() += text_[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"' && field_start) {
      quoted = true;
      field_start = false;
    } else if (c == delimiter_) {
      fields.emplace_back();
      field_start = true;
    } else {
      fields.back() += c;
      field_start = false;
    }
  }
  return fields;
}

CsvLayout find_layout(std::string_view text) {
  auto const head = text.substr(0, std::size_t{4} << 20U);
  CsvLayout layout;
  layout.delimiter = find_delimiter(head);
  auto const n_columns = score_delimiter(head, layout.delimiter).n_columns;
  auto const needed = std::clamp<std::size_t>(n_columns, 1, 3);
  CsvWalker walker(text, layout.delimiter);
  while (walker.next()) {
    auto const fields = walker.fields();
    if (count_filled(fields) < needed) continue;
    for (auto const& field : fields) layout.header.emplace_back(trimmed(field));
    layout.header_line = walker.line();
    layout.lines_before_rows = walker.next_line() - 1;
    layout.first_row = walker.after();
    break;
  }
  return layout;
}

void RecordLines::look_inside(std::string_view record, std::int64_t line, CsvLayout const& layout) {
  if (layout.header.size() < 3) return;
  auto at = record.find('\n');
  while (at != std::string_view::npos && at + 1 < record.size()) {
    record.remove_prefix(at + 1);
    ++line;
    at = record.find('\n');
    CsvWalker inner(record.substr(0, at), layout.delimiter);
    if (inner.next() && inner.fields().size() == layout.header.size()) swallowed_.push_back(line);
  }
}

RecordLines::RecordLines(std::string_view text, CsvLayout const& layout) {
  auto const rows = text.substr(layout.first_row);
  CsvWalker walker(rows, layout.delimiter);
  std::int64_t expected = 0;
  std::int64_t with_blanks = 0;
  for (; walker.next(); ++with_blanks) {
    if (walker.blank()) {
      blanks_.push_back(with_blanks);
      continue;
    }
    auto const line = walker.line() + layout.lines_before_rows;
    if (line != expected) jumps_.push_back({n_records_, line});
    if (walker.next_line() - walker.line() > 1) {
      look_inside(rows.substr(walker.begin(), walker.after() - walker.begin()), line, layout);
    }
    expected = line + 1;
    ++n_records_;
  }
}

std::int64_t RecordLines::line(std::int64_t record) const {
  auto const after = std::ranges::upper_bound(jumps_, record, {}, &Jump::record);
  if (after == jumps_.begin()) return 0;
  Jump const& jump = *(after - 1);
  return jump.line + (record - jump.record);
}

std::int64_t RecordLines::without_blanks(std::int64_t record_with_blanks) const {
  auto const before = std::ranges::lower_bound(blanks_, record_with_blanks);
  return record_with_blanks - (before - blanks_.begin());
}

}  // namespace quarterdeck::io
