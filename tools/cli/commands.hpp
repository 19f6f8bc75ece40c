// tools/cli/commands.hpp – the commands: what they are called with, and what they do.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tools/cli/options.hpp"

namespace quarterdeck::cli {

/// Each `add_…` puts a command with its flags, help and examples under `app`; each `run_…` does the
/// work and returns the exit code. Faults of the world come as exceptions, see failures.hpp.
CLI::App& add_forecast(CLI::App& app, ForecastOptions& options);
[[nodiscard]] int run_forecast(ForecastOptions const& options);

CLI::App& add_compare(CLI::App& app, CompareOptions& options);
[[nodiscard]] int run_compare(CompareOptions const& options);
CLI::App& add_backtest(CLI::App& app, BacktestOptions& options);
[[nodiscard]] int run_backtest(BacktestOptions const& options);

CLI::App& add_batch(CLI::App& app, BatchOptions& options);
[[nodiscard]] int run_batch(BatchOptions const& options);

CLI::App& add_check(CLI::App& app, CheckOptions& options);
[[nodiscard]] int run_check(CheckOptions const& options);

CLI::App& add_fit(CLI::App& app, FitOptions& options);
[[nodiscard]] int run_fit(FitOptions const& options);

CLI::App& add_init(CLI::App& app, InitOptions& options);
[[nodiscard]] int run_init(InitOptions const& options);

CLI::App& add_history(CLI::App& app, HistoryOptions& options);
[[nodiscard]] int run_history(HistoryOptions const& options);

CLI::App& add_waterfall(CLI::App& app, WaterfallOptions& options);
[[nodiscard]] int run_waterfall(WaterfallOptions const& options);

CLI::App& add_sample(CLI::App& app, SampleOptions& options);
[[nodiscard]] int run_sample(SampleOptions const& options);

CLI::App& add_schema(CLI::App& app, SchemaOptions& options);
[[nodiscard]] int run_schema(SchemaOptions const& options);

CLI::App& add_explain(CLI::App& app, ExplainOptions& options);
[[nodiscard]] int run_explain(ExplainOptions const& options);

}  // namespace quarterdeck::cli
