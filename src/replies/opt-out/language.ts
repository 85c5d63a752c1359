import { LANGUAGES, type Language } from './grammar';

/**
 * Words that tell a language: those that every sentence of it is made of, and what people answer most. As they are compared:
 * in small letters, without accents and apostrophes. A word of several languages stands in each and counts less.
 */
const TELLING: { readonly [language in Language]: string } = {
  en:
    'the a an and or but if to of in on at by for from with about is are was were be been am im its it i you u your ur he she we they ' +
    'my me us our them this that these those what when where who why how which do does did dont didnt doesnt not no yes yeah yep nope can ' +
    'cant could would will wont should shall may might must have has had havent got get getting give go going gonna come coming just only ' +
    'so too very really more much many some any all every one two there here now then today tomorrow tonight later soon time day week ' +
    'month year please pls plz thanks thank thx ok okay hi hey hello bye good great nice sure sorry want wanna need like love know think ' +
    'see say said tell told call text texts texting message messages send sent number phone list off out up down back take make keep ' +
    'let leave put again already still never ever enough anymore more less people guys man bro dude lol omg wtf fuck fucking shit damn ' +
    'full next last first bus house home car price quote order work works job email photo photos pic pics info remove unsubscribe delete cancel quit opt interested',
  es:
    'el la los las un una unos unas y o pero si de del al a en con por para sin sobre que quien cual como cuando donde cuanto cuanta porque ' +
    'es son soy eres esta estan estoy este estos estas esto eso esa ese yo tu usted ustedes el ella ellos nosotros me te se nos le les lo mi ' +
    'mis su sus no ya mas muy tambien tampoco nunca jamas nada algo todo todos hoy ayer ahora ahorita luego hasta desde favor porfa ' +
    'porfavor gracias hola buenos buenas dias tardes noches adios quiero quiere quisiera deseo necesito puede pueden puedo podria podrian ' +
    'tengo tiene tienen hay hacer hago haga dejen deja deje dejar manden mande mandes mandar envien envie enviar escriban escriba escribir ' +
    'mensaje mensajes numero telefono lista baja borren borrar quiten quitar eliminen eliminar cancelar precio casa carro pedido cita ' +
    'manana semana mes vez quien otra otro dame denme deme interesa interesado equivocado aqui ahi bien bueno vale claro x q k msj msjs wey oye',
  fr:
    'le la les un une des du de et ou mais si au aux a en dans sur avec pour par sans que qui quoi quel quelle quand comment pourquoi est ' +
    'sont suis es etes ete cest ca ce cette ces cet je jai tu il elle on nous vous ils elles me te se moi toi lui leur mon ma mes ton ta tes ' +
    'son sa ses notre nos votre vos ne pas plus jamais rien non oui deja encore aussi tres bien bon bonne bonjour bonsoir salut merci svp stp ' +
    'plait sil revoir veux veut voudrais souhaite peux peut pouvez pourriez faire fait fais avez avoir ai as ont etre arretez arreter arrete ' +
    'envoyez envoyer ecrivez ecrire contactez contacter message messages numero liste retirez retirer supprimez supprimer enlevez ' +
    'desabonner desinscrire prix maison voiture commande rendezvous demain aujourdhui semaine mois jour fois trop assez dun dune nest nai jen ' +
    'lai quil quon tout tous toute laissez combien ou jveux',
  de:
    'der die das den dem des ein eine einen einem einer und oder aber wenn dass zu im in an am auf aus bei mit nach von vom vor fur fuer um ' +
    'uber ist sind war bin bist seid sein hat habe haben hab hast ich du er sie es wir ihr euch mich mir dich dir uns ihn ihnen ihre ihren ' +
    'ihrem mein meine meinen meiner dein deine euer eure euren was wer wie wo wann warum wieso welche nicht kein keine keinen nie niemals ' +
    'nichts nix mehr noch schon auch nur sehr bitte danke hallo ja nein doch mal jetzt heute morgen immer wieder endlich will mochte moechte ' +
    'kann konnen konnte konnten muss mussen soll sollen werde wird wurde wurden hor hort horen auf ab aufhoren schreiben schreib schreibt ' +
    'schicken schickt senden nachricht nachrichten nummer liste loschen loscht abmelden preis haus auto termin bestellung woche monat tag ' +
    'jeden gut alles klar guten tschuss gerne vielen dank lass lasst lassen nehmt nehmen meldet melden tragen falsche wer habt ihm',
  pt:
    'o a os as um uma uns umas e ou mas se de do da dos das em no na nos nas ao aos com por pelo pela para pra pro sem sobre que quem qual ' +
    'como quando onde quanto porque por e sao sou esta estao estou este esta esse essa isso isto esses essas eu tu voce voces vc vcs ele ela ' +
    'nos me te se lhe meu minha meus minhas seu sua seus suas nao sim ja mais muito tambem nunca nada tudo todos hoje amanha ontem agora ' +
    'depois ate favor pfv pf obrigado obrigada oi ola bom boa dia tarde noite tchau quero quer queria gostaria preciso pode podem poderia ' +
    'tenho tem ter fazer faz parem pare parar para mande mandem mandar manda envie enviem enviar escreva mensagem mensagens numero ' +
    'lista tira tire tirem sair remova remover exclua excluir apague apaga cancelar cancela deixa deixe deixem chega preco casa carro pedido ' +
    'semana mes vez quem outra outro aqui ai la bem beleza valeu claro interesse interessado errado nao n q qro naum mano cara desculpa',
};

/** What one word says for each language, in the order of LANGUAGES. */
const WEIGHTS = weights();

function weights(): ReadonlyMap<string, readonly number[]> {
  const sets = LANGUAGES.map((language) => new Set(TELLING[language].split(' ')));
  const all = new Set(sets.flatMap((set) => [...set]));
  return new Map(
    [...all].map((word) => {
      const has = sets.map((set) => (set.has(word) ? 1 : 0));
      const many = has.reduce<number>((sum, one) => sum + one, 0);
      return [word, has.map((one) => one / many)];
    }),
  );
}

/** A language whose words say nearly as much as those of the likeliest is possible too. */
const NEARLY = 0.7;
/** What is known of the lead and the store decides between languages whose words say the same; a word says more. */
const HINT = 0.4;

/**
 * The languages in which a reply may be written, the likeliest first: one, as a rule; several when its words are of several;
 * all when none is known. `words`: plain words (see `plainWords`). `hints`: languages that the lead or the store is known to
 * speak.
 */
export function languagesOf(words: readonly string[], hints: readonly Language[] = []): readonly Language[] {
  const scores = LANGUAGES.map(() => 0);
  for (const word of words) {
    const weight = WEIGHTS.get(word);
    if (weight) for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] ?? 0) + (weight[i] ?? 0);
  }
  const told = Math.max(...scores);
  if (told === 0) return LANGUAGES;
  const ranked = LANGUAGES.map((language, i) => ({
    language,
    score: (scores[i] ?? 0) + (hints.includes(language) && (scores[i] ?? 0) > 0 ? HINT : 0),
  }));
  const most = Math.max(...ranked.map(({ score }) => score));
  return ranked
    .filter(({ score }) => score >= most * NEARLY)
    .sort((a, b) => b.score - a.score)
    .map(({ language }) => language);
}
