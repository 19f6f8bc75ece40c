// tools/report/page/value.cpp – see value.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/value.hpp"

#include "engine/core/error.hpp"

namespace quarterdeck::report {
namespace {

/// Numbers of values, text of none.
struct AsNumber {
  using Result = std::optional<double>;
  Result operator()(Amount const& amount) const { return amount.units; }
  Result operator()(ExactAmount const& amount) const { return core::to_units(amount.minor); }
  Result operator()(Share const& share) const { return share.value; }
  Result operator()(Points const& points) const { return points.share; }
  Result operator()(Number const& number) const { return number.value; }
  Result operator()(Count const& count) const { return static_cast<double>(count.n); }
  Result operator()(Ordinal const& ordinal) const { return static_cast<double>(ordinal.number); }
  Result operator()(Score const& score) const { return score.value; }
  Result operator()(Duration const& duration) const { return duration.seconds; }
  Result operator()(core::Date date) const {
    return static_cast<double>(date.time_since_epoch().count());
  }
  template <typename Text>
  Result operator()(Text const& /*text*/) const {
    return std::nullopt;
  }
};

}  // namespace

bool Value::empty() const {
  if (std::holds_alternative<std::monostate>(held)) return true;
  auto const* const sequence = std::get_if<Sequence>(&held);
  return sequence != nullptr && sequence->items.empty();
}

Message say(std::string_view key, std::initializer_list<Argument> arguments) {
  return {key, arguments};
}

std::optional<double> number_of(Value const& value) { return std::visit(AsNumber{}, value.held); }

double as_number(Value const& value) {
  auto const number = number_of(value);
  QUARTERDECK_EXPECT(number);
  return *number;
}

Sequence sentences(std::initializer_list<Value> list) {
  Sequence all;
  for (auto const& one : list) {
    if (!one.empty()) all.items.push_back(one);
  }
  return all;
}

}  // namespace quarterdeck::report
