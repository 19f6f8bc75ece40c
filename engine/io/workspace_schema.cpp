// engine/io/workspace_schema.cpp – JSON Schema of the workspace file, from the table of keys.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <iterator>

#include "engine/io/workspace.hpp"
#include "engine/io/workspace_keys.hpp"

namespace quarterdeck::io {
namespace {

void append_section(std::string& out, KeySection const& section, std::string_view indent) {
  auto const put = std::back_inserter(out);
  fmt::format_to(put, "{}\"type\": \"object\",\n{}\"additionalProperties\": false,\n", indent,
                 indent);
  fmt::format_to(put, "{}\"required\": {},\n{}\"properties\": {{\n", indent, section.required,
                 indent);
  for (Key const& key : section.keys) {
    bool const last = &key == &section.keys.back();
    fmt::format_to(put, "{}  \"{}\": {{\"description\": \"{}\", {}}}{}\n", indent, key.name,
                   key.meaning, key.type, last ? "" : ",");
  }
  fmt::format_to(put, "{}}}", indent);
}

}  // namespace

std::string workspace_schema() {
  auto const sections = key_sections();
  std::string out = "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n";
  out += "  \"title\": \"Quarterdeck workspace\",\n";
  append_section(out, sections.front(), "  ");
  out += ",\n  \"$defs\": {\n";
  for (KeySection const& section : sections.subspan(1)) {
    fmt::format_to(std::back_inserter(out), "    \"{}\": {{\n", section.name);
    append_section(out, section, "      ");
    out += &section == &sections.back() ? "\n    }\n" : "\n    },\n";
  }
  out += "  }\n}\n";
  return out;
}

}  // namespace quarterdeck::io
