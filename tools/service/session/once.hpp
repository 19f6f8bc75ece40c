// tools/service/session/once.hpp – a value that is made when it is first asked for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <atomic>
#include <mutex>
#include <optional>
#include <utility>

namespace quarterdeck::service {

/// Makes a value once, however many threads ask for it at the same time; those that come while it
/// is being made wait for it. It stays where it is for as long as this lives.
/// @verified tests/unit/service/session_test.cpp
template <class T>
class Once {
 public:
  Once() = default;
  /// With a value that is there already.
  explicit Once(T value) : made_(true), value_(std::move(value)) {}

  /// @param make  called by one thread; where it throws nothing is kept, and the next to ask makes
  ///              the value
  template <class Make>
  [[nodiscard]] T const& operator()(Make const& make) const {
    if (!is_made()) {
      std::lock_guard const hold(mutex_);
      if (!value_) {
        value_.emplace(make());
        made_.store(true, std::memory_order_release);
      }
    }
    return *value_;
  }

  [[nodiscard]] bool is_made() const { return made_.load(std::memory_order_acquire); }

 private:
  mutable std::mutex mutex_;
  mutable std::atomic<bool> made_{false};
  mutable std::optional<T> value_;
};

}  // namespace quarterdeck::service
