// engine/yaml/schema.cpp – see schema.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/yaml/schema.hpp"

#include <fmt/format.h>

#include <iterator>

namespace quarterdeck::yaml {
namespace {

void append_section(std::string& out, KeySection const& section, std::string_view indent) {
  auto const put = std::back_inserter(out);
  fmt::format_to(put, "{}\"type\": \"object\",\n{}\"additionalProperties\": {},\n", indent, indent,
                 section.more.empty() ? "false" : section.more);
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

std::string schema_text(std::string_view title, std::span<KeySection const> sections) {
  std::string out = "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n";
  out += fmt::format("  \"title\": \"{}\",\n", title);
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

}  // namespace quarterdeck::yaml
