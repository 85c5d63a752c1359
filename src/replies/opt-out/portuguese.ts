import { rules, type Grammar } from './grammar';
import { plainScope } from './scope';

/** Portuguese of Brazil and Portugal, without accents. */
export const portuguese: Grammar = {
  language: 'pt',
  keywords:
    'parar pare parem sair cancelar cancela cancele remover descadastrar descadastra chega basta desinscrever desativar encerrar excluir desisto ' +
    'descadastre descadastro desinscricao cancelamento pararsms anular sairdalista retirar',
  plainKeywords: 'parar parem descadastrar descadastre desinscrever',
  fillers:
    'por favor porfavor pf pfv obrigado obrigada obg ola oi bom dia boa tarde sim ja agora gentileza senhor senhora imediatamente gente moco moca so eu quero desejo vc',
  typed: 'cancelar mensagens descadastrar descadastre remover mensagem',
  real: 'cancelas removes',
  limits:
    'depois ate antes enquanto amanha noite durante apenas somente exceto hoje momento domingo manha madrugada',
  things:
    'pedido consulta reserva encomenda compra entrega voo conta mesa aula contrato plano seguro pagamento agendamento carrinho espera servico cartao',
  placings: 'de da do das dos em no na a ao por',
  starters: 'nao eu ja isso isto quem voces vc voce e estou por que nunca',
  closers: 'favor ja spam mensagens obrigado',
  compounds: 'a o um uma meu sua muito sem quero vou ponto posso',
  classes: {
    stop: 'pare parem para parar deixe deixem deixa cesse cessem chega basta',
    send: 'me mandar enviar mandar enviarem mandarem escrever incomodar perturbar contatar contactar ligar encher mandando enviando enviar-me mandando spam chatear importunar contactarme enviarme mandarme',
    sub: 'mande mandem manda mandar envie enviem envia enviar escreva escrevam escrever contate contatem contacte contactem contatar contactar ligue liguem incomode incomodem perturbe perturbem chateie chateiem importune',
    texts:
      'mensagens mensagem sms msg msgs textos torpedos torpedo spam propaganda propagandas publicidade promocoes promocao ofertas oferta notificacoes anuncios avisos mensages mgs',
    any: 'mais essas esses estas estes suas seus dessas desses as os de nenhuma nenhum da das tantas me para mim com do tipo essa esse nunca outra vez nada voces vocs sua seu com o a',
    want: 'quero desejo queremos gostaria autorizo aceito preciso desejamos queria quer tenho',
    get: 'receber recebendo mais ser contatado contatada contactado contactada continuar que me suas seus essas esses as os de estas estes nenhuma nenhum perturbado incomodado ter',
    out: 'exclui remova remove remover removam retire retirem retirar tire tirem tira tirar exclua excluam excluir apague apaguem apagar descadastre descadastrem delete deletem deletar elimine eliminem risque esqueca esquecam',
    list: 'lista listas cadastro base sistema grupo contatos contactos banco agenda registro daqui disso dados',
  },
  phrases: {},
  rules: [
    ...rules(
      'stop',
      'asked',
      `
      (deixar|parar) de (receber) @any* @texts?
      @stop (ja)? (de|d|com|por)? (me)? @send @any* @texts?
      @stop (com|de)? @any* @texts
      (me|nos) @out @any* @list?
      (remova|remover|retire|retirem|tire|tirem|exclua|exclui|excluam|apague|apaguem|descadastre|descadastrem|delete-me) (me|nos) @any* @list?
      @out (o|os|a)? (meu|meus|este|esse|minha) (numero|telefone|contato|contacto|celular|nome|dados|telemovel|cadastro)
      (me)? (deixe|deixem|deixa) (me)? em paz
      (me) (descadastre|descadastrem|descadastra|descadastrar|desinscreva|desinscrevam)
      (cancelar|cancele|cancelem|cancela|encerrar|quero cancelar) (a|minha|essa|esta|as|o|os|minhas)? (inscricao|assinatura de mensagens|mensagens|sms|recebimento|cadastro|subscricao)
      sair (da|de|desta|dessa|do|deste|desse) (lista|grupo|cadastro)
      (descadastrar|desinscrever) (meu|me|este)? (numero|telefone)?
      `,
    ),
    ...rules(
      'stop',
      'said',
      `
      (nao|nunca) (me|nos|mais)? (me)? @sub (me)? @any* (@texts|mais|nada) @any*
      (nao|nunca) (me|nos) @sub @any*
      nao (me)? (entre|entrem|procure|procurem) (mais)? (em contato|em contacto)?
      nao (receber|recebo) mais @any* @texts?
      nao (me)? (volte|voltem|tornem|torne) a @sub
      (nao) @want (mais)? @get* (@texts|receber|ser contatado|ser contactado|contato|ser incomodado) @any*
      nao @want (mais)? que (me|voces|vcs|voce)? (me)? @sub
      (nao (tem|tens|dei|autorizei|autorizo|possui|possuem)) .. (permissao|autorizacao|consentimento|mandarem|enviarem)
      (nao|sem) (tenho|estou|interessado|interessada)? (interesse|interessado|interessada) (em|nas|nessas)? (receber)? @any* @texts
      @want (me|ser|sair)? (descadastrar|descadastrado|descadastrada|removido|removida|sair da lista|excluido|desinscrever)
      `,
    ),
    ...rules(
      'stop',
      'clause',
      `
      (nao|sem|chega de|basta de) (mais)? @any* @texts (mais)? 
      nao mais
      nao autorizo
      (sem) mais (@texts)
      (nao)? (me)? (perturbe|incomode|incomodem|perturbem)
      (chega|basta) (disso|ja|com isso)
      (pare|parem|para) (com isso|ja|agora|isso|tudo)
      me @out
      `,
    ),
    ...rules(
      'unclear',
      'said',
      `
      numero errado
      (pessoa) errada
      (nao sou|nao e o numero|nao conheco) ..
      (nao|sem) (tenho|estou|mais)? (interesse|interessado|interessada)
      nao me interessa
      (vou) .. (denunciar|bloquear|processar|reportar)
      (isso|e) (e)? (spam|assedio|golpe)
      ja (comprei|vendi|compramos|vendemos)
      (cancelar) (a|minha) assinatura
      (pare|parem) de (me)? (ligar)
      quem (te|lhe|vos)? (deu|autorizou) .. 
      nao quero (mais|nada|isso)
      `,
    ),
    ...rules(
      'unclear',
      'clause',
      '(cala a boca|vai se foder|vai a merda|some|sumam|vao se foder|suma) .. ..\n(adeus|tchau)\nnao nao nao\n(cancela|cancele) (isso|tudo)',
    ),
    ...rules(
      'keep',
      'said',
      'nao (pare|parem|para|deixe|deixem|cancele|cancelem|me remova|me tire|me tirem|me descadastre|me exclua) ..',
    ),
    ...rules(
      'mention',
      'said',
      '(responda|responder|responde|envie|enviar|digite|mande) (a palavra|com)? (stop|parar|sair|pare) (para)?',
    ),
  ],
  scope: plainScope({
    negations: 'nao nunca nem no',
    told: 'se quando porque onde como quem ele ela eu ja ate qual que vai',
    asking: 'pode podem poderia poderiam quero gostaria preciso favor como voces vcs desejo queria',
  }),
};
