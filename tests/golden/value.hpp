// tests/golden/value.hpp – a JSON document that keeps its numbers as they were written.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace quarterdeck::golden {

/// One value of a JSON document. Numbers stay text, because `0.1` and `0.10000000000000001` read as
/// the same double and yet a change of the last digit must show; members keep their order.
struct Value {
  enum class Kind { null, boolean, number, text, array, object };

  Kind kind = Kind::null;
  std::string text;                ///< of a boolean, a number as written, or a text without quotes
  std::vector<std::string> names;  ///< of an object, as many as items
  std::vector<Value> items;        ///< rows of an array, or members of an object

  /// Member of that name; null pointer where there is none or this is no object.
  [[nodiscard]] Value const* member(std::string const& name) const;
  [[nodiscard]] bool is_nested() const { return kind == Kind::array || kind == Kind::object; }
};

[[nodiscard]] std::string to_string(Value::Kind kind);

/// @throws std::runtime_error where the text is no JSON, or an object has a name twice; `name` is
///         the document's, for the message
[[nodiscard]] Value parse(std::string const& text, std::string const& name);
[[nodiscard]] Value read(std::filesystem::path const& file);

/// The document as a golden file: what fits on one line stands on one, so that files stay small and
/// a change touches few lines.
[[nodiscard]] std::string print(Value const& value);

/// A value in a sentence: a scalar as written, the size of anything larger.
[[nodiscard]] std::string brief(Value const& value);

}  // namespace quarterdeck::golden
