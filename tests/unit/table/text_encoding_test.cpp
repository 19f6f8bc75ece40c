// tests/unit/table/text_encoding_test.cpp – encodings of exports.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/text_encoding.hpp"

#include "tests/support/catch.hpp"

using namespace quarterdeck::io;

TEST_CASE("text encoding: each is told from its bytes", "[unit][table]") {
  using namespace std::string_view_literals;
  CHECK(detect_encoding("id,name\n1,Zoë\n") == Encoding::utf8);
  CHECK(detect_encoding("\xEF\xBB\xBFid\n") == Encoding::utf8_marked);
  CHECK(detect_encoding("\xFF\xFEi\0d\0"sv) == Encoding::utf16_little);
  CHECK(detect_encoding("i\0d\0,\0n\0"sv) == Encoding::utf16_little);
  CHECK(detect_encoding("\0i\0d\0,\0n"sv) == Encoding::utf16_big);
  CHECK(detect_encoding("caf\xE9,1\n") == Encoding::windows_1252);
  CHECK(detect_encoding("") == Encoding::utf8);
}

TEST_CASE("text encoding: rewriting gives UTF-8", "[unit][table]") {
  using namespace std::string_view_literals;
  CHECK(to_utf8("caf\xE9 \x80 5", Encoding::windows_1252) == "café € 5");
  CHECK(to_utf8("\x81", Encoding::windows_1252) == "\xEF\xBF\xBD");
  CHECK(to_utf8("\xFF\xFE\xE9\0\xAC\x20"sv, Encoding::utf16_little) == "é€");
  CHECK(to_utf8("\xD8\x3D\xDE\x00"sv, Encoding::utf16_big) == "😀");
  CHECK(to_utf8("\xD8\x3D\0a"sv, Encoding::utf16_big) ==
        "\xEF\xBF\xBD"
        "a");
}

TEST_CASE("text encoding: malformed UTF-8 is found", "[unit][table]") {
  CHECK(is_utf8("plain text of more than eight bytes, naïve, €, 😀"));
  for (auto const* bytes : {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC3",
                            "\x80", "12345678\xE9"}) {
    CHECK_FALSE(is_utf8(bytes));
  }
}
