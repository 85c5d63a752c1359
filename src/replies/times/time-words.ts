import type { Language } from '../opt-out/grammar';

/** Parts of a day that people name, each as it is kept: HH:MM to HH:MM. */
export const PARTS = {
  early: ['00:00', '10:00'],
  morning: ['00:00', '12:00'],
  afternoon: ['12:00', '18:00'],
  evening: ['18:00', '24:00'],
  late: ['20:00', '08:00'],
  night: ['20:00', '08:00'],
  work: ['09:00', '17:00'],
} as const;
export type Part = keyof typeof PARTS;

/** Spans that end soon. */
export const SPANS = [
  'this_morning',
  'tonight',
  'today',
  'tomorrow',
  'this_weekend',
  'this_week',
  'this_month',
] as const;
export type Span = (typeof SPANS)[number];

/**
 * How one language says when it wants no texts. All are sources of regular expressions over plain words (see `saidOf`): small
 * letters without accents and apostrophes, one blank between. Quantifiers are bounded, so that reading stays linear.
 */
export interface TimeWords {
  readonly language: Language;
  /** No texts, before the time: `dont text me`, `no texts`. It counts wherever it stands. */
  readonly refusal: string;
  /** The same behind the time: `sonntags bitte keine nachrichten`, `after 9 please dont text`. */
  readonly refusalBehind: string;
  /** A no that is about the texts when the reply begins with it and the time: `not on sundays`. */
  readonly bare: string;
  /** A no behind a span that ends the reply: `hoy no`. Empty: the language has none. */
  readonly bareBehind: string;
  /** What may stand before a time whose refusal comes behind it: `schreiben sie mir` of "schreiben Sie mir heute nicht". */
  readonly opening?: string;
  /** Texts only, before the time: `only text me`, `text me only`. */
  readonly only: string;
  /** Only, where time and it are the whole reply: `weekends only`. */
  readonly onlyBehind: string;
  /** What changes nothing before it and behind it. */
  readonly fillers: string;
  readonly and: string;
  /** What stands before a day: `on`, `el`, `am`. */
  readonly on: string;
  /** Monday to Sunday. */
  readonly days: readonly [string, string, string, string, string, string, string];
  readonly weekend: string;
  readonly weekdays: string;
  readonly after: string;
  readonly before: string;
  readonly at: string;
  readonly between: readonly [from: string, to: string];
  /** Behind the digits of an hour. */
  readonly oclock: string;
  readonly am: string;
  readonly pm: string;
  readonly noon: string;
  readonly midnight: string;
  readonly parts: { readonly [part in Part]: string };
  readonly spans: { readonly [span in Span]: string };
}

const english: TimeWords = {
  language: 'en',
  refusal:
    '(?:do not|dont|donot|never|stop|quit|not|cant you not|no more|avoid|refrain from)(?: ever| be| keep| even| please| u| you| guys){0,2}' +
    ' (?:text|texting|txt|txting|message|messaging|msg|msging|contact|contacting|write|writing|send|sending|bother|bothering|disturb|disturbing|wake|waking|ping|pinging|buzz|buzzing|hit|bug|bugging)' +
    '(?: to| me| us| up| this number| my phone| messages?| texts?| msgs?| sms| stuff| anything| ads?| promos?| marketing| your| these| any| again| out){0,5}' +
    '|(?:no|zero|not any)(?: more| marketing| promo| promotional){0,2} (?:texts?|texting|messages?|messaging|msgs?|sms|ads?|promos?)(?: to me| to us| sent| please){0,2}',
  refusalBehind:
    '(?:please |pls )?(?:do not|dont|never|no more|no) (?:text|txt|message|msg|contact|write|texts|messages|send)(?: me| us| to me| anything| texts| messages){0,3}',
  // "No Monday" may be "no, Monday".
  bare: '(?:no )?(?:just )?(?:not|never|nothing)|no(?: more)?(?= (?:mon|tues|wednes|thurs|fri|satur|sun)days| weekends| mornings| evenings| nights)',
  bareBehind: '',
  only:
    '(?:only|just) (?:text|txt|message|msg|contact|write|send)(?: to| me| us| texts| messages){0,3}' +
    '|(?:text|txt|message|msg|contact|write)(?: to)?(?: me| us)? only|(?:texts|messages|msgs) only|only (?:texts|messages)',
  onlyBehind: '(?:is |are )?(?:only|is fine only)',
  fillers:
    '(?:please|pls|plz|hi|hey|hello|ok|okay|sorry|but|and|thanks|thank you|thx|ty|can you|could you|would you|yes|yeah|texts?|sure|well|for me)',
  and: '(?:and|or|nor|also|plus)',
  on: '(?:on |in |over |during |for )?(?:the |a |any )?',
  days: [
    'mon(?:days?)?',
    'tue(?:s|sdays?)?',
    'wed(?:s|nesdays?)?',
    'thu(?:r|rs|rsdays?)?',
    'fri(?:days?)?',
    'sat(?:urdays?)?',
    'sun(?:days?)?',
  ],
  weekend: 'week ?ends?',
  weekdays: '(?:week ?days?|work ?days?|work ?week)',
  after: '(?:after|past|later than|from|any later than)',
  before: '(?:before|earlier than|prior to|any earlier than)',
  at: 'at',
  between: ['(?:between|from)', '(?:and|to|till?|until|-)'],
  oclock: '(?:o ?clock|oclock|h)',
  am: '(?:am|in the morning)',
  pm: '(?:pm|in the evening|at night|in the afternoon)',
  noon: '(?:noon|midday|lunch)',
  midnight: 'midnight',
  parts: {
    early:
      '(?:this|so|that|too) early(?: in the (?:day|morning))?|early in the mornings?|early mornings?|early',
    morning: '(?:in the |on )?mornings?|before noon',
    afternoon: '(?:in the |on )?afternoons?',
    evening: '(?:in the |on )?evenings?',
    late: '(?:this|so|that|too) late(?: at night| in the evening| in the day)?|late at nights?|late in the evenings?|late evenings?|late',
    night:
      '(?:at |in the )?(?:nights?|night ?time)|overnight|in the middle of the night|while i ?a?m (?:asleep|sleeping)|when i ?a?m (?:asleep|sleeping)',
    work: '(?:during |in )?(?:my )?(?:work|working|business|office|school) hours|(?:while|when) i ?a?m (?:at work|working)|during work',
  },
  spans: {
    this_morning: 'this morning',
    tonight: 'tonight|this evening',
    today: '(?:today|any ?more today|again today|for today)',
    tomorrow: 'tomorrow|tmrw|tmr',
    this_weekend: '(?:over )?this week ?end',
    this_week: 'this week',
    this_month: 'this month',
  },
};

const spanish: TimeWords = {
  language: 'es',
  refusal:
    '(?:no|nunca|ya no|dejen de|deje de|deja de|eviten?|evita)(?: me| nos| por favor){0,2} ' +
    '(?:escrib\\w{1,8}|mand\\w{1,8}|envi\\w{1,8}|texte\\w{1,6}|contact\\w{1,8}|molest\\w{1,8}|despiert\\w{1,6})(?: me| mas| mensajes?| textos?| sms| nada| promociones| a este numero){0,3}' +
    '|(?:no|nada de|sin|ningun)(?: mas| quiero| quiero recibir| recibir){0,2} (?:mensajes?|textos?|sms|publicidad|promociones)',
  refusalBehind:
    '(?:por favor )?(?:no|nunca)(?: me| nos)? (?:escrib\\w{1,8}|mand\\w{1,8}|envi\\w{1,8}|texte\\w{1,6}|contact\\w{1,8}|molest\\w{1,8}|mas mensajes|mensajes)(?: mensajes| nada){0,2}|no (?:quiero )?mensajes',
  bare: '(?:nunca|nada|(?:pero )?no(?= (?:los|las|de|por|en|tan|a las|despues|antes|hoy) ?))',
  bareBehind: 'no',
  only:
    '(?:solo|solamente|unicamente) (?:escrib\\w{1,8}|mand\\w{1,8}|envi\\w{1,8}|contact\\w{1,8}|mensajes)(?: mensajes)?' +
    '|(?:escrib\\w{1,8}|mand\\w{1,8}|envi\\w{1,8}|contact\\w{1,8}|mensajes)(?: mensajes)? (?:solo|solamente|unicamente)',
  onlyBehind: '(?:solo|solamente|unicamente|nada mas)',
  fillers: '(?:por favor|porfavor|hola|gracias|ok|bueno|perdon|disculpe|pero|y|si)',
  and: '(?:y|o|ni|e|u)',
  on: '(?:en |durante )?(?:los |el |la |las )?',
  days: ['lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabados?', 'domingos?'],
  weekend: '(?:fin|fines) de semana',
  weekdays: '(?:entre semana|dias? de semana|dias? laborables|dias? habiles)',
  after: '(?:despues de|pasadas?|a partir de|mas tarde de|desde)(?: las?)?',
  before: '(?:antes de|mas temprano de)(?:l| las?)?',
  at: 'a las?',
  between: ['(?:entre|de|desde)(?: las?)?', '(?:y|a|hasta|-)(?: las?)?'],
  oclock: '(?:horas|hrs|hs|h)',
  am: '(?:am|de la (?:manana|madrugada))',
  pm: '(?:pm|de la (?:tarde|noche))',
  noon: '(?:mediodia|medio dia)',
  midnight: '(?:medianoche|media noche)',
  parts: {
    early: 'tan temprano|muy temprano|temprano',
    morning: '(?:por|en|de) las? mananas?|de manana',
    afternoon: '(?:por|en) las? tardes?',
    evening: 'al anochecer',
    late: 'tan tarde|muy tarde',
    night: '(?:por|en) las? noches?|de noche|de madrugada|en la madrugada',
    work: '(?:en|durante) (?:horas?|horario|horarios)(?: de)? (?:trabajo|laboral|laborales|oficina)',
  },
  spans: {
    this_morning: 'esta manana',
    tonight: 'esta noche|hoy en la noche',
    today: '(?:por |mas por )?hoy(?: dia)?',
    tomorrow: '(?<!la )(?<!las )(?<!esta )manana',
    this_weekend: 'este fin de semana',
    this_week: 'esta semana',
    this_month: 'este mes',
  },
};

const french: TimeWords = {
  language: 'fr',
  refusal:
    '(?:ne |n)?(?:me |m)?(?:ecri\\w{1,7}|envoy\\w{1,6}|contact\\w{1,6}|texte\\w{0,3}|derang\\w{1,6}|sollicit\\w{1,6}|relanc\\w{1,6})(?: moi| nous)? (?:pas|plus|jamais)(?: de (?:sms|messages?|textos?|pub\\w{0,6}))?' +
    '|ne (?:pas|plus|jamais) (?:me |m)?(?:ecrire|envoyer|contacter|texter|deranger|solliciter|relancer)(?: de (?:sms|messages?|textos?))?' +
    '|(?:arretez?|cessez?|evitez?) (?:de |d)(?:me |m)?(?:ecrire|envoyer|contacter|texter|deranger|solliciter|relancer)(?: des (?:sms|messages?|textos?))?' +
    '|(?:pas|plus|aucun)(?: de| d)? (?:sms|messages?|textos?|pub\\w{0,6})',
  refusalBehind:
    '(?:svp |merci de )?(?:ne (?:pas|plus|jamais) (?:me |m)?(?:ecrire|envoyer|contacter|texter|deranger)|(?:pas|plus) de (?:sms|messages?|textos?))',
  bare: '(?:mais )?(?:pas|jamais)',
  bareBehind: 'non(?: merci)?',
  only: '(?:ecri\\w{1,7}|envoy\\w{1,6}|contact\\w{1,6})(?: moi)? (?:seulement|uniquement|que)|(?:seulement|uniquement) (?:des )?(?:sms|messages)',
  onlyBehind: '(?:seulement|uniquement)',
  fillers: '(?:svp|sil vous plait|sil te plait|stp|merci|bonjour|salut|ok|mais|et|oui|desolee?)',
  and: '(?:et|ou|ni)',
  on: '(?:en |pendant |durant )?(?:le |les |ce |la )?',
  days: ['lundis?', 'mardis?', 'mercredis?', 'jeudis?', 'vendredis?', 'samedis?', 'dimanches?'],
  weekend: 'week ?ends?',
  weekdays: '(?:en semaine|semaine|jours ouvres|jours de semaine)',
  after: '(?:apres|passe|a partir de|au dela de|plus tard que)',
  before: '(?:avant|plus tot que)',
  at: 'a',
  between: ['(?:entre|de)', '(?:et|a|-)'],
  oclock: '(?:heures?|h)',
  am: '(?:am|du matin)',
  pm: '(?:pm|du soir|de lapres midi)',
  noon: 'midi',
  midnight: 'minuit',
  parts: {
    early: '(?:si|aussi|trop) tot(?: le matin)?',
    morning: '(?:le |les )?matins?',
    afternoon: '(?:l|les )?apres midis?',
    evening: '(?:le |les )?soirs?|en soiree',
    late: '(?:si|aussi|trop) tard(?: le soir)?|tard le soir',
    night: '(?:la |de |les )?nuits?|en pleine nuit',
    work: '(?:pendant |durant )?(?:les |mes )?(?:heures de (?:travail|bureau)|horaires de (?:travail|bureau))|pendant le travail|au travail',
  },
  spans: {
    this_morning: 'ce matin',
    tonight: 'ce soir|cette nuit',
    today: 'aujourdhui',
    tomorrow: 'demain',
    this_weekend: 'ce week ?end',
    this_week: 'cette semaine',
    this_month: 'ce mois(?: ci)?',
  },
};

const german: TimeWords = {
  language: 'de',
  refusal:
    '(?:bitte )?(?:schreib\\w{0,4}|text\\w{1,4}|kontaktier\\w{0,4}|schick\\w{0,4}|send\\w{1,4}|stor\\w{1,4}|belastig\\w{0,4})(?: sie| ihr| mir| mich| uns| bitte| auch){0,4} (?:nicht|nie|niemals|keine (?:sms|nachrichten|texte|werbung))(?: mehr)?' +
    '|(?:bitte |mir ){0,2}(?:keine|keinerlei)(?: weiteren)? (?:sms|nachrichten?|texte|textnachrichten|werbung|mitteilungen)(?: mehr)?(?: bitte| an mich| senden| schicken){0,2}',
  refusalBehind:
    '(?:bitte |mir |mich ){0,3}(?:nicht(?: mehr)?(?: bitte)?(?: schreiben| texten| storen| kontaktieren| anschreiben)?|keine (?:sms|nachrichten?|texte|werbung)(?: mehr)?)',
  bare: '(?:aber )?(?:nicht|nie|niemals|nichts)(?: mehr)?',
  bareBehind: '(?:bitte )?nicht(?: mehr)?',
  opening:
    '(?:schreib\\w{0,4}|text\\w{1,4}|kontaktier\\w{0,4}|schick\\w{0,4}|stor\\w{1,4})(?: sie| ihr| mir| mich| uns| bitte){0,4}',
  only: '(?:bitte )?nur (?:sms|nachrichten)|(?:schreib\\w{0,4}|text\\w{1,4}|kontaktier\\w{0,4})(?: sie| ihr| mir| mich| uns| bitte){0,4} nur|(?:sms|nachrichten)(?: bitte)? nur',
  onlyBehind: 'nur',
  fillers: '(?:bitte|danke|hallo|hi|ok|okay|sorry|aber|und|ja|entschuldigung)',
  and: '(?:und|oder|sowie)',
  on: '(?:am |an |im |in |den )?(?:einem |der )?',
  days: [
    'montags?(?:en)?',
    'dienstags?(?:en)?',
    'mittwochs?(?:en)?',
    'donnerstags?(?:en)?',
    'freitags?(?:en)?',
    '(?:samstags?|sonnabends?)(?:en)?',
    'sonntags?(?:en)?',
  ],
  weekend: 'wochenenden?s?',
  weekdays: '(?:unter der woche|werktags|wochentags|werktagen)',
  after: '(?:nach|ab|spater als)',
  before: '(?:vor|fruher als)',
  at: 'um',
  between: ['(?:zwischen|von)', '(?:und|bis|-)'],
  oclock: '(?:uhr|h)',
  am: '(?:am|morgens|fruh|vormittags)',
  pm: '(?:pm|abends|nachmittags|nachts)',
  noon: '(?:mittag|mittags)',
  midnight: 'mitternacht',
  parts: {
    early: '(?:so|zu) fruh(?: morgens| am morgen)?|fruh ?morgens|frueh morgens|(?:so|zu) frueh',
    morning: 'morgens|am morgen|vormittags|am vormittag',
    afternoon: 'nachmittags|am nachmittag',
    evening: 'abends|am abend',
    late: '(?:so|zu) spat(?: abends| am abend)?|(?:so|zu) spaet|spat ?abends',
    night: 'nachts|in der nacht|mitten in der nacht',
    work: '(?:wahrend |in )(?:der |meiner )?(?:arbeitszeit|arbeitszeiten|arbeit)|zu burozeiten',
  },
  spans: {
    this_morning: 'heute (?:morgen|fruh|vormittag)',
    tonight: 'heute (?:abend|nacht)',
    today: 'heute',
    tomorrow: 'morgen',
    this_weekend: '(?:an )?diese[sm]? wochenende',
    this_week: 'diese woche',
    this_month: 'diesen monat',
  },
};

const portuguese: TimeWords = {
  language: 'pt',
  refusal:
    '(?:nao|nunca|parem? de|para de|pare de|evitem?)(?: me| nos| por favor){0,2} ' +
    '(?:mand\\w{1,6}|envi\\w{1,6}|escrev\\w{1,6}|contat\\w{1,6}|contact\\w{1,6}|incomod\\w{1,6}|perturb\\w{1,6})(?: me| mais| mensage(?:m|ns)| sms| nada| textos?){0,3}' +
    '|(?:nao|nada de|sem|nenhuma)(?: mais| quero| receber| quero receber){0,2} (?:mensage(?:m|ns)|sms|textos?|propagandas?)',
  refusalBehind:
    '(?:por favor )?(?:nao|nunca)(?: me| nos)? (?:mand\\w{1,6}|envi\\w{1,6}|escrev\\w{1,6}|contat\\w{1,6}|incomod\\w{1,6}|quero mensage(?:m|ns)|mensage(?:m|ns))(?: mensage(?:m|ns)| nada){0,2}',
  bare: '(?:nunca|nada|(?:mas )?nao(?= (?:aos|nos|nas|a noite|de|pela|tao|as|depois|antes|apos|hoje) ?))',
  bareBehind: 'nao',
  only:
    '(?:so|somente|apenas)(?: me)? (?:mand\\w{1,6}|envi\\w{1,6}|escrev\\w{1,6}|contat\\w{1,6}|mensagens)(?: mensagens)?' +
    '|(?:mand\\w{1,6}|envi\\w{1,6}|escrev\\w{1,6}|contat\\w{1,6}|mensagens)(?: me)?(?: mensagens)? (?:so|somente|apenas)',
  onlyBehind: '(?:so|somente|apenas)',
  fillers: '(?:por favor|pf|pfv|oi|ola|obrigad[oa]|ok|mas|e|sim|desculpe?)',
  and: '(?:e|ou|nem)',
  on: '(?:em |durante )?(?:aos? |nos? |nas? |as? |os? )?',
  days: [
    'segundas?(?: feiras?)?',
    'tercas?(?: feiras?)?',
    'quartas?(?: feiras?)?',
    'quintas?(?: feiras?)?',
    'sextas?(?: feiras?)?',
    'sabados?',
    'domingos?',
  ],
  weekend: '(?:fim|fins|final|finais) de semana',
  weekdays: '(?:dias? de semana|dias? uteis|durante a semana)',
  after: '(?:depois|apos|a partir|mais tarde que)(?: d?as?| do)?',
  before: '(?:antes)(?: das?| do)?',
  at: 'as?',
  between: ['(?:entre|das?|de)(?: as?)?', '(?:e|as|ate|-)(?: as?)?'],
  oclock: '(?:horas?|hs|h)',
  am: '(?:am|da (?:manha|madrugada))',
  pm: '(?:pm|da (?:tarde|noite))',
  noon: '(?:meio dia)',
  midnight: '(?:meia noite)',
  parts: {
    early: '(?:tao|muito) cedo',
    morning: '(?:de|pela|na) manha|as manhas',
    afternoon: '(?:a|de|pela|na) tarde',
    evening: 'ao anoitecer',
    late: '(?:tao|muito) tarde',
    night: '(?:a|de|pela|na) noite|de madrugada',
    work: '(?:no|durante o) horario (?:de trabalho|comercial)|no trabalho',
  },
  spans: {
    this_morning: 'hoje de manha',
    tonight: 'hoje a noite|esta noite',
    today: '(?:por )?hoje',
    tomorrow: 'amanha',
    this_weekend: '(?:n?este|n?esse) (?:fim|final) de semana',
    this_week: '(?:n?esta|n?essa) semana',
    this_month: '(?:n?este|n?esse) mes',
  },
};

export const TIME_WORDS: readonly TimeWords[] = [english, spanish, french, german, portuguese];
