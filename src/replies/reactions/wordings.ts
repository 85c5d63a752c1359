/**
 * How phones tell a reaction to whoever gets plain SMS, as data. iOS puts a verb before the quoted text, in the language of the
 * phone; since iOS 18 also any emoji. Google Messages sends the emoji, or such a sentence. Read November 2026: Apple Support
 * "React with Tapbacks in Messages" (support.apple.com/guide/iphone/iph018d3c336); the wordings that SMS apps and importers
 * were taught from real phones, among them KDE Spacebar (channellogger), BlueBubbles (reactionTextMap), and parsers with field
 * samples in English, Spanish and French; the others after Apple's own names of the tapbacks in these languages.
 * Each is the source of an expression over small letters, with quantifiers that are bounded; `EMOJI` stands for an emoji.
 */
export interface ReactionWords {
  /** ISO 639-1 */
  readonly language: string;
  /** Before the quoted text, or before the thing. */
  readonly verbs: string;
  /** Things that are reacted to instead of a text. */
  readonly things: string;
}

export const REACTION_WORDS: readonly ReactionWords[] = [
  {
    language: 'en',
    verbs:
      'liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|removed an? (?:like|heart|dislike|laugh|exclamation(?: mark| point)?|question mark|reaction|sticker) from|' +
      'reacted (?:with )?(?:EMOJI|a sticker|an? emoji|a memoji) to|removed (?:the |an? )?(?:reaction |sticker )?(?:EMOJI )?from|reacted to|EMOJI (?:to|from)',
    things:
      '(?:an?|the|your) (?:image|photo|picture|movie|video|audio message|audio|voice message|voice memo|attachment|link|contact|location|sticker|gif|file|document|message|digital touch message|app|game|memoji|poll|payment|pdf)|\\d{1,3} (?:images|photos|videos|movies|attachments)|an? [a-z]{2,12} (?:card|file)',
  },
  {
    language: 'es',
    verbs:
      'le (?:ha )?(?:gust[oó]|gustado|encant[oó]|encantado|dio risa|dado risa|hizo gracia|hecho gracia)|no le (?:ha )?(?:gust[oó]|gustado)|se (?:ha )?(?:ri[oó]|re[ií]do) (?:de|con)|' +
      'exclam[oó] por|enfatiz[oó]|ha enfatizado|dud[oó] (?:sobre|de)|pregunt[oó] (?:por|sobre)|cuestion[oó]|ha (?:cuestionado|reaccionado(?: con)?(?: EMOJI)? a)|reaccion[oó] (?:con )?(?:EMOJI|un sticker) a|' +
      '(?:quit[oó]|elimin[oó]|ha (?:quitado|eliminado)) (?:un |una |la |el )?(?:reacci[oó]n |coraz[oó]n |me gusta |no me gusta |risa |exclamaci[oó]n |interrogaci[oó]n |signo de \\p{L}{4,14} )?(?:EMOJI )?(?:de|a)|EMOJI a',
    things:
      '(?:una?|la|el|tu) (?:imagen|foto|v[ií]deo|pel[ií]cula|mensaje(?: de (?:audio|voz))?|archivo(?: adjunto)?|enlace|contacto|ubicaci[oó]n|sticker|gif|nota de voz)',
  },
  {
    language: 'fr',
    verbs:
      "a (?:aim[eé]|ador[eé]|ri (?:de|[aà])|insist[eé] sur|soulign[eé]|mis en [eé]vidence|pos[eé] une question sur|r[eé]agi(?: avec)? (?:EMOJI|un autocollant) [aà])|n['’]a pas aim[eé]|s['’]est interrog[eé](?:\\(?e\\)?)? sur|" +
      "a (?:attribu[eé]|retir[eé]|supprim[eé]) (?:la |une |un )?(?:mention|r[eé]action|c[oœ]e?ur|j['’]aime) ?(?:«\\s?[^«»]{1,24}\\s?»|EMOJI)? ?(?:[aà]|de)|a ajout[eé] un «\\s?[^«»]{1,24}\\s?» [aà]|EMOJI [aà]",
    things:
      "(?:une?|la|le|l['’]|votre) ?(?:image|photo|vid[eé]o|film|message(?: audio| vocal)?|pi[eè]ce jointe|lien|contact|position|autocollant|gif|fichier)",
  },
  {
    language: 'de',
    verbs:
      'gef[aä]llt|gefiel|hat (?:ein |das )?(?:herz|gef[aä]llt mir|like)|hat (?:auf )?|mag|liebt|mag nicht|lacht [uü]ber|hat [uü]ber|betont|hinterfragt|stellt infrage|' +
      'reagierte mit EMOJI auf|hat mit EMOJI auf|hat EMOJI (?:von|aus|f[uü]r)|EMOJI (?:auf|zu)|(?:ein )?(?:herz|like|fragezeichen|ausrufezeichen|lachen) (?:wurde )?(?:von|aus) |mit EMOJI (?:reagiert )?auf',
    things:
      '(?:ein(?:e|en|em|er)?|das|die|den|dein(?:e|en|em|er)?) (?:bild|foto|video|film|audionachricht|sprachnachricht|anhang|link|kontakt|standort|sticker|gif|datei|nachricht)',
  },
  {
    language: 'pt',
    verbs:
      '(?:curtiu|gostou de|n[aã]o gostou de|n[aã]o curtiu|amou|adorou|deu risada de|riu de|riu-se de|achou gra[cç]a (?:de|em|a)|enfatizou|questionou|destacou)|' +
      'reagiu (?:com )?(?:EMOJI|um adesivo|uma figurinha) (?:a|ao|à)|removeu (?:um |uma |a |o )?(?:curtida|cora[cç][aã]o|rea[cç][aã]o|risada|exclama[cç][aã]o|interroga[cç][aã]o)? ?(?:EMOJI )?(?:de|da|do)|EMOJI (?:a|para)',
    things:
      '(?:uma?|a|o|sua) (?:imagem|foto|v[ií]deo|filme|mensagem(?: de (?:[aá]udio|voz))?|anexo|link|contato|contacto|localiza[cç][aã]o|figurinha|adesivo|gif|arquivo)',
  },
  {
    language: 'it',
    verbs:
      '(?:ha )?(?:messo mi piace a|messo un cuore a|amato|adorato|riso (?:a|di|per)|enfatizzato|evidenziato|messo in dubbio|dubitato di)|(?:non )?(?:ti |gli |le )?(?:[eè] )?piaciut[oa]|non mi piace|ha reagito con EMOJI a|ha rimosso (?:un |una |la )?(?:\\p{L}{3,14} )?(?:EMOJI )?da|EMOJI a',
    things:
      "(?:un['’]?|una|uno|il|la|l['’]) ?(?:immagine|foto|video|filmato|messaggio (?:audio|vocale)|allegato|link|contatto|posizione|adesivo|gif)",
  },
  {
    language: 'nl',
    verbs:
      '(?:vond|vindt) (?:leuk|geweldig|niet leuk)|heeft (?:geliket|hartje gegeven)|hield van|lachte om|benadrukte|trok in twijfel|stelde een vraag bij|reageerde met EMOJI op|heeft (?:een |de )?\\p{L}{3,14} verwijderd van|EMOJI (?:op|naar)',
    things:
      '(?:een|de|het) (?:afbeelding|foto|video|film|audiobericht|spraakbericht|bijlage|link|contact|locatie|sticker|gif)',
  },
  {
    language: 'pl',
    verbs:
      'polubi[lł]a? (?:to)?|uwielbia|nie polubi[lł]a?|[sś]mieje si[eę] z|zareagowa[lł]a? EMOJI na|podkre[sś]li[lł]a?|zakwestionowa[lł]a?|usun[aą][lł]a? (?:\\p{L}{3,14} )?(?:EMOJI )?z|EMOJI (?:do|na)',
    things:
      '(?:obraz|obrazek|zdj[eę]cie|film|wideo|wiadomo[sś][cć] g[lł]osow[aą]|za[lł][aą]cznik|link|kontakt|lokalizacj[eę]|naklejk[eę]|gif)',
  },
  {
    language: 'zh',
    verbs:
      '(?:对|對)?(?:喜欢|喜歡|爱|愛|不喜欢|不喜歡|大笑|强调|強調|疑问|質疑|点赞|按讚|赞了|觉得好笑)(?:了)?|(?:用|以) ?EMOJI ?(?:回应|回應)了?|EMOJI ?(?:给|給|回应|回應)',
    things:
      '(?:一张|一張|一个|一個)?(?:图片|圖片|照片|影片|视频|語音訊息|语音信息|附件|链接|連結|联系人|聯絡資訊|贴纸|貼圖)',
  },
  {
    language: 'ko',
    verbs:
      '(?:좋아요|사랑해요|싫어요|하하|강조|물음표)(?:를|을|함)?(?: ?표시)?(?: ?보냄)?:?|EMOJI ?(?:반응|(?:으)?로 반응):?',
    things: '(?:이미지|사진|동영상|오디오 메시지|첨부 파일|링크|연락처|위치|스티커)',
  },
  {
    language: 'ja',
    verbs:
      '(?:いいね|ハート|よくないね|笑い|強調|疑問)(?:を|しました|しました:)?|EMOJI ?でリアクション(?:しました)?:?',
    things: '(?:画像|写真|ビデオ|動画|オーディオメッセージ|添付ファイル|リンク|連絡先|位置情報|ステッカー)',
  },
];

/** Where the text comes before the verb: `„…“ gefällt mir`, `「…」に“いいね”しました`. */
export const REACTIONS_BEHIND: readonly string[] = [
  '(?:gef[aä]llt(?: mir| ihm| ihr)?(?: nicht)?|geliebt|gelikt|mit einem herz (?:markiert|versehen)|hervorgehoben|belacht|mit EMOJI reagiert)',
  '(?:に|を|へ)?[“「]?(?:いいね|ハート|よくないね|笑い|強調|疑問|EMOJI)[”」]?(?:で|と)?(?:リアクション)?(?:しました)?',
  '(?:에|에게|을|를)?\\s?(?:좋아요|사랑해요|싫어요|하하|강조|물음표|EMOJI)(?:을|를|로)?\\s?(?:표시|추가|반응)?(?:함|했습니다)?',
  '(?:表示|觉得|覺得)?(?:喜欢|喜歡|爱|愛|不喜欢|大笑|强调|強調|疑问|質疑)',
];

/** Something taken back or changed, which says nothing by itself. */
export const TAKEN_BACK =
  '(?:you |i )?unsent a message|message (?:deleted|unsent|removed)|this message was deleted|removed a (?:sticker|reaction)|' +
  '(?:se )?elimin[oó] (?:un|este) mensaje|mensaje eliminado|message supprim[eé]|(?:diese )?nachricht (?:wurde )?gel[oö]scht|mensagem apagada';
