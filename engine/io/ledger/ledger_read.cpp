// engine/io/ledger/ledger_read.cpp – reading side of the ledger; see ledger.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <charconv>
#include <map>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/io/ledger/ledger.hpp"
#include "engine/io/ledger/ledger_store.hpp"

namespace quarterdeck::io {
namespace {

namespace fs = std::filesystem;
using Cells = std::vector<std::string>;

constexpr int reading_patience_ms = 3000;

double number_of(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

template <class Integer>
Integer whole_of(std::string_view text) {
  Integer value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

core::Date date_of(std::string const& text) {
  return core::parse_iso_date(text).value_or(core::no_date);
}

std::vector<double> numbers_of(std::string_view text) {
  std::vector<double> values;
  while (!text.empty()) {
    auto const end = std::min(text.find(' '), text.size());
    values.push_back(number_of(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return values;
}

/// Everything as text, which is all that `Duck::rows` gives.
/// @param headline  SQL of the column, which a ledger of layout 1 that cannot be written lacks
std::string entry_query(std::string_view headline) {
  return fmt::format(
      "SELECT f.id, strftime(f.started_at, '%Y-%m-%dT%H:%M:%SZ'), company, currency, measure, "
      "CAST(as_of AS VARCHAR), period, CAST(period_start AS VARCHAR), CAST(period_end AS VARCHAR), "
      "version, git, CAST(seed AS VARCHAR), CAST(trials AS VARCHAR), CAST(stream_version AS "
      "VARCHAR), workspace_sha256, model, CAST(mean AS VARCHAR), CAST(sd AS VARCHAR), "
      "array_to_string(CAST(quantiles AS VARCHAR[]), ' '), "
      "array_to_string(CAST(grid AS VARCHAR[]), ' '), CAST(booked_minor AS VARCHAR), "
      "CAST(open_mean AS VARCHAR), CAST(open_sd AS VARCHAR), CAST(new_mean AS VARCHAR), "
      "CAST(new_sd AS VARCHAR), CAST(quality_score AS VARCHAR), CAST(closed_since AS VARCHAR), "
      "CAST(r.n AS VARCHAR), strftime(r.newest, '%Y-%m-%dT%H:%M:%SZ'), CAST(r.threads AS VARCHAR), "
      "CAST(coalesce({}, true) AS VARCHAR) FROM forecasts f JOIN (SELECT id, count(*) AS n, "
      "max(started_at) AS newest, "
      "arg_min(threads, started_at) AS threads FROM runs GROUP BY id) r ON f.id = r.id ",
      headline);
}

/// Cells of the query above, one after the other.
class EntryReader {
 public:
  explicit EntryReader(Cells const& cells) : cells_(&cells) {}
  std::string const& text() { return (*cells_)[at_++]; }
  double number() { return number_of(text()); }
  core::Date date() { return date_of(text()); }
  template <class Integer>
  Integer whole() {
    return whole_of<Integer>(text());
  }

 private:
  Cells const* cells_;
  std::size_t at_ = 0;
};

LedgerEntry entry_of(Cells const& cells) {
  EntryReader read(cells);
  LedgerEntry entry;
  auto& made = entry.provenance;
  entry.id = read.text();
  made.started_at = read.text();
  entry.company = read.text();
  entry.currency = read.text();
  entry.counts_deals = read.text() == "count";
  entry.as_of = read.date();
  entry.period.id = read.text();
  entry.period.start = read.date();
  entry.period.end = read.date();
  made.build.version = read.text();
  made.build.git = read.text();
  made.seed = read.whole<std::uint64_t>();
  made.trials = read.whole<std::int64_t>();
  made.stream_version = read.whole<int>();
  entry.workspace_sha256 = read.text();
  entry.model = read.text();
  entry.mean = read.number();
  entry.sd = read.number();
  entry.quantiles = numbers_of(read.text());
  entry.grid = numbers_of(read.text());
  entry.booked = read.whole<core::Minor>();
  auto const& open_mean = read.text();
  entry.has_parts = !open_mean.empty();
  entry.open_mean = number_of(open_mean);
  entry.open_sd = read.number();
  entry.new_mean = read.number();
  entry.new_sd = read.number();
  entry.quality_score = read.number();
  entry.closed_since = read.date();
  entry.n_runs = read.whole<std::int64_t>();
  entry.last_run = read.text();
  made.threads = read.whole<int>();
  entry.headline = read.text() == "true";
  return entry;
}

using ById = std::map<std::string, LedgerEntry*>;

/// Goes through the rows of a list column; the first cell is the entry's identity. Lists have
/// queries of their own, so that nobody has to take nested text apart.
template <class Put>
void each_row(Duck& duck, ById const& entries, std::string const& query, Put const& put) {
  for (auto const& cells : duck.rows(query)) {
    auto const found = entries.find(cells[0]);
    if (found != entries.end()) put(*found->second, cells);
  }
}

void read_small_lists(Duck& duck, ById const& entries) {
  each_row(
      duck, entries,
      "SELECT id, x.name, x.sha256, CAST(x.rows AS VARCHAR) FROM (SELECT id, "
      "unnest(inputs) AS x FROM forecasts)",
      [](LedgerEntry& entry, Cells const& cells) {
        entry.provenance.inputs.push_back({cells[1], cells[2], whole_of<std::int64_t>(cells[3])});
      });
  each_row(duck, entries,
           "SELECT id, x.name, CAST(x.amount AS VARCHAR), CAST(x.p_hit AS VARCHAR) FROM (SELECT "
           "id, unnest(targets) AS x FROM forecasts)",
           [](LedgerEntry& entry, Cells const& cells) {
             entry.targets.push_back({cells[1], number_of(cells[2]), number_of(cells[3])});
           });
  each_row(duck, entries, "SELECT id, unnest(scenarios) FROM forecasts",
           [](LedgerEntry& entry, Cells const& cells) { entry.scenarios.push_back(cells[1]); });
  each_row(duck, entries, "SELECT id, unnest(overrides) FROM forecasts",
           [](LedgerEntry& entry, Cells const& cells) { entry.overrides.push_back(cells[1]); });
}

void read_deals(Duck& duck, ById const& entries, std::string const& where) {
  each_row(duck, entries,
           "SELECT id, x.id, x.name, x.stage, CAST(x.created AS VARCHAR), CAST(x.close_date AS "
           "VARCHAR), CAST(x.amount AS VARCHAR), CAST(x.p_win_in_period AS VARCHAR), "
           "CAST(x.expected AS VARCHAR), CAST(x.overridden AS VARCHAR) FROM (SELECT id, "
           "unnest(deals) AS x FROM forecasts f " +
               where + ")",
           [](LedgerEntry& entry, Cells const& cells) {
             entry.deals.push_back({cells[1], cells[2], cells[3], date_of(cells[4]),
                                    date_of(cells[5]), number_of(cells[6]), number_of(cells[7]),
                                    number_of(cells[8]), cells[9] == "true"});
           });
  each_row(duck, entries,
           "SELECT id, x.id, x.name, x.outcome, CAST(x.created AS VARCHAR), CAST(x.closed AS "
           "VARCHAR), CAST(x.worth_minor AS VARCHAR) FROM (SELECT id, unnest(closed) AS x FROM "
           "forecasts f " +
               where + ")",
           [](LedgerEntry& entry, Cells const& cells) {
             auto const outcome = cells[3] == "won" ? data::Outcome::won : data::Outcome::lost;
             entry.closed.push_back({cells[1], cells[2], outcome, date_of(cells[4]),
                                     date_of(cells[5]), whole_of<core::Minor>(cells[6])});
           });
}

std::vector<LedgerEntry> read_entries(Duck& duck, std::string const& where, LedgerDetail detail) {
  std::vector<LedgerEntry> entries;
  bool const knows_headlines = !duck.rows(
                                        "SELECT column_name FROM information_schema.columns WHERE "
                                        "table_name = 'forecasts' AND "
                                        "column_name = 'headline'")
                                    .empty();
  auto const query = entry_query(knows_headlines ? "headline" : "NULL") + where +
                     "ORDER BY period_start, period_end, as_of, f.started_at, f.id";
  for (auto const& cells : duck.rows(query)) entries.push_back(entry_of(cells));
  ById by_id;
  for (auto& entry : entries) by_id[entry.id] = &entry;
  read_small_lists(duck, by_id);
  // Deals are hundreds of rows a forecast, and a list of forecasts shows none of them.
  if (detail == LedgerDetail::with_deals) read_deals(duck, by_id, where);
  return entries;
}

/// For writing where that works, so that pending forecasts come in; else for reading alone.
Duck open_to_read(fs::path const& ledger, std::vector<std::string>& notes) {
  try {
    if (auto duck = open_ledger(ledger, reading_patience_ms)) {
      try {
        take_in_pending(*duck, ledger);
      } catch (DuckError const& error) {
        notes.push_back(error.message);
      }
      return std::move(*duck);
    }
  } catch (DuckError const& error) {
    if (!fs::exists(ledger)) throw;
    auto const n = pending_files(ledger).size();
    if (n > 0) {
      notes.push_back(fmt::format("{} pending forecasts cannot be taken in: {}", n, error.message));
    }
    return Duck(DuckFile{ledger, DuckFile::Access::read_only});
  }
  throw DuckError{"another process has held it for three seconds"};
}

bool is_there(fs::path const& ledger) {
  std::error_code ignored;
  return fs::exists(ledger, ignored) || !pending_files(ledger).empty();
}

}  // namespace

LedgerPage read_ledger(fs::path const& ledger, LedgerDetail detail) {
  LedgerPage page;
  if (!is_there(ledger)) return page;
  try {
    Duck duck = open_to_read(ledger, page.notes);
    page.entries = read_entries(duck, "", detail);
  } catch (DuckError const& error) {
    throw core::IoError(
        fmt::format("cannot read the ledger {}: {}", ledger.string(), error.message));
  }
  return page;
}

LedgerEntry read_entry(fs::path const& ledger, std::string const& id) {
  try {
    std::vector<std::string> ignored;
    Duck duck = open_to_read(ledger, ignored);
    auto entries = read_entries(duck, fmt::format("WHERE f.id = {} ", sql_literal(id)),
                                LedgerDetail::with_deals);
    if (!entries.empty()) return std::move(entries.front());
  } catch (DuckError const& error) {
    throw core::IoError(
        fmt::format("cannot read the ledger {}: {}", ledger.string(), error.message));
  }
  throw core::IoError(fmt::format("the ledger {} lacks the forecast {}", ledger.string(), id));
}

}  // namespace quarterdeck::io
