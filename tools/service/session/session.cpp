// tools/service/session/session.cpp – see session.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/session/session.hpp"

#include <utility>

#include "engine/core/ids.hpp"
#include "tools/service/session/once.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

/// The value that was made, or the faults of making it.
template <class T>
Part<T> part_of(core::Checked<T> const& made) {
  if (!made) return tl::unexpected(made.error());
  return &*made;
}

/// A part that needs no hook any more, or a hook that lets it be made; else it is left out.
template <class T>
bool may_make(Once<T> const& part, Hooks const& hooks, std::string_view stage) {
  return part.is_made() || go_on(hooks, stage);
}

std::uint64_t seed_of(SessionRequest const& request, io::Workspace const& workspace) {
  return request.seed.value_or(workspace.forecast.seed);
}

}  // namespace

/// What sessions of all days share.
struct Session::Source {
  explicit Source(std::filesystem::path file) : path(std::move(file)) {}
  explicit Source(Reading read) : workspace(read.workspace), reading(std::move(read)) {}

  std::filesystem::path path;  ///< of the workspace; empty where it comes from memory
  Once<core::Checked<io::Workspace>> workspace;
  Once<core::Checked<Reading>> reading;
};

struct Session::State {
  State(SessionRequest about, std::shared_ptr<Source const> from)
      : request(std::move(about)), source(std::move(from)) {}

  SessionRequest request;
  std::shared_ptr<Source const> source;
  Once<core::Checked<Book>> book;
  Once<core::Checked<core::Period>> period;
  Once<std::unique_ptr<FittedBook const>> fitted;
};

Session::Session(SessionRequest request)
    : Session(request, std::make_shared<Source const>(request.workspace)) {}

Session::Session(SessionRequest request, Reading reading)
    : Session(std::move(request), std::make_shared<Source const>(std::move(reading))) {}

Session::Session(SessionRequest request, std::shared_ptr<Source const> source)
    : state_(std::make_shared<State const>(std::move(request), std::move(source))) {}

Session Session::at(std::string as_of) const {
  if (as_of == request().as_of) return *this;
  auto request = state_->request;
  request.as_of = std::move(as_of);
  return {std::move(request), state_->source};
}

SessionRequest const& Session::request() const { return state_->request; }

int Session::n_threads() const { return thread_count(request().threads); }

Part<io::Workspace> Session::workspace() const {
  auto const& source = *state_->source;
  return part_of(source.workspace([&] { return io::read_workspace(source.path); }));
}

Part<Reading> Session::reading(Hooks const& hooks) const {
  auto const& source = *state_->source;
  if (!may_make(source.reading, hooks, "reading")) return nullptr;
  return part_of(source.reading([&]() -> core::Checked<Reading> {
    auto const named = workspace();
    if (!named) return tl::unexpected(named.error());
    return read_tables(**named);
  }));
}

Part<Book> Session::book(Hooks const& hooks) const {
  auto const read = reading(hooks);
  if (!read) return tl::unexpected(read.error());
  if (*read == nullptr) return nullptr;
  return part_of(state_->book([&] { return book_at(**read, {request().as_of, today()}); }));
}

Part<core::Period> Session::period(Hooks const& hooks) const {
  auto const open = book(hooks);
  if (!open) return tl::unexpected(open.error());
  if (*open == nullptr) return nullptr;
  return part_of(state_->period([&] { return choose_period(**open, request().period); }));
}

Part<FittedBook> Session::fitted(Hooks const& hooks) const {
  auto const chosen = period(hooks);
  if (!chosen) return tl::unexpected(chosen.error());
  if (*chosen == nullptr || !may_make(state_->fitted, hooks, "fitting")) return nullptr;
  auto const open = book();
  auto const& fitted = state_->fitted([&] {
    auto const seed = seed_of(request(), (*open)->workspace);
    return std::make_unique<FittedBook const>(**open, **chosen, seed);
  });
  return fitted.get();
}

core::Provenance Session::provenance(Book const& book, std::optional<std::int64_t> trials) const {
  core::Provenance provenance;
  provenance.build = core::build_info();
  provenance.seed = seed_of(request(), book.workspace);
  provenance.trials = trials.value_or(book.workspace.forecast.trials);
  provenance.stream_version = core::stream_version;
  provenance.threads = n_threads();
  provenance.started_at = utc_now();
  provenance.inputs = book.inputs;
  return provenance;
}

}  // namespace quarterdeck::service
