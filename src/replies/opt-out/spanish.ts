import { rules, type Grammar } from './grammar';
import { plainScope } from './scope';

/** Spanish, as it is written in texts: without accents. Twilio knows no Spanish keyword by default; people write these. */
export const spanish: Grammar = {
  language: 'es',
  keywords:
    'alto pare paren para parar basta cancelar cancela cancele baja salir detener detengan detente desuscribir desuscribirme desuscribirse ' +
    'desinscribir desinscribirme nomas eliminar quitar remover dejen suscripcion terminar fin anular darmedebaja darsedebaja bajame cancelen suspender',
  plainKeywords: 'alto basta desuscribir desuscribirme paren detengan detente',
  fillers:
    'por favor porfavor porfa xfa fa xfavor favor gracias ya estuvo hola disculpe disculpen perdon wey guey oigan vato amigo ps pues ok okay jaja si oiga oye senor senora muchas yo ahora mismo inmediatamente muy de verdad es todo',
  typed:
    'quitenme borrenme mandar dejen escribirme bajar manden mandes envien envies escriban cancelar mensajes desuscribir eliminar enviarme mandarme enviando',
  real: 'cancelas enviarte mandarte eliminas',
  limits: 'despues hasta antes mientras manana noche durante solo solamente excepto hoy fin ahora momento',
  things:
    'cita pedido orden reserva reservacion turno servicio compra entrega vuelo cuenta mesa clase contrato seguro pago carrito espera',
  placings: 'de del en a al por',
  starters: 'no yo ya esto es son quien que estoy me por',
  closers: 'favor ya mensajes spam yo equivocado gracias',
  compounds: 'eso esto asi muy mas el la un mi su tan es bien doy da dar temporada',
  negations: 'no nunca tampoco',
  channels: 'llamadas llamada correos correo emails email mails mail boletin',
  shorthand: {
    d: 'de',
    m: 'me',
    kiten: 'quiten',
    kitenme: 'quitenme',
    q: 'que',
    k: 'que',
    x: 'por',
    xq: 'porque',
    kiero: 'quiero',
    porfis: 'porfavor',
    msjes: 'mensajes',
  },
  classes: {
    stop: 'detener deja deje dejen dejame dejar dejad para pare paren parar parad termina termine terminen basta cesen cese detengan detenga deten',
    send: 'enviarme mandarme escribirme textearme molestarme contactarme contactar acosarme mensajearme enviar mandar escribir textear molestar joder fregar chingar fastidiar enviarnos mandarnos escribirnos spamearme',
    sub: 'envie envien envies enviar mande manden mandes mandar escriba escriban escribas escribir contacte contacten contactes contactar moleste molesten molestes molestar textee texteen textees textear escribieran mandaran enviaran contactaran molestaran escribiera mandara enviara vuelva vuelvan enviarme mandarme escribirme contactarme molestarme fastidies fastidien joda jodan jodas',
    texts:
      'mensajes mensaje textos texto sms mensajitos publicidad promociones promocion spam ofertas oferta notificaciones anuncios msjs msj msg mensages propaganda',
    any: 'mas estos esos sus tus los las el estas esas este ese de ningun ninguna cosas nada tantos a mi nunca jamas otra vez tipo me tanto tantos tanta tantas',
    end: 'mas nunca jamas por favor gracias ya otra vez a este numero mi telefono celular nada',
    want: 'quiero deseo quisiera queremos deseamos necesito gusta gustaria interesa autorizo acepto',
    get: 'recibir seguir recibiendo que me manden envien escriban contacten enviar mandar recibirlos tener mas sus tus estos esos los de ser contactado contactada molestado molestada',
    out: 'quitenme quiteme quitame quitar quitarme saquenme saqueme sacame sacarme borrenme borreme borrame borrarme eliminenme elimineme eliminame eliminarme remuevanme remuevame remueveme removerme denme deme dame dar darme retirenme retireme retirame retirarme bajenme bajame',
    erase:
      'remover remueva remuevan kiten kitar borra borre borren borrar elimina elimine eliminen eliminar quita quite quiten quitar olvida olvide olviden saca saque saquen pierde pierdan remueva remuevan',
    list: 'lista listas base sistema registro registros grupo contactos suscripcion suscripciones datos mensajes esto aqui',
  },
  phrases: {},
  rules: [
    ...rules(
      'stop',
      'asked',
      `
      @stop ya? de @send @any* @texts?
      @stop ya? de @send @any*
      @stop con? @any* @texts
      (dejame|dejenme|dejeme|dejadme|dejanos|dejennos) (en paz|tranquilo|tranquila|tranquilos|de molestar|de escribir)
      @out (de|del|a) (baja|la|su|esta|tu|sus|esa)? @list
      @out de baja
      (quitenme|quiteme|quitame|saquenme|saqueme|sacame|borrenme|borreme|borrame|eliminenme|elimineme|eliminame|remuevanme|retirenme|denme de baja|deme de baja)
      @erase (mi|este|nuestro|ese) (numero|telefono|celular|contacto|nombre)
      @erase mis (datos|contactos|informacion)
      (cancelar|cancela|cancele|cancelen|anular|terminar) (la|mi|esta|las|mis|los|estos)? (suscripcion|suscripciones|mensajes|sms|textos|alertas)
      (cancele|cancelen|anulen|anule|suspendan) @any* (suscripcion|mensajes)
      @erase @any* (numero|telefono|celular) $
      den|dar|doy de baja (mi|este|el)? (numero|telefono)?
      (dejen|deje|deja) @any* (numero|telefono|celular) en paz
      como (me)? (borro|quito|salgo|elimino|saco|desuscribo) (de)? @any* @list?
      como elimino @any* numero
      (donde|como) me (doy|puedo dar) de baja
      (olvidense|olvidate) de @any* numero
      como (cancelo|detengo|paro|quito|elimino|dejo|anulo) @any* @texts
      (dejo|paro) de recibir @any* @texts?
      @erase (el|este|ese|su) (numero|telefono|celular|contacto)
      (borrenlo|borrelo|borralo|quitenlo|quitelo|eliminenlo|eliminelo|saquenlo|saquelo|borrarlo|eliminarlo|quitarlo) $
      (me|nos) (quita|quitas|quitan|quite|quiten|saca|sacan|saque|saquen|borra|borran|borre|borren|elimina|eliminan|elimine|eliminen|quitar|sacar|borrar|eliminar) (de|del) @any* @list
      (me|nos) (da|dan|das|de|den) de baja
      me (quiero|puedo|puede|pueden|podria|podrian) (desuscribir|quitar|sacar|borrar|eliminar|dar de baja)
      (detengan|detenga|paren|pare|cesen|suspendan) @any* @texts
      (dejen|deja|deje) (de)? @send
      (olviden|olvida|olvide|pierdan|pierda|pierde) @any* (numero)
      (desuscribirme|desuscribanme|desuscribame|desuscribeme|desinscribirme|desinscribanme)
      (dejar|parar) de (recibir|recibirlos|recibiendo) @any* @texts?
      (solicito|quiero|pido|deseo|necesito) (la|mi|una)? baja
      (eliminar|quitar|sacar|borrar|remover|retirar) de (la|su|esta|tu|sus)? @list
      (salir|salirme|sacarme|borrarme) de (la|esta|su|esa|tu)? (lista|grupo|suscripcion)
      (dar|doy|darme|darse|solicito|quiero la) (de)? baja
      `,
    ),
    ...rules(
      'stop',
      'said',
      `
      (no|ya no|nunca|jamas) (me|nos|mas)? (vuelva|vuelvan|vuelvas) a @sub
      no @sub @any* @texts
      no me (escriban|escriba|escribas|contacten|contactes|molesten|molestes|texteen) @end*
      no (me|nos) @sub @any* (@texts|mas|nunca|jamas|ya) @end*
      (ya no) (me|nos) @sub @any* @texts?
      ya no @sub @any* (@texts|mas)
      no (quiero|deseo|quisiera|queremos|deseo mas|quiero mas|autorizo|acepto|necesito) @get* @get* (@texts|mas mensajes|ser contactado|ser contactada)
      (no|ya no) (quiero|deseo|quisiera) (seguir)? (recibir|recibiendo) (nada|mas|esto|estos|sus|los)* 
      ya no (quiero|deseo) @get* @texts
      (no|ya no) (quiero|deseo) que (me|nos) @sub
      que (me|nos) (quiten|saquen|borren|eliminen|quite|saque|borre|elimine|den de baja) ..
      (pedido|pedi|pido|solicite) .. .. baja
      (les|le|te) (dije|pedi|he dicho) que (no|me borren|me quiten|ya no) ..
      no @sub a este (numero|telefono)
      (alto|stop|basta|no mas) (a|con|de)? (los|la)? (mensajes|publicidad|spam|sms|textos)
      no (les|le|te)? (di|dimos|autorizo|autorice|autorizamos) .. (permiso|mensajes|escribirme|numero)
      ya no m @sub
      no m @sub @any* @texts
      (que|ya) (paren|dejen|pare|deje) de @send
      (dejen|deja|deje|paren|pare) de (llamarme|llamar) (y|ni|o) (de)? @send
      (agradezco|agradeceria|agradecere) (que|si) (me|nos) (quita|quitan|quite|quiten|saca|sacan|saque|saquen|borra|borran|borre|borren|elimina|eliminan|elimine|eliminen|da de baja|dan de baja) ..
      no @sub mas $
      (para|prefiero|preferiria|deseo|quiero|quisiera|gustaria) (ya)? no recibir @any* @texts?
      no (hace falta|es necesario|necesito|necesitamos|hay necesidad|tienen|tiene) (de)? que (me|nos)? @sub @end*
      no (me|nos|le|les) (vuelva|vuelvan|vuelvas) a @sub
      (no|ya no) (me|nos|le|les) @sub @any* (@texts|mas|nada|nunca|jamas|ya) @end*
      ya no (me|nos|le|les) @sub
      (que|si) no me (escribieran|mandaran|enviaran|contactaran|molestaran|escriban|manden|envien)
      no (quiere|quieren|desea) (recibir)? @any* @texts
      (retiro|revoco|cancelo|anulo|quito) (mi|el|la)? (consentimiento|autorizacion|permiso)
      (si) me (mandan|envian|escriben|vuelven) @any* (otro|otra|mas|a escribir|a mandar) @texts?
      (otro|otra) (mensaje|texto|sms|msj) (mas)? y (los|las|te|lo|la)? (denuncio|reporto|demando|bloqueo|voy)
      cuantas veces .. .. (decir|pedir|digo|pido) ..
      (exijo|pido|solicito) que (me)? (borren|eliminen|quiten|saquen) ..
      no (tiene|tienen|tienes) (mi)? (permiso|autorizacion|consentimiento)
      no (estoy interesado|estoy interesada|me interesa|me interesan) @get* @texts
      `,
    ),
    ...rules(
      'stop',
      'clause',
      `
      no mas (@texts)? @end*
      (no|sin) @texts
      no (me)? (molesten|molestes|molestar|moleste|contactar|textear) @end*
      no me (escriban|escriba|escribas|manden|envien|mandes|envies|contacten|contactes|texteen) @end*
      ya no @texts @end*
      (quitenme|quiteme|quitame|quitarme|saquenme|saqueme|sacame|sacarme|borrenme|borreme|borrame|borrarme|eliminenme|elimineme|eliminame|eliminarme|bajenme|bajame)
      (me)? (quiero|quisiera|deseo) (salir|salirme|cancelar|desuscribirme)
      (nada|sin) de? @texts
      baja (inmediata|ya|total|definitiva)
      (gracias)? pero ya no
      fuera de mi (telefono|celular|lista)
      basta (ya)? (de)? @any* @texts?
      `,
    ),
    ...rules(
      'strong',
      'said',
      `
      numero equivocado
      (persona|telefono) equivocada|equivocado
      (se|te) (equivoco|equivocaste|equivocaron)
      (los|te|lo) voy a (reportar|denunciar|demandar|bloquear)
      (no soy|no es el numero de|aqui no vive|no conozco a) ..
      ya no (quiero|deseo|necesito|me interesa) (nada|esto|mas)?
      `,
    ),
    ...rules(
      'strong',
      'clause',
      `
      (callate|vayanse|vete|largate|chinga|pudrete) .. ..
      no gracias no me interesa
      (me)? voy a (reportar|bloquear) ..
      es spam
      cancelalo|cancelenlo
      no no no
      `,
    ),
    ...rules(
      'weak',
      'said',
      `
      no (me)? (interesa|interesan|estoy interesado|estoy interesada) @any* @end*
      demasiados @texts
      yo no pedi esto
      `,
    ),
    ...rules(
      'no_calls',
      'asked',
      '(dejen|deja|deje|paren|pare) de (llamarme|llamar|marcarme|marcar|llamarnos)',
    ),
    ...rules(
      'no_calls',
      'said',
      `
      no (me|nos) (llamen|llame|llames|marquen|marque|marques)
      (no|sin|ni) (mas)? llamadas
      no (contesto|quiero|atiendo|acepto|recibo) (mas)? llamadas
      `,
    ),
    ...rules(
      'no_emails',
      'said',
      `
      (dejen|deja|deje|paren) de (mandarme|enviarme|mandar|enviar) @any* (emails|email|correos|correo|mails)
      (no|sin) (mas)? (emails|correos|mails)
      no (me|nos)? (manden|mande|mandes|envien|envie|envies) @any* (emails|email|correos|correo|mails)
      (baja|quitenme|saquenme|borrenme) (del|de los|de la lista de|de) (correo|correos|email|emails|boletin)
      `,
    ),
    ...rules(
      'fewer',
      'said',
      `
      menos (mensajes|textos|msj|sms|seguido|frecuencia)
      (solo|solamente|maximo|nomas|con)? (uno|una|un mensaje|una vez|1|un|dos) (por|al|a la|cada) (semana|mes|dia)
      no (me|nos)? (manden|mande|mandes|envien|escriban|escriba|escribas) @any* (todos los dias|diario|cada dia|tanto|tantos|tan seguido)
      (solo|solamente|nomas) (quiero)? (avisos|informacion|info|notificaciones) .. .. (pedido|orden|compra|cita)
      (tan|muy) seguido
      `,
    ),
    ...rules(
      'keep',
      'said',
      `
      (por|mejor|solo|prefiero|con) (mensaje|mensajes|texto|textos|sms)
      (mensajes|mensaje|textos|texto|sms) (si|esta bien|ok)
      (escribame|escribeme|escribanme) @any*
      pero no (de|a) (los|las)? @texts
      no quiero (darme de baja|salir|cancelar|desuscribirme) ..
      `,
    ),
    ...rules(
      'keep',
      'said',
      'no (dejes|dejen|deje|pares|paren|pare|me quites|me quiten|me borres|me saques|me elimines|cancelen|canceles|me borren|me saquen) ..',
    ),
    ...rules(
      'mention',
      'said',
      '(me di de baja sin querer|sin querer|por error)\n(responde|responda|envia|envie|escribe|escriba|manda|mande|mandar|texto) (la palabra)? (stop|alto|baja|cancelar|parar|salir) (para)?',
    ),
  ],
  scope: plainScope({
    negations: 'no nunca tampoco nao',
    told: 'si cuando porque que cuanto el ella ellos yo donde quien mi la su hasta como voy va puede',
    asking:
      'puede pueden puedes podria podrian quiero quisiera necesito favor como deseo hagan haga pedi pido dije',
  }),
};
