// tools/service/init/column_hints.cpp – the table of names; see column_hints.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/init/column_hints.hpp"

#include <array>

namespace quarterdeck::service {
namespace {

using io::ColumnNames;

constexpr std::array hints{
    ColumnNames{"id",
                "dealnumber|dealno|dealkey|opportunitynumber|opportunityno|oppno|opportunitykey|"
                "key|number|no|nr|ref|reference|quotenumber|deal|opportunity|opp|dealnr|"
                "angebotsnummer|vorgangsnummer|nummer|numero|referencia|referenz"},
    ColumnNames{"amount",
                "closevalue|dealvalue|dealsize|value|totalvalue|contractvalue|totalcontractvalue|"
                "annualcontractvalue|tcv|acv|arr|mrr|totalamount|amounttotal|dealamounttotal|"
                "estimatedvalue|expectedrevenue|expectedvalue|estimatedrevenue|revenue|bookings|"
                "price|total|size|betrag|wert|auftragswert|volumen|umsatz|summe|montant|valeur|"
                "importe|valor|importo|valore|ricavo|bedrag|waarde|omzet"},
    ColumnNames{"created_date",
                "datecreated|created|createdtime|createtime|creationtime|datetimecreated|opened|"
                "openedon|openedat|opendate|dateopened|engagedate|startdate|entrydate|enteredon|"
                "addedon|addtime|dateadded|firstcontact|receivedon|erstellt|erstelltam|"
                "erstelldatum|erstellungsdatum|angelegt|angelegtam|anlagedatum|creele|"
                "datedecreation|fechadecreacion|fechacreacion|creado|creadoel|datacreazione|"
                "datadicreazione|datadecriacao|criadoem|aanmaakdatum|aangemaakt|aangemaaktop"},
    ColumnNames{"close_date",
                "expectedclose|expectedclosing|expectedclosingdate|expectedclosedate|closing|"
                "closingdate|close|closeson|dateclosed|closed|closedon|closedat|targetclose|"
                "targetdate|targetclosedate|estclosedate|estimatedclose|estimatedclosedate|"
                "forecastclose|forecastclosedate|decisiondate|duedate|abschluss|abschlussdatum|"
                "abschlussam|erwarteterabschluss|datedecloture|dateecheance|fechadecierre|"
                "fechacierre|cierre|datachiusura|datadichiusura|datadefechamento|sluitdatum|"
                "sluitingsdatum|afsluitdatum"},
    ColumnNames{"stage",
                "step|phase|stagename|salesstage|salesphase|pipelinestage|currentstage|salesstep|"
                "milestone|dealphase|stufe|verkaufsphase|vertriebsphase|verkaufsstufe|etape|"
                "phasedevente|etapa|fase|fasedivendita|fasevendita|verkoopfase"},
    ColumnNames{"status",
                "outcome|result|state|wonlost|wonorlost|ergebnis|resultat|resultado|"
                "estado|esito|stato|statut|etat|resultaat"},
    ColumnNames{"name",
                "title|subject|topic|dealtitle|deal|opportunity|bezeichnung|titel|"
                "nom|nombre|titolo|titulo"},
    ColumnNames{"account",
                "customer|customername|company|companyname|client|clientname|"
                "organization|organisation|kunde|firma|cliente|klant|empresa|azienda"},
    ColumnNames{"owner",
                "salesrep|rep|repname|salesagent|agent|salesperson|seller|"
                "accountexecutive|accountmanager|ae|assignedto|responsible|"
                "verkaeufer|verkäufer|vertriebler|vendeur|commercial|vendedor|"
                "comercial|venditore|verkoper"},
    ColumnNames{"changed_at",
                "timestamp|changedate|changedtime|modified|modifiedon|modifieddate|"
                "updated|updatedat|updatedon|movedon|enteredon|when|date|day|datum|"
                "fecha|data"},
    ColumnNames{"currency",
                "curr|ccy|isocurrency|waehrung|währung|devise|moneda|divisa|valuta|"
                "moeda"}};

}  // namespace

std::span<ColumnNames const> column_hints() { return hints; }

}  // namespace quarterdeck::service
