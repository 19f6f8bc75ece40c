// engine/yaml/limits.hpp – what a YAML text may cost before it is built into a tree.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "engine/core/diagnostic.hpp"

namespace quarterdeck::yaml {

struct YamlLimits {
  std::size_t bytes = std::size_t{1} << 20U;
  int depth = 64;
  std::int64_t nodes = 100000;  ///< an alias counts all nodes that it stands for
};

/// Goes through the events of a YAML text without building anything, so that deep nesting, alias
/// bombs and syntax errors are found at a cost linear in the text.
/// @return the first fault, or nothing when the text is well formed, has one document and keeps to
///         the limits
[[nodiscard]] std::optional<core::Diagnostic> find_yaml_fault(std::string const& text,
                                                              std::string const& file,
                                                              YamlLimits const& limits = {});

}  // namespace quarterdeck::yaml
