import { rules, type Grammar } from './grammar';
import { plainScope } from './scope';

/** What else people cancel and are removed from. */
const THINGS =
  'kurs rechnung lieferung zeitungsabo zeitung versicherung termin termine bestellung vertrag reservierung lieferung abo auftrag buchung zug flug kurs kredit mitgliedschaft konto rechnung tisch angebot paket warteliste warenkorb anfrage gesprach';

/** German, with ä ö ü as a o u, or as people without these keys write them. */
export const german: Grammar = {
  language: 'de',
  keywords:
    'stopp halt ende aufhoren aufhoeren abmelden abbestellen austragen kundigen kuendigen schluss abmeldung abbestellung beenden stoppen loschen loeschen ' +
    'abbrechen widerruf widerrufe widerrufen sofortaufhoren abmelde genug raus hormauf',
  plainKeywords: 'stopp aufhoren aufhoeren abmelden abbestellen austragen abmeldung abbestellung widerruf',
  fillers:
    'bitte danke dankeschon vielen dank hallo guten tag ja nein ok sofort jetzt endlich mal doch einfach sehr geehrte alter mann leute ey also sorry oh man damen herren mfg gruss lg moin umgehend unverzuglich ich mochte und',
  typed: 'abmelden abbestellen nachrichten austragen aufhoren stopp nachricht abmeldung loschen',
  real: 'anmelden anmeldung ablesen antragen anhoren vorlesen',
  limits:
    'nach vor bis wahrend abends nachts morgen wochenende nur ausser heute sonntags uhr spater tagsuber moment momentan',
  things: THINGS,
  placings: 'aus von vom fur zum zur bei auf in',
  starters: 'ich das wer wieso warum sie du es ist keine nie hor horen kein',
  closers: 'bitte spam danke sofort nachrichten',
  compounds:
    'bus der die das ein am zum letzter nachster erster ohne bushalt jeden den dem haltestelle mein ende wochen gutes happy',
  negations: 'nicht nie niemals kein keine',
  channels: 'rechnung rechnungen kataloge post anrufe anruf mails mail emails email newsletter',
  shorthand: {
    nich: 'nicht',
    ned: 'nicht',
    net: 'nicht',
    nit: 'nicht',
    mer: 'mehr',
    meer: 'mehr',
    nix: 'nichts',
    nixs: 'nichts',
    ruh: 'ruhe',
    kene: 'keine',
    keen: 'keine',
    hoer: 'hor',
    hoert: 'hort',
    hoeren: 'horen',
    loesch: 'losch',
    loescht: 'loscht',
    loeschen: 'loschen',
  },
  classes: {
    texts:
      'nachrichten nachricht sms texte text werbung spam newsletter benachrichtigungen meldungen angebote whatsapps werbenachrichten werbesms infos erinnerungen messages mitteilungen nachrichtn nachichten nachichten kontakt kontaktaufnahme',
    any: 'ihrem ihren eurem deinem dem den mehr weiteren weitere diese dieser diesen solche solchen ihre deine die von mit ihnen euch dir an mich mir uns den eure der irgendwelche so viele eurer ihrer jemals etwas',
    write:
      'schreiben schreib schreibt schreibe anschreiben kontaktieren kontaktiere kontaktiert senden sende sendet schicken schick schickt zuschicken zusenden belastigen nerven texten simsen melden stalken zuspammen zuzutexten texte kontaktier nerv belastige belastigt anzuschreiben zu bombardieren',
    sie: 'ich sie du ihr bitte mir mich uns an doch nun jetzt endlich sofort diese nummer meine hier auf keine',
    want: 'will mochte mochten wollen wunsche wunschen moechte wunsch brauche brauchen',
    out: 'nehmen nimm nehmt streichen streich streicht loschen loesche loschen losche loscht loesch losch loeschen entfernen entferne entfernt tragen trag tragt werfen austragen meldet melden melde abmelden schmeissen entfernen nehme',
    list: 'liste verteiler eurer ihrer dieser kartei datenbank system listen adressliste kundenkartei kontakten kontaktliste mailingliste gruppe',
  },
  phrases: {},
  rules: [
    ...rules(
      'stop',
      'asked',
      `
      (hor|hort|horen|hoer|hoeren|hoert) @sie* auf @sie* (mit|zu|@write|@texts)? @any* @texts? 
      (stoppen|stoppt|stoppe|stopp|stop|beenden|beendet|unterlassen|unterlasst|unterlass|lassen|lass|lasst) @sie* @any* (@texts|kontaktaufnahme|belastigung|das|es|damit)
      (stoppen|stoppt|stopp|stop) (@sie)* (mir|mich|uns)? (zu)? @write
      (lass|lassen|lasst) @sie* (in ruhe|in frieden|zufrieden)
      @out @sie* @any* (nummer|kontakt|telefonnummer|handynummer|namen|daten|kontaktdaten) @sie* 
      @out @sie* @any* (von|aus|vom) @any* @list
      (melden|melde|meldet|tragen|trag|tragt) @sie* (mich|uns|diese nummer) @sie* (ab|aus) $
      (mich|uns) @sie* (von|aus|vom)? @any* @list? (abmelden|austragen|loschen|entfernen|streichen|abzumelden|auszutragen)
      (loschen|losche|loscht|streichen|streich|entfernen|entferne|loeschen) (sie|du|ihr)? (bitte)? mich
      (nummer|daten|kontakt|mich|uns|namen|handynummer|telefonnummer) @sie* (aus|von|vom) @any* @list (zu)? (loschen|entfernen|streichen|nehmen|austragen)
      (nummer|daten|kontakt|handynummer|telefonnummer) @sie* (zu)? (loschen|entfernen|streichen|vergessen|loeschen)
      (vergessen|vergesst|vergiss|verliert|verlieren) (sie)? (meine|diese|die) (nummer|handynummer)
      (meld|meldet|melde|melden) @sie* (mich|uns) @sie* ab
      (bestelle|bestellen|bestell) @any* ab $
      (meldet|melden|melde|meld) (sie)? (mich|uns) (bitte)? (vom|von|aus) @any* (verteiler|liste|sms verteiler) ab
      (entfernt|entfernen|entferne) (sie)? (mich|uns) $
      (nehmt|nimm|nehmen|nehme) @sie* (mich|uns|die nummer|meine nummer) @sie* (raus|heraus|runter|herunter|da raus) 
      (aufhoren|auf horen) @sie* (zu)? @write
      (aufhoren) @sie* (mit) @any* @texts
      (von|aus) @any* @list (runter|raus|herunter|weg)
      `,
    ),
    ...rules(
      'stop',
      'asked',
      '(abmelden|abbestellen|austragen|abmeldung) @any* (@list|@texts|ich|mich)?',
    ).map((rule) => ({ ...rule, placed: true as const })),
    ...rules(
      'stop',
      'said',
      `
      (schreiben|schreib|schreibt|schreibe|kontaktieren|kontaktiere|kontaktiert|kontaktier|senden|sende|sendet|schicken|schick|schickt|texten|nerven|nerv|belastigen|rufen) @sie* (nicht|nie|niemals|nichts|nix|keine) (mehr|wieder|weiter|weiterhin)? @any* @texts?
      (nicht|nie|niemals|nichts) (mehr|weiter|wieder|weiterhin) (zu|an)? @any* @write
      (keine|kein|keinen|keinerlei|nie wieder|null) @any* (@texts) (mehr|bitte|schicken|senden|zusenden)
      (keine|kein|keinerlei) (weiteren|weitere|weiterer) @any* @texts
      @want @any* nichts (mehr)? @any* (horen|lesen|erhalten|bekommen|hoeren)
      @want @any* keinen @any* (kontakt)
      @want @any* (keine|kein|keinerlei|nichts) @any* (@texts|mehr horen) @any*
      @want (nicht|nicht mehr|nie wieder|nicht langer|nicht weiter) @any* (kontaktiert|angeschrieben|belastigt|angerufen) 
      @want .. (abmelden|austragen|abbestellen|abgemeldet|ausgetragen|geloscht|entfernt|raus|runter|abzumelden)
      (nehmen|nimm|nehmt) @sie* (von|aus) @any* @list
      (kein|keine|nicht) (ihnen|euch)? (einverstandnis|zustimmung|einwilligung|erlaubnis|genehmigung|interesse an @any* @texts)
      (widerrufe|ziehe) (ich)? (hiermit)? (meine|die|jegliche|alle)? (einwilligung|zustimmung|erlaubnis|einverstandnis)
      (sehen|seht|sieh) @sie* von @any* @texts ab
      (bitte)? (nervt|belastigt|stort|nerven|belastigen) (mich|uns) (nicht|nie) (mehr|weiter|wieder)
      (will|mochte|moechte) @any* in ruhe gelassen werden
      @want @any* nicht mehr (benachrichtigt|angeschrieben|kontaktiert|informiert|genervt) (werden)?
      @want @any* (von|aus) @any* @list (gestrichen|entfernt|geloscht|genommen|runter|raus) (werden)?
      (bitte|verlange|fordere|beantrage) @any* (um)? @any* (loschung|abmeldung|austragung|entfernung) ..
      (wie|wo) (bestelle|melde|stoppe|losche) @any* @texts ab
      wie (werde|komme) ich (von|aus) @any* @list ..
      (einwilligung|zustimmung) (hiermit)? (widerrufen|zuruckgezogen)
      (habe|hab) .. .. (abgemeldet|ausgetragen) $
      (stopp|stop) (ihr|sie|das|es) (nervt|nerven|reicht)
      (brauchen|brauchst|braucht|musst|mussen|muessen|musst|solltest|sollen) @sie* (nicht|nichts) (mehr)? (zu)? @write
      (sollt|sollst|sollen) (endlich)? aufhoren
      (gesagt|gebeten) @sie* (sollt|sollst|sollen)? (aufhoren|stopp|keine sms mehr)
      (noch|nachste) (eine|ein)? @texts und (ich|mein)
      wie oft .. .. (stopp|aufhoren|schreiben|sagen) ..
      (will|mochte|moechte) nichts mehr (von)? @any*
      (habe|hab|hatte) (die schnauze|die nase|genug) (voll)? (von) @any* @texts
      (widerspreche|widersprechen) .. ..
      (mann|frau|mutter|vater|sohn|tochter) (mochte|will) keine @texts (mehr)?
      (was|wie) .. .. (damit) (das|es) aufhort
      (unterlassen|unterlassung) .. (kontakt|@texts|dies|das)
      `,
    ),
    ...rules(
      'stop',
      'clause',
      `
      keine|kein (@texts)
      nicht mehr (@write)
      keine @any* @texts (mehr)?
      nie wieder (@texts|@write)
      (mich)? in ruhe lassen
      (schluss|genug|stopp) (damit|jetzt|mit @any* @texts|mit dem mist)
      (bitte|jetzt)? nicht (mehr)? (schreiben|kontaktieren|anschreiben|texten)
      (bitte)? keine @texts (mehr)?
      (loscht|loschen|entfernt|entfernen|streicht|streichen) (mich|uns)
      (raus|runter) (aus|von) @any* @list
      (jetzt)? (reichts|reicht es)
      (es|mir) reicht (es|jetzt)?
      (bitte)? nichts mehr (@write)
      schluss mit @any* @texts
      stopp|stop @any* @texts
      @any* @texts (abbestellen|beenden|stoppen|kundigen)
      (lassen sie das|lass das|hor auf|aufhoren damit|horen sie auf|hort auf)
      (von|aus) @any* @list (streichen|loschen|entfernen|nehmen|austragen)
      `,
    ),
    ...rules(
      'strong',
      'said',
      `
      falsche (nummer|person)
      (nummer) ist falsch
      (ich bin nicht|hier ist kein|hier gibt es keinen) ..
      (werde|anwalt|anzeige|verklage|polizei) .. (anzeigen|melden|erstatten|blockieren|blockiere|sperren)
      (das|ist) (ist)? (spam|belastigung)
      nervt|nerven (mich)? (ihre|eure|diese|die) @texts
      (abo|abonnement) (kundigen|kuendigen|beenden)
      @want (das|es|nichts|sie)? nicht mehr
      woher haben sie meine nummer
      `,
    ),
    ...rules(
      'strong',
      'clause',
      '(verpiss dich|halt die klappe|halts maul|hau ab|fick dich|leck mich|haut ab) .. ..\nnein nein nein\n(stornieren|abbrechen) (das|es)',
    ),
    ...rules(
      'weak',
      'said',
      `
      (kein|keinerlei) interesse (mehr)? $
      nicht (mehr)? interessiert
      (zu viele) @texts
      `,
    ),
    ...rules(
      'no_calls',
      'said',
      `
      (nicht|nie) (mehr)? (anrufen)
      (keine|ohne) (weiteren)? (anrufe|anruf)
      (rufen|ruf|ruft) @sie* (nicht|nie|niemals) (mehr)? an
      (auf) (mich|uns)? (anzurufen)
      `,
    ),
    ...rules(
      'no_emails',
      'said',
      `
      keine (e)? (mails|mail|emails|email) (mehr)?
      (vom|von) (dem|ihrem|eurem)? (e mail)? newsletter (abmelden|austragen)
      (hor|horen|hort) @sie* auf .. (e)? (mails|emails) ..
      `,
    ),
    ...rules(
      'fewer',
      'said',
      `
      weniger (nachrichten|sms|texte|schreiben|oft)
      (nur|hochstens|maximal)? (einmal|ein mal|eine sms|eine nachricht|1x|zweimal) (pro|im|in der|die) (woche|monat|tag)
      nicht (jeden|taglich) (tag)?
      nicht (so|zu) (oft|viele|haufig) ..
      nur (infos|info|nachrichten) (zur|zu meiner|zum) (bestellung|lieferung|termin)
      `,
    ),
    ...rules(
      'keep',
      'said',
      `
      (sms|nachricht|nachrichten|schreiben|texte) (ist|sind|geht|reicht|reichen|passt) (ok|okay|gut|besser)?
      nur (per)? (sms|nachricht)
      lieber (schreiben|sms)
      bitte (schreiben|sms) $
      schreiben sie lieber
      (sms) behalten
      `,
    ),
    ...rules('keep', 'said', 'aus versehen (abgemeldet|geloscht|ausgetragen|abbestellt)'),
    ...rules('mention', 'said', '(bekomme|erhalte|kriege|bekommen) (ich)? keine\naus versehen'),
    ...rules(
      'keep',
      'said',
      '(hor|horen|hort) @sie* (nicht|niemals|bloss nicht) auf\nnicht (abmelden|austragen|abbestellen|loschen|aufhoren|stoppen|entfernen|abgemeldet)\n(melden|tragen|nehmen|loschen|streichen) @sie* nicht (ab|aus|von)?',
    ),
    ...rules(
      'mention',
      'said',
      '(antworten|antworte|schicken|schreiben|senden|sms|tippen) (sie)? (mit)? (stop|stopp) (um|an)?',
    ),
  ],
  scope: plainScope({
    negations: 'nicht nie niemals',
    told: 'wenn wann warum wieso ob er falls weil hat haben als habe wird bevor',
    things: THINGS,
    articles: 'die den das meine meinen mein eine einen unsere unseren der dem',
    ours: 'mich uns sms nachrichten nachricht newsletter werbung nummer texte liste verteiler daten',
    asking: 'konnen konnten kann will mochte bitte moechte konnt wurden wie',
  }),
};
