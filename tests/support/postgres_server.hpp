// tests/support/postgres_server.hpp – a real PostgreSQL server for tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "tests/support/folder.hpp"

namespace quarterdeck::test {

inline constexpr auto postgres_programs = "/usr/lib/postgresql/15/bin";

inline bool has_postgres() {
  return std::filesystem::exists(std::filesystem::path(postgres_programs) / "pg_ctl");
}

/// A PostgreSQL server on a socket in a folder of its own, without a network port; stopped when the
/// object dies.
class PostgresServer {
 public:
  PostgresServer() {
    std::filesystem::permissions(folder_.path(), std::filesystem::perms::all);
    auto const data = (folder_.path() / "data").string();
    as_user(fmt::format("{}/initdb -D {} -A scram-sha-256 -U quarterdeck --pwfile={}",
                        postgres_programs, data, folder_.write("password", "s3cret\n").string()));
    running_ = as_user(
        fmt::format("{}/pg_ctl -D {} -w -l {}/log -o \"-k {} -c listen_addresses=''\" start",
                    postgres_programs, data, data, folder_.path().string()));
  }
  ~PostgresServer() {
    if (running_) {
      as_user(fmt::format("{}/pg_ctl -D {}/data -m immediate -w stop", postgres_programs,
                          folder_.path().string()));
    }
    as_user(fmt::format("rm -rf {}/data", folder_.path().string()));
  }
  PostgresServer(PostgresServer const&) = delete;
  PostgresServer& operator=(PostgresServer const&) = delete;

  [[nodiscard]] bool running() const { return running_; }
  [[nodiscard]] std::string connection(std::string const& password) const {
    return fmt::format("host={} user=quarterdeck dbname=postgres password={}",
                       folder_.path().string(), password);
  }
  /// Runs SQL; a table `deals` that it makes can be filled from the text of a file, see `copied`.
  [[nodiscard]] bool run(std::string const& sql) const {
    auto const file = folder_.write("run.sql", sql);
    return as_user(
        fmt::format("env PGPASSWORD=s3cret {}/psql -q -v ON_ERROR_STOP=1 -h {} -U quarterdeck -d "
                    "postgres -f {}",
                    postgres_programs, folder_.path().string(), file.string()));
  }
  /// The command that copies the rows of a CSV text into a table.
  [[nodiscard]] std::string copied(std::string const& table, std::string_view csv) const {
    auto const file = folder_.write("load.csv", csv);
    std::filesystem::permissions(file, std::filesystem::perms::all);
    return fmt::format("copy {} from '{}' (format csv, header);\n", table, file.string());
  }

 private:
  static bool as_user(std::string const& command) {
    auto const line = geteuid() == 0 ? "runuser -u postgres -- " + command : command;
    return std::system((line + " > /dev/null 2>&1").c_str()) == 0;
  }

  Folder folder_;
  bool running_ = false;
};

}  // namespace quarterdeck::test
