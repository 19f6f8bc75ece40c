// tests/unit/table/sha256_test.cpp – published digests.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/sha256.hpp"

#include <string>

#include "tests/support/catch.hpp"

namespace {

std::string digest(std::string_view text) {
  quarterdeck::io::Sha256 hash;
  hash.update(text);
  return hash.hex();
}

}  // namespace

TEST_CASE("sha256: answers of the standard's examples", "[unit][table]") {
  CHECK(digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(digest(std::string(1000000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("sha256: pieces give the digest of the whole", "[unit][table]") {
  std::string const text(300, 'x');
  for (std::size_t const cut : {0U, 1U, 55U, 56U, 63U, 64U, 65U, 299U}) {
    quarterdeck::io::Sha256 hash;
    hash.update(std::string_view(text).substr(0, cut));
    hash.update(std::string_view(text).substr(cut));
    CHECK(hash.hex() == digest(text));
  }
}
