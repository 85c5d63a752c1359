import { rules, type Grammar } from './grammar';
import { plainScope } from './scope';

/** Portuguese of Brazil and Portugal, without accents. */
export const portuguese: Grammar = {
  language: 'pt',
  keywords:
    'deletar para parar pare parem sair cancelar cancela cancele remover descadastrar descadastra chega basta desinscrever desativar encerrar excluir desisto ' +
    'descadastre descadastro desinscricao cancelamento pararsms anular sairdalista retirar',
  plainKeywords: 'parar parem descadastrar descadastre desinscrever',
  fillers:
    'por favor porfavor pf pfv mano cara ne desculpa desculpe fora kkk obrigado obrigada obg ola oi bom dia boa tarde sim ja agora gentileza senhor senhora imediatamente gente moco moca so eu quero desejo vc',
  typed: 'parar cancelar cancela mandem mande mensagens descadastrar descadastre remover mensagem',
  real: 'cancelas removes descadastrei cancelei removi',
  limits:
    'depois ate antes enquanto amanha noite durante apenas somente exceto hoje momento domingo manha madrugada',
  things:
    'pedido consulta reserva encomenda compra entrega voo conta mesa aula contrato plano seguro pagamento agendamento carrinho espera servico cartao motoboy boy conta boleto',
  placings: 'de da do das dos em no na a ao por',
  starters: 'nao eu ja isso isto quem voces vc voce e estou por que nunca',
  closers: 'favor ja spam mensagens obrigado',
  compounds: 'a o um uma meu sua muito sem quero vou ponto posso',
  negations: 'nao nunca nem n',
  channels: 'motoboy conta boleto ligacoes ligacao emails email e-mails chamadas chamada',
  shorthand: {
    n: 'nao',
    naum: 'nao',
    ñ: 'nao',
    d: 'de',
    q: 'que',
    qro: 'quero',
    pfvr: 'pfv',
    pra: 'para',
    msgns: 'mensagens',
    tô: 'estou',
  },
  classes: {
    stop: 'pare parem para parar deixe deixem deixa cesse cessem chega basta',
    send: 'me mandar enviar mandar enviarem mandarem escrever incomodar perturbar contatar contactar encher mandando enviando enviar-me mandando spam chatear importunar contactarme enviarme mandarme',
    sub: 'mande mandem manda mandar envie enviem envia enviar escreva escrevam escrever contate contatem contacte contactem contatar contactar incomode incomodem perturbe perturbem chateie chateiem importune mandar enviar escreve mandassem enviassem contactassem contactarem enviarem',
    texts:
      'mensagens mensagem sms msg msgs textos torpedos torpedo spam propaganda propagandas publicidade promocoes promocao ofertas oferta notificacoes anuncios avisos mensages mgs',
    any: 'mais essas esses estas estes suas seus dessas desses as os de nenhuma nenhum da das tantas me para mim com do tipo essa esse nunca outra vez nada voces vocs sua seu com o a',
    want: 'quero desejo queremos gostaria autorizo aceito preciso desejamos queria quer tenho',
    get: 'receber recebendo mais ser contatado contatada contactado contactada continuar que me suas seus essas esses as os de estas estes nenhuma nenhum perturbado incomodado ter',
    out: 'exclui remova remove remover removam retire retirem retirar tire tirem tira tirar exclua excluam excluir apague apaguem apagar descadastre descadastrem delete deletem deletar elimine eliminem risque esqueca esquecam esquece apaga deleta delete deletem perde perca percam some removam tiram',
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
      (pode|podem|poderia|poderiam|da para|quero que) (voces|voce|vcs)? (parar|parem|parassem) (por favor)? $
      como (parar|cancelar) @any* @texts
      como (sair|me removo|excluir|sair fora) (da|dessa|desta|de|o meu|meu)? (lista|numero|cadastro)?
      onde (me)? (descadastro|cancelo|saio) ..
      (cancele|cancelem|cancela) (o|a)? (meu|minha)? (cadastro|inscricao|envio|recebimento)
      cancelar (o)? envio
      (tira|tire|tirem) (eu|a gente|me|nos) (da|dessa|desta|dai|desse) @any* @list?
      (retira|retire|remova|tire) me (da|dessa|de) @any* @list
      (descadastra|descadastre|descadastrem) (o)? (meu|este|esse) numero
      @out (este|esse|meu|o meu)? (numero) $
      como (faco|eu faco|posso) (para|pra)? (cancelar|sair|parar|me descadastrar|descadastrar) (isso|disso|daqui)? $
      como (faco|eu faco|posso) (para|pra)? (nao receber|parar de receber) (mais)? @any* @texts?
      como (paro|deixo) de (receber) @any* @texts?
      como (me descadastro|saio daqui|saio disso|removo meu numero)
      como (saio) (da|dessa|desta|de) @list
      como (cancelo|paro) @any* @texts
      (removam|remova|tirem|apaguem|excluam|eliminem|descadastrem) (me|nos)
      @out (este|esse|o) (numero|telefone|contato)
      (apague|apaga|remova|tire|exclua|apaguem|removam) $
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
      (nao|deixar de|parar de) (receber) (mais)? @any* @texts?
      (nao) (precisa|precisam|e necessario|ha necessidade|e preciso|precisava) (mais)? (de)? (me|que me)? @sub @any*
      nao e mais necessario @sub @any*
      (retiro|revogo|cancelo) (o|a)? (meu|minha)? (consentimento|autorizacao|permissao)
      (mais uma|outra|proxima) (mensagem|msg|sms) e (eu)? (denuncio|processo|bloqueio|vou)
      se (mandar|mandarem|enviar|enviarem) (de novo|outra|mais) ..
      (pedi|falei|disse|pedir) .. .. (parar|parassem|parem)
      nao (quero|desejo|preciso) (mais)? (receber)? $
      nunca mais (me|nos) @sub
      (gostaria|queria|quero|desejo) (de)? ser (removido|removida|excluido|excluida|descadastrado|retirado|retirada) ..
      (gostaria|queria|quero|peco) que (voces)? (parassem|parem|removam|removessem|excluam|tirem|tirassem|nao enviem|nao mandem) ..
      (solicito|peco|exijo) (a|o|para)? (minha)? (remocao|cancelamento|exclusao|descadastro|nao receber|nao mais) ..
      (pedi|falei|disse|ja pedi|ja falei) (para|pra|que)? (sair|pararem|parar|nao quero|me tirarem|me tirar) ..
      tenho interesse em receber $
      nao conheco voces nao (mandem|mande)
      nao @want ser @any* (incomodado|contatado|perturbado|contactado)
      nao aguento mais @any* @texts
      (se|que) nao me (mandassem|enviassem|contactassem|contactarem|enviarem|mandarem) ..
      nao (mande|manda|mandem|envie|envia|enviem|escreva|escrevam) (mais)
      (quantas vezes) .. .. .. (parar|pare)
      nao (quer|querem) (mais)? (receber)? @any* @texts?
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
      me (deixa|deixe|deixem) (quieto|quieta|tranquilo|tranquila)
      larga do meu pe
      nao (enviar|mandar)
      `,
    ),
    ...rules(
      'strong',
      'said',
      `
      numero errado
      (pessoa) errada
      (nao sou|nao e o numero|nao conheco) ..
      (vou) .. (denunciar|bloquear|processar|reportar)
      (isso|e) (e)? (spam|assedio|golpe)
      (cancelar) (a|minha) assinatura
      quem (te|lhe|vos)? (deu|autorizou) .. 
      nao quero (mais|nada|isso)
      `,
    ),
    ...rules(
      'strong',
      'clause',
      '(cala a boca|vai se foder|vai a merda|some daqui|sumam|vao se foder|suma) .. ..\nnao nao nao\n(cancela|cancele) (isso|tudo)',
    ),
    ...rules(
      'weak',
      'said',
      `
      (nao|sem) (tenho|estou|mais)? (interesse|interessado|interessada)
      nao me interessa
      (muitas) (mensagens|msgs)
      `,
    ),
    ...rules('no_calls', 'asked', '(pare|parem|para|deixem|deixe) de (me)? (ligar|telefonar)'),
    ...rules(
      'no_calls',
      'said',
      `
      nao (me|nos) (ligue|liguem|liga|ligar|telefone|telefonem)
      (sem|nada de|chega de|nao quero) (mais)? (ligacoes|ligacao|chamadas|telefonemas)
      `,
    ),
    ...rules(
      'no_emails',
      'said',
      `
      (pare|parem|chega|sem|nada) (com|de|dos|os)* (emails|email|mails|e mails)
      nao (me)? (mande|mandem|envie|enviem) (mais)? (emails|email)
      (tire|tirem|tira|remova|removam|saia) (me)? (da|de) (lista de)? (emails|email|newsletter)
      me (tire|tirem|tira|remova|removam) (da|de) (lista de)? (emails|email|newsletter)
      `,
    ),
    ...rules(
      'fewer',
      'said',
      `
      menos (mensagens|msgs|sms|vezes)
      (so|apenas|no maximo)? (uma|um|1|duas) (vez|mensagem|msg)? (por|a cada|na|no|ao) (semana|mes|dia)
      nao (me)? (mande|mandem|precisa|envie|enviem) (mandar|enviar)? todo dia
      nao precisa mandar (todo dia|sempre|tanto)
      (so|apenas) quero (avisos|informacoes|info) .. .. (pedido|encomenda|consulta)
      `,
    ),
    ...rules(
      'keep',
      'said',
      `
      (por|so|prefiro|mande|manda|apenas) (mensagem|mensagens|sms)
      (mensagem|mensagens|sms) (pode|sim|ok|tudo bem)
      continuem (com)? ..
      nao quero (sair|cancelar|me descadastrar|parar de receber) ..
      `,
    ),
    ...rules(
      'keep',
      'said',
      'nao (pare|parem|para|deixe|deixem|cancele|cancelem|me remova|me tire|me tirem|me descadastre|me exclua) ..',
    ),
    ...rules(
      'mention',
      'said',
      'sem querer\n(responda|responder|responde|envie|enviar|digite|mande) (a palavra|com)? (stop|parar|sair|pare) (para)?',
    ),
  ],
  scope: plainScope({
    negations: 'nao nunca nem no',
    told: 'se quando porque onde como quem ele ela eu ja ate qual que vai',
    asking: 'pode podem poderia poderiam quero gostaria preciso favor como voces vcs desejo queria',
  }),
};
