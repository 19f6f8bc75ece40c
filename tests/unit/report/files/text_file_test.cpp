// tests/unit/report/files/text_file_test.cpp – texts of files, and cells of CSV.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/files/text_file.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/support/catch.hpp"

namespace quarterdeck::report {
namespace {

TEST_CASE("csv cell: quoted where it must be", "[unit]") {
  CHECK(csv_cell("plain text") == "plain text");
  CHECK(csv_cell("a,b") == "\"a,b\"");
  CHECK(csv_cell("say \"so\"") == "\"say \"\"so\"\"\"");
  CHECK(csv_cell("two\nlines") == "\"two\nlines\"");
}

TEST_CASE("read_text: the bytes of a file, or nothing", "[unit]") {
  auto const file =
      std::filesystem::temp_directory_path() / ("quarterdeck-text-" + std::to_string(getpid()));
  CHECK_FALSE(read_text(file));
  std::ofstream(file, std::ios::binary) << "a\r\nb";
  CHECK(read_text(file) == "a\r\nb");
  auto const length = [](std::string_view text) { return std::optional(text.size()); };
  CHECK(parsed_file(file, length) == 4U);
  std::filesystem::remove(file);
  CHECK_FALSE(parsed_file(file, length));
}

}  // namespace
}  // namespace quarterdeck::report
