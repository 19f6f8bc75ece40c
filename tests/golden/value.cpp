// tests/golden/value.cpp – see value.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/value.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

namespace quarterdeck::golden {
namespace {

using Kind = Value::Kind;

constexpr std::size_t line_width = 100;
constexpr std::size_t longest_brief = 60;

/// Builds a Value from the events of the parser, the only place where a number is still text.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return add({Kind::null, {}, {}, {}}); }
  bool boolean(bool value) override { return add_text(Kind::boolean, value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override {
    return add_text(Kind::number, std::to_string(value));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return add_text(Kind::number, std::to_string(value));
  }
  bool number_float(number_float_t, string_t const& written) override {
    return add_text(Kind::number, written);
  }
  bool string(string_t& value) override { return add_text(Kind::text, value); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Kind::object); }
  bool start_array(std::size_t) override { return open(Kind::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    auto& names = open_.back()->names;
    if (std::find(names.begin(), names.end(), name) != names.end()) {
      fault_ = fmt::format("the name \"{}\" stands twice in one object", name);
      return false;
    }
    names.push_back(name);
    return true;
  }

  bool parse_error(std::size_t, std::string const&,
                   nlohmann::json::exception const& error) override {
    fault_ = error.what();
    return false;
  }

  [[nodiscard]] std::string const& fault() const { return fault_; }
  [[nodiscard]] Value take() { return std::move(root_); }

 private:
  bool add_text(Kind kind, std::string text) { return add({kind, std::move(text), {}, {}}); }

  bool add(Value value) {
    place(std::move(value));
    return true;
  }

  // A parent gets no further item while a child is open, so pointers to open values stay valid.
  bool open(Kind kind) {
    open_.push_back(&place({kind, {}, {}, {}}));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  Value& place(Value value) {
    if (open_.empty()) return root_ = std::move(value);
    open_.back()->items.push_back(std::move(value));
    return open_.back()->items.back();
  }

  Value root_;
  std::vector<Value*> open_;
  std::string fault_;
};

std::string quoted(std::string const& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string scalar(Value const& value) {
  if (value.kind == Kind::null) return "null";
  return value.kind == Kind::text ? quoted(value.text) : value.text;
}

std::string head(Value const& parent, std::size_t i) {
  return parent.kind == Kind::object ? quoted(parent.names[i]) + ": " : std::string();
}

std::string on_one_line(Value const& value) {
  if (!value.is_nested()) return scalar(value);
  bool const is_object = value.kind == Kind::object;
  std::string out(1, is_object ? '{' : '[');
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (i > 0) out += ", ";
    out += head(value, i) + on_one_line(value.items[i]);
  }
  return out + (is_object ? '}' : ']');
}

bool is_list_of_scalars(Value const& value) {
  return value.kind == Kind::array && std::none_of(value.items.begin(), value.items.end(),
                                                   [](Value const& v) { return v.is_nested(); });
}

/// @param indent  of the line that the value stands on
/// @param before  characters on that line before the value
void print(Value const& value, std::size_t indent, std::size_t before, std::string& out) {
  auto const line = on_one_line(value);
  if (!value.is_nested() || value.items.empty() || before + line.size() < line_width) {
    out += line;
    return;
  }
  std::string const margin(indent + 1, ' ');
  bool const runs_on = is_list_of_scalars(value);
  out += value.kind == Kind::object ? "{" : "[";
  std::size_t column = line_width;
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    auto const start = head(value, i);
    auto const size = runs_on ? on_one_line(value.items[i]).size() + 2 : line_width;
    bool const new_line = column + size > line_width;
    if (i > 0) out += ',';
    out += new_line ? '\n' + margin : " ";
    column = (new_line ? margin.size() : column) + size;
    out += start;
    print(value.items[i], indent + 1, margin.size() + start.size(), out);
  }
  out += '\n' + std::string(indent, ' ') + (value.kind == Kind::object ? '}' : ']');
}

}  // namespace

Value const* Value::member(std::string const& name) const {
  auto const at = std::find(names.begin(), names.end(), name);
  return at == names.end() ? nullptr : &items[static_cast<std::size_t>(at - names.begin())];
}

std::string to_string(Value::Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "boolean";
    case Kind::number:
      return "number";
    case Kind::text:
      return "text";
    case Kind::array:
      return "array";
    case Kind::object:
      return "object";
  }
  return {};
}

Value parse(std::string const& text, std::string const& name) {
  Builder builder;
  bool const read = nlohmann::json::sax_parse(text, &builder);
  if (!read) throw std::runtime_error(name + ": " + builder.fault());
  return builder.take();
}

Value read(std::filesystem::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error(file.string() + ": cannot be read");
  std::string const text{std::istreambuf_iterator<char>(stream), {}};
  return parse(text, file.string());
}

std::string print(Value const& value) {
  std::string out;
  print(value, 0, 0, out);
  return out + '\n';
}

std::string brief(Value const& value) {
  if (value.kind == Kind::array) return fmt::format("an array of {}", value.items.size());
  if (value.kind == Kind::object) return fmt::format("an object of {}", value.items.size());
  auto const written = scalar(value);
  if (written.size() <= longest_brief) return written;
  std::size_t end = longest_brief;
  while (end > 0 && (static_cast<unsigned char>(written[end]) & 0xC0U) == 0x80U) --end;
  return written.substr(0, end) + "…";
}

}  // namespace quarterdeck::golden
