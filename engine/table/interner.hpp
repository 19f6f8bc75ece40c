// engine/table/interner.hpp – a number for every distinct text.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace quarterdeck::io {

/// Lets unordered maps of texts be asked with views.
struct TextHash {
  using is_transparent = void;
  [[nodiscard]] std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

/// Gives texts codes from 0 in the order of their first coming.
class Interner {
 public:
  std::uint32_t code(std::string_view text) {
    auto const found = codes_.find(text);
    if (found != codes_.end()) return found->second;
    auto const next = static_cast<std::uint32_t>(texts_.size());
    texts_.emplace_back(text);
    codes_.emplace(texts_.back(), next);
    return next;
  }
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const {
    auto const found = codes_.find(text);
    return found == codes_.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] std::string const& operator[](std::uint32_t code) const { return texts_[code]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }
  [[nodiscard]] std::vector<std::string> const& texts() const { return texts_; }

 private:
  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> codes_;
};

}  // namespace quarterdeck::io
