// engine/table/parse_amount.hpp – a column of amounts in whatever form an export has them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/money.hpp"
#include "engine/core/number_text.hpp"
#include "engine/table/interner.hpp"
#include "engine/table/source.hpp"

namespace quarterdeck::io {

/// A column of amounts being read; `finish` decides between point and comma from all rows.
/// @verified tests/unit/table/parse_amount_test.cpp
class AmountColumn {
 public:
  /// @param declared  `.`, `,` or empty: found from the column
  explicit AmountColumn(std::string_view declared = {})
      : declared_(declared.empty() ? char{} : declared.front()) {}
  /// A column of a source, with its decimal sign and the signs of currencies that only its
  /// `currency_signs` know.
  explicit AmountColumn(TableSource const& source);
  void push_back(std::string_view text);
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  /// From now on the source itself says that these are numbers, so a point is the decimal sign.
  void declare_numeric();

  struct Ambiguity {
    std::size_t row = 0;
    std::string text;
  };
  /// Decides and fills in the values. A cell such as `1.234` is a fraction only where other cells
  /// have three decimals too, since money has two and the other reading is a thousand times as
  /// large. Texts that are no amounts, and ambiguous ones in a column that has both decimal signs,
  /// go to `unparsable`; so do those in `M` where others are in `MM`.
  /// @return an example when texts such as `1.234` could be either and nothing decides
  [[nodiscard]] std::optional<Ambiguity> finish();

  /// A sign whose currency nobody has told.
  struct SignQuestion {
    std::size_t row = 0;
    std::string text;
    std::string sign;
  };
  using CurrencyOfRow = std::function<std::string_view(std::size_t)>;
  /// Gives every sign beside an amount its currency: as `currency_signs` says; else the one
  /// currency that uses it; else, of `$`, `¥`, `kr` and `Rs`, the reporting currency, provided that
  /// it uses the sign and nothing else in the column stands for it. An amount whose sign
  /// contradicts the currency told for its row becomes unparsable.
  /// @param told  ISO code in the row's own column, or empty
  /// @return the first sign that stays open in a row without a currency
  /// @pre finish has been called
  [[nodiscard]] std::optional<SignQuestion> settle_currencies(Conventions const& conventions,
                                                              CurrencyOfRow const& told);

  /// @pre finish has been called
  [[nodiscard]] core::Minor operator[](std::size_t row) const { return values_[row]; }
  [[nodiscard]] std::vector<core::Minor> const& rows() const { return values_; }
  [[nodiscard]] std::vector<std::pair<std::size_t, std::string>> const& unparsable() const {
    return unparsable_;
  }
  /// Rows whose amount names its currency, with the ISO code. @pre settle_currencies has been
  /// called
  [[nodiscard]] std::vector<std::pair<std::size_t, std::string>> const& currencies() const {
    return currencies_;
  }

 private:
  struct Pending {
    std::size_t row;
    std::uint32_t code;
  };
  struct Evidence;

  /// Reads a text, with a sign of the company's own where the reader of numbers knows it not.
  [[nodiscard]] core::NumberReading read(std::string const& text) const;

  /// Digits with at most a sign and one or two decimals, which no other row can make unclear.
  bool read_plain(std::string_view text, core::Minor& value);
  [[nodiscard]] Evidence evidence(std::vector<core::NumberReading> const& readings) const;
  /// Currency of every mark by its code; empty where it stays open.
  [[nodiscard]] std::vector<std::string> meanings(Conventions const& conventions) const;

  char declared_ = 0;
  std::map<std::string, std::string> own_signs_;  ///< sign → ISO 4217
  bool saw_point_ = false;
  bool saw_comma_ = false;
  std::vector<core::Minor> values_;
  std::vector<Pending> pending_;
  Interner texts_;
  struct Marked {
    std::size_t row;
    std::uint32_t text;
    std::uint32_t mark;
  };
  std::vector<Marked> marked_;
  Interner marks_;
  std::vector<std::pair<std::size_t, std::string>> unparsable_;
  std::vector<std::pair<std::size_t, std::string>> currencies_;
};

/// Reads a number that needs no other rows to be understood, with an optional percent sign that is
/// left out; nothing for `1.234` and for amounts of a currency.
[[nodiscard]] std::optional<double> read_number(std::string_view text);

}  // namespace quarterdeck::io
