import { rules, type Grammar } from './grammar';
import { plainScope } from './scope';

/** French, without accents and apostrophes: `arrêtez de m'écrire` is `arretez de mecrire`. ARRET is a keyword at AWS too. */
export const french: Grammar = {
  language: 'fr',
  keywords:
    'aret aretez arettez arrettez arret arreter arretez arrete desabonner desabonnement desinscrire desinscription desabonnez desabonne stopper stoppez resilier annuler fin ' +
    'stoppub stopsms suffit desinscrivez retirer supprimer quitter cessez meldesabonner stopsvp desabonnezmoi desinscrivezmoi',
  plainKeywords:
    'aret aretez arettez arrettez arret arreter arretez desabonner desabonnement desinscrire desinscription stoppez stopper',
  fillers:
    'svp stp sil vous te plait merci bonjour bonsoir salut madame monsieur oui non ok cordialement beaucoup tout de suite maintenant immediatement je',
  typed:
    'arret supprimer supprimez retirez desinscrivez desabonnez desabonner desabonnement desinscrire arreter arretez messages desinscription',
  real: 'message desabonnes retire retirer supprime',
  limits:
    'aujourdhui encore apres avant jusqua jusquau pendant demain soir weekend seulement uniquement sauf nuit dimanche linstant instant moment',
  things:
    'commande rendezvous rdv reservation livraison colis facture abonnement contrat train vol devis course attente seance panier table',
  placings: 'de du des a au aux pour dans',
  starters: 'je jai cest qui ne jamais pas ca ce et',
  closers: 'plait svp merci messages spam pub',
  compounds: 'un le mon larret bus prochain arret premier dernier tout sans les la d du de mandat',
  negations: 'ne ni pas plus jamais sans',
  channels:
    'facture colis devis courrier mails mail emails email courriels courriel appels appel dappels dappel',
  shorthand: { plu: 'plus', d: 'de', pb: 'probleme', sms: 'sms', jveux: 'veux', jvoudrais: 'voudrais' },
  classes: {
    stop: 'arretez arrete arreter cessez cesse cesser stop stoppez stoppe stopper finissez arettez arretiez darreter',
    inf: 'menvoyer mecrire mecrires mimportuner mimportuner ecrire envoyer contacter contacter spammer harceler embeter deranger solliciter texter recevoir importuner membeter menmerder mennuyer me emmerder recontacter mecrivez envoyer messager mailer menvoyez nouscontacter menvoyer denvoyer decrire',
    texts:
      'messages message sms textos texto msg msgs mess publicite publicites pub pubs promotions promotion promos promo spam spams notifications offres sollicitations newsletters newsletter demarchage rappels',
    any: 'le aux vos ces tes conneries putain merdes saletes tous les des ce cette tous toutes de d la votre mes plus tels autres aucun aucune a avec me m nous',
    pas: 'plus jamais pas',
    send: 'menvoyez menvoie envoyez envoie mecrivez mecris ecrivez ecris contactez contacte contacter recontactez recontacte mecontactez menvoye mecriver mecrive derangez derange envoyer ecrire menvoyer spammez harcelez embetez sollicitez texte textez importunez menvoies',
    want: 'veux jveux souhaite desire prefere preferons prefererais voudrais souhaitons voulons aimerais veut desirais',
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
      laissez|laisse|foutez|fichez moi|nous (tranquille|tranquilles|la paix|en paix|vivre)
      lachez|lache moi|nous (avec @any* @texts / la grappe / les baskets)?
      (desabonne|desinscris) $
      (me|m) (desabonne|desinscris|retire)
      (le|la|les) (supprimer|retirer|effacer|enlever) $
      (enlevez|retirez|supprimez|effacez|oubliez|perdez) (ce|mon|le) (numero)
      retirez|enlevez|virez|sortez|otez moi (de)? ..
      (enlever|retirer|supprimer|effacer|radier) (mon|ce|le) (numero|contact|nom)
      @out moi|nous (de|du|des|de la)? (votre|cette|la|vos|ta|tes|ces|ce)? @list
      @out moi (svp|stp)?
      @out (mon|ce|notre) (numero|telephone|nom|contact|portable)
      @out mes (coordonnees|donnees)
      (desabonner|desabonnez|desinscrire|desinscrivez|desabonne|desinscris) (moi|nous|ce numero|mon numero)
      (me|m|nous|se) (desabonner|desinscrire|retirer|enlever|supprimer|desengager)
      (mon|une|la)? (desabonnement|desinscription)
      (ou|comment) (puis je|peut on|on peut|je peux) (me)? (desabonner|desinscrire|retirer)
      comment (sortir|sort on) de (cette|votre|la) liste
      comment faire pour (arreter|me desabonner|me desinscrire) ..
      etre (retire|retiree|desinscrit|desinscrite|supprime|supprimee|enleve|enlevee|desabonne|desabonnee)
      annuler|annulez|resilier|resiliez (mon|cet|l)? (abonnement|labonnement)? (aux|a|de|mes|les|ces)? @texts
      `,
    ),
    ...rules(
      'stop',
      'said',
      `
      (ne|n|plus)? (me|nous|m)? @send (plus|jamais) (de|d|vos|ces|aucun|aucune)* (@texts|rien|svp|stp|merci)?
      (ne|n)? (me|nous|m)? @send pas (de|d|vos|ces|aucun|aucune)* (@texts)
      (ne|n)? (me|nous)? (mecrivez|menvoyez|mecris|contactez|contacte|derangez|spammez) pas $
      (ne|n)? (me|nous|mecrivez) (derangez|spammez|sollicitez|relancez|importunez) (plus|pas|jamais)
      (ne|n)? (me|nous) (contactez|contacte|ecrivez|ecris|envoyez|envoie|derangez|textez|sollicitez) (plus|jamais|pas)
      (ne|n)? (me|m) (contacter|ecrire|envoyer|deranger) (plus)
      (ne)? (plus|pas|jamais) (me|m|nous)? (contacter|envoyer|ecrire|menvoyer|mecrire|deranger|solliciter|recontacter) 
      (ne|n)? @want (plus|pas|aucun|jamais) (@get @get* @texts|recevoir|rien recevoir|etre contacte|etre contactee|etre derange|de vos|de ces|vos|ces) ..
      (ne|n)? @want (plus|pas) (que vous|que tu) .. @send
      (ne|n)? @want (me|mon|le|un)? (desabonner|desinscrire|desabonnement|desinscription)
      (plus|aucun|aucune|pas|sans) (de|d|aucun|dautres)? (@texts) (svp|stp|merci|maintenant)
      (nenvoyez|nenvoie|nenvoyer|necrivez|necris|nenvoies) (plus|jamais) ..
      (nenvoyez|nenvoie|nenvoyer) pas (de|dautres)? @texts
      (ne|de) plus (recevoir|etre contacte|etre contactee|etre derange|etre sollicite|etre importune|avoir) @get* ..
      ne plus (me|m|nous|lui|leur) @send
      (plus besoin|plus la peine|pas la peine|inutile|pas besoin|plus necessaire) (de) (me|nous|m)? @inf
      (ne)? (me|nous) (recontactez|rappelez|relancez) (plus|pas|jamais)
      (retire|revoque|annule) (mon|tout) (consentement|accord|autorisation)
      (moppose|oppose) a .. @any* (@texts|demarchage|prospection)
      (veux|souhaite|voudrais) etre (desinscrit|desinscrite|desabonne|desabonnee|retire|retiree|supprime|supprimee)
      (veux|souhaite|voudrais) (plus|pas) etre ..
      (plus|pas) aucune @texts
      (pouvez|pourriez|pouvezvous|peux|peuxtu) (vous|tu)? (arreter|stopper) $
      (merci|prie|priere) (darreter|de stopper|de cesser) $
      (assez|marre) de @any* @texts
      (pas|jamais) (autorise|donne) .. .. (mecrire|menvoyer|numero|contacter)
      jen peux plus de @any* @texts
      (numero) .. .. (retirez|supprimez|enlevez|effacez) (le|la)
      (encore|autre) (un|une)? @texts et (je|jappelle|jalerte|plainte)
      combien de fois .. .. (stop|darreter|arreter|arret)
      (demande|demandais|dit|demander|prie|exige) (de|a vous)? (darreter|arreter|stop|de stopper) ..
      (que) (vous|tu) (arretiez|arretes|cessiez) ..
      plus jamais (de|un)? @texts ..
      (marre|ras le bol) de @any* @texts (arretez|stop|desinscrivez|retirez)
      (veux|voudrais|aimerais) que ca (sarrete|cesse|stoppe)
      (veux|voudrais) (pas|plus) (de)? @any* @texts
      (mari|femme|mere|pere|fils|fille) ne (veut|souhaite) (plus|pas) (de|recevoir)? @any* @texts
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
      (ca suffit|y en a marre|assez) (stop)?
      plus rien
      (plus|pas) aucune? @texts
      (retirez|supprimez|enlevez|effacez) le $
      merci mais (stop|non stop|ca suffit)
      plus jamais (@texts)?
      stop (tout|ca|maintenant|pub)
      (arretez|arrete|arreter) (ca|tout|maintenant|immediatement|cela|vos conneries)
      (me)? (desabonner|desinscrire) ..
      `,
    ),
    ...rules(
      'strong',
      'said',
      `
      (mauvais|faux|erreur de|pas le bon) (numero|destinataire|contact)
      (vous (vous)?|tu te) (trompez|trompes|etes trompe) ..
      ce nest pas (le numero de|mon numero) ..
      (vais|porter) (vous)? (signaler|plainte|bloquer|denoncer)
      (cest|du) (harcelement|spam)
      (resilier|annuler|arreter) (mon|l)? (abonnement|labonnement)
      qui vous a donne (mon numero|lautorisation)
      `,
    ),
    ...rules(
      'strong',
      'clause',
      `
      (ta gueule|fermez la|ferme la|va te faire foutre|allez vous faire foutre|degage|degagez|va te faire) .. ..
      non non non
      (annulez|annuler) (le|ca|tout)
      `,
    ),
    ...rules(
      'weak',
      'said',
      `
      (pas|plus) (interesse|interessee|interesses)
      ca ne minteresse (pas|plus)
      trop de (messages|sms|textos)
      rien demande
      `,
    ),
    ...rules('no_calls', 'asked', '(arretez|arrete|cessez|arreter) de (mappeler|appeler|me telephoner)'),
    ...rules(
      'no_calls',
      'said',
      `
      (ne)? (mappelez|mappelle|mappeler|nappelez|appelez|telephonez) (pas|plus|jamais)
      (plus|pas|sans|ni|stop) (de|d|aux|les)? (appels|dappels|appel|dappel)
      `,
    ),
    ...rules(
      'no_emails',
      'said',
      `
      (arretez|arrete|cessez|stop) @any* (mails|emails|courriels|mail)
      (plus|pas|sans) (de)? (mails|mail|emails|email|courriels)
      (desabonnez|desinscrivez|retirez) (moi)? (de|des|du) @any* (newsletter|mails|mail|emails|courriels)
      `,
    ),
    ...rules(
      'fewer',
      'said',
      `
      moins (de)? (messages|sms|textos|souvent|frequemment)
      (un|une|1|deux) (seul)? (sms|message|texto|fois)? (par|chaque) (semaine|mois|jour)
      (pas|plus) tous les jours
      (pas|plus) (si|aussi) souvent
      trop souvent
      (seulement|que|uniquement|juste) (les)? (infos|informations|avis|suivis) .. .. (commande|livraison|rendezvous)
      `,
    ),
    ...rules(
      'keep',
      'said',
      `
      (les)? (sms|textos|messages) (oui|ok|ca va|cest bien|cest mieux|suffit|suffisent)
      par sms (cest bien|ca va|ok|uniquement|oui)
      (ecrivez|ecris|textez) moi
      (uniquement|seulement|que|plutot|prefere|mieux) (par|des|les|un)? (sms|textos|texto|messages|message|ecrit)
      gardez (les|moi)? ..
      (veux|souhaite|voudrais) pas (me|m)? (desabonner|desinscrire|retirer|arreter) ..
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
      '(desabonne|desinscrit) (par|sans faire) (erreur|expres)\n(repondez|repondre|envoyez|envoyer|tapez|ecrivez|texter|reponds) (le mot|par)? (stop|arret) (au|pour)?',
    ),
  ],
  scope: plainScope({
    negations: 'ne ni narretez narrete pas sans',
    told: 'si quand pourquoi ou comment il elle ils elles nous quel quelle mon larret avant apres',
    asking:
      'pouvez peux veux voudrais souhaite pourriez comment faire merci priere prie demande desire veuillez pouvezvous',
  }),
};
