// tests/unit/sample/dirt_test.cpp – the faults are there, and as many as stated.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/dirt.hpp"

#include <sstream>

#include "tests/support/catch.hpp"
#include "tools/sample/company.hpp"

namespace quarterdeck {
namespace {

int n_times(std::string const& text, std::string const& word) {
  int n = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++n;
  return n;
}

int n_repeated_lines(std::string const& text) {
  std::map<std::string, int> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) ++lines[line];
  int n = 0;
  for (auto const& [line, count] : lines) n += line.empty() ? 0 : count - 1;
  return n;
}

/// Rows with both dates whose close date lies before their creation; fields counted from the right,
/// where no text has a comma.
int n_closed_before_creation(std::string const& table) {
  int n = 0;
  std::istringstream stream(table);
  for (std::string line; std::getline(stream, line);) {
    std::vector<std::string> fields;
    std::istringstream rest(line);
    for (std::string field; std::getline(rest, field, ',');) fields.push_back(field);
    if (fields.size() < 18) continue;
    std::string const& created = fields[fields.size() - 5];
    std::string const& closed = fields[fields.size() - 4];
    n += !created.empty() && closed < created && created.starts_with("20") ? 1 : 0;
  }
  return n;
}

data::Records records(std::uint64_t seed) { return sample::generate({.seed = seed}).records; }

}  // namespace

TEST_CASE("sample: planted faults stand in the tables as often as stated", "[unit]") {
  auto const book = records(31);
  auto const dirty = sample::soil(book, 31);
  auto const& table = dirty.opportunities;
  CHECK(dirty.planted.at("amount.unparsable") == 4);
  CHECK(n_times(table, ",to be agreed,") == dirty.planted.at("amount.unparsable"));
  CHECK(n_times(table, ",XQZ,") == dirty.planted.at("currency.unknown"));
  CHECK(n_times(table, ",Final negotiations,") == dirty.planted.at("stage.unknown"));
  CHECK(n_times(table, "\"USD ") + n_times(table, ",USD ") == dirty.planted.at("amount.formatted"));
  CHECK(n_repeated_lines(table) == dirty.planted.at("id.duplicate"));
  CHECK(n_times(table, ",,USD,") + n_times(table, ",,EUR,") + n_times(table, ",,GBP,") +
            n_times(table, ",,JPY,") ==
        dirty.planted.at("amount.missing") + dirty.planted.at("won.without_amount"));
  CHECK(n_times(table, ",,20") == dirty.planted.at("created.missing"));
  CHECK(n_times(dirty.stage_history, "\n") ==
        static_cast<int>(book.events.size()) + 1 + 2 * dirty.planted.at("stage.backwards"));
}

TEST_CASE("sample: planted faults do not make others that are not counted", "[unit]") {
  for (std::uint64_t const seed : {1U, 31U}) {
    auto const dirty = sample::soil(records(seed), seed);
    CHECK(n_closed_before_creation(dirty.opportunities) ==
          dirty.planted.at("close_date.before_creation"));
  }
}

TEST_CASE("sample: a dirty export begins with a byte order mark and ends with a footer", "[unit]") {
  auto const dirty = sample::soil(records(32), 32);
  CHECK(dirty.opportunities.starts_with("\xEF\xBB\xBFOpportunity report\n"));
  CHECK(n_times(dirty.opportunities, "\nId,Name,Account,OWNER,") == 1);
  CHECK(n_times(dirty.opportunities, "Grand Totals (") == 1);
  CHECK(n_times(dirty.opportunities, "Confidential Information - Do Not Distribute\n") == 1);
  CHECK(dirty.opportunities == sample::soil(records(32), 32).opportunities);
}

TEST_CASE("sample: a company too small for every fault gets those that fit", "[unit]") {
  auto const tiny = sample::generate({.seed = 33, .n_quarters = 1, .deals_per_week = 0.5}).records;
  auto const dirty = sample::soil(tiny, 33);
  CHECK(dirty.planted.at("amount.missing") < 8);
  CHECK(n_times(dirty.opportunities, "XQZ") == dirty.planted.at("currency.unknown"));
}

}  // namespace quarterdeck
