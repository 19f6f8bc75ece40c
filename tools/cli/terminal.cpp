// tools/cli/terminal.cpp – see terminal.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "engine/core/error.hpp"

namespace quarterdeck::cli {
namespace {

constexpr int default_width = 80;
constexpr int least_width = 60;
constexpr int most_width = 100;

std::string_view variable(char const* name) {
  char const* const value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

int width_of_output() {
  winsize size{};
  bool const known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? std::clamp(static_cast<int>(size.ws_col), least_width, most_width) : default_width;
}

}  // namespace

bool locale_is_utf8() {
  for (char const* const name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string value(variable(name));
    if (value.empty()) continue;
    std::transform(value.begin(), value.end(), value.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return value.find("utf-8") != std::string::npos || value.find("utf8") != std::string::npos;
  }
  return false;
}

bool error_is_terminal() { return isatty(STDERR_FILENO) == 1 && variable("TERM") != "dumb"; }

report::Style style_of_output(OutputOptions const& options) {
  report::Style style;
  bool const terminal = isatty(STDOUT_FILENO) == 1;
  if (terminal) style.width = width_of_output();
  bool const colours =
      terminal && !options.no_color && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
  style.colour = colours ? report::Colour::on : report::Colour::off;
  style.signs = locale_is_utf8() ? report::Signs::unicode : report::Signs::ascii;
  return style;
}

void write_result(std::string_view text) {
  bool const written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!written || std::fflush(stdout) != 0) {
    throw core::IoError(std::string("cannot write to standard output: ") + std::strerror(errno));
  }
}

}  // namespace quarterdeck::cli
