// tools/service/init/choose_currency.cpp – see choose_currency.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/init/choose_currency.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "engine/core/currency_sign.hpp"
#include "engine/core/number_text.hpp"
#include "engine/io/deals/preset.hpp"
#include "tools/service/init/currency_in_name.hpp"

namespace quarterdeck::service {
namespace {

using Counts = std::map<std::string, std::int64_t>;

/// ISO code of a cell in a column of currencies; empty for other words.
std::string code_of(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  if (core::is_currency_code(upper)) return upper;
  return std::string(io::currency_of_name(text).value_or(""));
}

std::pair<std::string, std::int64_t> most_common(Counts const& counts) {
  return *std::ranges::max_element(counts, {}, &Counts::value_type::second);
}

class Chooser {
 public:
  Chooser(Draft& draft, std::vector<TableProfile const*> const& profiles)
      : draft_(draft), profiles_(profiles) {}

  void run() {
    bool const told = by_column() || by_signs() || by_name();
    if (told) return;
    draft_.currency = "USD";
    draft_.currency_told = false;
    draft_.currency_why =
        "Nothing in the files tells the currency. Amounts are called USD until another stands "
        "here:";
  }

 private:
  struct Found {
    DraftTable const* table = nullptr;
    TableProfile const* profile = nullptr;
  };

  [[nodiscard]] Found find(std::string_view key) const {
    for (std::size_t i = 0; i < draft_.tables.size(); ++i) {
      if (draft_.tables[i].key == key) return {&draft_.tables[i], profiles_[i]};
    }
    return {};
  }
  [[nodiscard]] ColumnProfile const* column(std::string_view key, std::string_view ours) const {
    auto const found = find(key);
    return found.table == nullptr ? nullptr : column_as(*found.profile, found.table->what, ours);
  }
  [[nodiscard]] ColumnProfile const* of_deals(std::string_view ours) const {
    auto const* const there = column("opportunities", ours);
    return there != nullptr ? there : column("snapshots", ours);
  }
  void choose(std::string currency, std::string why) {
    draft_.currency = std::move(currency);
    draft_.currency_why = std::move(why);
  }
  bool by_column();
  bool by_signs();
  bool by_name();
  bool by_rates(Counts const& counts);
  bool by_company_amounts();
  void ask_rates(Counts const& counts);

  Draft& draft_;
  std::vector<TableProfile const*> const& profiles_;
};

bool Chooser::by_column() {
  auto const* const cells = of_deals("currency");
  if (cells == nullptr) return false;
  Counts counts;
  std::int64_t n_told = 0;
  for (std::uint32_t i = 0; i < cells->texts.size(); ++i) {
    auto const code = code_of(cells->texts[i]);
    if (code.empty()) continue;
    counts[code] += cells->counts[i];
    n_told += cells->counts[i];
  }
  if (counts.empty()) return false;
  if (counts.size() > 1 && (by_rates(counts) || by_company_amounts())) return true;
  auto const [code, n] = most_common(counts);
  choose(code, counts.size() == 1
                   ? fmt::format("the only one in `{}`", cells->name)
                   : fmt::format("{} of {} rows are in it, by `{}`", n, n_told, cells->name));
  if (counts.size() > 1) ask_rates(counts);
  return true;
}

/// The reporting currency is the one that needs no rate.
bool Chooser::by_rates(Counts const& counts) {
  auto const* const from = column("rates", "from");
  auto const* const rate = column("rates", "rate");
  if (from == nullptr || rate == nullptr) return false;
  std::set<std::string> rated;
  std::set<std::string> at_one;
  for (std::size_t row = 0; row < from->codes.size(); ++row) {
    auto const code = code_of(from->text(row));
    rated.insert(code);
    auto const value = core::read_number_text(rate->text(row)).only();
    if (value && core::to_double(*value) == 1) at_one.insert(code);
  }
  std::vector<std::string> unrated;
  for (auto const& [code, n] : counts) {
    if (!rated.contains(code)) unrated.push_back(code);
  }
  if (unrated.size() == 1) {
    choose(unrated.front(), "the one currency of the deals that has no rate");
    return true;
  }
  if (!unrated.empty() || at_one.size() != 1) return false;
  choose(*at_one.begin(), "the currency whose rate is 1");
  return true;
}

/// Whether two cells hold one amount; systems round to whole cents, some to whole units.
bool is_same_amount(std::string_view one, std::string_view other) {
  auto const a = core::read_number_text(one).only();
  auto const b = core::read_number_text(other).only();
  if (!a || !b) return one == other;
  return std::abs(core::to_double(*a) - core::to_double(*b)) <= 0.5;
}

/// The currency whose deals have the same amount in the company's currency as in their own.
bool Chooser::by_company_amounts() {
  auto const* const company = of_deals("company_amount");
  auto const* const own = of_deals("amount");
  auto const* const currency = of_deals("currency");
  if (company == nullptr || own == nullptr || currency == nullptr) return false;
  Counts n_rows;
  Counts n_same;
  for (std::size_t row = 0; row < own->codes.size(); ++row) {
    bool const has_both = !own->text(row).empty() && !company->text(row).empty();
    auto const code = code_of(currency->text(row));
    if (!has_both || code.empty()) continue;
    ++n_rows[code];
    if (is_same_amount(own->text(row), company->text(row))) ++n_same[code];
  }
  for (auto const& [code, n] : n_same) {
    if (10 * n < 9 * n_rows[code]) continue;
    choose(code, fmt::format("deals in it have the same amount in `{}`", company->name));
    return true;
  }
  return false;
}

void Chooser::ask_rates(Counts const& counts) {
  if (find("rates").table != nullptr) return;
  std::vector<std::string> lines{"rates:"};
  for (auto const& [code, n] : counts) {
    if (code == draft_.currency) continue;
    lines.push_back(
        fmt::format("  - {{from: {}, on: 2020-01-01, rate: 0}}  # write what {} pays "
                    "for one {}; {} rows",
                    code, draft_.currency, code, n));
  }
  draft_.questions.push_back(
      {"", "deals in other currencies are left out until there are rates for them.", {lines}});
}

bool Chooser::by_signs() {
  auto const* const amounts = of_deals("amount");
  if (amounts == nullptr) return false;
  Counts counts;
  for (auto const& [sign, n] : amounts->signs) {
    auto const* const known = core::find_currency_sign(sign);
    auto const code = core::is_currency_code(sign) ? sign
                      : known == nullptr           ? std::string()
                                                   : std::string(known->codes.substr(0, 3));
    if (!code.empty()) counts[code] += n;
  }
  if (counts.empty()) return false;
  auto const [code, n] = most_common(counts);
  std::string why = fmt::format("{} amounts bear its sign or code", n);
  for (auto const& [sign, n_rows] : amounts->signs) {
    auto const* const known = core::find_currency_sign(sign);
    if (known == nullptr || known->is_one() || !known->codes.starts_with(code)) continue;
    why = fmt::format("{} amounts bear the sign {}, which others use too: {}", n_rows, sign,
                      known->codes.substr(4, 15));
  }
  choose(code, std::move(why));
  if (counts.size() > 1) ask_rates(counts);
  return true;
}

bool Chooser::by_name() {
  auto const* const amounts = of_deals("amount");
  if (amounts == nullptr) return false;
  auto const split = currency_in_name(amounts->name);
  if (!split) return false;
  choose(split->code, fmt::format("it stands in the name of the column `{}`", amounts->name));
  return true;
}

}  // namespace

void choose_currency(Draft& draft, std::vector<TableProfile const*> const& profiles) {
  Chooser(draft, profiles).run();
}

}  // namespace quarterdeck::service
