// tools/report/words/voice.cpp – see voice.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/words/voice.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "engine/core/error.hpp"

namespace quarterdeck::report {
namespace {

Value const& argument_of(Message const& message, std::string_view name) {
  auto const found = std::ranges::find(message.arguments, name, &Argument::name);
  if (found == message.arguments.end()) {
    throw core::ContractViolation("words: " + std::string(message.key) + " needs the argument " +
                                  std::string(name));
  }
  return found->value;
}

/// The sign of a change. What is exactly nothing has none.
std::string_view plus_of(double value, Sign sign) {
  return sign == Sign::both && value > 0 ? "+" : "";
}

/// Signs of a number that always has one, nothing included.
std::string signed_text(double value, std::string const& size) {
  return (value < 0 ? "-" : "+") + size;
}

}  // namespace

Voice::Voice(Language const& language, double largest_amount, Medium medium)
    : language_(&language),
      scale_(largest_amount, language.numbers()),
      medium_(std::move(medium)) {}

Voice Voice::in(Medium medium) const {
  Voice other = *this;
  other.medium_ = std::move(medium);
  return other;
}

std::string Voice::operator()(Value const& value) const {
  auto text = std::visit([this](auto const& held) { return write(held); }, value.held);
  bool const is_number = number_of(value).has_value();
  // Numbers hold signs of the language too, such as the blank between thousands.
  return is_number ? medium_.own(text) : text;
}

std::string Voice::write(std::monostate /*nothing*/) const { return {}; }

std::string Voice::write(Amount const& amount) const {
  auto const& format = language_->numbers();
  bool const counts = amount.currency.empty();
  std::string text;
  if (amount.units == 0 || amount.rounding == Rounding::whole) {
    text = whole_number(amount.units, format);
  } else if (amount.rounding == Rounding::two_decimals) {
    text = fixed_number(amount.units, 2, format);
  } else if (amount.rounding == Rounding::three_digits) {
    text = short_number(amount.units, format);
  } else {
    text = counts ? whole_number(amount.units, format) : scale_(amount.units);
  }
  text = std::string(plus_of(amount.units, amount.sign)) + text;
  if (amount.unit == Unit::implied) return text;
  if (counts) {
    Count const n{std::llround(std::abs(amount.units))};
    return write(say("amount.deals", {{"n", n}, {"amount", Name{text}}}));
  }
  return write(say("amount.money", {{"currency", Name{amount.currency}}, {"amount", Name{text}}}));
}

std::string Voice::write(ExactAmount const& amount) const {
  auto const text = exact_amount(amount.minor, language_->numbers());
  return std::string(plus_of(static_cast<double>(amount.minor), amount.sign)) + text;
}

std::string Voice::write(Share const& share) const {
  auto const& format = language_->numbers();
  if (share.sign == Sign::minus_only) return percent(share.value, share.decimals, format);
  auto const size = fixed_number(std::abs(share.value) * 100, share.decimals, format);
  return signed_text(share.value, write(say("share.percent", {{"n", Name{size}}})));
}

std::string Voice::write(Points const& points) const {
  return write(Number{points.share * 100, points.decimals, Notation::fixed, points.sign});
}

std::string Voice::write(Number const& number) const {
  auto const& format = language_->numbers();
  auto const size = [&]() -> std::string {
    double const value = std::abs(number.value);
    if (number.notation == Notation::significant) {
      return significant_number(value, number.digits, format);
    }
    if (number.notation == Notation::magnitude) return short_number(value, format);
    auto text = fixed_number(value, number.digits, format);
    bool const bare = number.notation == Notation::bare && text.front() == '0' && text.size() > 1;
    return bare ? text.substr(1) : text;
  }();
  if (number.sign == Sign::both) return signed_text(number.value, size);
  bool const nothing = size.find_first_of("123456789") == std::string::npos;
  return number.value < 0 && !nothing ? '-' + size : size;
}

std::string Voice::write(Count const& count) const {
  return whole_number(static_cast<double>(count.n), language_->numbers());
}

std::string Voice::write(Ordinal const& ordinal) const { return std::to_string(ordinal.number); }

std::string Voice::write(Score const& score) const {
  return whole_number(std::floor(score.value), language_->numbers());
}

std::string Voice::write(Duration const& duration) const {
  return write(duration_words(duration.seconds));
}

std::string Voice::write(core::Date date) const { return date_text(date, language_->numbers()); }

std::string Voice::write(PeriodName const& period) const { return medium_.name(Name{period.id}); }

std::string Voice::write(Name const& name) const { return medium_.name(name); }

std::string Voice::write(Case const& /*one*/) const { return {}; }

std::string Voice::write(Absent /*absent*/) const { return write(say("value.absent")); }

std::string Voice::write(Message const& message) const {
  return fill(language_->pattern(message.key), message);
}

std::string Voice::write(Sequence const& sequence) const {
  auto const separator = [&]() -> std::string {
    if (sequence.join == Join::blank) return " ";
    return write(say(sequence.join == Join::comma ? "list.comma" : "list.semicolon")) + ' ';
  }();
  std::string text;
  for (auto const& item : sequence.items) text += (text.empty() ? "" : separator) + (*this)(item);
  return text;
}

std::string Voice::fill(Pattern const& pattern, Message const& message) const {
  std::string text;
  for (auto const& piece : pattern.pieces) {
    if (auto const* const own = std::get_if<std::string>(&piece.what)) {
      text += medium_.own(*own);
    } else if (auto const* const place = std::get_if<Place>(&piece.what)) {
      text += (*this)(argument_of(message, place->argument));
    } else {
      text += fill(branch(std::get<Choice>(piece.what), message), message);
    }
  }
  return text;
}

Pattern const& Voice::branch(Choice const& choice, Message const& message) const {
  auto const& value = argument_of(message, choice.argument);
  std::string_view form;
  if (choice.by == Choice::By::number) {
    auto const number = number_of(value);
    if (!number) throw core::ContractViolation("words: no number: " + std::string(message.key));
    form = language_->plural_form(static_cast<std::uint64_t>(std::llround(std::abs(*number))));
  } else if (auto const* const one = std::get_if<Case>(&value.held)) {
    form = one->name;
  } else {
    throw core::ContractViolation("words: no case: " + std::string(message.key));
  }
  auto const& branches = choice.branches;
  auto const found = std::ranges::find(branches, form, &std::pair<std::string, Pattern>::first);
  return found == branches.end() ? branches.back().second : found->second;
}

Message duration_words(double seconds) {
  auto const rounded = [](double value) { return std::llround(value); };
  if (seconds < 90) {
    return say("duration.seconds",
               {{"n", Count{rounded(std::max(seconds, seconds > 0 ? 1.0 : 0.0))}}});
  }
  auto const minutes = rounded(seconds / 60);
  if (minutes < 90) return say("duration.minutes", {{"n", Count{minutes}}});
  auto const rest = minutes % 60;
  return say("duration.hours", {{"hours", Count{minutes / 60}},
                                {"minutes", Name{(rest < 10 ? "0" : "") + std::to_string(rest)}}});
}

}  // namespace quarterdeck::report
