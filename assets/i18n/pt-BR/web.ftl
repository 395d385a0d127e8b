### Textos das páginas da agência e das marcas.

## Moldura

skip-to-content = Ir para o conteúdo
crumbs = Onde você está
nav-main = Principal
nav-home = Início
nav-waves = Ondas
nav-places = Locais
nav-people = Pessoas
nav-comparison = Comparação
nav-app = Aplicativo
language = Idioma
log-in = Entrar
log-out = Sair
apply = Aplicar
pager = Páginas
pager-previous = Anterior
pager-next = Próxima
pager-position = Página { $page } de { $pages }
chart-table = Ver os números em tabela
print = Imprimir
actions = Ações

done-moved = Pronto: a visita mudou de situação.
done-returned = Visita devolvida. O avaliador recebe as perguntas na próxima conexão.
done-wave-made = Onda criada. Agora planeje as visitas.
done-visits-planned = Visitas planejadas. Quem já tem o aplicativo as recebe na próxima conexão.
done-people-added = Pessoas cadastradas. Convide cada avaliador para instalar o aplicativo.
done-places-added = Locais cadastrados.

## Entrada e erros

login-title = Entrar
login-failed = Não foi possível entrar
login-evaluators = Você é avaliador? Abra o aplicativo pelo convite que recebeu da agência.
field-email = E-mail
field-password = Senha
field-name = Nome
error-log-in = Entre para continuar
error-forbidden = Você não tem acesso a esta página
error-not-found = Página não encontrada
error-slow-down = Devagar, por favor
error-ours = Algo falhou do nosso lado
error-refused = O pedido não foi aceito
error-status = Erro { $status }
error-instance = Código para a agência:
error-back = Voltar ao início
form-wrong = Confira os campos
form-required = Preencha este campo.
form-date = Informe uma data válida.
form-dates-order = O último dia não pode ser antes do primeiro.
form-amount = Informe um valor como 45,00.
form-choose-places = Escolha pelo menos um local.
form-choice = Escolha uma das opções.
form-value = Confira o campo { $field }.
form-row = Linha { $row }: { $message }
form-rows-empty = Cole pelo menos uma linha.
form-row-columns = faltam colunas
form-row-value = “{ $value }” não serve em { $column }

## Início

home-empty-title = Vamos começar
home-empty = Cadastre uma marca e os locais dela, convide os avaliadores e crie a primeira onda.
to-review = Para analisar
to-review-note = enviadas, com todas as fotos
waiting-for-photos = Aguardando fotos
waiting-for-photos-note = enviadas, fotos a caminho
to-publish = Para publicar
to-publish-note = aprovadas, a marca ainda não vê
late = Atrasadas
late-note = o prazo passou sem envio
due = Vence em breve
review-queue = Fila de análise
queue-empty-title = Nada na fila
queue-empty = Quando um avaliador enviar uma visita com todas as fotos, ela aparece aqui.
open-waves = Ondas em andamento
no-open-waves-title = Nenhuma onda em andamento
no-open-waves = As ondas encerradas e as futuras estão na lista completa.
brands = Marcas
comparison-of = Comparação: { $client }

## Ondas

wave = Onda
all-waves = Todas as ondas
new-wave = Nova onda
waves-empty-title = Nenhuma onda ainda
waves-empty = Uma onda reúne visitas aos locais de uma marca, com o mesmo roteiro e no mesmo período.
wave-planned = Ainda não começou
wave-open = Em andamento
wave-closed = Encerrada
progress = { $done } de { $total } publicadas
stage-open = Sem avaliador
stage-field = Em campo
stage-review = Em análise
stage-approved = Aprovadas
stage-published = Publicadas
stage-closed = Fora da onda
stages = Etapas
all-visits = Todas
wave-empty-title = Nenhuma visita planejada
wave-empty = Escolha os locais, o avaliador e o período.
stage-empty-title = Nenhuma visita aqui
stage-empty = Nenhuma visita desta onda está nesta etapa.
visits-caption = Visitas da onda
plan-visits = Planejar visitas
plan-visits-lead = Uma visita para cada local marcado, todas com o mesmo avaliador e período.
wave-needs-brand-title = Falta uma marca
wave-needs-brand = Cadastre a marca e os locais dela antes de criar uma onda.
wave-needs-checklist-title = Falta um roteiro
wave-needs-checklist = Publique um roteiro antes de criar uma onda.
assign-needs-places-title = Faltam locais
assign-needs-places = Cadastre os locais da marca antes de planejar visitas.
brand = Marca
brand-name = Nome da marca
new-brand = Cadastrar marca
checklist = Roteiro
wave-name = Nome da onda
wave-name-hint = Por exemplo: 3º trimestre de 2026
first-day = Primeiro dia
last-day = Último dia
make-wave = Criar onda
where-to = Locais a visitar
all-places = Marcar todos
visits-planned = Visitas já planejadas
nobody-yet = Ninguém por enquanto
nobody = Ninguém
scenario = Cenário
scenario-hint = O que o avaliador deve fazer e pedir, em poucas frases.
persona = Persona
fee-brl = Pagamento por visita (R$)
fee-hint = O que o avaliador recebe por visita aprovada.
fee = Pagamento

## Locais e pessoas

place = Local
places = Locais
code = Código
region = Região
all-regions = Todas as regiões
address = Endereço
add-places = Cadastrar locais
places-empty-title = Nenhum local ainda
places-empty = Cole uma tabela com os locais da marca: um por linha.
brands-empty-title = Nenhuma marca ainda
brands-empty = Cadastre a primeira marca para depois cadastrar os locais dela.
paste-rows = Linhas
paste-columns = Colunas, nesta ordem:
places-hint = Cole da planilha ou de um CSV, um local por linha. Região, posse, fuso e coordenadas podem ficar vazios; regiões novas são criadas.
people-hint = Cole da planilha ou de um CSV, uma pessoa por linha. O idioma pode ficar vazio.
add-rows = Cadastrar linhas
add-evaluators = Cadastrar avaliadores
add-person = Cadastrar pessoa
person = Pessoa
role = Perfil
phone = Celular
brand-for-role = Marca (para perfis de marca)
password-hint = Pelo menos 12 caracteres. Avaliadores entram pelo convite e não precisam de senha.
people-empty-title = Ninguém cadastrado ainda
people-empty = Cadastre os avaliadores e convide cada um para instalar o aplicativo.
devices = { $count ->
    [one] { $count } aparelho
   *[other] { $count } aparelhos
}
no-device = Sem aparelho
invite = Convidar
invitation-of = Convite para { $name }
invitation-scan = Aponte a câmera
invitation-qr = Código QR do convite
invitation-until = Vale até
invitation-send = Ou envie o link
invitation-step-open = Abra o link no celular que fará as visitas.
invitation-step-install = Instale o aplicativo quando o navegador oferecer, ou pelo menu dele.
invitation-step-offline = Depois disso ele funciona sem internet; as visitas são enviadas quando houver sinal.
invitation-once = O convite serve uma única vez e só é mostrado agora. Se ele se perder, convide de novo.
copy-link = Copiar o link
copied = Copiado

## Visita

visit = Visita
visits = Visitas
visit-of = Visita de { $moment }
visit-summary = Resumo da visita
visit-facts = Sobre a visita
state = Situação
evaluator = Avaliador
window = Período
window-ends = Prazo
stay = Permanência
photos = Fotos
photos-of = { $arrived } de { $expected }
photos-on-their-way = a caminho
photo = Foto
photo-of = Foto: { $question }
photo-missing = Foto a caminho
photo-position = { $index } de { $count }
photo-previous = Anterior
photo-next = Próxima
photo-close = Fechar
photo-source-camera = Câmera do aplicativo
photo-source-file = Arquivo do celular
photo-covered = { $count ->
    [one] { $count } área coberta
   *[other] { $count } áreas cobertas
}
photo-drawn = { $count ->
    [one] { $count } marcação
   *[other] { $count } marcações
}
photo-past = Histórico da foto
photos-thrown = { $count ->
    [one] { $count } foto descartada
   *[other] { $count } fotos descartadas
}
memo-of = Recado de voz: { $question }
memo-missing = Recado de voz a caminho
no-camera-refused = Fora do aplicativo: acesso à câmera negado
no-camera-missing = Fora do aplicativo: aparelho sem câmera
no-camera-busy = Fora do aplicativo: câmera não abriu
warning-blurred = Tremida
warning-dark = Escura
warning-bright = Clara demais
warning-near-duplicate = Quase igual a outra
points = pontos
weight = Peso
answered-after = respondida aos { $time }
answered-late = { $time } depois da saída
commented-late = Comentário escrito { $time } depois da saída
answer-changes = { $count ->
    [one] alterada { $count } vez
   *[other] alterada { $count } vezes
}
rating-scale = de { $min } a { $max }
critical-failed = Item crítico reprovado
critical-count = { $count ->
    [one] { $count } item crítico reprovado
   *[other] { $count } itens críticos reprovados
}
failed-critical = Itens críticos reprovados
failed-critical-note = em todas as visitas publicadas
score-none = Nenhuma pergunta se aplicou: a visita não tem nota.
score-by-touchpoint = Nota por ponto de contato
score-how = Calculada pelo roteiro { $checklist }, versão { $version }, regra de nota { $scoring }.
score-exact = Valor exato: { $ratio }.
signals-title = Vale conferir
signals-note = São sinais, não provas: a decisão é de quem analisa.
signal-mock-location = O celular informou uma posição simulada.
signal-far-away = O celular estava a { $distance } do local na chegada ou na saída.
signal-no-position = O celular não informou a posição na chegada.
signal-late-answers = { $count ->
    [one] Uma resposta que não é texto foi dada { $time } depois da saída.
   *[other] { $count } respostas que não são texto foram dadas depois da saída, a última { $time } depois.
}
where-measured = a { $distance } do local (± { $accuracy })
where-unmeasured = posição registrada (± { $accuracy }); o local não tem coordenadas
where-none = sem posição
where-far = longe
where-simulated = simulada
signal-short-stay = { $minutes ->
    [0] A visita durou menos de um minuto.
    [one] A visita durou { $minutes } minuto.
   *[other] A visita durou { $minutes } minutos.
}
signal-clock-moved = { $minutes ->
    [one] O relógio do celular se afastou { $minutes } minuto do tempo decorrido.
   *[other] O relógio do celular se afastou até { $minutes } minutos do tempo decorrido.
}
signal-warned-photos = { $count ->
    [one] { $count } foto foi mantida apesar do aviso de qualidade.
   *[other] { $count } fotos foram mantidas apesar do aviso de qualidade.
}
signal-not-by-camera = { $count ->
    [one] { $count } foto que só valia pela câmera do aplicativo veio de outro lugar.
   *[other] { $count } fotos que só valiam pela câmera do aplicativo vieram de outro lugar.
}
signal-score-differs = A nota calculada no celular é diferente da calculada aqui.
review-waits = A análise começa quando todas as fotos chegarem.
move-in_review = Levar para análise
move-back = Voltar à análise
move-take-back = Retomar sem correção
confirm-take-back = A correção deixa de ser esperada, por exemplo porque o celular se perdeu. Vale o que foi entregue antes, e o avaliador fica sabendo.
confirm-unreject = A recusa deixa de valer e a visita volta à análise.
reject-words = Motivo da recusa
reject-words-hint = O avaliador lê este texto.
reject-words-needed = Escreva o motivo: o avaliador vai lê-lo.
move-approved = Aprovar
move-returned = Devolver para correção
move-published = Publicar
move-excluded = Desconsiderar
move-rejected = Recusar
move-cancelled = Cancelar
confirm-in_review = A visita volta à análise. Se estava publicada, a marca deixa de vê-la e os números mudam.
confirm-approved = Você viu as respostas e as fotos e elas se sustentam. A marca ainda não vê a visita.
confirm-published = A marca passa a ver esta visita, com as fotos, e ela entra nas comparações.
confirm-excluded = O avaliador recebe o pagamento, mas a visita não entra em nenhum número.
confirm-rejected = A visita não é aceita nem paga. O avaliador lê o motivo e pode recorrer durante 7 dias.
confirm-cancelled = A visita deixa de existir para o avaliador. Isso não pode ser desfeito.
log-title = Registro de eventos ({ $count })
log-caption = Registro de eventos da visita
log-note = Feito no celular, assinado por ele e encadeado: nada pode ser alterado depois sem que apareça.
log-when = Relógio do celular
log-elapsed = Decorrido
log-what = O que houve
log-where = Onde
event-checked_in = Chegada
event-answered = Resposta
event-cleared = Resposta apagada
event-photo_taken = Foto
event-photo_discarded = Foto descartada
event-photo_retaken = Foto tirada de novo
event-photo_edited = Foto alterada à mão
event-audio_recorded = Recado de voz
event-audio_discarded = Recado de voz descartado
event-paused = Pausa
event-resumed = Retomada
event-checked_out = Saída
event-declared = Declaração assinada
event-submitted = Envio
event-reopened = Correção iniciada
event-released = Desistência

## Comparação

comparison-title = Comparação de locais
comparison-empty-title = Ainda não há o que comparar
comparison-empty = A comparação aparece quando a primeira visita for publicada.
comparison-empty-wave = Nenhuma visita desta onda foi publicada ainda.
views = Modos de ver
view-ranking = Posições e notas
view-estimates = Estimativas
view-pair = Dois locais
view-funnel = Funil
view-trend = Evolução
sort = Ordem
sort-rank = Posição
sort-name = Nome
sort-visits = Número de visitas
sort-touchpoint = { $title }: menor primeiro
sort-by-this = Ordenar por esta coluna
network-mean = Média da rede
network-mean-note = de { $interval }, com 95 % de confiança
network-mean-visits = média das visitas
published-visits = Visitas publicadas
places-competitors = { $count ->
    [0] sem concorrentes
    [one] e { $count } concorrente
   *[other] e { $count } concorrentes
}
above-network = Acima da rede
below-network = Abaixo da rede
flag-note = diferença que o acaso não explica
flag-above = acima da rede
flag-below = abaixo da rede
place-competitor = Concorrente { $number }
place-other = Outro local { $number }
competitors-head = Concorrentes, na mesma escala e fora das posições
ranking-caption = Locais por posição, com nota, intervalo e média por ponto de contato
column-rank = Posição
column-rank-hint = Entre que posições o local pode estar de verdade, com 95 % de confiança
column-score = Nota
column-n = Visitas
column-interval = Estimativa com intervalo de 95 %
column-lanes = Não distinguíveis
interval = { $low } a { $high }
interval-95 = Intervalo de 95 %
interval-95-is = { $interval }, com 95 % de confiança
heat-legend = Nota do ponto de contato (%)
mark-estimate = Estimativa com intervalo de 95 %
mark-raw = Média simples
mark-competitor = Concorrente: média simples
mark-lane = Não distinguíveis entre si
verdict-none-title = Nenhum local se distingue dos outros
verdict-none = Com as visitas publicadas até aqui, as diferenças cabem no acaso: a ordem abaixo não é um ranking.
verdict-leading = Do 1º ao { $last }º lugar, os locais não são distinguíveis entre si. São { $count } ao todo; as linhas à esquerda unem os que não se distinguem.
verdict-leader = O primeiro lugar se distingue de todos os outros.
how-to-read = Como ler esta página
how-to-read-score = A nota é a média simples das visitas publicadas, de 0 a 100. Cada visita conta uma vez, tenha quantas perguntas tiver.
how-to-read-estimate = O ponto cheio é a melhor estimativa do nível do local: a média puxada para a da rede, tanto mais quanto menos visitas houver. A linha é o intervalo de 95 %. O losango é a média simples.
how-to-read-rank = A posição é uma faixa: “2–7” quer dizer que, com 95 % de confiança, o local está entre o 2º e o 7º lugar de toda a rede, mesmo quando só uma região é mostrada.
how-to-read-lanes = As linhas verticais à esquerda unem locais que não são distinguíveis entre si. Linhas se sobrepõem: o vizinho do vizinho pode ser diferente.
how-to-read-competitors = Concorrentes são medidos com o mesmo roteiro e mostrados na mesma escala, mas não entram nas posições nem na média.
how-to-read-fair = Ninguém deve ser premiado ou cobrado por uma visita só. Poucas visitas dão intervalos largos, e a página mostra isso em vez de esconder.

estimate-raw = Média simples
estimate-raw-text = O que se viu, sem correção. Com poucas visitas, sobe e desce por sorte: um dia bom parece uma loja boa.
estimate-shrunk = Estimativa
estimate-shrunk-text = A média simples puxada para a média da rede, tanto mais quanto menos visitas houver. É o melhor palpite sobre o nível do local e a que usamos para ordenar.
estimate-adjusted = Ajustada
estimate-adjusted-text = A estimativa, descontado o rigor de cada avaliador. Mostra se um local parece pior só porque foi visitado por pessoas mais exigentes.
estimates-caption = Média simples, estimativa e estimativa ajustada de cada local
reliability = Confiabilidade
reliability-hint = Quanto da diferença entre médias é do local, e não da sorte

pair-first = Primeiro local
pair-second = Segundo local
compare = Comparar
pair-empty-title = Escolha dois locais
pair-empty = A página diz se um é melhor que o outro, com que certeza, e quantas visitas faltam para saber.
pair-refused = Ainda não dá para comparar estes dois locais com intervalo: veja as médias simples abaixo.
pair-different = { $higher } está acima de { $lower }: cerca de { $points } pontos, mais do que o acaso explica.
pair-not-different = Não dá para dizer que { $higher } está acima de { $lower } ({ $chance } % de chance).
pair-further = { $visits ->
    [one] Se a diferença for a que parece, mais { $visits } visita a cada um deve bastar para ter certeza.
   *[other] Se a diferença for a que parece, mais { $visits } visitas a cada um devem bastar para ter certeza.
}
pair-further-many = Seriam precisas mais { $visits } visitas a cada um para ter certeza: na prática, trate os dois como iguais.
pair-further-never = A diferença é tão pequena que nenhum número razoável de visitas a mostraria. Trate os dois como iguais.
pair-difference = Diferença estimada (pontos)
pair-difference-raw = Diferença das médias simples
pair-chance = Chance de o primeiro estar acima
pair-caption = Os dois locais lado a lado

funnel-title = Notas e número de visitas
funnel-summary = { $outside ->
    [0] Todos os locais estão dentro do que o acaso permite para o número de visitas que têm.
    [one] { $outside } local está fora do que o acaso permite para o número de visitas que tem.
   *[other] { $outside } locais estão fora do que o acaso permite para o número de visitas que têm.
}
funnel-x = Visitas publicadas
funnel-inside = Local
funnel-outside = Local fora dos limites
funnel-centre = Média da rede
funnel-limit-95 = Limite de 95 %
funnel-limit-998 = Limite de 99,8 %
funnel-verdict = Situação
funnel-verdict-inside = Dentro dos limites
funnel-verdict-95 = Fora do limite de 95 %
funnel-verdict-998 = Fora do limite de 99,8 %
funnel-refused = O funil precisa de pelo menos três locais, com mais de uma visita em algum deles.

## Evolução e local

trend-title = Evolução por onda
trend-summary = A linha vertical é o intervalo de 95 %: onde duas se sobrepõem, a mudança pode ser só acaso. O tracejado é a média da rede na mesma onda.
network-trend-summary = A média dos locais em cada onda, cada local contado uma vez. A linha vertical é o intervalo de 95 %.
change-up = A rede subiu da penúltima para a última onda.
change-down = A rede caiu da penúltima para a última onda.
change-none = A mudança da penúltima para a última onda cabe no acaso.
change-is = { $points } pontos, de { $interval } com 95 % de confiança, nos { $locations } locais visitados nas duas ondas.
change-unknown = Ainda não dá para medir a mudança: ela precisa de duas ondas com visitas nos mesmos locais.
touchpoint = Ponto de contato
touchpoints = Pontos de contato
here = Aqui
network = Rede
difference = Diferença
visited-at = Enviada em
visit-undated = Sem data
place-empty-title = Nenhuma visita publicada
place-empty = As notas deste local aparecem quando a primeira visita for publicada.
place-interval-note = de { $interval }, com 95 % de confiança
place-interval-none = uma visita só não dá intervalo

## Quando não há modelo

refusal-title = Sem estimativa, e por quê
refusal-one-location = Só um local foi visitado: não há com o que comparar.
refusal-no-repeated-visits = Nenhum local foi visitado mais de uma vez: não dá para separar qualidade de sorte. As médias simples continuam valendo.
refusal-all-equal = Todas as notas são iguais: não há diferença a explicar.
refusal-no-variation-within = As visitas de cada local tiveram a mesma nota: não dá para estimar quanto uma visita varia por sorte.
refusal-one-evaluator = Um só avaliador fez todas as visitas: não dá para separar rigor de qualidade.
refusal-no-repeated-evaluators = Nenhum avaliador fez mais de uma visita: não dá para separar rigor de sorte.
refusal-not-connected = { $visits ->
    [one] Os avaliadores e os locais formam { $pieces } grupos sem ninguém em comum. Mais { $visits } visita cruzada os uniria.
   *[other] Os avaliadores e os locais formam { $pieces } grupos sem ninguém em comum. Mais { $visits } visitas cruzadas os uniriam.
}
refusal-nested = Cada avaliador visitou um local só: não dá para separar rigor da qualidade do local.
refusal-saturated = Há visitas de menos para tantos locais e avaliadores: não sobra nada para estimar a sorte.
refusal-too-large = Há avaliadores e locais demais para este cálculo.
refusal-not-converged = O cálculo não chegou a um resultado estável.

# Visitas que chegam em arquivo
visit-files-title = Importar visita
visit-files-lead = Quando um aparelho não consegue enviar, o aplicativo gera um arquivo assinado da visita. Importe-o aqui.
visit-files-import = Arquivo da visita
visit-files-file = Arquivo
file-choose = Escolher arquivo
file-none = Nenhum arquivo escolhido
visit-files-hint = O arquivo termina em .vitrine ou .vitrine.txt. Importar duas vezes não duplica nada.
visit-files-send = Importar
visit-files-done = A visita foi importada.
visit-files-nothing-new = Tudo o que está neste arquivo já tinha chegado.
visit-files-counts = Novos: { $events ->
    [one] { $events } evento
   *[other] { $events } eventos
} e { $photos ->
    [one] { $photos } foto
   *[other] { $photos } fotos
}. Já estavam aqui: { $known }.
visit-files-missing = { $count ->
    [one] Ainda falta { $count } foto desta visita.
   *[other] Ainda faltam { $count } fotos desta visita.
}
visit-files-rest-refused = O restante não foi aceito.
visit-files-refused = O arquivo não foi importado.
visit-files-open = Abrir a visita
visit-files-list = Arquivos importados
visit-files-none = Nenhum arquivo foi importado ainda.
visit-files-when = Importado em
visit-files-by = Por
visit-files-new = Novos
visit-files-new-counts = { $events ->
    [one] { $events } evento
   *[other] { $events } eventos
}, { $photos ->
    [one] { $photos } foto
   *[other] { $photos } fotos
}
## Treinamento

nav-training = Treinamento
done-training-published = Treinamento publicado. Os avaliadores o recebem na próxima conexão.
done-attempts-given = Novas tentativas liberadas.
training = Treinamento
training-lead = Quem não passou no questionário de um roteiro não recebe visitas dele nem faz check-in.
training-empty-title = Nenhum treinamento publicado
training-empty = Sem treinamento, as visitas ficam abertas a qualquer avaliador. Publique o arquivo do treinamento ao lado.
training-publish = Publicar treinamento
training-file = Arquivo do treinamento (TOML)
training-file-hint = Cole o conteúdo do arquivo. Depois de publicado, ele não muda mais para essa versão do roteiro.
training-conflict = Outro treinamento já foi publicado para esta versão do roteiro. Para mudá-lo, publique uma nova versão do roteiro.
training-holds-for = Roteiro
training-rules = Regras
training-certified = Certificados
training-contents = { $modules ->
    [one] { $modules } módulo
   *[other] { $modules } módulos
}, { $questions ->
    [one] { $questions } pergunta
   *[other] { $questions } perguntas
}
training-versions = vale para a versão { $versions }
training-replaced = substituído
training-mark = { $percent }% de acertos, { $attempts ->
    [one] { $attempts } tentativa
   *[other] { $attempts } tentativas
}
training-wait = depois, espera de { $hours } h
training-no-wait = depois, só a coordenação libera
training-without = Sem treinamento: as visitas destes roteiros ficam abertas a todos.
training-checklist-version = { $checklist }, versão { $version }
certificates = { $count ->
    [0] Sem certificado
    [one] { $count } certificado
   *[other] { $count } certificados
}
learner-title = Treinamento de { $name }
learner-empty-title = Nada a aprender agora
learner-empty = Nenhuma onda em andamento usa um roteiro com treinamento.
certificate-score = Certificado com { $right } de { $asked } respostas certas
training-passed = Aprovado
training-failed = Não atingiu a nota
training-used-up = Tentativas esgotadas
training-again-from = Novas tentativas a partir de
training-attempts-left = { $count ->
    [one] { $count } tentativa disponível
   *[other] { $count } tentativas disponíveis
}
training-attempts = Tentativas
training-attempt = Tentativa
training-result = Resultado
training-right-answers = Respostas certas
training-attempt-reset = Não conta mais
give-attempts = Liberar novas tentativas
assign-not-certified = Esta pessoa ainda não passou no treinamento do roteiro desta onda.
## Devolução de visitas

return-title = Devolver para correção
return-lead = Escreva o que precisa ser corrigido nas perguntas certas. Só elas são reabertas no aparelho do avaliador.
return-ask = Pedir correção
return-ask-about = O que corrigir em: { $question }
return-photos = { $count ->
    [one] { $count } foto
   *[other] { $count } fotos
 }
return-due-day = Corrigir até o dia
return-due-time = Até a hora
return-due-zone = Hora do local ({ $zone })
return-words = Recado geral (opcional)
return-words-hint = O avaliador lê este texto acima das perguntas.
return-send = Devolver
return-what-happens = Sem correção até um dia depois do prazo, a visita fica fora do prazo e não pode mais ser corrigida.
return-nothing = Escreva o que corrigir em pelo menos uma pergunta.
return-due-past = O prazo já passou.
return-due-far = O prazo pode ser de no máximo 60 dias.
form-too-long = Use no máximo { $max } caracteres.
returns-title = Devoluções
return-number = Devolução { $round }
return-questions = { $count ->
    [one] { $count } pergunta
   *[other] { $count } perguntas
 }
return-due = Prazo
return-handed-in = Corrigida
return-open = Sem correção
return-unchanged = sem mudança
return-brought-up = Mudou por causa de outra resposta corrigida.
return-before = Antes
return-photos-before = Fotos de antes
return-memos-before = Áudios de antes
return-taken-back = Retomada sem correção

## Mural, regras e conflitos

offers-title = Quem faz as visitas
offers-link = Mural e regras
offers-lead = Ofereça no mural, designe uma a uma e diga por quais regras.
offers-empty-title = Todas as visitas têm alguém
offers-empty = Não há visita planejada, oferecida ou devolvida nesta onda.
job-board = Mural
assign-to = Designar
assign = Designar
offer-visit = Oferecer
withdraw-offer = Retirar do mural
offer-all = Oferecer todas as que faltam
given-back-because = Devolvida: { $reason }
rules-title = Regras da onda
rules-hint = Valem ao designar e ao pegar do mural. Zero: sem regra. Quem ainda não tem nota não é barrado pela nota mínima.
rule-rotation-days = Dias até a mesma pessoa voltar ao local
rule-spacing-days = Dias entre duas visitas ao mesmo local
rule-most-per-day = Máximo de visitas por pessoa e dia
rule-min-grade = Nota média mínima do avaliador
rule-min-grade-none = Sem mínimo
rules-save = Salvar regras
conflicts-title = Conflitos de interesse
conflicts-hint = Quem tem ligação com { $brand }, como emprego ou parentesco, não recebe visitas dela.
conflict-until = Até
conflict-for-ever = sem prazo
conflict-clear = Remover
conflict-until-day = Até o dia
conflict-until-hint = Em branco: sem prazo.
conflict-add = Registrar conflito
refused-until = { $why } Vale até { $at }.
form-whole = Digite um número inteiro.
done-rules-set = Regras salvas.
## Nota do trabalho

done-graded = Nota registrada. O avaliador a lê na próxima conexão.
verdict-title = Nota do trabalho
verdict-grade = Nota
verdict-choose = Escolha a nota
verdict-again = Dar outra nota
verdict-points = { $grade } de 5
verdict-bonus = Bônus
verdict-bonus-hint = Além do valor da visita; vazio para nenhum.
verdict-words = Comentário (opcional)
verdict-words-hint = O avaliador lê.
verdict-give = Registrar nota
verdict-own-grade = { $count ->
    [one] Média do avaliador: { $grade } ({ $count } nota)
   *[other] Média do avaliador: { $grade } (últimas { $count } notas)
}

## Rejections and appeals

done-appeal-decided = Decisão registrada. O avaliador a lê na próxima conexão.
rejections-title = Recusa e recurso
rejection-number = Recusa { $number }
appeal-none = Sem recurso
appeal-open = Recurso em aberto
appeal-taken-up = Recurso aceito
appeal-dismissed = Recurso negado
appeal-until = Recurso possível até
appeal-title = Recurso do avaliador
appeal-decision = Decisão
appeal-words = Resposta ao avaliador
appeal-words-hint = O avaliador lê este texto. Para negar, é obrigatório.
appeal-words-needed = Escreva por que o recurso é negado: o avaliador vai ler.
appeal-take-up = Aceitar e analisar de novo
appeal-dismiss = Negar recurso
appeal-received = Recebido
appeals-open = { $count ->
    [one] { $count } recurso aguarda decisão
   *[other] { $count } recursos aguardam decisão
}

# Dinheiro: despesas e pagamentos
nav-payments = Pagamentos
done-expenses-decided = Despesas decididas. O avaliador vê o resultado na próxima conexão.
done-payment-recorded = Pagamento registrado. O avaliador o vê na próxima conexão.
done-payment-reversed = Pagamento estornado no registro. O que ele pagava volta a estar em aberto.
event-expense_claimed = Despesa informada
event-expense_withdrawn = Despesa retirada
expense-cap-brl = Limite de despesas por visita (R$)
expense-cap-hint = Até quanto se reembolsa. Vazio: nenhum reembolso combinado.
expenses-title = Despesas
expenses-claimed = Informado
expenses-limit = Limite combinado
expenses-no-limit = nenhum
expenses-accepted = Aceito
expenses-undecided = { $count ->
    [0] tudo decidido
    [one] falta decidir { $count }
   *[other] falta decidir { $count }
}
expenses-none = O avaliador não informou despesas.
expenses-over-limit = O que foi informado passa do limite combinado.
expenses-not-agreed = Nenhum reembolso foi combinado para esta visita.
expenses-accept-all = Aceitar tudo dentro do limite
expense-no-receipt = Sem foto do comprovante
receipt-of = Comprovante: { $kind }, foto { $number }
receipt-open = Abrir o comprovante em tamanho real
expense-undecided = Sem decisão
expense-decisions = Decisões
expense-decide = Decidir
expense-decide-anew = Decidir de novo
expense-lapsed = deixou de valer
expense-left = Resta do limite: { $amount }
expense-accept = Aceitar tudo
expense-reduce = Aceitar só uma parte
expense-refuse = Recusar
expense-part = Quanto, se for só uma parte
expense-why = Por quê
expense-why-hint = O avaliador lê estas palavras. Necessário para pagar menos, ou acima do limite.
expense-beyond = Pagar mesmo acima do limite combinado
expense-wrong-part = A parte tem que ser maior que zero e menor que o valor informado.
expense-wrong-beyond = Passa do limite combinado: marque que é para pagar mesmo assim e diga por quê.
expense-wrong-words = Diga por que não se paga tudo.
ruling-accepted = Aceita
ruling-limited = Até o limite
ruling-reduced = Reduzida
ruling-refused = Recusada
bonus = Bônus
payments-lead = Pagamento, bônus e despesas aceitas de visitas aprovadas, publicadas ou excluídas da contagem.
payments-due = A pagar
payments-paid = Pago
payments-owed = Devido
payments-total = Total
payments-open-visits = Visitas em aberto
payments-visits = Visitas
payments-of-visits = { $count ->
    [one] de { $count } visita
   *[other] de { $count } visitas
}
payments-overpaid = pago a mais
payments-overpaid-note = Foi pago mais do que é devido: a diferença é a descontar do próximo pagamento.
payments-empty-title = Nada a pagar
payments-empty = Assim que uma visita for aprovada, o que ela paga aparece aqui.
payments-none-title = Nenhum pagamento registrado
payments-none = Os pagamentos são registrados na conta de cada avaliador.
payments-settled-title = Tudo pago
payments-settled = Nenhuma visita deste avaliador está em aberto nesta moeda.
payments-cut = Mostrados os 300 mais recentes. O CSV tem todos.
payments-from = De
payments-to = Até
payments-handed-in = O período conta pelo dia do envio da visita.
payments-everyone = Todos
payments-standing = Situação
payments-standing-open = Em aberto
payments-standing-settled = Quitado
payments-standing-all = Tudo
payments-filter = Filtrar
payment-choose-visits = Escolha ao menos uma visita.
payment-day = Dia do pagamento
payment-reference = Referência
payment-reference-hint = Número da transferência ou do Pix: o avaliador o vê.
payment-amount = Valor
payment-note = Registra que as visitas marcadas foram pagas. O registro não se altera; um engano se corrige com um estorno.
payment-record = Registrar pagamento
payment-chosen = Soma das marcadas
payment-is-reversal = estorno
payment-was-reversed = estornado
payment-reverse = Estornar
payment-reverse-note = O pagamento foi registrado por engano: um estorno o anula, e as visitas voltam a estar em aberto.
payment-reverse-why = Motivo
currency = Moeda
export-csv = Baixar CSV
