// engine/random/stream.cpp – see stream.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/random/stream.hpp"

#include "engine/core/error.hpp"
#include "engine/random/threefry.hpp"

namespace quarterdeck::random {

Stream::Stream(StreamKey const& key) : key_(key) {
  QUARTERDECK_EXPECT(key.index < max_stream_index);
}

Stream::result_type Stream::operator()() noexcept {
  if (used_ == buffer_.size()) {
    buffer_ = counter_of(key_, next_cipher_);
    threefry(buffer_, key_schedule(cipher_key_of(key_, next_cipher_)));
    ++next_cipher_;
    used_ = 0;
  }
  return buffer_[used_++];
}

double Stream::uniform() noexcept {
  std::uint64_t const high = (*this)();
  std::uint64_t const low = (*this)();
  return (static_cast<double>((high << 20U) | (low >> 12U)) + 0.5) * 0x1p-52;
}

}  // namespace quarterdeck::random
