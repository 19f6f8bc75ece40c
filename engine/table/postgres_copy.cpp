// engine/table/postgres_copy.cpp – a query's rows from PostgreSQL as a CSV file.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <libpq-fe.h>

#include <fstream>
#include <memory>
#include <string_view>

#include "engine/core/error.hpp"
#include "engine/table/table_opener.hpp"

namespace quarterdeck::io {
namespace {

struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Connection = std::unique_ptr<PGconn, CloseConnection>;
using Result = std::unique_ptr<PGresult, ClearResult>;

/// The server's message on one line, with the password blotted out should it ever repeat it.
std::string message_of(PGconn* connection) {
  std::string message = PQerrorMessage(connection);
  while (!message.empty() && message.back() == '\n') message.pop_back();
  for (auto& c : message) c = c == '\n' ? ' ' : c;
  char const* const password = PQpass(connection);
  std::string const secret = password == nullptr ? "" : password;
  if (secret.empty()) return message;
  for (auto at = message.find(secret); at != std::string::npos; at = message.find(secret, at + 3)) {
    message.replace(at, secret.size(), "***");
  }
  return message;
}

bool is_port_list(std::string_view text) {
  return text.find_first_not_of("0123456789,") == std::string_view::npos;
}

/// Whether the string comes apart as its writer meant. A password with a `/`, `@`, `%` or blank in
/// it does not, and its pieces end up where messages of the library would repeat them.
bool comes_apart(std::string const& connection) {
  std::unique_ptr<PQconninfoOption, FreeOptions> const options(
      PQconninfoParse(connection.c_str(), nullptr));
  if (!options) return false;
  for (auto const* option = options.get(); option->keyword != nullptr; ++option) {
    std::string_view const keyword = option->keyword;
    std::string_view const value = option->val == nullptr ? "" : option->val;
    if (keyword == "port" && !is_port_list(value)) return false;
    if (keyword == "host" && value.find('@') != std::string_view::npos) return false;
  }
  return true;
}

std::string as_copy(std::string const& query) {
  return "COPY " + bracketed(query) + " TO STDOUT (FORMAT csv, HEADER, ENCODING 'UTF8')";
}

void receive(PGconn* connection, std::filesystem::path const& file) {
  std::ofstream out(file, std::ios::binary);
  char* buffer = nullptr;
  int n_bytes = 0;
  while ((n_bytes = PQgetCopyData(connection, &buffer, 0)) > 0) {
    out.write(buffer, n_bytes);
    PQfreemem(buffer);
  }
  if (n_bytes == -2) throw core::IoError("PostgreSQL: " + message_of(connection));
  if (!out.flush()) throw core::IoError(fmt::format("cannot write {}", file.string()));
}

}  // namespace

std::optional<std::string> copy_from_postgres(PostgresSource const& source,
                                              std::filesystem::path const& file) {
  if (!comes_apart(source.connection)) {
    return "the connection string cannot be taken apart; in one that begins with postgresql:// a "
           "`/`, `@`, `:`, `%` or blank of the password is written as %2F, %40, %3A, %25 or %20, "
           "in "
           "one of the form `host=… password='…'` a blank needs the quotes";
  }
  Connection const connection(PQconnectdb(source.connection.c_str()));
  if (PQstatus(connection.get()) != CONNECTION_OK) return message_of(connection.get());
  for (auto const* setting : {"SET default_transaction_read_only = on", "SET datestyle = 'ISO'"}) {
    Result const set(PQexec(connection.get(), setting));
    if (PQresultStatus(set.get()) != PGRES_COMMAND_OK) return message_of(connection.get());
  }
  Result const copy(PQexec(connection.get(), as_copy(source.query).c_str()));
  if (PQresultStatus(copy.get()) != PGRES_COPY_OUT) return message_of(connection.get());
  receive(connection.get(), file);
  for (Result last(PQgetResult(connection.get())); last;
       last.reset(PQgetResult(connection.get()))) {
    if (PQresultStatus(last.get()) != PGRES_COMMAND_OK) return message_of(connection.get());
  }
  return std::nullopt;
}

}  // namespace quarterdeck::io
