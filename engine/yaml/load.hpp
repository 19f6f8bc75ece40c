// engine/yaml/load.hpp – opens a YAML file that may come from anywhere.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <string>

#include "engine/core/diagnostic.hpp"

namespace quarterdeck::yaml {

/// The tree of a file, which `find_yaml_fault` has gone through before anything was built.
/// @return the tree, or the one fault that stops reading it
/// @throws core::IoError when the file cannot be opened or read
/// @verified tests/unit/workspace/workspace_limits_test.cpp, tests/unit/scenarios/read_test.cpp
[[nodiscard]] core::Checked<YAML::Node> load(std::filesystem::path const& file);

/// The same of a text in memory. @param file  the name that its faults bear
[[nodiscard]] core::Checked<YAML::Node> parse(std::string const& text, std::string const& file);

}  // namespace quarterdeck::yaml
