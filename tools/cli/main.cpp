// tools/cli/main.cpp – the executable `quarterdeck`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/core/ids.hpp"
#include "engine/core/provenance.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/lever_options.hpp"
#include "tools/cli/terminal.hpp"

namespace quarterdeck::cli {
namespace {

struct AllOptions {
  ForecastOptions forecast;
  CompareOptions compare;
  LeverOptions tornado;
  GoalOptions goal;
  SweepOptions sweep;
  BacktestOptions backtest;
  BatchOptions batch;
  CheckOptions check;
  FitOptions fit;
  HistoryOptions history;
  InitOptions init;
  WaterfallOptions waterfall;
  SampleOptions sample;
  SchemaOptions schema;
  ExplainOptions explain;
};

using Runs = std::map<CLI::App const*, std::function<int()>>;

Runs add_commands(CLI::App& app, AllOptions& options) {
  Runs runs;
  runs[&add_init(app, options.init)] = [&] { return run_init(options.init); };
  runs[&add_forecast(app, options.forecast)] = [&] { return run_forecast(options.forecast); };
  runs[&add_compare(app, options.compare)] = [&] { return run_compare(options.compare); };
  runs[&add_tornado(app, options.tornado)] = [&] { return run_tornado(options.tornado); };
  runs[&add_goal(app, options.goal)] = [&] { return run_goal(options.goal); };
  runs[&add_sweep(app, options.sweep)] = [&] { return run_sweep(options.sweep); };
  runs[&add_backtest(app, options.backtest)] = [&] { return run_backtest(options.backtest); };
  runs[&add_batch(app, options.batch)] = [&] { return run_batch(options.batch); };
  runs[&add_check(app, options.check)] = [&] { return run_check(options.check); };
  runs[&add_fit(app, options.fit)] = [&] { return run_fit(options.fit); };
  runs[&add_history(app, options.history)] = [&] { return run_history(options.history); };
  runs[&add_waterfall(app, options.waterfall)] = [&] { return run_waterfall(options.waterfall); };
  runs[&add_sample(app, options.sample)] = [&] { return run_sample(options.sample); };
  runs[&add_schema(app, options.schema)] = [&] { return run_schema(options.schema); };
  runs[&add_explain(app, options.explain)] = [&] { return run_explain(options.explain); };
  return runs;
}

std::string version_line() {
  auto const& build = core::build_info();
  auto const commit = build.git.empty() ? "" : fmt::format(" ({})", build.git.substr(0, 12));
  return fmt::format("quarterdeck {}{}", build.version, commit);
}

std::string build_lines() {
  auto const& build = core::build_info();
  return fmt::format(
      "version         {}\ncommit          {}\ncompiler        {}\nboost           "
      "{}\nstream version  {}\n",
      build.version, build.git.empty() ? "unknown" : build.git, build.compiler, build.boost,
      core::stream_version);
}

std::vector<std::string> flags_of(CLI::App const& app) {
  std::vector<std::string> names;
  for (auto const* const option : app.get_options()) {
    for (auto const& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::vector<std::string> commands_of(CLI::App const& app) {
  std::vector<std::string> names;
  for (auto const* const command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

/// What to say of an argument that no command takes.
std::string about_extra(std::string const& extra, CLI::App const& app) {
  bool const flag = extra.starts_with('-');
  auto const name = extra.substr(0, extra.find('='));
  bool const command = !flag && app.get_parent() == nullptr;
  auto const nearest = core::nearest_word(name, flag ? flags_of(app) : commands_of(app));
  std::string text =
      fmt::format("unknown {} '{}'", flag ? "flag" : (command ? "command" : "argument"), name);
  if ((flag || command) && !nearest.empty()) text += fmt::format("; did you mean {}", nearest);
  return text;
}

CLI::App const* chosen_command(CLI::App const& app) {
  auto const chosen = app.get_subcommands();
  return chosen.empty() ? nullptr : chosen.front();
}

int run_chosen(CLI::App const& app, Runs const& runs) {
  auto const* const command = chosen_command(app);
  for (auto const* const level : {command, &app}) {
    if (level == nullptr) continue;
    auto const extras = level->remaining();
    if (extras.empty()) continue;
    return fail_usage(about_extra(extras.front(), *level),
                      command == nullptr ? "" : command->get_name());
  }
  if (command == nullptr) return fail_usage("say what to do: forecast, check, fit, …", "");
  return guarded(runs.at(command));
}

int fail_parsing(CLI::App const& app, CLI::ParseError const& error) {
  auto const* const command = chosen_command(app);
  // A misspelt flag can leave a required argument missing; the flag is the better thing to name.
  if (command != nullptr) {
    for (auto const& extra : command->remaining()) {
      if (extra.starts_with('-')) {
        return fail_usage(about_extra(extra, *command), command->get_name());
      }
    }
  }
  return fail_usage(error.what(), command == nullptr ? "" : command->get_name());
}

constexpr char const* examples = R"(Examples:
  quarterdeck sample demo && quarterdeck forecast demo
  quarterdeck init company/deals.csv && quarterdeck forecast company/
  quarterdeck forecast deals.csv
  quarterdeck check company/
  quarterdeck explain p_hit

Exit codes: 0 done, 64 usage, 65 bad data, 66 input missing, 70 internal fault,
74 input or output, 75 interrupted, 78 bad configuration.)";

int run(int argc, char** argv) {
  AllOptions options;
  CLI::App app("Where will the quarter land, how sure may we be, and how far to believe it.",
               "quarterdeck");
  app.allow_extras();
  bool build_info = false;
  app.add_flag("--build-info", build_info, "say how this program was built");
  app.set_version_flag("--version", version_line);
  app.footer(examples);
  auto const runs = add_commands(app, options);
  try {
    app.parse(argc, argv);
  } catch (CLI::CallForHelp const&) {
    auto const* const command = chosen_command(app);
    write_result((command == nullptr ? app : *command).help());
    return exit_success;
  } catch (CLI::CallForVersion const&) {
    write_result(version_line() + '\n');
    return exit_success;
  } catch (CLI::ParseError const& error) {
    return fail_parsing(app, error);
  }
  if (build_info) {
    write_result(build_lines());
    return exit_success;
  }
  return run_chosen(app, runs);
}

}  // namespace
}  // namespace quarterdeck::cli

int main(int argc, char** argv) {
  return quarterdeck::cli::guarded([&] { return quarterdeck::cli::run(argc, argv); });
}
