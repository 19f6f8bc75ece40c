// tools/service/init/draft_text.cpp – a draft as quarterdeck.yaml; see draft.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/core/text.hpp"
#include "engine/io/deals/preset.hpp"
#include "tools/service/init/draft.hpp"

namespace quarterdeck::service {
namespace {

constexpr std::size_t width = 96;

std::string outcome_word(data::Outcome outcome) {
  return outcome == data::Outcome::won ? "won" : "lost";
}

/// Without what would end a comment's line or steer a terminal.
std::string one_line(std::string_view text) {
  std::string result;
  for (char const c : text) result += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  return result;
}

std::string count_text(std::int64_t n, std::string_view noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

/// Lines of YAML with comments, at an indent.
class Writer {
 public:
  explicit Writer(Doubts doubts) : doubts_(doubts) {}

  void line(int indent, std::string_view text, std::string_view comment = {}) {
    text_ += std::string(static_cast<std::size_t>(indent), ' ');
    text_ += text;
    if (!comment.empty()) text_ += fmt::format("  # {}", one_line(comment));
    text_ += '\n';
  }
  void blank() { text_ += '\n'; }
  /// A paragraph of comment, broken into lines.
  void comment(int indent, std::string_view said) {
    auto const words = one_line(said);
    std::string current;
    for (std::size_t i = 0; i < words.size();) {
      auto end = std::min(words.find(' ', i), words.size());
      auto const word = std::string_view(words).substr(i, end - i);
      bool const fits =
          static_cast<std::size_t>(indent) + 3 + current.size() + word.size() <= width;
      if (!current.empty() && !fits) {
        line(indent, "# " + current);
        current.clear();
      }
      if (!word.empty()) current += (current.empty() ? "" : " ") + std::string(word);
      i = end + 1;
    }
    if (!current.empty()) line(indent, "# " + current);
  }
  /// A line that holds only once a doubt is settled.
  void doubtful(int indent, std::string_view text, bool assumed, std::string_view comment = {}) {
    if (doubts_ == Doubts::assumed && !assumed) return;
    line(indent, doubts_ == Doubts::assumed ? std::string(text) : fmt::format("# {}", text),
         comment);
  }
  void question(int indent, Question const& asked) {
    comment(indent, (asked.code.empty() ? "To fill in: " : "QUESTION: ") + asked.text);
    for (std::size_t i = 0; i < asked.choices.size(); ++i) {
      bool const assumed = i == 0 && !asked.code.empty();
      for (auto const& text : asked.choices[i]) doubtful(indent, one_line(text), assumed);
    }
  }
  [[nodiscard]] std::string take() && { return std::move(text_); }

 private:
  Doubts doubts_;
  std::string text_;
};

void write_head(Writer& out, Draft const& draft) {
  std::string files;
  for (auto const& table : draft.tables) files += (files.empty() ? "" : ", ") + table.file;
  out.comment(0, fmt::format("Drawn up from {}. Lines that begin with # are notes: what was "
                             "guessed says why, and what could not be told is a QUESTION with the "
                             "lines to choose from. Take away the # and the blank behind it to "
                             "choose a line. `quarterdeck schema workspace` lists every key.",
                             files));
  if (auto const n = draft.n_questions(); n > 0) {
    out.comment(0, fmt::format("{} below; nothing is forecast before {} answered.",
                               count_text(static_cast<std::int64_t>(n), "QUESTION"),
                               n == 1 ? "it is" : "they are"));
  }
  for (auto const& file : draft.left_out) {
    out.comment(0, fmt::format("Not used: {}, whose columns are those of no table that a "
                               "workspace may name.",
                               file.filename().string()));
  }
  out.blank();
}

void write_company(Writer& out, Draft const& draft) {
  if (!draft.company.empty()) {
    out.line(0, "company: " + yaml_word(draft.company), "name of the folder; heads every report");
  }
  if (draft.currency_told) {
    out.line(0, "currency: " + draft.currency, draft.currency_why);
  } else {
    out.comment(0, draft.currency_why);
    out.line(0, "currency: " + draft.currency);
  }
  if (draft.has_instants) {
    out.comment(0,
                "Some days are instants, in UTC or with an offset. They become days of UTC; name "
                "the zone whose days the company counts where that is another:");
    out.line(0, "# time_zone: Europe/Berlin");
  }
  for (auto const& question : draft.questions) {
    out.blank();
    out.question(0, question);
  }
  out.blank();
}

void write_calendar(Writer& out, Draft const& draft) {
  if (!draft.fiscal_year) {
    out.comment(0, "Quarters are those of the calendar year. Where the year starts otherwise:");
    out.line(0, "# calendar: {fiscal_year_starts: 02-01}");
    out.blank();
    return;
  }
  auto const& year = *draft.fiscal_year;
  out.comment(
      0, fmt::format("`{}` calls the quarter of {} \"{}\", and {} agree.", year.column,
                     core::to_iso(year.example_day), year.example, count_text(year.n_rows, "row")));
  auto const named = year.calendar.year_named_by == core::YearName::start ? ", year_named_by: start"
                                                                          : std::string_view();
  out.line(0, fmt::format("calendar: {{fiscal_year_starts: {:02}-01{}}}", year.calendar.start_month,
                          named));
  out.blank();
}

std::string stage_entry(DraftStage const& stage) {
  auto entry = fmt::format("- {{name: {}", yaml_word(stage.name));
  if (!stage.pipeline.empty()) entry += ", pipeline: " + yaml_word(stage.pipeline);
  if (stage.outcome != data::Outcome::open) entry += ", outcome: " + outcome_word(stage.outcome);
  return entry + '}';
}

/// How many deals stand there, and why it ends them.
std::string remark_of(DraftStage const& stage, bool is_counted) {
  auto remark = is_counted ? count_text(stage.n_deals, "deal") : std::string();
  if (stage.why.empty()) return remark;
  return fmt::format("{}{}{}: {}", remark, remark.empty() ? "" : "; ", outcome_word(stage.outcome),
                     stage.why);
}

void write_stages(Writer& out, Draft const& draft) {
  if (draft.stages.empty()) return;
  // Where a question is left, answers that nobody gave would be counted.
  bool const is_counted = draft.n_questions() == 0;
  out.comment(0, fmt::format("Stages in the order in which deals reach them{}. A stage without an "
                             "outcome is open.",
                             is_counted ? ", with the deals that stand there" : ""));
  if (!draft.lists_stages) {
    out.comment(0,
                "Some of them hang on more than their names, so they are taken from the tables "
                "every time and not listed:");
  }
  std::size_t longest = 0;
  for (auto const& stage : draft.stages) longest = std::max(longest, stage_entry(stage).size());
  if (draft.lists_stages) out.line(0, "stages:");
  for (auto const& stage : draft.stages) {
    auto const entry = stage_entry(stage);
    auto const remark = remark_of(stage, is_counted);
    if (draft.lists_stages) {
      auto const padding = remark.empty() ? 0 : longest - entry.size();
      out.line(2, entry + std::string(padding, ' '), remark);
    } else {
      out.line(0, fmt::format("#   {}: {}", one_line(stage.name), one_line(remark)));
    }
  }
  out.blank();
}

std::string list_of(std::vector<MappedColumn> const& columns) {
  std::string text;
  for (auto const& column : columns) {
    text += text.empty() ? "" : ", ";
    text += io::folded(column.ours) == io::folded(column.theirs)
                ? column.ours
                : fmt::format("{} is \"{}\"", column.ours, column.theirs);
  }
  return text;
}

void write_columns(Writer& out, int indent, DraftTable const& table) {
  auto const& what = table.what;
  if (!what.by_name.empty()) {
    out.comment(indent, fmt::format("Found by their names: {}.", list_of(what.by_name)));
  }
  bool const any_guess = !what.guessed.empty();
  if (any_guess) {
    out.comment(indent, "Guessed, so look at these:");
    out.line(indent, "columns:");
  }
  std::size_t longest = 0;
  auto const entry = [](MappedColumn const& one) {
    return fmt::format("{}: {}", one.ours, yaml_word(one.theirs));
  };
  for (auto const& one : what.guessed) longest = std::max(longest, entry(one).size());
  for (auto const& one : what.guessed) {
    out.line(indent + 2, entry(one) + std::string(longest - entry(one).size(), ' '), one.why);
  }
  bool headed = any_guess;
  for (auto const& open : what.open) {
    bool const any = !open.candidates.empty();
    out.comment(indent, fmt::format("QUESTION: which column is `{}`? {}{}", open.ours, open.meaning,
                                    any ? "" : " None looks like it."));
    if (!any) continue;
    if (!headed) out.doubtful(indent, "columns:", true);
    headed = true;
    for (auto const& one : open.candidates) {
      out.doubtful(indent, "  " + entry(one), &one == &open.candidates.front(), one.why);
    }
  }
  if (!what.further.empty()) {
    std::string names;
    for (auto const& name : what.further) names += (names.empty() ? "" : ", ") + name;
    out.comment(indent,
                fmt::format("Kept under their own names, for filters and groups: {}.", names));
  }
}

void write_table(Writer& out, int indent, DraftTable const& table) {
  out.comment(indent,
              fmt::format("{} {}{}{}{}", table.row,
                          table.files.size() > 1 ? fmt::format("{} files, ", table.files.size())
                                                 : std::string(),
                          table.whole ? "" : "more than ", count_text(table.n_rows, "row"),
                          table.note.empty() ? "." : ". " + table.note));
  if (!table.what.system.empty()) {
    out.comment(indent, fmt::format("Its columns are those of {}.", table.what.system));
  }
  out.line(indent, table.key + ":");
  auto const inner = indent + 2;
  out.line(inner,
           fmt::format("{}: {}", table.files.size() > 1 ? "files" : "file", yaml_word(table.file)));
  write_columns(out, inner, table);
  if (!table.date_format.empty()) {
    out.line(inner, "date_format: " + table.date_format, table.date_why);
  }
  for (auto const& question : table.questions) out.question(inner, question);
}

void write_tables(Writer& out, Draft const& draft) {
  out.line(0, "sources:");
  for (auto const& table : draft.tables) {
    if (!table.stands_at_top) write_table(out, 2, table);
  }
  out.blank();
  for (auto const& table : draft.tables) {
    if (!table.stands_at_top) continue;
    write_table(out, 0, table);
    out.blank();
  }
}

void write_tail(Writer& out, Draft const& draft) {
  if (!draft.groups.empty()) {
    std::string words;
    for (auto const& group : draft.groups) {
      words += (words.empty() ? "" : ", ") + yaml_word(group);
    }
    out.comment(0, "Columns by which the report breaks the total down:");
    out.line(0, fmt::format("groups: [{}]", words));
    out.blank();
  }
  out.comment(0, "Write what is to be reached, and every report gives the chance to reach it:");
  out.line(0, "# targets:");
  out.line(0, fmt::format("#   - {{name: Company, period: {}, amount: 1_000_000}}",
                          draft.period.empty() ? "2026-Q4" : draft.period));
}

}  // namespace

std::string yaml_word(std::string_view text) {
  static constexpr std::array<std::string_view, 10> reserved{"true", "false", "yes", "no", "on",
                                                             "off",  "null",  "y",   "n",  "~"};
  auto const is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
  };
  auto const is_plain = [&](char c) {
    return is_letter(c) || core::is_digit(c) || c == ' ' || c == '_' || c == '-' || c == '.' ||
           c == '/';
  };
  bool const plain = !text.empty() && is_letter(text.front()) && text.back() != ' ' &&
                     std::ranges::all_of(text, is_plain) &&
                     std::ranges::find(reserved, core::lower_case(text)) == reserved.end();
  if (plain) return std::string(text);
  std::string quoted = "\"";
  for (char const c : text) {
    if (static_cast<unsigned char>(c) < 0x20) {
      quoted += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
      continue;
    }
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

DraftTable const* Draft::table(std::string_view key) const {
  auto const found = std::ranges::find(tables, key, &DraftTable::key);
  return found == tables.end() ? nullptr : &*found;
}

std::size_t Draft::n_questions() const {
  auto const stops = [](Question const& question) { return !question.code.empty(); };
  auto n = std::ranges::count_if(questions, stops);
  for (auto const& table : tables) {
    n += std::ranges::count_if(table.questions, stops) + std::ssize(table.what.open);
  }
  return static_cast<std::size_t>(n);
}

std::string yaml_text(Draft const& draft, Doubts doubts) {
  Writer out(doubts);
  write_head(out, draft);
  write_company(out, draft);
  write_calendar(out, draft);
  write_stages(out, draft);
  write_tables(out, draft);
  write_tail(out, draft);
  return std::move(out).take();
}

}  // namespace quarterdeck::service
