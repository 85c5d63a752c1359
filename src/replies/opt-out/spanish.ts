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
    'por favor porfavor porfa xfa xfavor favor gracias ya hola si oiga oye senor senora muchas yo ahora mismo inmediatamente muy de verdad es todo',
  typed:
    'manden mandes envien envies escriban cancelar mensajes desuscribir eliminar enviarme mandarme enviando',
  real: 'cancelas enviarte mandarte eliminas',
  limits: 'despues hasta antes mientras manana noche durante solo solamente excepto hoy fin ahora momento',
  things:
    'cita pedido orden reserva reservacion turno servicio compra entrega vuelo cuenta mesa clase contrato seguro pago carrito espera',
  placings: 'de del en a al por',
  starters: 'no yo ya esto es son quien que estoy me por',
  closers: 'favor ya mensajes spam yo equivocado gracias',
  compounds: 'muy mas el la un mi su tan es bien doy da dar temporada',
  classes: {
    stop: 'detener deja deje dejen dejame dejar dejad para pare paren parar parad termina termine terminen basta cesen cese detengan detenga deten',
    send: 'enviarme mandarme escribirme textearme molestarme contactarme contactar llamarme acosarme mensajearme enviar mandar escribir textear molestar joder fregar chingar fastidiar enviarnos mandarnos escribirnos spamearme',
    sub: 'envie envien envies enviar mande manden mandes mandar escriba escriban escribas escribir contacte contacten contactes contactar moleste molesten molestes molestar textee texteen textees textear llame llamen llames enviarme mandarme escribirme contactarme molestarme fastidies fastidien joda jodan jodas',
    texts:
      'mensajes mensaje textos texto sms mensajitos publicidad promociones promocion spam ofertas oferta notificaciones anuncios correos msjs msj msg mensages propaganda',
    any: 'mas estos esos sus tus los las el estas esas este ese de ningun ninguna cosas nada tantos a mi nunca jamas otra vez tipo me tanto tantos tanta tantas',
    end: 'mas nunca jamas por favor gracias ya otra vez a este numero mi telefono celular nada',
    want: 'quiero deseo quisiera queremos deseamos necesito gusta gustaria interesa autorizo acepto',
    get: 'recibir seguir recibiendo que me manden envien escriban contacten enviar mandar recibirlos tener mas sus tus estos esos los de ser contactado contactada molestado molestada',
    out: 'quitenme quiteme quitame quitar quitarme saquenme saqueme sacame sacarme borrenme borreme borrame borrarme eliminenme elimineme eliminame eliminarme remuevanme remuevame remueveme removerme denme deme dame dar darme retirenme retireme retirame retirarme bajenme bajame',
    erase:
      'borra borre borren borrar elimina elimine eliminen eliminar quita quite quiten quitar olvida olvide olviden saca saque saquen pierde pierdan remueva remuevan',
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
      @out
      (me)? (quiero|quisiera|deseo) (salir|salirme|cancelar|desuscribirme)
      basta (ya)? (de)? @any* @texts?
      `,
    ),
    ...rules(
      'unclear',
      'said',
      `
      numero equivocado
      (persona|telefono) equivocada|equivocado
      (se|te) (equivoco|equivocaste|equivocaron)
      no (estoy interesado|estoy interesada|me interesa|me interesan) @any* @end*
      (los|te|lo) voy a (reportar|denunciar|demandar|bloquear)
      (no soy|no es el numero de|aqui no vive|no conozco a) ..
      ya (lo|la|los|las)? (compre|vendi|vendimos|compramos)
      (dejen|deja|deje) de llamar
      ya no (quiero|deseo|necesito|me interesa) (nada|esto|mas)?
      `,
    ),
    ...rules(
      'unclear',
      'clause',
      `
      (callate|vayanse|vete|largate|chinga|pudrete) .. ..
      no gracias no me interesa
      (me)? voy a (reportar|bloquear) ..
      adios
      es spam
      cancelalo|cancelenlo
      no no no
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
      '(responde|responda|envia|envie|escribe|escriba|manda|mande|mandar|texto) (la palabra)? (stop|alto|baja|cancelar|parar|salir) (para)?',
    ),
  ],
  scope: plainScope({
    negations: 'no nunca tampoco nao',
    told: 'si cuando porque que cuanto donde el ella ellos yo donde quien mi la su hasta como voy va puede',
    asking:
      'puede pueden puedes podria podrian quiero quisiera necesito favor como deseo hagan haga pedi pido dije',
  }),
};
