// engine/core/provenance.cpp – see provenance.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/provenance.hpp"

#include <boost/version.hpp>

#include "generated/build_info.hpp"

namespace quarterdeck::core {

BuildInfo const& build_info() {
  static BuildInfo const info{generated::version, generated::git, generated::compiler,
                              BOOST_LIB_VERSION};
  return info;
}

}  // namespace quarterdeck::core
