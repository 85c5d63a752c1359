import { ENGLISH_RULES } from './english-rules';
import { englishScope } from './english-scope';
import { wordSet, type Grammar } from './grammar';

/** Verbs that the lead does herself. */
const MINE_WORDS = wordSet(
  'unsubscribe unsub unsubscribed unsubscribing opt opted optout opting stopping leave be revoke withdraw cancel end get',
);

/** What else people cancel, and are removed from. */
const THINGS =
  'order orders appointment appointments appt reservation reservations booking slot waitlist waiting schedule cart invoice meeting delivery plan policy ' +
  'warranty insurance billing provider autopay autoship membership memberships gym netflix coverage upgrade protection addon newspaper magazine contract lease fee fees ' +
  'service couch class table ticket tickets flight job trial quote estimate item items room address shipment package card payment receipt receipts paper program';

/** English, as it is written in texts. Its rules are in english-rules.ts. */
export const english: Grammar = {
  language: 'en',
  // 47 CFR 64.1200(a)(10), read November 2026; Twilio's default keywords, help article 223134027, read November 2026; AWS End
  // User Messaging SMS, required keywords (TD, REMOVE), read November 2026.
  keywords:
    'stop stopall unsubscribe unsubscribed unsub cancel end quit revoke optout opt-out opt-out-all remove td unsubscribing stoptext ' +
    'stop2end stop2quit stop2stop stoptoend stoptoquit dnc donotcontact donottext donotcall stoptexting stopit unsubscribeme removeme stopnow stopmsg stopsms stoptexts endall quitall cancelall optmeout',
  plainKeywords:
    'stop stopall unsubscribe unsub unsubscribing optout stoptext stoptexting unsubscribeme removeme stopnow',
  fillers:
    'please pls plz plse please? kindly ok okay k hi hey hello yo thanks thank you thx ty tks no nope just so and now sorry sir maam ugh bruh fam gosh god jeez jesus nah alright cool yep yup well um uh erm er comma period exclamation point google siri ' +
    'yes yeah immediately asap already seriously really lol lmao haha omg wtf ffs right today again all thankyou dear hmm um uh but dude bro man girl lady buddy friend guys people mate team folks listen look well',
  typed:
    'alone anymore stop unsubscribe unsubscribed unsub texting messages message messaging remove cancel delete texts contact contacting sending ' +
    'receive receiving number please subscription optout list',
  real: 'deleted deletes stops stopped top step shop spot texted canceled cancels cancelled removed removes lists last lost tests exits',
  limits:
    'after before until till til untill while during tonight tomorrow weekends weekdays weekend early late often except unless only ' +
    'nights night work midnight morning mornings evening evenings yet twice duplicate duplicates temporarily awhile week month',
  things: THINGS,
  placings: 'from off of to on in at as',
  starters:
    'i im ive id we you youre who whos its wrong not no dont never please before what why how ' +
    'because cuz bc he she they already enough thank thanks',
  closers:
    'interested spam scam texts messages number person please pls me minor annoying illegal harassment wrong thanks',
  compounds:
    'bus the a an my our your full pit next last one non truck rest first train door short dead cant dont wont gas tram metro subway ' +
    'every another any this that quick rest what which where same each two three',
  negations: 'dont donot dnt not never doesnt didnt wont cant cannot nolonger without aint no',
  channels: 'email emails mail mails calls call catalog catalogs voicemail voicemails robocalls',
  classes: {
    stop: 'stp stop quit cease halt discontinue desist stahp refrain',
    end: 'end ending cancel',
    so: 'the fuck hell f please pls plz now immediately all again anymore more ever just already right away today asap rn any at once further completely altogether period thanks thank you ty thx forever kindly or else seriously lol completely entirely sir maam dammit damnit damn for good this instant',
    ever: 'ever you u yall i dare even bother to really just please again want need going trying continue keep at all',
    texting:
      'texting txting textin textinf messaging messagin msging msg contacting spamming spammin bothering bugging harassing pestering annoying disturbing ' +
      'pinging soliciting hounding stalking smsing writing bombarding badgering blasting reaching text contact contacts',
    text: 'text txt txtin message msg contact spam bother bug harass pester annoy disturb ping solicit sms write reach msgs texting messaging contacting sending',
    texted: 'texted contacted messaged spammed bothered solicited txted disturbed harassed bugged notified',
    texts:
      'texts text txts txt message messages msgs msg sms mms spam notifications alerts offers promos promotions promo promotional ads ad advertising adverts advertisements ' +
      'marketing newsletter newsletters communications communication solicitations solicitation reminders junk updates texting messaging smses deals mailings coupons texs textes msging',
    stuff:
      'stuff things crap shit this these those it them that links garbage bs bullshit trash anything everything anymore more',
    these:
      'the these those this that your ur whatever any all all of more of my with such anymore sending getting from other further future',
    kind: 'text sms txt spam marketing promo promotional stupid fucking damn annoying unwanted unsolicited automated daily fucking mass bulk mailing sales texting phone message messaging contact distribution marketing call distro notification subscriber contacts robo god junk dumb random constant',
    list: 'list lists database db system records record contacts distribution group thread subscription subscriptions mailing crm campaign file files program roster texts club sequence funnel automation chat',
    me_word: 'me us',
    my: 'my our me us',
    this: 'this these',
    mine: 'number phone cell line mobile info information name contact email digits data husband wife mom mother dad father son daughter kid kids family details person',
    own: 'cell phone mobile personal work own damn fucking wifes husbands moms dads sons daughters',
    deny: 'nolonger dont donot dnt didnt wont cannot cant never doesnt wouldnt',
    wanna: 'wanna want wish need care desire like longer plan',
    more: 'any more anymore further additional',
    getting:
      'get getting receive receiving recieve recieving recive have having see seeing accept keep continue continuing',
    never: 'nolonger dont donot never dnt doent not no',
    want: 'want wish need care desire like longer consent agree interested plan asked',
    get: 'get getting receive receiving recieve recieving recive have having see seeing accept keep continue continuing any more anymore',
    unlist:
      'remove delete erase unlist exclude withdraw unenroll purge scrub wipe eliminate unsubscribe deregister',
    remove:
      'remove delete erase unlist drop scratch exclude strike withdraw unenroll purge scrub wipe removed eliminate unsubscribe disconnect',
    past: 'already weeks months days ago last yesterday before twice a few two three times long time week month',
    out: 'out ouy oit oyt outt iut',
    you: 'you u ya yall ur your this these',
    calls: 'call calls calling ring ringing phoning robocalls robocall robocalling voicemail voicemails',
    emails: 'email emails emailing mail mails catalog catalogs catalogue catalogues postcards',
    ok: 'ok okay k fine good great alright allowed better best enough preferred perfect cool easier welcome',
    thing: THINGS,
    ours:
      'list lists number numbers phone name info information data contact contacts details text texts txts message messages msgs sms spam ' +
      'notifications alerts subscription subscriptions records record email emails system database damn fucking stupid annoying same other ' +
      'whole entire darn line cell group thread chat promo promos ads offers please pls now crap shit stuff bs wifes moms husbands dads sons',
    few: 'one once two twice three couple 1 2 3',
    dont: 'dont donot dnt dun dunt never nolonger doent',
    send: 'send sending sendin give',
    their:
      'his her their him them moms dads husbands wifes sons daughters mothers fathers grandmas grandpas brothers sisters kids',
    rel: 'husband wife mom mother dad father son daughter kid kids grandmother grandma grandfather grandpa brother sister him her them child',
    behind:
      'please pls plz now asap already immediately thanks thank thx and or but so because cuz bc cause since i im ive it its you u for at again ' +
      'anymore ever lol haha ok okay today right any before until bro dude guys man sir period kindly ty na no not dont stop all off out ' +
      'permanently forever completely on here from too also then seriously ugh wtf ffs damn the fuck hell either me to list lists thread',
    said: 'said saying replied texted typed sent answered wrote told messaged',
  },
  phrases: {
    me: '(me|us|@my @own* @mine|@this @own* @mine|here)',
  },
  rules: ENGLISH_RULES,
  scope: (words, at) => englishScope(words, at, MINE_WORDS.has(words[at] ?? '')),
};
