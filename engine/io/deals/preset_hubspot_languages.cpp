// engine/io/deals/preset_hubspot_languages.cpp – HubSpot's exports in languages other than English;
// see preset_lists.hpp. SPDX-License-Identifier: Apache-2.0
#include <array>

#include "engine/io/deals/preset_lists.hpp"

namespace quarterdeck::io {
// A name of its own: these files are compiled together.
namespace hubspot_languages {
namespace {

// Labels changed over the years and from the page to the export, so several stand for one column.

constexpr std::array german{
    ColumnNames{"id", "Datensatz-ID|Objekt-ID|Deal-ID"},
    ColumnNames{"name", "Deal-Name|Dealname|Name des Deals"},
    ColumnNames{"owner",
                "Zuständiger Mitarbeiter|Deal-Inhaber|Für Deal zuständiger Mitarbeiter|Zuständiger "
                "Mitarbeiter für Deal|Deal-Verantwortlicher"},
    ColumnNames{"stage", "Deal-Phase|Dealphase|Deal-Stufe"},
    ColumnNames{"amount", "Betrag"},
    ColumnNames{
        "company_amount",
        "Betrag in Unternehmenswährung|Betrag in der Unternehmenswährung|Betrag in Firmenwährung"},
    ColumnNames{"currency", "Währung"},
    ColumnNames{"probability",
                "Deal-Wahrscheinlichkeit|Abschlusswahrscheinlichkeit|Wahrscheinlichkeit des Deals"},
    ColumnNames{"close_date", "Abschlussdatum|Schlussdatum"},
    ColumnNames{"created_date",
                "Erstellungsdatum|Erstelldatum|Erstellt am|Erstellungsdatum des Deals"},
    ColumnNames{"is_closed",
                "Ist der Deal geschlossen?|Ist Deal abgeschlossen?|Ist der Deal "
                "abgeschlossen?|Deal abgeschlossen?"},
    ColumnNames{"is_won", "Ist abgeschlossen und gewonnen|Ist gewonnen|Abgeschlossen und gewonnen"},
    ColumnNames{"forecast_category", "Forecast-Kategorie|Prognosekategorie"},
    ColumnNames{"type", "Deal-Typ|Deal-Art"},
    ColumnNames{"source", "Ursprüngliche Quelle|Original-Quelle"},
    ColumnNames{"last_activity_date",
                "Datum der letzten Aktivität|Letzte Aktivität|Datum der letzten Änderung|Datum der "
                "letzten Bearbeitung|Zuletzt geändert"}};

constexpr std::array spanish{
    ColumnNames{"id", "ID de registro|ID del registro|ID de objeto|ID de negocio|ID del negocio"},
    ColumnNames{"name", "Nombre del negocio|Nombre de negocio|Nombre del trato"},
    ColumnNames{"owner", "Propietario del negocio|Propietario del trato"},
    ColumnNames{"stage", "Etapa del negocio|Etapa de negocio|Fase del negocio|Etapa del trato"},
    ColumnNames{"amount", "Valor|Importe|Cantidad|Monto"},
    ColumnNames{
        "company_amount",
        "Valor en la moneda de la empresa|Importe en la moneda de la empresa|Cantidad en la moneda "
        "de la empresa|Monto en la moneda de la empresa|Importe en moneda de la empresa"},
    ColumnNames{"currency", "Moneda|Divisa"},
    ColumnNames{"probability", "Probabilidad del negocio|Probabilidad de cierre"},
    ColumnNames{"close_date", "Fecha de cierre"},
    ColumnNames{"created_date", "Fecha de creación|Fecha de creación del negocio"},
    ColumnNames{"is_closed", "¿El negocio está cerrado?|¿Está cerrado el negocio?|Negocio cerrado"},
    ColumnNames{"is_won",
                "Está cerrado ganado|Es cierre ganado|¿Está cerrado ganado?|Cerrado ganado"},
    ColumnNames{"forecast_category", "Categoría de pronóstico|Categoría de previsión"},
    ColumnNames{"type", "Tipo de negocio"},
    ColumnNames{"source", "Fuente original"},
    ColumnNames{"last_activity_date",
                "Fecha de la última actividad|Fecha de última actividad|Última actividad|Fecha de "
                "la última modificación|Fecha de última modificación"}};

constexpr std::array finnish{
    ColumnNames{"id", "Tietueen tunnus|Tietueen ID|Tietuetunnus|Tietue-ID|Objektin tunnus"},
    ColumnNames{"name", "Kaupan nimi|Diilin nimi"},
    ColumnNames{"owner", "Kaupan omistaja|Diilin omistaja"},
    ColumnNames{"stage", "Kaupan vaihe|Kauppavaihe|Diilin vaihe"},
    ColumnNames{"amount", "Summa|Määrä"},
    ColumnNames{"company_amount",
                "Summa yrityksen valuutassa|Määrä yrityksen valuutassa|Summa yrityksen valuuttana"},
    ColumnNames{"currency", "Valuutta"},
    ColumnNames{"probability", "Kaupan todennäköisyys"},
    ColumnNames{
        "close_date",
        "Sulkemispäivä|Sulkemispäivämäärä|Päättymispäivä|Päättymispäivämäärä|Sulkeutumispäivä"},
    ColumnNames{"created_date", "Luontipäivä|Luontipäivämäärä|Luomispäivä|Luomispäivämäärä"},
    ColumnNames{"is_closed", "Onko kauppa suljettu?|Onko kauppa päättynyt?"},
    ColumnNames{"is_won", "Onko suljettu ja voitettu|On suljettu voitettu|Suljettu voitettu"},
    ColumnNames{"forecast_category", "Ennusteluokka"},
    ColumnNames{"type", "Kaupan tyyppi|Kauppatyyppi|Diilin tyyppi"},
    ColumnNames{"source", "Alkuperäinen lähde"},
    ColumnNames{"last_activity_date",
                "Viimeisimmän aktiviteetin päivämäärä|Viimeisin aktiviteetti|Viimeisen toiminnan "
                "päivämäärä|Viimeisimmän muokkauksen päivämäärä|Viimeisin muokkauspäivä|Viimeksi "
                "muokattu"}};

constexpr std::array french{
    ColumnNames{"id",
                "ID de fiche d'informations|ID de la fiche d'informations|ID de fiche "
                "d’informations|ID de la fiche d’informations|ID d'enregistrement|ID de "
                "l'enregistrement|ID d’enregistrement|ID de l'objet|ID de fiche"},
    ColumnNames{"name", "Nom de la transaction"},
    ColumnNames{"owner", "Propriétaire de la transaction"},
    ColumnNames{"stage", "Phase de la transaction|Étape de la transaction|Phase de transaction"},
    ColumnNames{"amount", "Montant"},
    ColumnNames{
        "company_amount",
        "Montant dans la devise de l'entreprise|Montant dans la devise de l’entreprise|Montant "
        "dans la devise de la société|Montant en devise de l'entreprise"},
    ColumnNames{"currency", "Devise"},
    ColumnNames{"probability", "Probabilité de la transaction|Probabilité de transaction"},
    ColumnNames{"close_date", "Date de fermeture|Date de clôture|Date de conclusion"},
    ColumnNames{"created_date", "Date de création"},
    ColumnNames{"is_closed",
                "La transaction est-elle fermée ?|La transaction est-elle clôturée ?|Transaction "
                "fermée ?|Est fermée"},
    ColumnNames{"is_won", "Est fermée gagnée|Fermée gagnée|Est conclue gagnée|Est clôturée gagnée"},
    ColumnNames{"forecast_category", "Catégorie de prévision"},
    ColumnNames{"type", "Type de transaction|Type de la transaction"},
    ColumnNames{"source", "Source d'origine|Source originale"},
    ColumnNames{"last_activity_date",
                "Date de la dernière activité|Date de dernière activité|Date de la dernière "
                "modification|Date de dernière modification"}};

constexpr std::array italian{
    ColumnNames{"id", "ID record|ID del record|ID oggetto"},
    ColumnNames{"name", "Nome trattativa|Nome della trattativa|Nome affare|Nome dell'affare"},
    ColumnNames{"owner",
                "Proprietario trattativa|Proprietario della trattativa|Proprietario "
                "affare|Proprietario dell'affare|Titolare trattativa"},
    ColumnNames{
        "stage",
        "Fase trattativa|Fase della trattativa|Fase di trattativa|Fase affare|Fase dell'affare"},
    ColumnNames{"amount", "Importo|Importo trattativa"},
    ColumnNames{"company_amount",
                "Importo nella valuta aziendale|Importo in valuta aziendale|Importo nella valuta "
                "dell'azienda"},
    ColumnNames{"currency", "Valuta"},
    ColumnNames{"probability",
                "Probabilità trattativa|Probabilità della trattativa|Probabilità di trattativa"},
    ColumnNames{"close_date", "Data di chiusura|Data chiusura"},
    ColumnNames{"created_date", "Data di creazione|Data creazione"},
    ColumnNames{"is_closed", "La trattativa è chiusa?|Trattativa chiusa?|È chiusa"},
    ColumnNames{"is_won", "È chiusa vinta|Chiusa vinta|È chiuso vinto"},
    ColumnNames{"forecast_category", "Categoria di previsione"},
    ColumnNames{"type", "Tipo di trattativa|Tipo trattativa|Tipo di affare"},
    ColumnNames{"source", "Fonte originale|Origine originale"},
    ColumnNames{"last_activity_date",
                "Data ultima attività|Data dell'ultima attività|Data ultima modifica|Data "
                "dell'ultima modifica"}};

constexpr std::array japanese{
    ColumnNames{"id", "レコードID|オブジェクトID|取引ID"},
    ColumnNames{"name", "取引名"},
    ColumnNames{"owner", "取引担当者|取引の担当者|取引所有者"},
    ColumnNames{"stage", "取引ステージ"},
    ColumnNames{"amount", "金額"},
    ColumnNames{"company_amount", "会社通貨での金額|会社の通貨での金額|会社通貨建て金額"},
    ColumnNames{"currency", "通貨"},
    ColumnNames{"probability", "取引の確度|取引の確率|取引確率|取引の成約確率"},
    ColumnNames{"close_date", "クローズ日|完了日|成約日"},
    ColumnNames{"created_date", "作成日"},
    ColumnNames{"is_closed",
                "取引はクローズ済みか|取引はクローズ済みですか?|取引がクローズ済みか?"},
    ColumnNames{"is_won", "クローズ済み成立|クローズ済み成約|成約済みか"},
    ColumnNames{"forecast_category", "売上予測カテゴリー|予測カテゴリー"},
    ColumnNames{"type", "取引タイプ|取引の種類"},
    ColumnNames{"source", "オリジナルソース|元のソース"},
    ColumnNames{"last_activity_date",
                "最終アクティビティー日|最終アクティビティ日|前回のアクティビティー日|最終更新日"}};

constexpr std::array dutch{
    ColumnNames{"id", "Record-ID|Record ID|Object-ID"},
    ColumnNames{"name", "Dealnaam|Naam deal|Naam van deal"},
    ColumnNames{"owner", "Deal-eigenaar|Dealeigenaar|Eigenaar deal|Eigenaar van deal"},
    ColumnNames{"stage", "Dealfase|Deal-fase|Fase deal|Fase van deal"},
    ColumnNames{"amount", "Bedrag"},
    ColumnNames{"company_amount",
                "Bedrag in bedrijfsvaluta|Bedrag in valuta van bedrijf|Bedrag in de valuta van het "
                "bedrijf"},
    ColumnNames{"currency", "Valuta"},
    ColumnNames{"probability", "Dealwaarschijnlijkheid|Waarschijnlijkheid van deal"},
    ColumnNames{"close_date", "Sluitingsdatum|Afsluitdatum|Slotdatum"},
    ColumnNames{"created_date", "Aanmaakdatum|Datum aangemaakt|Aangemaakt op"},
    ColumnNames{"is_closed", "Is deal gesloten?|Is de deal gesloten?"},
    ColumnNames{"is_won", "Is gesloten gewonnen|Is gesloten en gewonnen|Is gewonnen"},
    ColumnNames{"forecast_category", "Prognosecategorie|Forecastcategorie"},
    ColumnNames{"type", "Dealtype|Type deal"},
    ColumnNames{"source", "Oorspronkelijke bron"},
    ColumnNames{"last_activity_date",
                "Datum laatste activiteit|Datum van laatste activiteit|Laatste "
                "activiteitsdatum|Datum laatst gewijzigd|Laatst gewijzigd op"}};

constexpr std::array polish{
    ColumnNames{"id", "Identyfikator rekordu|ID rekordu|Identyfikator obiektu|ID obiektu"},
    ColumnNames{"name", "Nazwa transakcji|Nazwa szansy|Nazwa deala"},
    ColumnNames{"owner", "Właściciel transakcji|Właściciel deala"},
    ColumnNames{"stage", "Etap transakcji|Etap deala"},
    ColumnNames{"amount", "Kwota|Wartość"},
    ColumnNames{"company_amount", "Kwota w walucie firmowej|Kwota w walucie firmy"},
    ColumnNames{"currency", "Waluta"},
    ColumnNames{"probability", "Prawdopodobieństwo transakcji"},
    ColumnNames{"close_date", "Data zamknięcia"},
    ColumnNames{"created_date", "Data utworzenia"},
    ColumnNames{"is_closed", "Czy transakcja jest zamknięta?|Transakcja zamknięta?"},
    ColumnNames{"is_won", "Czy zamknięta wygrana|Jest zamknięta wygrana|Zamknięta wygrana"},
    ColumnNames{"forecast_category", "Kategoria prognozy"},
    ColumnNames{"type", "Typ transakcji|Rodzaj transakcji"},
    ColumnNames{"source", "Oryginalne źródło|Pierwotne źródło"},
    ColumnNames{"last_activity_date", "Data ostatniej aktywności|Data ostatniej modyfikacji"}};

constexpr std::array portuguese{
    ColumnNames{"id", "ID do registro|ID do registo|ID de registro|ID do objeto"},
    ColumnNames{"name", "Nome do negócio|Nome da negociação"},
    ColumnNames{"owner", "Proprietário do negócio|Responsável pelo negócio"},
    ColumnNames{"stage", "Etapa do negócio|Fase do negócio|Etapa da negociação"},
    ColumnNames{"amount", "Valor|Montante|Quantia"},
    ColumnNames{"company_amount",
                "Valor na moeda da empresa|Valor em moeda da empresa|Montante na moeda da empresa"},
    ColumnNames{"currency", "Moeda"},
    ColumnNames{"probability", "Probabilidade do negócio|Probabilidade de negócio"},
    ColumnNames{"close_date", "Data de fechamento|Data de fecho|Data de encerramento"},
    ColumnNames{"created_date", "Data de criação"},
    ColumnNames{"is_closed", "O negócio está fechado?|Negócio fechado?"},
    ColumnNames{"is_won", "Está fechado e ganho|Está fechado ganho|Fechado ganho"},
    ColumnNames{"forecast_category", "Categoria de previsão"},
    ColumnNames{"type", "Tipo de negócio|Tipo do negócio"},
    ColumnNames{"source", "Fonte original|Origem original"},
    ColumnNames{"last_activity_date", "Data da última atividade|Data da última modificação"}};

constexpr std::array swedish{
    ColumnNames{"id", "Post-ID|Post ID|Objekt-ID|Register-ID"},
    ColumnNames{"name", "Affärsnamn|Affärens namn|Namn på affär|Dealnamn"},
    ColumnNames{"owner", "Affärsägare|Affärens ägare|Ägare till affär|Dealägare"},
    ColumnNames{"stage", "Affärsfas|Affärsstadium|Affärens fas|Affärssteg|Dealfas"},
    ColumnNames{"amount", "Belopp|Summa"},
    ColumnNames{"company_amount", "Belopp i företagets valuta|Belopp i företagsvaluta"},
    ColumnNames{"currency", "Valuta"},
    ColumnNames{"probability", "Affärssannolikhet|Sannolikhet för affär"},
    ColumnNames{"close_date", "Stängningsdatum|Slutdatum|Avslutsdatum|Avslutningsdatum"},
    ColumnNames{"created_date", "Skapad den|Skapandedatum|Skapad datum|Skapat datum|Datum skapad"},
    ColumnNames{"is_closed", "Är affären stängd?|Är affären avslutad?"},
    ColumnNames{"is_won", "Är stängd och vunnen|Är stängd vunnen|Stängd vunnen"},
    ColumnNames{"forecast_category", "Prognoskategori"},
    ColumnNames{"type", "Affärstyp|Typ av affär"},
    ColumnNames{"source", "Ursprunglig källa"},
    ColumnNames{"last_activity_date",
                "Datum för senaste aktivitet|Senaste aktivitetsdatum|Datum för senaste "
                "ändring|Senast ändrad datum|Senast ändrad"}};

constexpr std::string_view needs = "id|stage|close_date";

constexpr std::array tables{Preset{.name = "hubspot",
                                   .what = "an export of HubSpot in German",
                                   .table = "opportunities",
                                   .needs = needs,
                                   .columns = german},
                            Preset{.name = "hubspot",
                                   .what = "an export of HubSpot in Spanish",
                                   .table = "opportunities",
                                   .needs = needs,
                                   .columns = spanish},
                            Preset{.name = "hubspot",
                                   .what = "an export of HubSpot in Finnish",
                                   .table = "opportunities",
                                   .needs = needs,
                                   .columns = finnish},
                            Preset{.name = "hubspot",
                                   .what = "an export of HubSpot in French",
                                   .table = "opportunities",
                                   .needs = needs,
                                   .columns = french},
                            Preset{.name = "hubspot",
                                   .what = "an export of HubSpot in Italian",
                                   .table = "opportunities",
                                   .needs = needs,
                                   .columns = italian},
                            Preset{.name = "hubspot",
                                   .what = "an export of HubSpot in Japanese",
                                   .table = "opportunities",
                                   .needs = needs,
                                   .columns = japanese},
                            Preset{.name = "hubspot",
                                   .what = "an export of HubSpot in Dutch",
                                   .table = "opportunities",
                                   .needs = needs,
                                   .columns = dutch},
                            Preset{.name = "hubspot",
                                   .what = "an export of HubSpot in Polish",
                                   .table = "opportunities",
                                   .needs = needs,
                                   .columns = polish},
                            Preset{.name = "hubspot",
                                   .what = "an export of HubSpot in Portuguese",
                                   .table = "opportunities",
                                   .needs = needs,
                                   .columns = portuguese},
                            Preset{.name = "hubspot",
                                   .what = "an export of HubSpot in Swedish",
                                   .table = "opportunities",
                                   .needs = needs,
                                   .columns = swedish}};

}  // namespace
}  // namespace hubspot_languages

std::span<Preset const> hubspot_language_presets() { return hubspot_languages::tables; }

}  // namespace quarterdeck::io
