// engine/data/text_column.cpp – see text_column.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/text_column.hpp"

namespace quarterdeck::data {

TextColumn::TextColumn() : dictionary_{""}, code_of_{{"", 0}} {}

void TextColumn::push_back(std::string_view value) {
  auto const next = static_cast<std::uint32_t>(dictionary_.size());
  auto const [at, is_new] = code_of_.try_emplace(std::string(value), next);
  if (is_new) dictionary_.emplace_back(value);
  codes_.push_back(at->second);
}

TextColumn TextColumn::select(std::span<std::uint32_t const> rows) const {
  constexpr std::uint32_t unused = 0xffffffffU;
  TextColumn selected;
  selected.reserve(rows.size());
  std::vector<std::uint32_t> new_code(dictionary_.size(), unused);
  new_code[0] = 0;
  for (std::uint32_t const row : rows) {
    std::uint32_t const old_code = row == blank_row ? 0 : codes_[row];
    if (new_code[old_code] == unused) {
      new_code[old_code] = static_cast<std::uint32_t>(selected.dictionary_.size());
      selected.dictionary_.push_back(dictionary_[old_code]);
      selected.code_of_.emplace(dictionary_[old_code], new_code[old_code]);
    }
    selected.codes_.push_back(new_code[old_code]);
  }
  return selected;
}

}  // namespace quarterdeck::data
