// engine/yaml/limits.cpp – see limits.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/yaml/limits.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <vector>

namespace quarterdeck::yaml {
namespace {

/// Thrown out of the parser by the counter, caught in find_yaml_fault.
struct LimitReached {
  YAML::Mark mark;
  std::string problem;
};

/// Counts depth and nodes, an alias with everything under its anchor.
class CostCounter : public YAML::EventHandler {
 public:
  explicit CostCounter(YamlLimits const& limits) : limits_(limits) {}

  void OnDocumentStart(YAML::Mark const&) override {}
  void OnDocumentEnd() override {}
  void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override { leaf(mark, anchor, 1); }
  void OnAlias(YAML::Mark const& mark, YAML::anchor_t anchor) override {
    auto const found = sizes_.find(anchor);
    if (found == sizes_.end()) throw LimitReached{mark, "an alias stands inside its own anchor"};
    leaf(mark, 0, found->second.nodes, found->second.depth);
  }
  void OnScalar(YAML::Mark const& mark, std::string const&, YAML::anchor_t anchor,
                std::string const&) override {
    leaf(mark, anchor, 1);
  }
  void OnSequenceStart(YAML::Mark const& mark, std::string const&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(YAML::Mark const& mark, std::string const&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Size {
    std::int64_t nodes = 0;
    int depth = 0;
  };
  struct Level {
    YAML::anchor_t anchor;
    std::int64_t nodes_before;
    int depth_below;
  };

  void leaf(YAML::Mark const& mark, YAML::anchor_t anchor, std::int64_t nodes, int depth = 0) {
    count(mark, nodes, depth);
    if (anchor != 0) sizes_[anchor] = {nodes, depth};
  }
  void open(YAML::Mark const& mark, YAML::anchor_t anchor) {
    levels_.push_back({anchor, nodes_, 0});
    count(mark, 1, 0);
  }
  void close() {
    Level const level = levels_.back();
    levels_.pop_back();
    if (level.anchor != 0) {
      sizes_[level.anchor] = {nodes_ - level.nodes_before, level.depth_below + 1};
    }
    if (!levels_.empty()) {
      levels_.back().depth_below = std::max(levels_.back().depth_below, level.depth_below + 1);
    }
  }
  void count(YAML::Mark const& mark, std::int64_t nodes, int depth) {
    nodes_ += nodes;
    if (!levels_.empty()) {
      levels_.back().depth_below = std::max(levels_.back().depth_below, depth);
    }
    if (nodes_ > limits_.nodes) {
      throw LimitReached{mark, fmt::format("more than {} values, aliases counted where they stand",
                                           limits_.nodes)};
    }
    if (static_cast<int>(levels_.size()) + depth > limits_.depth) {
      throw LimitReached{mark, fmt::format("nested deeper than {} levels", limits_.depth)};
    }
  }

  YamlLimits limits_;
  std::int64_t nodes_ = 0;
  std::vector<Level> levels_;
  std::map<YAML::anchor_t, Size> sizes_;
};

core::Diagnostic limit_fault(std::string const& file, YAML::Mark const& mark, std::string problem) {
  core::Place place{file, mark.is_null() ? 0 : mark.line + 1, mark.is_null() ? 0 : mark.column + 1};
  return {"QD-101",           core::Fault::configuration,   std::move(place),
          std::move(problem), "such a file needs far less", "Shorten the file."};
}

/// The longest run of nested openers that the parser would hold before it hands out an event.
bool too_many_openers(std::string const& text, YamlLimits const& limits) {
  auto const openers = std::ranges::count_if(text, [](char c) { return c == '[' || c == '{'; });
  return openers > limits.nodes;
}

/// Line of the first tab in an indentation, from 0; -1 where there is none.
int line_of_tab(std::string const& text) {
  int line = 0;
  bool indentation = true;
  for (char const c : text) {
    if (c == '\t' && indentation) return line;
    indentation = c == '\n' || (indentation && c == ' ');
    line += c == '\n' ? 1 : 0;
  }
  return -1;
}

/// The parser's fault with what most often is behind it.
core::Diagnostic syntax_fault(std::string const& text, std::string const& file,
                              YAML::Exception const& error) {
  core::Diagnostic fault{"QD-100",
                         core::Fault::configuration,
                         {file, error.mark.line + 1, error.mark.column + 1},
                         fmt::format("not valid YAML: {}", error.msg),
                         "nothing after this place can be read for sure",
                         "Check the indentation, brackets and quotes here."};
  int const tab = line_of_tab(text);
  if (tab >= 0 && tab <= error.mark.line) {
    fault.where.line = tab + 1;
    fault.where.column = 1;
    fault.problem = "not valid YAML: a tab in the indentation";
    fault.suggestion = "Use spaces: YAML allows no tab there.";
  } else if (error.msg.find("illegal map value") != std::string::npos) {
    fault.suggestion = "Put a text with a colon and a blank in it into quotes.";
  } else if (error.msg.find("escape") != std::string::npos ||
             error.msg.find("hex number") != std::string::npos) {
    fault.suggestion =
        "In double quotes a backslash begins an escape; use single quotes, or / in paths.";
  }
  return fault;
}

}  // namespace

std::optional<core::Diagnostic> find_yaml_fault(std::string const& text, std::string const& file,
                                                YamlLimits const& limits) {
  if (text.size() > limits.bytes) {
    return limit_fault(
        file, YAML::Mark::null_mark(),
        fmt::format("the file has {} bytes, the limit is {}", text.size(), limits.bytes));
  }
  if (too_many_openers(text, limits)) {
    return limit_fault(file, YAML::Mark::null_mark(),
                       fmt::format("more than {} opening brackets", limits.nodes));
  }
  try {
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    CostCounter counter(limits);
    bool const first = parser.HandleNextDocument(counter);
    if (first && parser.HandleNextDocument(counter)) {
      return limit_fault(file, YAML::Mark::null_mark(), "more than one YAML document");
    }
  } catch (LimitReached const& limit) {
    return limit_fault(file, limit.mark, limit.problem);
  } catch (YAML::Exception const& error) {
    return syntax_fault(text, file, error);
  }
  return std::nullopt;
}

}  // namespace quarterdeck::yaml
