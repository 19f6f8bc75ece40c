// tools/report/page/init_page.cpp – see init_page.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/init_page.hpp"

#include <utility>

namespace quarterdeck::report {
namespace {

List tables_of(service::InitReport const& report) {
  List list;
  for (auto const& table : report.tables) {
    list.items.push_back({say(
        "init.table",
        {{"file", Name{table.file}}, {"table", Name{table.key}}, {"n", Count{table.n_files}}})});
  }
  for (auto const& file : report.left_out) {
    list.items.push_back({say("init.left_out", {{"file", Name{file}}}), Tone::warning});
  }
  return list;
}

std::vector<Block> question_blocks(service::InitReport const& report) {
  List list;
  for (auto const& question : report.questions) {
    list.items.push_back({Name{question}, Tone::warning});
  }
  return {Heading{say("init.questions", {{"n", count_of(report.questions.size())}})},
          std::move(list), Paragraph{say("init.answer")}};
}

std::vector<Block> reading_blocks(service::InitReport const& report) {
  return {Paragraph{say("init.read", {{"rows", Count{report.n_rows}},
                                      {"deals", Count{report.n_deals}},
                                      {"open", Count{report.n_open}},
                                      {"won", Count{report.n_won}},
                                      {"lost", Count{report.n_lost}}}),
                    Tone::strong},
          Paragraph{say("init.period",
                        {{"period", PeriodName{report.period.id}}, {"date", report.as_of}})}};
}

}  // namespace

Page init_page(service::InitReport const& report, std::string const& folder) {
  Page page;
  append(page, {Paragraph{say("init.written", {{"file", Name{report.file.string()}}})},
                tables_of(report)});
  if (report.refusal.empty()) append(page, reading_blocks(report));
  for (auto const& remark : report.remarks) {
    append(page, {Paragraph{say("init.remark", {{"remark", Name{remark}}}), Tone::warning}});
  }
  if (!report.questions.empty()) append(page, question_blocks(report));
  append(page, {Paragraph{say(report.refusal.empty() ? "init.next" : "init.then")},
                Command{Name{"quarterdeck forecast " + folder}}, Break{}});
  return page;
}

}  // namespace quarterdeck::report
