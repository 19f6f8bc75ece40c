// tools/service/record/bridge.cpp – see bridge.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/record/bridge.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <set>

#include "engine/core/error.hpp"

namespace quarterdeck::service {
namespace {

enum class Standing { unknown, open, booked, lost, won_elsewhere };

/// A deal as one recorded forecast has it. Units of the measure.
struct Seen {
  Standing standing = Standing::unknown;
  double value = 0;   ///< contribution to the mean
  double amount = 0;  ///< of an open deal before chance, of a booked one what it counts
  bool overridden = false;
  std::string name;
};

using Deals = std::map<std::string, Seen>;

Deals deals_of(io::LedgerEntry const& entry) {
  Deals deals;
  for (auto const& closed : entry.closed) {
    bool const in_period = entry.period.contains(closed.closed);
    Seen seen;
    seen.name = closed.name;
    if (closed.outcome == data::Outcome::lost) {
      seen.standing = Standing::lost;
    } else if (!in_period) {
      seen.standing = Standing::won_elsewhere;
    } else {
      seen.standing = Standing::booked;
      seen.value = core::to_units(closed.worth);
      seen.amount = seen.value;
    }
    deals[closed.id] = std::move(seen);
  }
  for (auto const& open : entry.deals) {
    deals[open.id] = {Standing::open, open.expected, open.amount, open.overridden, open.name};
  }
  return deals;
}

/// An effect before rounding, units of the measure.
struct Effect {
  Cause cause;
  std::string id;
  std::string name;
  double units;
};

class Builder {
 public:
  Builder(io::LedgerEntry const& from, io::LedgerEntry const& to,
          std::optional<Reruns> const& reruns)
      : from_(from), to_(to), reruns_(reruns), before_(deals_of(from)), after_(deals_of(to)) {}

  std::vector<Effect> effects() {
    std::set<std::string> ids;
    for (auto const& [id, seen] : before_) ids.insert(id);
    for (auto const& [id, seen] : after_) ids.insert(id);
    for (auto const& id : ids) add_deal(id);
    add_new_business();
    add_scenario();
    std::stable_sort(effects_.begin(), effects_.end(),
                     [](Effect const& a, Effect const& b) { return a.cause < b.cause; });
    return std::move(effects_);
  }

 private:
  static Seen seen_in(Deals const& deals, std::string const& id) {
    auto const found = deals.find(id);
    return found == deals.end() ? Seen{} : found->second;
  }

  void add(Cause cause, std::string const& id, std::string const& name, double units) {
    if (units != 0) effects_.push_back({cause, id, name, units});
  }

  /// Takes a deal through the forecasts made again; `deal` is then as the last of them has it.
  void through_reruns(std::string const& id, Seen& deal) {
    if (!reruns_) return;
    auto const step = [&](Cause cause, Rerun const& rerun) {
      auto const value = rerun.value.find(id);
      double const next = value == rerun.value.end() ? 0 : value->second;
      add(cause, id, deal.name, next - deal.value);
      deal.value = next;
      auto const amount = rerun.amount.find(id);
      if (amount != rerun.amount.end()) deal.amount = amount->second;
    };
    step(Cause::restated, reruns_->restated);
    step(Cause::days_passed, reruns_->days_passed);
    step(Cause::refit, reruns_->refit);
  }

  void add_deal(std::string const& id) {
    Seen deal = seen_in(before_, id);
    Seen const now = seen_in(after_, id);
    if (deal.name.empty()) deal.name = now.name;
    through_reruns(id, deal);
    if (deal.overridden || now.overridden) {
      add(Cause::overrides, id, deal.name, now.value - deal.value);
    } else if (deal.standing == Standing::unknown) {
      add(Cause::created, id, deal.name, now.value - deal.value);
    } else if (now.standing == Standing::unknown) {
      // A closed deal leaves the record when it lies too far back; it counted nothing then.
      add(Cause::gone, id, deal.name, now.value - deal.value);
    } else if (deal.standing == Standing::open) {
      from_open(id, deal, now);
    } else if (deal.standing == Standing::booked && now.standing == Standing::booked) {
      add(Cause::amounts, id, deal.name, now.value - deal.value);
    } else {
      add(Cause::reopened, id, deal.name, now.value - deal.value);
    }
  }

  void from_open(std::string const& id, Seen const& deal, Seen const& now) {
    bool const counts = now.standing == Standing::open || now.standing == Standing::booked;
    double value = deal.value;
    if (counts && deal.amount > 0) {
      value = deal.value * (now.amount / deal.amount);
      add(Cause::amounts, id, deal.name, value - deal.value);
    }
    Cause cause = Cause::moved;
    if (now.standing == Standing::booked) cause = Cause::won;
    if (now.standing == Standing::won_elsewhere) cause = Cause::won_outside;
    if (now.standing == Standing::lost) cause = Cause::lost;
    add(cause, id, deal.name, now.value - value);
  }

  void add_new_business() {
    double value = from_.new_mean;
    auto const step = [&](Cause cause, double next) {
      add(cause, "", "", next - value);
      value = next;
    };
    if (reruns_) {
      step(Cause::restated, reruns_->restated.new_mean);
      step(Cause::days_passed, reruns_->days_passed.new_mean);
      step(Cause::refit, reruns_->refit.new_mean);
    }
    step(Cause::new_business, to_.new_mean);
  }

  /// What a scenario made of parts that no single deal accounts for, such as booked business.
  void add_scenario() {
    if (from_.scenarios.empty() && to_.scenarios.empty()) return;
    double rest = to_.mean - from_.mean;
    for (auto const& effect : effects_) rest -= effect.units;
    if (std::abs(rest) > 1e-4) add(Cause::overrides, "", "scenario", rest);
  }

  io::LedgerEntry const& from_;
  io::LedgerEntry const& to_;
  std::optional<Reruns> const& reruns_;
  Deals before_;
  Deals after_;
  std::vector<Effect> effects_;
};

}  // namespace

std::string_view to_text(Cause cause) { return core::name_of(cause_names, cause); }

Bridge bridge(io::LedgerEntry const& from, io::LedgerEntry const& to,
              std::optional<Reruns> const& reruns) {
  QUARTERDECK_EXPECT(from.counts_deals == to.counts_deals);
  Bridge result;
  result.from = core::to_minor(from.mean);
  result.to = core::to_minor(to.mean);
  result.causes.assign(n_causes, 0);
  auto const effects = Builder(from, to, reruns).effects();
  // Rounding the running sum instead of every effect keeps the rounding from adding up.
  double running = from.mean;
  core::Minor rounded = result.from;
  for (std::size_t i = 0; i < effects.size(); ++i) {
    running += effects[i].units;
    core::Minor const next = i + 1 == effects.size() ? result.to : core::to_minor(running);
    result.cells.push_back({effects[i].cause, effects[i].id, effects[i].name, next - rounded});
    rounded = next;
  }
  // The parts of a recorded mean are its own tallies, so the last step is a rounding like any
  // other.
  QUARTERDECK_ENSURE(std::abs(running - to.mean) < 1e-9 * (1 + std::abs(to.mean)) + 1e-4);
  for (auto const& cell : result.cells) {
    result.causes[static_cast<std::size_t>(cell.cause)] += cell.effect;
  }
  std::stable_sort(result.cells.begin(), result.cells.end(),
                   [](BridgeCell const& a, BridgeCell const& b) {
                     if (a.cause != b.cause) return a.cause < b.cause;
                     return std::abs(a.effect) > std::abs(b.effect);
                   });
  return result;
}

}  // namespace quarterdeck::service
