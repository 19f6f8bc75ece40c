// tests/support/catch.hpp – one include for Catch2, version 2 or 3.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
using Catch::Detail::Approx;
#endif
