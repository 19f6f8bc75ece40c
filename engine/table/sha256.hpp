// engine/table/sha256.hpp – the fingerprint of an input.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace quarterdeck::io {

/// SHA-256 of bytes given piece by piece, so that inputs of any size and rows of a query can be
/// fingerprinted while they stream by.
/// @source FIPS PUB 180-4, section 6.2
/// @verified tests/unit/table/sha256_test.cpp
class Sha256 {
 public:
  void update(std::string_view bytes);
  /// The digest of everything given so far as 64 hexadecimal digits. Ends the object's use.
  [[nodiscard]] std::string hex();

 private:
  void compress(unsigned char const* block);

  std::array<std::uint32_t, 8> state_{0x6a09e667U, 0xbb67ae85U, 0x3c6ef372U, 0xa54ff53aU,
                                      0x510e527fU, 0x9b05688cU, 0x1f83d9abU, 0x5be0cd19U};
  std::array<unsigned char, 64> pending_{};
  std::size_t n_pending_ = 0;
  std::uint64_t n_bytes_ = 0;
};

/// @throws core::IoError when the file cannot be read
[[nodiscard]] std::string sha256_of_file(std::filesystem::path const& file);

}  // namespace quarterdeck::io
