// tools/sample/company.cpp – see company.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/company.hpp"

#include <numeric>

#include "tools/sample/book.hpp"
#include "tools/sample/world.hpp"

namespace quarterdeck::sample {

Company generate(CompanySpec const& spec) {
  Setting const setting = make_setting(spec);
  World world(setting);
  world.run_to(setting.as_of);
  Company company;
  company.spec = spec;
  company.as_of = setting.as_of;
  company.open_quarter = setting.open_quarter();
  company.records = records_of(world);
  world.run_to(setting.open_quarter().end);
  company.actual_total =
      std::accumulate(world.booked().begin(), world.booked().end(), core::Minor{0});
  return company;
}

data::Records full_timeline(CompanySpec const& spec) {
  Setting const setting = make_setting(spec);
  World world(setting);
  world.run_to(setting.open_quarter().end);
  return records_of(world);
}

}  // namespace quarterdeck::sample
