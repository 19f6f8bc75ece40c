// tools/report/page/tone.hpp – what a piece of a page means to its reader.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace quarterdeck::report {

/// Colours, weights and icons of a medium follow from it.
enum class Tone { plain, strong, quiet, title, good, warning, bad };

}  // namespace quarterdeck::report
