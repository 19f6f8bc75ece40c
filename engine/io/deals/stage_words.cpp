// engine/io/deals/stage_words.cpp – see stage_words.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/stage_words.hpp"

#include <algorithm>
#include <array>

namespace quarterdeck::io {
namespace {

/// Words of one kind, separated by spaces; a star stands for any ending of up to three letters.
struct WordList {
  WordKind kind;
  std::string_view words;
};

constexpr std::array lists{
    WordList{WordKind::won,
             " won win closedwon closewon gewonnen* gewonnenes ganad* gagne gagnee gagnes gagnees "
             "vinto vinta vinti vinte acquisit* vunnen vunnet vundet vunna voitettu voitett* "
             "wygran* ganho* ganha* "
             "выигран* выиграл* успешн* успешно реализован* "
             "成約 受注 成立 契約成立 商談成立 受注済 受注済み 成約済 成約済み 獲得 赢单 赢得 "
             "已赢单 贏單 成交 已成交 "
             "수주 성사 계약성사 수주완료 "},
    WordList{
        WordKind::lost,
        " lost lose loss closedlost closelost verloren* verlorenes perdid* perdu perdue perdus "
        "perdues persa perso persi perse forlorad* forlorat tapt tabt havitty havit* menetet* "
        "przegran* utracon* проигран* проигра* провален* провал* потерян* отказ* "
        "dead disqualif* disqualified rejected reject declined cancelled canceled cancel "
        "abandoned withdrawn outsold nosale nodeal junk spam apology "
        "disqualifiziert* abgelehnt* storniert* abgesagt* descalificad* rechazad* cancelad* "
        "descartad* disqualifie* refuse refusee annule* abandonn* squalificat* "
        "rifiutat* annullat* gediskwalificeerd* afgewezen geannuleerd* zdyskwalifikowan* "
        "odrzucon* anulowan* desqualificad* rejeitad* recusad* diskvalificera* avvisad* "
        "avbruten diskvalifioi* hylatty hylat* peruutet* peruttu дисквалифицирован* "
        "отклонен* отменен* 失注 失注済 失注済み 不成立 敗注 失格 却下 丢单 输单 已输单 失單 실주 "
        "실패 "},
    WordList{
        WordKind::closed,
        " closed abgeschlossen* geschlossen* cerrad* cierre ferme fermee fermes fermees clotur* "
        "conclu conclue chius* gesloten afgesloten zamkniet* fechad* stangd* stangt avslutad* "
        "avslutat lukket suljet* suljettu paattyn* закрыт* завершен* クローズ クローズ済み 完了 "
        "已关闭 已結束 已结束 关闭 종료 "},
    WordList{WordKind::signature,
             " signed unterschrieben* unterzeichnet* firmad* signe signee firmat* getekend "
             "ondertekend podpisan* assinad* signerad* underskriv* allekirjoitet* подписан* 契約済 "
             "契約済み 契約締結 締結 已签约 签约 계약완료 booked ordered renewed verlangert* "
             "renovad* renouvele* rinnovat* verlengd odnowion* "},
    WordList{
        WordKind::ended,
        " done completed complete finished ended delivered fulfilled invoiced paid live archived "
        "inactive expired churned terminated deleted duplicate unqualified dropped erledigt "
        "beendet bezahlt geliefert fertig gekundigt* terminad* finalizad* termine terminee "
        "concluid* terminat* completat* afgerond voltooid zakonczon* avklarad* klar valmis "
        "готов* оплачен* 終了 済 已完成 完成 완료 "},
    WordList{
        WordKind::empty,
        " deal deals opportunity opportunities opp sale sales business stage status and or und "
        "y e et ed en og och ja i the a an of to for by with at due "
        "competition competitor competitors price pricing budget decision timing "
        "renewal renewals expansion upsell new existing "
        "geschaft geschafte chance verkauf oportunidad oportunidades negocio venta affaire "
        "transaction opportunite opportunita trattativa affare kans verkoopkans deala transakcja "
        "szansa okazja negocios oportunidade venda affar affaren kauppa kaupat myynti "
        "сделка сделки и an la le il de del contract agreement po order sow vertrag auftrag "
        "contrato contrat contratto umowa kontrakt avtal договор 契約 "},
    WordList{WordKind::turns,
             " pending awaiting waiting await verbal verbally almost nearly likely expected "
             "probable probably soon risk recover recovery back pre before until if when maybe "
             "mundlich fast noch bald kurz vor erwartet wahrscheinlich pendiente casi "
             "attente presque verbale bijna wacht nog oczekuje prawie pendente quase vantar "
             "nastan snart odottaa ожида* почти "},
    WordList{WordKind::negates,
             " no not never non nicht kein keine pas sin niet geen nie nao sem inte ikke ej ei нет "
             "не "}};

/// Whether the entry, a word or a stem with a star, stands for the word.
bool stands_for(std::string_view entry, std::string_view word) {
  if (!entry.ends_with('*')) return entry == word;
  entry.remove_suffix(1);
  bool const is_cyrillic = (static_cast<unsigned char>(entry.front()) & 0x80U) != 0;
  std::size_t const longest_ending = is_cyrillic ? 6 : 3;  // bytes, two a Cyrillic letter
  return word.starts_with(entry) && word.size() - entry.size() <= longest_ending;
}

}  // namespace

WordKind kind_of_word(std::string_view word) {
  for (auto const& list : lists) {
    for (auto rest = list.words; !rest.empty();) {
      auto const end = rest.find(' ');
      auto const entry = rest.substr(0, end);
      if (!entry.empty() && stands_for(entry, word)) return list.kind;
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
  }
  return WordKind::other;
}

}  // namespace quarterdeck::io
