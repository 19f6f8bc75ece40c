// engine/data/text_column.hpp – text values stored once each.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace quarterdeck::data {

/// A column of texts as codes into a dictionary. Code 0 is blank, which means unknown.
class TextColumn {
 public:
  /// Stands for no row in `select`: the value there is blank.
  static constexpr std::uint32_t blank_row = 0xffffffffU;

  TextColumn();
  void push_back(std::string_view value);
  void reserve(std::size_t n_rows) { codes_.reserve(n_rows); }
  [[nodiscard]] std::size_t size() const { return codes_.size(); }
  [[nodiscard]] std::uint32_t code(std::size_t row) const { return codes_[row]; }
  [[nodiscard]] std::string const& operator[](std::size_t row) const {
    return dictionary_[codes_[row]];
  }
  /// The values of these rows in their order, with a dictionary that holds no other value and is in
  /// order of first use. cost: O(rows + dictionary)
  /// @verified tests/unit/data/text_column_test.cpp
  [[nodiscard]] TextColumn select(std::span<std::uint32_t const> rows) const;
  [[nodiscard]] std::vector<std::string> const& dictionary() const { return dictionary_; }

 private:
  std::vector<std::uint32_t> codes_;
  std::vector<std::string> dictionary_;
  std::unordered_map<std::string, std::uint32_t> code_of_;
};

}  // namespace quarterdeck::data
