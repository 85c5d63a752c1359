import { rules, type Grammar } from './grammar';
import { plainScope } from './scope';

/** French, without accents and apostrophes: `arrêtez de m'écrire` is `arretez de mecrire`. ARRET is a keyword at AWS too. */
export const french: Grammar = {
  language: 'fr',
  keywords:
    'arret arreter arretez arrete desabonner desabonnement desinscrire desinscription desabonnez desabonne stopper stoppez resilier annuler fin ' +
    'stoppub stopsms assez suffit desinscrivez retirer supprimer quitter cessez meldesabonner stopsvp desabonnezmoi desinscrivezmoi',
  plainKeywords: 'arret arreter arretez desabonner desabonnement desinscrire desinscription stoppez stopper',
  fillers:
    'svp stp sil vous te plait merci bonjour bonsoir salut madame monsieur oui non ok cordialement beaucoup tout de suite maintenant immediatement je bien',
  typed: 'desabonner desabonnement desinscrire arreter arretez messages desinscription',
  real: 'message desabonnes',
  limits:
    'apres avant jusqua jusquau pendant demain soir weekend seulement uniquement sauf nuit dimanche linstant instant moment',
  things:
    'commande rendezvous rdv reservation livraison colis facture abonnement contrat train vol devis course attente seance panier table',
  placings: 'de du des a au aux pour dans',
  starters: 'je jai vous cest qui ne jamais pas ca ce et',
  closers: 'plait svp merci messages spam pub',
  compounds: 'un le mon larret bus prochain arret premier dernier tout sans les la d du de mandat',
  classes: {
    stop: 'arretez arrete arreter cessez cesse cesser stop stoppez stoppe stopper finissez',
    inf: 'menvoyer mecrire mecrire mecrires mappeler mimportuner mimportuner ecrire envoyer contacter contacter spammer harceler embeter deranger solliciter appeler texter recevoir importuner messager mailer menvoyez nouscontacter menvoyer denvoyer decrire',
    texts:
      'messages message sms textos texto msg publicite publicites pub pubs promotions promotion promos promo spam spams mails notifications offres sollicitations newsletters newsletter demarchage rappels',
    any: 'le aux vos ces tes les des ce cette tous toutes de d la votre mes plus tels autres aucun aucune a avec me m nous',
    pas: 'plus jamais pas',
    send: 'menvoyez menvoie envoyez envoie mecrivez mecris ecrivez ecris contactez contacte contacter mecontactez mappelez appelez derangez derange envoyer ecrire menvoyer spammez harcelez embetez sollicitez texte textez importunez menvoies',
    want: 'veux souhaite desire voudrais souhaitons voulons aimerais veut desirais',
    get: 'rien recevoir avoir etre contacte contactee contactes vos ces de tes les des messages derange derangee sollicite sollicitee',
    out: 'retirez retire retirer enlevez enleve enlever supprimez supprime supprimer effacez efface effacer otez sortez rayez desinscrivez desabonnez oubliez radiez virez',
    list: 'liste listes fichier fichiers base systeme groupe contacts envoi diffusion repertoire donnees la ca',
  },
  phrases: {},
  rules: [
    ...rules(
      'stop',
      'asked',
      `
      @stop (de|d)? (me|nous|m|mas)? @inf @any* @texts?
      @stop @any* @texts
      @stop avec @any* @texts
      laissez|laisse|foutez|fichez|lachez|lache moi|nous (tranquille|tranquilles|la paix|en paix|vivre)?
      @out moi|nous (de|du|des|de la)? (votre|cette|la|vos|ta|tes|ces|ce)? @list
      @out moi (svp|stp)?
      @out (mon|ce|notre) (numero|telephone|nom|contact|portable)
      @out mes (coordonnees|donnees)
      (desabonner|desabonnez|desinscrire|desinscrivez|desabonne|desinscris) (moi|nous|ce numero|mon numero)
      (me|m|nous|se) (desabonner|desinscrire|retirer|enlever|supprimer|desengager)
      (mon|une|la)? (desabonnement|desinscription)
      etre (retire|retiree|desinscrit|desinscrite|supprime|supprimee|enleve|enlevee|desabonne|desabonnee)
      annuler|annulez|resilier|resiliez (mon|cet|l)? (abonnement|labonnement)? (aux|a|de|mes|les|ces)? @texts
      `,
    ),
    ...rules(
      'stop',
      'said',
      `
      (ne|n|plus)? (me|nous|m)? @send @pas (de|d|vos|ces|aucun|aucune)* (@texts|rien|svp|stp|merci)?
      (ne|n)? (me|nous) (contactez|contacte|ecrivez|ecris|envoyez|envoie|derangez|textez|sollicitez) (plus|jamais|pas)
      (ne|n)? (me|m) (contacter|ecrire|envoyer|deranger) (plus)
      (ne)? (plus|pas|jamais) (me|m|nous)? (contacter|envoyer|ecrire|menvoyer|mecrire|deranger|solliciter|recontacter) 
      (ne|n)? @want (plus|pas|aucun|jamais) (@get @get* @texts|recevoir|rien recevoir|etre contacte|etre contactee|etre derange|de vos|de ces|vos|ces) ..
      (ne|n)? @want (plus|pas) (que vous|que tu) .. @send
      (ne|n)? @want (me|mon|le|un)? (desabonner|desinscrire|desabonnement|desinscription)
      (plus|aucun|aucune|pas|sans) (de|d|aucun|dautres)? (@texts) (svp|stp|merci|maintenant)
      (navez|avez|nai|ai) (pas|jamais) (mon|mes|donne)? (autorisation|accord|consentement|permission|lautorisation)
      pas interesse|interessee par vos|ces|les @texts
      `,
    ),
    ...rules(
      'stop',
      'clause',
      `
      plus (de|aucun|jamais de|dautres) @texts
      (pas|sans|aucun|aucune|non aux) (de|aux)? @texts
      (ca suffit|cest assez|y en a marre|assez)
      plus rien
      plus jamais (@texts)?
      stop (tout|ca|maintenant|pub)
      (arretez|arrete|arreter) (ca|tout|maintenant|immediatement|cela|vos conneries)
      (me)? (desabonner|desinscrire) ..
      `,
    ),
    ...rules(
      'unclear',
      'said',
      `
      (mauvais|faux|erreur de|pas le bon) (numero|destinataire|contact)
      (vous (vous)?|tu te) (trompez|trompes|etes trompe) ..
      (pas|plus) (interesse|interessee|interesses)
      ce nest pas (le numero de|mon numero) ..
      (vais|porter) (vous)? (signaler|plainte|bloquer|denoncer)
      (cest|du) (harcelement|spam)
      (resilier|annuler|arreter) (mon|l)? (abonnement|labonnement)
      (arretez|arrete) de (mappeler|appeler)
      ca ne minteresse (pas|plus)
      (deja) (achete|vendu|trouve)
      qui vous a donne (mon numero|lautorisation)
      `,
    ),
    ...rules(
      'unclear',
      'clause',
      `
      (ta gueule|fermez la|ferme la|va te faire foutre|allez vous faire foutre|degage|degagez|va te faire) .. ..
      (au revoir|adieu)
      non non non
      (annulez|annuler) (le|ca|tout)
      `,
    ),
    ...rules(
      'keep',
      'said',
      '(narretez|narrete|narretes|narreter|ne stoppez|ne cessez|ne supprimez|ne me desabonnez|ne me retirez|ne me desinscrivez|ne menlevez) (pas|surtout pas|jamais)',
    ),
    ...rules(
      'mention',
      'said',
      '(repondez|repondre|envoyez|envoyer|tapez|ecrivez|texter|reponds) (le mot|par)? (stop|arret) (au|pour)?',
    ),
  ],
  scope: plainScope({
    negations: 'ne ni narretez narrete pas sans',
    told: 'si quand pourquoi ou comment il elle ils elles nous quel quelle mon larret avant apres',
    asking:
      'pouvez peux veux voudrais souhaite pourriez comment faire merci priere prie demande desire veuillez pouvezvous',
  }),
};
