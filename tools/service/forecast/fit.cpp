// tools/service/forecast/fit.cpp – what was learned, see answer.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/answer.hpp"
#include "tools/service/forecast/fit_report.hpp"

namespace quarterdeck::service {

core::Checked<FitReport> answer(Session const& session, FitQuestion const& /*question*/,
                                Hooks const& hooks) {
  FitReport report;
  auto const part = session.fitted(hooks);
  if (!part) return tl::unexpected(part.error());
  report.complete = *part != nullptr;
  if (!report.complete) return report;
  FittedBook const& fitted = **part;
  report.take_from(fitted.book(), fitted.period());
  report.stages = fitted.book().history.stages;
  report.models = fitted.models();
  report.quality = fitted.quality();
  return report;
}

}  // namespace quarterdeck::service
