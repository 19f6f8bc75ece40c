// engine/io/deals/input_hashes.cpp – see input_hashes.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/input_hashes.hpp"

#include <optional>

#include "engine/table/sha256.hpp"
#include "engine/table/table.hpp"

namespace quarterdeck::io {
namespace {

namespace fs = std::filesystem;
using Fingerprints = std::vector<InputFingerprint>;

core::Diagnostics hash_query(Workspace const& workspace, TableSource const& source,
                             Fingerprints& list) {
  TableRoom room(workspace.file.parent_path());
  auto table = open_part(room, source, {});
  if (!table) return table.error();
  std::uintmax_t bytes = 0;
  while (table->next()) {
    for (std::size_t row = 0; row < table->n_rows(); ++row) {
      for (std::size_t c = 0; c < table->columns().size(); ++c) {
        bytes += table->cell(c, row).size() + 1;
      }
    }
  }
  list.push_back({table->input(), bytes});
  return {};
}

core::Diagnostics hash_source(Workspace const& workspace, TableSource const& source,
                              Fingerprints& list) {
  if (!std::holds_alternative<FileSource>(source.from)) return hash_query(workspace, source, list);
  auto const files = parts_of(source);
  if (!files) return files.error();
  for (auto const& file : *files) {
    list.push_back(
        {{name_in_workspace(source, file.string()), sha256_of_file(file), 0}, fs::file_size(file)});
  }
  return {};
}

}  // namespace

core::Checked<Fingerprints> input_hashes(Workspace const& workspace) {
  Fingerprints list;
  core::Diagnostics faults;
  for (auto const& source : workspace.sources) {
    auto const found = hash_source(workspace, source, list);
    faults.insert(faults.end(), found.begin(), found.end());
  }
  if (!faults.empty()) return tl::unexpected(std::move(faults));
  return list;
}

}  // namespace quarterdeck::io
