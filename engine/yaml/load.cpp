// engine/yaml/load.cpp – see load.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/yaml/load.hpp"

#include <fmt/format.h>

#include <fstream>
#include <string>

#include "engine/core/error.hpp"
#include "engine/yaml/limits.hpp"

namespace quarterdeck::yaml {
namespace {

/// At most one byte more than the limit, so that a huge file costs nothing.
std::string read_text(std::filesystem::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw core::IoError(fmt::format("cannot open {}", file.string()));
  std::string text(YamlLimits{}.bytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) throw core::IoError(fmt::format("cannot read {}", file.string()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

}  // namespace

core::Checked<YAML::Node> load(std::filesystem::path const& file) {
  return parse(read_text(file), file.string());
}

core::Checked<YAML::Node> parse(std::string const& text, std::string const& file) {
  if (auto fault = find_yaml_fault(text, file)) {
    return tl::unexpected(core::Diagnostics{std::move(*fault)});
  }
  return YAML::Load(text);
}

}  // namespace quarterdeck::yaml
