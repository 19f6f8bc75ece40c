// tools/cli/failures.cpp – see failures.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/failures.hpp"

#include <fmt/core.h>

#include <cstdio>
#include <filesystem>
#include <new>

#include "engine/core/error.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/terminal/text.hpp"

namespace quarterdeck::cli {
namespace {

int exit_code_of(core::Fault fault) {
  switch (fault) {
    case core::Fault::usage:
      return exit_usage;
    case core::Fault::data:
      return exit_data;
    case core::Fault::missing_input:
      return exit_missing_input;
    case core::Fault::configuration:
      return exit_configuration;
  }
  return exit_internal;
}

/// One line, safe to show whatever the message quotes.
void print_line(std::string_view text) { fmt::print(stderr, "{}\n", report::clean(text, {})); }

int fail_with(int code, std::string_view what, std::string_view message) {
  print_line(fmt::format("quarterdeck: {}{}", what, message));
  return code;
}

}  // namespace

int fail(core::Diagnostics const& diagnostics) {
  QUARTERDECK_EXPECT(!diagnostics.empty());
  for (auto const& diagnostic : diagnostics) {
    auto const code = diagnostic.code.empty() ? "" : fmt::format(" [{}]", diagnostic.code);
    print_line(core::to_string(diagnostic) + code);
  }
  return exit_code_of(diagnostics.front().fault);
}

int fail_usage(std::string_view message, std::string_view command) {
  print_line(fmt::format("quarterdeck: {}", message));
  print_line(fmt::format("Run 'quarterdeck {}{}--help' for what there is.", command,
                         command.empty() ? "" : " "));
  return exit_usage;
}

int stop_interrupted() {
  print_line("quarterdeck: interrupted; nothing was written");
  return exit_interrupted;
}

void warn(std::string_view message) { print_line(fmt::format("warning: {}", message)); }

int guarded(std::function<int()> const& command) {
  try {
    return command();
  } catch (core::IoError const& error) {
    return fail_with(exit_io, "", error.what());
  } catch (std::filesystem::filesystem_error const& error) {
    return fail_with(exit_io, "", error.what());
  } catch (std::bad_alloc const&) {
    return fail_with(exit_io, "", "not enough memory for so many trials and deals");
  } catch (core::Error const& error) {
    auto const place = fmt::format(" ({}:{})", error.where().file, error.where().line);
    return fail_with(exit_internal, "internal fault, please report it: ", error.what() + place);
  } catch (std::exception const& error) {
    return fail_with(exit_internal, "internal fault, please report it: ", error.what());
  }
}

}  // namespace quarterdeck::cli
