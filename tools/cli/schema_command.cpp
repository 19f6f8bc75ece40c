// tools/cli/schema_command.cpp – `quarterdeck schema`.
// SPDX-License-Identifier: Apache-2.0
#include "engine/workspace/workspace.hpp"
#include "scenarios/board/board.hpp"
#include "scenarios/schema/scenario.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/terminal.hpp"

namespace quarterdeck::cli {
namespace {

constexpr char const* schema_examples = R"(Examples:
  quarterdeck schema workspace > quarterdeck.schema.json
  quarterdeck schema scenario > scenario.schema.json
  quarterdeck schema board > board.schema.json

Editors that read JSON Schema for YAML complete and check the file as you type.)";

}  // namespace

CLI::App& add_schema(CLI::App& app, SchemaOptions& options) {
  auto& command = *app.add_subcommand(
      "schema", "JSON Schema of a workspace, scenario or board file, for editors");
  command.add_option("what", options.what, "workspace, scenario or board")
      ->required()
      ->check(CLI::IsMember({"workspace", "scenario", "board"}))
      ->type_name("");
  command.footer(schema_examples);
  return command;
}

int run_schema(SchemaOptions const& options) {
  auto schema = options.what == "scenario" ? scenarios::scenario_schema()
                : options.what == "board"  ? scenarios::board_schema()
                                           : io::workspace_schema();
  if (schema.empty() || schema.back() != '\n') schema += '\n';
  write_result(schema);
  return exit_success;
}

}  // namespace quarterdeck::cli
