### Textos do aplicativo do avaliador.

## Abertura e outra janela

starting = Abrindo…
loading = Carregando
close = Fechar
try-again = Tentar de novo

not-started-title = O aplicativo não conseguiu abrir
elsewhere-title = Aberto em outra janela
elsewhere-text = O Vitrine já está aberto em outra aba ou janela deste aparelho. Para nada se perder, ele funciona em uma de cada vez.
elsewhere-take = Usar aqui
elsewhere-taking = Passando para cá…

nowhere-title = Página não encontrada
nowhere-text = Este endereço não existe no aplicativo.
nowhere-home = Ir para minhas visitas

## Lugares

places = Navegação
place-visits = Visitas
place-sending = Envios
place-settings = Ajustes
back-to-visits = Voltar às visitas
back-to-visit = Voltar à visita

## Avisos

update-title = Nova versão disponível
update-text = A atualização leva um instante. Suas respostas continuam guardadas.
update-now = Atualizar agora
enrol-again-title = Este aparelho precisa de um novo convite
enrol-again-text = O servidor não reconhece mais este aparelho. Nada se perdeu: o que você registrou será enviado depois do novo convite.
enrol-again = Usar novo convite
too-old-title = Atualização necessária
too-old-text = O servidor pede uma versão mais nova do aplicativo. Feche e abra de novo com internet; suas respostas ficam guardadas.
set-aside-title = Dados antigos separados
set-aside-text = O arquivo de dados estava danificado e foi guardado à parte, sem mudar nada. Antes de limpar o aparelho, veja o que dá para recuperar.

## Dias e horas

day-today = hoje
day-tomorrow = amanhã
day-yesterday = ontem
moment = { $day } às { $time }
window-one-day = { $day }, das { $from } às { $to }
window-days = { $day }, { $from } a { $last }, { $to }

## Convite

enrol-title = Entrar com convite
enrol-lead = Digite o código do convite que a agência enviou para você.
enrol-lead-link = Seu convite foi lido. Confirme para usar este aparelho nas suas visitas.
enrol-code = Código do convite
enrol-server = Endereço do servidor
enrol-submit = Usar este aparelho
enrol-busy = Confirmando…
enrol-already = Este aparelho já está em uso por { $name }, { $agency }.
enrol-to-visits = Ir para as visitas
enrol-privacy = As respostas e fotos ficam guardadas neste aparelho até chegarem à agência.

## Visitas

visits-title = Visitas
visits-open = Em andamento
visits-handed-in = Enviadas
visits-away = Não estão mais com você
visits-empty-title = Nenhuma visita por enquanto
visits-empty-text = Quando a agência designar uma visita para você, ela aparece aqui.
visits-look = Procurar agora

stage-to-do = A fazer
stage-in-progress = Em andamento
stage-paused = Pausada
stage-checked-out = Saída registrada
stage-submitted = Aguardando envio
stage-received = Recebida pela agência
stage-returned = Devolvida
stage-correcting = Em correção
stage-due = até { $day }, { $time }
stage-elsewhere = Corrija no outro aparelho
stage-taken-away = Não está mais com você
stage-given-back = Devolvida por você
availability-damaged = Esta visita está danificada neste aparelho. Em Envio você ainda pode exportar o que dá para ler.
availability-ready = Pronta
progress-short = { $done } de { $shown }
progress-long = { $done } de { $shown } perguntas respondidas.
progress-label = Progresso: { $done } de { $shown } perguntas

## Antes da visita

fact-where = Onde
fact-when = Quando
fact-fee = Valor
fact-state = Situação
briefing-scenario = Cenário
briefing-persona = Seu papel: { $persona }
briefing-guidance = Orientações
check-in = Iniciar visita
check-in-busy = Registrando chegada…
check-in-hint = Ao iniciar, o aplicativo registra a hora e, se o telefone permitir, a sua posição.
continue = Continuar
pause = Pausar
to-review = Revisar e enviar
to-review-short = Revisar
to-answers = Ver respostas
to-sending = Ver envios
to-list = Lista de perguntas
submitted-title = Visita entregue
submitted-text = Suas respostas e fotos estão guardadas e serão enviadas assim que houver internet.
receipt-title = Recebida pela agência
receipt-text = Tudo chegou { $at }. As fotos deste aparelho já podem ser apagadas.
received-text = Tudo chegou. As fotos deste aparelho já podem ser apagadas em Ajustes.
taken-away-text = A coordenação retirou esta visita. O que você registrou continua guardado até ser enviado.
visit-unknown-text = Ela pode ter sido retirada pela coordenação.
visit-not-opened = A visita não abriu

## O dia e o mural

place-board = Mural
visits-overdue = Fora do prazo
visits-today = Para hoje
visits-tomorrow = Até amanhã
visits-week = Nos próximos dias
visits-later = Mais adiante
sort-distance = Por distância
calendar-day = Agenda do dia
calendar-add = Pôr na agenda
map-open = Ver no mapa
no-position = O aparelho não informou a posição. A lista continua por prazo.
closing-title = { $count ->
    [one] Uma visita termina em menos de um dia
   *[other] { $count } visitas terminam em menos de um dia
}
reminder-until = { $place }: até { $day }, { $time }.
reminder-open = Abrir visita
board-title = Mural
board-empty-title = Nada no mural
board-empty-text = Quando a agência oferecer visitas, elas aparecem aqui.
board-offline = Para pegar uma visita é preciso estar com internet: fica com ela quem pedir primeiro.
board-told = Mural de { $at }.
claim = Pegar esta visita
claim-busy = Pedindo…

## Aceitar, recusar, desistir

given-back-text = Você desistiu desta visita. O que você registrou continua guardado até ser enviado.
accept = Aceitar visita
decline = Recusar visita
release = Desistir da visita
decline-hint = A visita volta para a coordenação, que verá o motivo. Funciona sem internet.
release-hint = A visita volta para a coordenação, que verá o motivo. Funciona sem internet.
release-begun-hint = O que você registrou será enviado e a visita volta para a coordenação, que verá o motivo. Depois não dá para continuar.
give-back-reason = Motivo
asked-accept-waits = Aceita, aguardando sinal
asked-decline-waits = Recusada, aguardando sinal
asked-release-waits = Desistência aguardando sinal
asked-claim-waits = Pedida, aguardando resposta
asked-appeal-waits = Recurso feito, aguardando envio
asked-accept-refused = O aceite não valeu
asked-decline-refused = A recusa não valeu
asked-release-refused = A desistência não valeu
asked-claim-refused = Não foi possível pegar
asked-appeal-refused = O recurso não foi aceito para envio
asked-waits-text = Está guardado neste aparelho e será enviado assim que houver internet.
ask-accept = Aceitar visita
ask-decline = Recusar visita
ask-release = Desistir da visita
ask-claim = Pegar visita do mural
ask-appeal = Recorrer de uma recusa
ask-attempt = Entregar o questionário
outbox-title = Pedidos à agência
outbox-made = pedido { $at }
outbox-read = Entendi
outbox-drop = Desfazer
refused-until = Vale até { $at }.
sending-requests = { $count ->
    [one] Falta { $count } pedido
   *[other] Faltam { $count } pedidos
}

## Perguntas

saved = Salvo
saving = Salvando…
not-saved = Não salvo
question-of = { $at } de { $of }
question-before = Pergunta anterior
question-unknown = Pergunta não encontrada
question-unknown-text = Ela não faz parte desta visita.
question-hidden = Pelas suas respostas, esta pergunta não se aplica mais. O que você respondeu fica guardado.
next = Próxima
critical = Item crítico
optional = Opcional
kind-note = Observe
guidance = Como observar
guides = Imagens da orientação
guide-good = Certo
guide-bad = Errado
guide-of = Imagem { $at } de { $of }
guide-before = Imagem anterior
guide-next = Próxima imagem
guides-missing = { $count ->
    [one] Esta imagem chega quando houver internet.
   *[other] { $count } imagens chegam quando houver internet.
}
clear = Limpar resposta
choose-many = Marque todas as que se aplicam.
comment-add = Adicionar comentário
comment-label = Comentário
note-add = Anotar para mim
note-label = Nota só para mim
note-hint = Fica só neste telefone. Nunca é enviada.
late-question = Você registrou a saída { $at }. Ainda pode completar: o tempo desde então fica registrado com a resposta.
to-missing = { $count ->
    [one] Ir para o que falta
   *[other] Ir para o que falta ({ $count })
}
chars-left = { $count ->
    [one] Resta { $count } caractere
   *[other] Restam { $count } caracteres
}
number-between = De { $min } a { $max }
number-wrong = Digite só números, com vírgula para os decimais.
nps-low = nada provável
nps-high = muito provável
csat-low = muito insatisfeito
csat-high = muito satisfeito
ces-low = discordo totalmente
ces-high = concordo totalmente
timer-start = Iniciar
timer-stop = Parar
timer-again = Medir de novo
timer-minutes = Minutos
timer-seconds = Segundos
timer-save = Usar
outline-title = Perguntas

## Onde o telefone estava

understood = Entendi
fact-arrival = Chegada
where-away = Você parece estar a { $distance } do local. Pode continuar: a agência vê a distância e decide.
where-refused = O telefone não permitiu usar a posição. Pode continuar: a visita fica registrada sem posição, e a agência vê isso.
where-late = O telefone não achou a posição a tempo. Pode continuar: a visita fica registrada sem posição, e a agência vê isso.
where-unknown = O telefone não informou a posição. Pode continuar: a visita fica registrada sem posição, e a agência vê isso.
where-mock = O telefone informou uma posição simulada. Pode continuar: a agência vê isso.
where-short = a { $distance } do local (precisão de { $accuracy })
where-short-placeless = posição registrada
where-short-none = sem posição
where-short-mock = posição simulada
where-skip = Continuar sem a posição
late-hint = Você ainda pode completar as respostas. O tempo passado desde a saída fica registrado com cada uma.

## Discrição

discreet-title = Discrição
discreet = Modo discreto
discreet-hint = Na visita, a tela fica escura e neutra, sem nome nem logotipo, sem som nem vibração. O olho riscado esconde a visita atrás de uma lista de compras; toque no título da lista para voltar.
hide = Esconder a visita
hide-text = A visita some atrás de uma lista de compras. Para voltar, toque no título da lista.
hide-now = Esconder
veil-title = Lista
veil-list = Lista de compras
veil-back = Lista de compras, voltar
veil-add = Novo item
veil-items = Leite, Pão, Café, Bananas, Arroz, Detergente, Pilhas AA

## Códigos e grupos

barcode-scan = Ler com a câmera
barcode-aim = Aponte para o código
barcode-refused = A câmera não abriu ou não lê este tipo de código. Feche e digite o código.
barcode-ean13 = EAN-13 (13 números)
barcode-ean8 = EAN-8 (8 números)
barcode-upc_a = UPC-A (12 números)
barcode-itf14 = ITF-14 (14 números)
barcode-code128 = Code 128
barcode-qr = QR Code
group-add = Adicionar: { $name }
group-remove = Tirar { $name } (as respostas ficam guardadas)
group-none = Nenhum desta vez
group-full = No máximo { $count }.

## Fotos

photo = Foto
photos = Fotos
photos-optional = { $max ->
    [one] Uma foto, se quiser.
   *[other] Até { $max } fotos, se quiser.
}
photos-needed = { $min ->
    [one] Tire pelo menos uma foto.
   *[other] Tire pelo menos { $min } fotos.
} Até agora: { $kept }.
photos-enough = { $kept ->
    [one] { $kept } foto
   *[other] { $kept } fotos
}, de até { $max }.
photo-take = Tirar foto
photo-add = Adicionar foto
photo-os-camera = Câmera do aparelho
photo-gallery = Galeria
photo-tile = Foto { $number }, abrir
photo-tile-warning = Foto { $number }, com aviso, abrir
photo-number = Foto { $number }
photo-saving = Salvando foto
photo-failed = A foto não foi salva
photo-gone = A foto já foi enviada e apagada deste aparelho.
photo-discard = Descartar
photo-keep = Manter
photo-tile-edited = Foto { $number }, alterada à mão, abrir
photo-look = Veja a foto antes de seguir
photo-retake = Tirar outra
photo-edit = Cobrir ou marcar
photo-edits = { $covered ->
    [0] Nada coberto
    [one] { $covered } área coberta
   *[other] { $covered } áreas cobertas
}, { $drawn ->
    [0] nenhuma marcação
    [one] { $drawn } marcação
   *[other] { $drawn } marcações
}
photos-full = Esta pergunta já tem o máximo de fotos. Para trocar uma, abra e toque em “Tirar outra”.
photos-left-out = { $count ->
    [one] { $count } foto ficou de fora: a pergunta já tem o máximo.
   *[other] { $count } fotos ficaram de fora: a pergunta já tem o máximo.
}
camera-retaking = A próxima foto fica no lugar da anterior
camera-torch = Lanterna
camera-zoom = Zoom
camera-switch = Trocar de câmera
camera-refused = O acesso à câmera não foi permitido. Você pode liberar nas permissões deste site, no navegador.
camera-missing = Este aparelho não oferece câmera ao aplicativo.
camera-busy = A câmera não abriu. Outro aplicativo pode estar usando.
camera-way-out = Enquanto isso, use a câmera do aparelho.
camera-way-out-only = Esta pergunta pede a câmera do aplicativo. Sem ela, você pode usar a câmera do aparelho: o motivo fica registrado e a agência decide.
editor = Cobrir ou marcar a foto
editor-canvas = Foto para cobrir e marcar
editor-tools = Ferramentas
editor-oval = Rosto
editor-box = Crachá
editor-arrow = Seta
editor-line = Traço
editor-undo = Desfazer
editor-cancel = Sair sem salvar
editor-save = Salvar no lugar da foto
editor-help = Arraste sobre a foto, ou toque no que quer cobrir. O que for coberto não volta, e a foto de antes é apagada.
editor-keys = No teclado: setas movem a moldura, Shift muda o tamanho, Enter aplica, Backspace desfaz.
editor-unreadable = A foto não pôde ser aberta para edição.
memo-record = Gravar recado de voz
memo-recording = Gravando
memo-of-most = { $now } de { $most }
memo-stop = Parar e guardar
memo-cancel = Jogar fora
memo-number = Recado de voz { $number }
memo-listen = Ouvir
memo-listen-to = Ouvir recado de voz { $number }
memo-discard-it = Descartar recado de voz { $number }
memo-elsewhere = Há um recado sendo gravado em outra pergunta.
memos-full = Esta pergunta já tem o máximo de recados de voz.
memo-failed = O recado não foi gravado
memo-refused = O acesso ao microfone não foi permitido. Você pode liberar nas permissões deste site, no navegador, ou escrever um comentário.
memo-missing = Este aparelho não oferece microfone ao aplicativo. Você pode escrever um comentário.
camera = Câmera
camera-shoot = Fotografar
camera-done = Fechar câmera
camera-taken = { $count ->
    [one] { $count } foto tirada
   *[other] { $count } fotos tiradas
}

## Revisão e entrega

review-title = Revisar e enviar
review-complete = Tudo respondido
review-missing = { $count ->
    [one] Falta { $count } item
   *[other] Faltam { $count } itens
}
check-out-title = Saída
check-out-text = Já saiu do local? Registre a saída; depois ainda dá para completar os textos.
check-out = Registrar saída
check-out-done = Saída registrada { $at }
declare-title = Declaração
declare-agree = Li e declaro
submit = Entregar visita
submit-busy = Entregando…
submit-not-yet = Complete o que falta para poder entregar.

## Envios

sending-title = Envios
sending-empty-title = Nada para enviar
sending-empty-text = As visitas que você começar aparecem aqui, com tudo o que já chegou à agência.
sending-nothing = Tudo foi enviado.
sending-left = Faltam { $visits ->
    [one] { $visits } visita
   *[other] { $visits } visitas
} e { $photos ->
    [one] { $photos } foto
   *[other] { $photos } fotos
} ({ $size })
sending-sizes = { $photos ->
    [one] { $photos } foto
   *[other] { $photos } fotos
}: { $sent } de { $total }
sending-progress = Progresso do envio
retry-now = Tentar agora
next-try = Nova tentativa às { $at }.
next-try-none = Não será repetido sozinho. Fale com a coordenação; nada será apagado.
received-at = Recebida { $at }
synced-at = Última sincronização { $at }.
transfer-attention = Precisa de atenção
transfer-sending = Enviando
transfer-waiting = Aguardando
transfer-sent = Enviada
transfer-under-way = Visita em andamento
transfer-photos-left = Respostas enviadas, faltam fotos
sync-off = Sem servidor
sync-idle = Em dia
sync-idle-long = Conectado. Novidades são buscadas sozinhas.
sync-running = Sincronizando…
sync-offline = Sem internet
sync-unsent = A enviar
sync-waiting = Aguardando
sync-waiting-long = { $why } Nova tentativa às { $at }.
sync-attention = Atenção

## Ajustes

settings-title = Ajustes
language = Idioma
person-title = Este aparelho
person-name = Nome
person-agency = Agência
person-server = Servidor
install = Instalar na tela inicial
storage-title = Armazenamento
storage-photos = Fotos guardadas
storage-used = Usado pelo aplicativo
storage-allowed = Espaço disponível
storage-not-kept = O navegador pode apagar os dados se faltar espaço. Instale o aplicativo na tela inicial para evitar isso.
storage-free = Liberar { $size }
storage-free-hint = Apaga só fotos de visitas que a agência já confirmou ter recebido.
storage-freed = { $size } liberados.
about-title = Sobre
about-text = Vitrine registra visitas mesmo sem sinal e envia tudo quando houver internet.
about-version = Versão { $version }

## O que não pôde ser feito

error-not-enrolled = Este aparelho ainda não tem convite.
error-bad-server = O endereço do servidor não é válido.
error-other-enrolment = Há visitas de outra pessoa neste aparelho que ainda não foram enviadas.
error-visit-unknown = Esta visita não está neste aparelho.
error-visit-closed = Esta visita já foi encerrada e não aceita mudanças.
error-appeal-late = O prazo para recorrer já passou.
error-not-asked = Esta pergunta não foi devolvida: ela fica como você entregou.
error-other-phone = A visita foi entregue em outro aparelho seu. Só ele pode corrigi-la.
error-checklist-missing = O roteiro ainda está sendo baixado.
error-update-needed = O roteiro precisa de uma versão mais nova do aplicativo.
error-not-checked-in = A visita ainda não foi iniciada.
error-question-unknown = Esta pergunta não faz parte da visita.
error-photo-unreadable = A imagem não pôde ser lida. Tire outra.
error-photo-limit = Esta pergunta já tem o máximo de fotos.
error-camera-only = Esta pergunta só aceita fotos tiradas com a câmera do aplicativo.
error-photo-unknown = Esta foto não está mais neste aparelho.
error-audio-unreadable = A gravação não pôde ser lida. Grave outra.
error-audio-too-large = A gravação passou do tamanho permitido. Grave uma mais curta.
error-audio-limit = Esta pergunta já tem o máximo de recados de voz.
error-audio-unknown = Este recado de voz não está mais neste aparelho.
error-incomplete = Ainda faltam respostas ou fotos.
error-not-declared = Falta assinar a declaração.
error-reason-missing = Escreva o motivo em poucas palavras.
error-storage-full = Não há espaço no aparelho. O que já foi salvo está seguro; libere espaço e tente de novo.
error-storage = O armazenamento do aparelho falhou. O que já foi salvo está seguro; feche e abra o aplicativo.
error-open-elsewhere = O aplicativo está aberto em outra janela.
error-ended = O aplicativo precisa ser aberto de novo.
fault-offline = Sem internet.
fault-foreign-reply = A rede respondeu no lugar do servidor. Se o Wi-Fi pede login, entre nele primeiro.
fault-wrong-signature = O servidor que respondeu não é o da agência. Nada será apagado; avise a coordenação.
fault-storage = O armazenamento do aparelho falhou. O que já foi salvo está seguro.
fault-storage-full = Não há espaço no aparelho. O que já foi salvo está seguro; libere espaço.

## Treinamento e ensaio

place-training = Treinamento
back-to-training = Voltar aos treinamentos
back-to-course = Voltar ao treinamento
training-title = Treinamento
training-empty-title = Nenhum treinamento por agora
training-empty-text = Quando a agência publicar um treinamento, ele aparece aqui e pode ser lido sem internet.
training-to-do = Para fazer
training-done = Concluídos
training-version = { $checklist }, versão { $version }
training-visits-wait = { $count ->
    [one] { $count } visita espera por ele
   *[other] { $count } visitas esperam por ele
}
training-attempts-left = { $count ->
    [one] Resta { $count } tentativa
   *[other] Restam { $count } tentativas
}
training-again-at = Novas tentativas: { $at }
training-used-up = Tentativas esgotadas
training-wait-text = Você pode tentar de novo { $at }. A coordenação também pode liberar novas tentativas antes disso.
training-ask-text = Peça novas tentativas à coordenação.
training-passed = Aprovado
training-passed-at = Aprovado { $at }
training-failed = Não passou
training-rules = { $questions ->
    [one] { $questions } pergunta
   *[other] { $questions } perguntas
}, { $percent }% de acertos para passar, { $attempts ->
    [one] { $attempts } tentativa
   *[other] { $attempts } tentativas
}
training-modules = Para ler
training-module-read = Lido.
training-module-before = Parte anterior
training-module-unknown = Esta parte não existe neste treinamento.
training-read-next = Li, próxima
training-read-last = Li, concluir
training-attempts = Tentativas
training-score = { $right } de { $asked } certas
training-to-send = ainda não enviada
training-counts-no-more = não conta mais
training-not-opened = Não foi possível abrir o treinamento
training-first-title = Antes, o treinamento
training-first = Ir para o treinamento
quiz-begin = Fazer o questionário
quiz-go-on = Continuar o questionário
quiz-again = Tentar de novo
quiz-hand-in = Concluir
quiz-not-begun = O questionário não pode começar agora
quiz-passed = Você passou
quiz-failed = Ainda não foi desta vez
quiz-mark = É preciso acertar { $percent }% das perguntas. Leia as explicações abaixo antes de tentar de novo.
quiz-answers = Suas respostas
quiz-answer-right = Certa
quiz-answer-wrong = Errada
quiz-last-result = Ver o último resultado
quiz-no-result = Nenhum resultado aqui
quiz-no-result-text = O resultado aparece depois que o questionário é concluído neste celular.
certificate = Certificado
certificate-name = Nome
certificate-for = Roteiro
certificate-when = Quando
certificate-score = Resultado
certificate-waits = Já vale neste celular. A agência recebe na próxima conexão.
practice-begin = Fazer um ensaio
practice-bar = Ensaio: nada é guardado nem enviado.
practice-end = Encerrar
practice-done-title = Ensaio concluído
practice-done-text = Numa visita de verdade, tudo seria enviado agora. Deste ensaio nada fica guardado.
practice-close = Fechar o ensaio
error-training-needed = Para começar esta visita é preciso passar no questionário do treinamento. Ele funciona sem internet.
error-course-unknown = Este treinamento não está mais disponível para você.
error-training-missing = O treinamento chega na próxima conexão.
error-attempts-used-up = As tentativas do questionário acabaram por agora.
error-quiz-unfinished = Responda todas as perguntas antes de concluir.
## Visitas devolvidas

returned-title = A agência pede uma correção
returned-due = Corrija e entregue até { $day }, { $time } (hora do local).
returned-after = Depois desse prazo a visita fica fora do prazo e não pode mais ser corrigida. O que você corrigir a tempo sem internet ainda é aceito por um dia.
returned-late = O prazo terminou { $day }, { $time } (hora do local). Entregue agora: a visita pode ser encerrada a qualquer momento.
returned-only = Só estas perguntas foram reabertas, e as que uma resposta nova trouxer. O resto fica como você entregou.
returned-questions = { $count ->
    [one] { $count } pergunta devolvida
   *[other] { $count } perguntas devolvidas
 }
returned-take-up = Corrigir
returned-continue = Continuar a correção
returned-changed = Alterada
returned-unchanged = Ainda como você entregou
review-correction = Revisar a correção
asked-title = A agência pede
asked-brought-up = Esta pergunta foi aberta por uma resposta que você mudou.
question-not-asked = A agência não pediu nada aqui: fica como você entregou.
before-answer = Você entregou
before-none = Sem resposta
before-comment = Seu comentário
before-photos = Fotos entregues
before-photo = Foto entregue { $number }
before-photos-away = { $count ->
    [one] { $count } foto está com a agência, não mais neste aparelho
   *[other] { $count } fotos estão com a agência, não mais neste aparelho
 }
other-phone-title = Devolvida, mas entregue em outro aparelho
other-phone-text = Abra o Vitrine no aparelho em que você fez esta visita: só ele pode corrigi-la. Se não tem mais aquele aparelho, avise a coordenação.
# Quando algo dá errado
export = Gerar arquivo da visita
export-fold = Não consegue enviar?
export-hint = O arquivo é assinado por este aparelho e leva respostas e fotos. Mande à coordenação por onde conseguir; a visita continua aqui e será enviada do mesmo jeito.
export-busy = Gerando o arquivo… { $done } de { $total }
export-ready = Arquivo pronto: { $size }
export-share = Compartilhar
export-save = Salvar no aparelho
export-given = O arquivo saiu do aplicativo. Confirme com a coordenação que ele chegou; só o comprovante da agência libera as fotos.
export-not-given = O aparelho não aceitou o arquivo. Tente a outra opção.
export-lacking = Não foi possível ler { $photos ->
    [one] { $photos } foto
   *[other] { $photos } fotos
} e { $events ->
    [one] { $events } registro
   *[other] { $events } registros
}. O arquivo leva todo o resto.
export-raw = Baixar o arquivo de dados inteiro
safe-to-delete = A agência confirmou tudo: as fotos desta visita já podem ser apagadas do aparelho.
wifi-only = Enviar fotos só no Wi-Fi
wifi-only-hint = Respostas são pequenas e vão por qualquer rede.
photos-wait-wifi = { $count ->
    [one] { $count } foto espera por Wi-Fi.
   *[other] { $count } fotos esperam por Wi-Fi.
}
photos-wait-word = { $count ->
    [one] { $count } foto espera: o navegador não diz se esta rede é Wi-Fi.
   *[other] { $count } fotos esperam: o navegador não diz se esta rede é Wi-Fi.
}
photos-send-now = Enviar nesta rede
set-aside-open = Ver o que dá para recuperar
aside-title = Dados separados
aside-lead = O arquivo de dados deste aparelho foi danificado e está guardado à parte, como estava. Salve o que ainda dá para ler e mande à coordenação.
aside-none-title = Nada separado
aside-none-text = Não há dados danificados neste aparelho.
aside-no-visits = Nenhuma visita não enviada pôde ser lida aqui.
aside-unreadable = { $count ->
    [one] { $count } visita não pode mais ser lida.
   *[other] { $count } visitas não podem mais ser lidas.
}
aside-raw-hint = O arquivo inteiro pode ajudar o suporte a recuperar mais. Ele contém dados pessoais: mande só à agência.
aside-dismiss = Não avisar mais
enrol-again-export = Exportar o que não foi enviado
evicted-title = Os dados do aplicativo foram apagados
evicted-text = O navegador ou uma limpeza do aparelho apagou os dados guardados. O que já tinha sido enviado está na agência; peça um novo convite e suas visitas voltam como a agência as tem.
other-work-text = Você pode exportar essas visitas em arquivos, ou guardá-las neste aparelho: ficam fechadas, ninguém mais as vê, e voltam quando a mesma pessoa usar um convite aqui.
other-work-lock = Guardar e usar o novo convite
storage-locked = { $count ->
    [one] Trabalho não enviado de outra pessoa está guardado neste aparelho, fechado.
   *[other] Trabalho não enviado de { $count } pessoas está guardado neste aparelho, fechado.
}
reminder-title = Há visitas para enviar
reminder-text = A internet voltou. Toque para enviar.
reminders-hint = Com o aplicativo fechado, o navegador não pode enviar por conta própria, mas pode lembrar você quando a internet voltar.
reminders-allow = Lembrar quando houver internet

## Histórico

place-record = Histórico
record-title = Histórico
record-empty-title = Nada por aqui ainda
record-empty-text = As visitas que você entregar aparecem aqui, com o valor e a nota.
record-mean = Nota média
record-no-grade = Sem nota ainda
record-graded = { $count ->
    [one] Média da última visita avaliada
   *[other] Média das últimas { $count } visitas avaliadas
}
record-earned = Aprovado para pagamento
record-bonus = inclui bônus de { $bonus }
record-approved = Aprovada
record-rejected = Recusada
record-expired = Fora do prazo
record-returned = Devolvida para correção
record-waits = Aguardando análise
record-of-five = de 5
record-grade-label = Nota
record-unsent = Entregue, aguardando envio
record-offline = Sem conexão: este é o histórico da última vez que houve conexão.
rejected-at = Recusada: { $at }
rejected-no-words = A agência não escreveu o motivo.
appealed-at = Você recorreu: { $at }
appeal = Recorrer
appeal-hint = Conte por que o trabalho deveria ser aceito. Você pode recorrer uma vez, até { $day }, { $time }; sem conexão, o recurso fica guardado e segue depois.
appeal-words = Por que a recusa não é justa?
appeal-send = Enviar recurso
appeal-open = Recurso em análise
appeal-taken-up = Recurso aceito: a visita está em análise de novo
appeal-dismissed = Recurso negado
taken-back-title = Não é mais preciso corrigir
taken-back-text = A agência parou de esperar a correção: vale o que você entregou antes. O que você mudou continua guardado neste aparelho.
# Despesas e pagamento
fact-expenses = Despesas
expenses-title = Despesas
expenses-up-to = Reembolso de até { $amount }
expenses-no-limit = Nenhum reembolso combinado
expenses-count = { $count ->
    [one] { $count } despesa
   *[other] { $count } despesas
}
expenses-sum = Total informado
expenses-accepted = Total aceito
expenses-over = Passa do combinado: serão pagos { $amount }, a menos que a agência decida outra coisa. O que você informar fica registrado.
expenses-hint = Informe aqui o que gastou para fazer a visita: a compra de teste, a passagem, o estacionamento. Guarde o comprovante e fotografe-o.
expenses-none = Nenhuma despesa foi informada.
expense-add = Informar despesa
expense-kind = Com quê
expense-amount = Valor
expense-amount-hint = Por exemplo 23,50
expense-note = Observação
expense-save = Salvar despesa
expense-receipt-hint = Depois de salvar, fotografe o comprovante.
expense-change = Alterar
expense-change-it = Alterar a despesa: { $kind }
expense-withdraw = Retirar
expense-withdraw-it = Retirar a despesa: { $kind }
ruling-accepted = Aceita: { $amount }
ruling-limited = Paga até o limite: { $amount }
ruling-reduced = Aceita em parte: { $amount }
ruling-refused = Não será reembolsada
error-claim-amount = Digite um valor maior que zero, por exemplo 23,50.
error-claim-note-missing = Diga na observação o que foi.
error-claim-note-too-long = A observação está longa demais.
error-claim-too-many = A visita já tem o máximo de despesas.
error-claim-unknown = Esta despesa não está mais na visita.
payment-title = Pagamento
payment-due = A receber: { $amount }
payment-settled = Tudo pago
payment-over = Recebido a mais: { $amount }. A diferença é descontada do próximo pagamento.
payment-bonus = Bônus
payment-paid-on = Pago em { $day } · { $reference }
payment-reversed-on = Estornado em { $day } · { $reference }
payment-line = { $amount } em { $day } · { $reference }
payment-sum-due = A receber
payment-sum-paid = Recebido
photos-receipt = Comprovante: até { $max } fotos
photos-receipt-kept = Comprovante
photos-no-receipt = Sem comprovante
receipt-number = Comprovante da despesa { $number }
