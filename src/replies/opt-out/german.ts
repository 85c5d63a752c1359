import { rules, type Grammar } from './grammar';
import { plainScope } from './scope';

/** German, with ä ö ü as a o u, or as people without these keys write them. */
export const german: Grammar = {
  language: 'de',
  keywords:
    'stopp halt ende aufhoren aufhoeren abmelden abbestellen austragen kundigen kuendigen schluss abmeldung abbestellung beenden stoppen loschen loeschen ' +
    'stornieren abbrechen widerruf widerrufe widerrufen sofortaufhoren aus abmelde genug raus hormauf',
  plainKeywords: 'stopp aufhoren aufhoeren abmelden abbestellen austragen abmeldung abbestellung widerruf',
  fillers:
    'bitte danke dankeschon vielen dank hallo guten tag ja nein ok sofort jetzt endlich mal doch einfach sehr geehrte damen herren mfg gruss lg moin umgehend unverzuglich ich mochte und',
  typed: 'abmelden abbestellen nachrichten austragen aufhoren stopp nachricht abmeldung loschen',
  real: 'anmelden anmeldung ablesen antragen anhoren vorlesen',
  limits:
    'nach vor bis wahrend abends nachts morgen wochenende nur ausser heute sonntags uhr spater tagsuber moment momentan',
  things:
    'termin termine bestellung vertrag reservierung lieferung abo auftrag buchung zug flug kurs kredit mitgliedschaft konto rechnung tisch angebot paket warteliste warenkorb anfrage gesprach',
  placings: 'aus von vom fur zum zur bei auf in',
  starters: 'ich das wer wieso warum sie du es ist keine nie hor horen kein',
  closers: 'bitte spam danke sofort nachrichten',
  compounds:
    'bus der die das ein am zum letzter nachster erster ohne bushalt jeden den dem haltestelle mein ende wochen gutes happy',
  classes: {
    texts:
      'nachrichten nachricht sms texte text werbung spam mails newsletter benachrichtigungen meldungen angebote whatsapps werbenachrichten werbesms infos erinnerungen messages mitteilungen werbemails nachrichtn kontakt kontaktaufnahme anrufe',
    any: 'ihrem ihren eurem deinem dem den mehr weiteren weitere diese dieser diesen solche solchen ihre deine die von mit ihnen euch dir an mich mir uns den eure der irgendwelche so viele eurer ihrer jemals etwas',
    write:
      'schreiben schreib schreibt schreibe anschreiben kontaktieren kontaktiere kontaktiert senden sende sendet schicken schick schickt zuschicken zusenden belastigen nerven texten simsen anrufen melden stalken zuspammen zuzutexten texte kontaktier nerv belastige belastigt anzuschreiben zu bombardieren',
    sie: 'ich sie du ihr bitte mir mich uns an doch nun jetzt endlich sofort diese nummer meine hier auf keine',
    want: 'will mochte mochten wollen wunsche wunschen moechte wunsch brauche brauchen',
    out: 'nehmen nimm nehmt streichen streich streicht loschen loesche loschen losche loscht loesch losch loeschen entfernen entferne entfernt tragen trag tragt werfen austragen meldet melden melde abmelden schmeissen entfernen nehme',
    list: 'liste verteiler kartei datenbank system listen adressliste kundenkartei kontakten kontaktliste mailingliste gruppe',
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
      (abmelden|abbestellen|austragen|abmeldung) @any* (@list|@texts|ich|mich)?
      (loschen|losche|loscht|streichen|streich|entfernen|entferne|loeschen) (sie|du|ihr)? (bitte)? mich
      (nummer|daten|kontakt|mich|uns|namen|handynummer|telefonnummer) @sie* (aus|von|vom) @any* @list (zu)? (loschen|entfernen|streichen|nehmen|austragen)
      (nummer|daten|kontakt|handynummer|telefonnummer) @sie* (zu)? (loschen|entfernen|streichen|vergessen|loeschen)
      vergessen sie meine nummer
      vergiss meine nummer
      `,
    ),
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
      (raus|runter) (aus|von) @any* @list
      stopp|stop @any* @texts
      @any* @texts (abbestellen|beenden|stoppen|kundigen)
      (lassen sie das|lass das|hor auf|aufhoren damit|horen sie auf|hort auf)
      (von|aus) @any* @list (streichen|loschen|entfernen|nehmen|austragen)
      `,
    ),
    ...rules(
      'unclear',
      'said',
      `
      falsche (nummer|person)
      (nummer) ist falsch
      (ich bin nicht|hier ist kein|hier gibt es keinen) ..
      (kein|keinerlei) interesse (mehr)? $
      nicht (mehr)? interessiert
      (werde|anwalt|anzeige|verklage|polizei) .. (anzeigen|melden|erstatten|blockieren|blockiere|sperren)
      (das|ist) (ist)? (spam|belastigung)
      nervt|nerven (mich)? (ihre|eure|diese|die) @texts
      (zu viele) @texts
      (abo|abonnement) (kundigen|kuendigen|beenden)
      (habe|haben) .. (schon|bereits) (gekauft|verkauft)
      @want (das|es|nichts|sie)? nicht mehr
      woher haben sie meine nummer
      nicht mehr anrufen
      `,
    ),
    ...rules(
      'unclear',
      'clause',
      '(verpiss dich|halt die klappe|halts maul|hau ab|fick dich|leck mich|haut ab) .. ..\nauf wiedersehen\nnein nein nein\n(stornieren|abbrechen) (das|es)',
    ),
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
    asking: 'konnen konnten kann will mochte bitte moechte konnt wurden wie',
  }),
};
