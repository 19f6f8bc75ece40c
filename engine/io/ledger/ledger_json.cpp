// engine/io/ledger/ledger_json.cpp – a recorded forecast as one line of JSON; see
// ledger_tables.hpp. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <functional>
#include <string>

#include "engine/io/ledger/ledger_tables.hpp"
#include "engine/table/sha256.hpp"
#include "engine/table/text_encoding.hpp"

namespace quarterdeck::io {
namespace {

/// A JSON string; bytes that are no UTF-8 are read as Windows-1252, as in tables.
std::string json_text(std::string_view bytes) {
  auto const text = is_utf8(bytes) ? std::string(bytes) : to_utf8(bytes, Encoding::windows_1252);
  std::string out = "\"";
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20U) {
      out += fmt::format("\\u{:04x}", byte);
    } else {
      out += c;
    }
  }
  return out + '"';
}

/// The shortest digits that read back as the same number, so that what is read from the ledger is
/// what was recorded, to the last bit.
std::string number(double value) { return fmt::format("{}", value); }

/// What a forecast without parts does not know.
std::string part(LedgerEntry const& entry, double value) {
  return entry.has_parts ? number(value) : "null";
}

std::string date(core::Date day) {
  return day == core::no_date ? "null" : '"' + core::to_iso(day) + '"';
}

template <class List, class Write>
std::string array(List const& list, Write const& write) {
  std::string out = "[";
  for (auto const& item : list) {
    if (out.size() > 1) out += ',';
    out += write(item);
  }
  return out + ']';
}

std::string texts_json(std::vector<std::string> const& list) { return array(list, json_text); }
std::string numbers(std::vector<double> const& list) { return array(list, number); }

std::string inputs(std::vector<core::InputHash> const& list) {
  return array(list, [](core::InputHash const& input) {
    return fmt::format(R"({{"name":{},"sha256":{},"rows":{}}})", json_text(input.name),
                       json_text(input.sha256), input.rows);
  });
}

std::string targets(std::vector<LedgerTarget> const& list) {
  return array(list, [](LedgerTarget const& target) {
    return fmt::format(R"({{"name":{},"amount":{},"p_hit":{}}})", json_text(target.name),
                       number(target.amount), number(target.p_hit));
  });
}

std::string deals(std::vector<LedgerDeal> const& list) {
  return array(list, [](LedgerDeal const& deal) {
    return fmt::format(R"({{"id":{},"name":{},"stage":{},"created":{},"close_date":{},"amount":{},)"
                       R"("p_win_in_period":{},"expected":{},"overridden":{}}})",
                       json_text(deal.id), json_text(deal.name), json_text(deal.stage),
                       date(deal.created), date(deal.close_date), number(deal.amount),
                       number(deal.p_win_in_period), number(deal.expected), deal.overridden);
  });
}

std::string closed(std::vector<LedgerClosed> const& list) {
  return array(list, [](LedgerClosed const& deal) {
    return fmt::format(
        R"({{"id":{},"name":{},"outcome":"{}","created":{},"closed":{},"worth_minor":{}}})",
        json_text(deal.id), json_text(deal.name),
        deal.outcome == data::Outcome::won ? "won" : "lost", date(deal.created), date(deal.closed),
        deal.worth);
  });
}

std::string settings_json(LedgerEntry const& entry) {
  auto const& made = entry.provenance;
  return fmt::format(
      R"("company":{},"currency":{},"measure":"{}","as_of":{},"period":{},"period_start":{},)"
      R"("period_end":{},"version":{},"git":{},"seed":{},"trials":{},"stream_version":{},)"
      R"("inputs":{},"workspace_sha256":{},"model":{},"scenarios":{},"overrides":{})",
      json_text(entry.company), json_text(entry.currency), entry.counts_deals ? "count" : "amount",
      date(entry.as_of), json_text(entry.period.id), date(entry.period.start),
      date(entry.period.end), json_text(made.build.version), json_text(made.build.git), made.seed,
      made.trials, made.stream_version, inputs(made.inputs), json_text(entry.workspace_sha256),
      json_text(entry.model), texts_json(entry.scenarios), texts_json(entry.overrides));
}

std::string said_json(LedgerEntry const& entry) {
  return fmt::format(
      R"("mean":{},"sd":{},"quantiles":{},"grid":{},"booked_minor":{},"open_mean":{},)"
      R"("open_sd":{},"new_mean":{},"new_sd":{},"quality_score":{},"targets":{},"deals":{},)"
      R"("closed_since":{},"closed":{},"headline":{})",
      number(entry.mean), number(entry.sd), numbers(entry.quantiles), numbers(entry.grid),
      entry.booked, part(entry, entry.open_mean), part(entry, entry.open_sd),
      part(entry, entry.new_mean), part(entry, entry.new_sd), number(entry.quality_score),
      targets(entry.targets), deals(entry.deals), date(entry.closed_since), closed(entry.closed),
      entry.headline);
}

}  // namespace

// When and on how many threads it ran is not part of it: the same forecast made again is the same
// entry with one run more.
std::string ledger_content(LedgerEntry const& entry) {
  return settings_json(entry) + ',' + said_json(entry);
}

std::string ledger_json(LedgerEntry const& entry, LedgerRun const& run) {
  return fmt::format(
      R"({{"id":{},"started_at":{},{},"run":{{"run_id":{},"started_at":{},"threads":{}}}}})"
      "\n",
      json_text(entry.id), json_text(run.started_at), ledger_content(entry), json_text(run.run_id),
      json_text(run.started_at), run.threads);
}

std::string ledger_id(LedgerEntry const& entry) {
  Sha256 hash;
  hash.update(ledger_content(entry));
  return hash.hex();
}

std::vector<LedgerColumn> const& ledger_columns() {
  static std::vector<LedgerColumn> const columns{
      {"id", "VARCHAR"},
      {"started_at", "TIMESTAMP"},
      {"company", "VARCHAR"},
      {"currency", "VARCHAR"},
      {"measure", "VARCHAR"},
      {"as_of", "DATE"},
      {"period", "VARCHAR"},
      {"period_start", "DATE"},
      {"period_end", "DATE"},
      {"version", "VARCHAR"},
      {"git", "VARCHAR"},
      {"seed", "UBIGINT"},
      {"trials", "BIGINT"},
      {"stream_version", "INTEGER"},
      {"inputs", "STRUCT(\"name\" VARCHAR, sha256 VARCHAR, \"rows\" BIGINT)[]"},
      {"workspace_sha256", "VARCHAR"},
      {"model", "VARCHAR"},
      {"scenarios", "VARCHAR[]"},
      {"overrides", "VARCHAR[]"},
      {"mean", "DOUBLE"},
      {"sd", "DOUBLE"},
      {"quantiles", "DOUBLE[]"},
      {"grid", "DOUBLE[]"},
      {"booked_minor", "BIGINT"},
      {"open_mean", "DOUBLE"},
      {"open_sd", "DOUBLE"},
      {"new_mean", "DOUBLE"},
      {"new_sd", "DOUBLE"},
      {"quality_score", "DOUBLE"},
      {"targets", "STRUCT(\"name\" VARCHAR, amount DOUBLE, p_hit DOUBLE)[]"},
      {"deals",
       "STRUCT(id VARCHAR, \"name\" VARCHAR, stage VARCHAR, created DATE, close_date DATE, "
       "amount DOUBLE, p_win_in_period DOUBLE, expected DOUBLE, overridden BOOLEAN)[]"},
      {"closed_since", "DATE"},
      {"closed",
       "STRUCT(id VARCHAR, \"name\" VARCHAR, outcome VARCHAR, created DATE, closed DATE, "
       "worth_minor BIGINT)[]"},
      {"headline", "BOOLEAN"}};  // since layout 2, so it stands last
  return columns;
}

}  // namespace quarterdeck::io
