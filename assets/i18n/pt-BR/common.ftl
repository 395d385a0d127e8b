### Textos comuns ao celular e ao site.

## Problemas: o que aconteceu e o que fazer

problem-malformed = O pedido chegou incompleto. Atualize a página ou o aplicativo e tente de novo.
problem-wrong-credentials = E-mail ou senha incorretos. Confira e tente de novo.
problem-not-authenticated = Sua sessão terminou. Entre de novo para continuar.
problem-device-revoked = A agência desativou este aparelho. Suas respostas continuam guardadas aqui; peça um novo convite para enviá-las.
problem-forbidden = Seu perfil não tem permissão para isso. Fale com quem coordena a conta.
problem-foreign-origin = O pedido veio de outro site e foi recusado. Abra a página pelo endereço da agência.
problem-not-found = Não encontramos o que você procura, ou você não tem acesso. Volte e confira o endereço.
problem-method-not-allowed = Esta página não aceita essa ação. Volte e tente pelo caminho normal.
problem-invitation-invalid = Este convite não é válido ou já foi usado. Peça um novo à coordenação.
problem-invitation-expired = Este convite venceu. Peça um novo à coordenação.
problem-not-your-visit = Esta visita é de outra pessoa. Nada foi enviado; fale com a coordenação.
problem-not-certified = Falta passar no treinamento deste roteiro. O que foi registrado continua guardado e será aceito depois da aprovação.
problem-attempts-used-up = As tentativas do questionário acabaram. Espere o prazo ou peça novas à coordenação.
problem-visit-closed = Esta visita já foi encerrada e não recebe mais respostas. O que você registrou continua neste aparelho.
problem-move-not-allowed = A visita não pode passar a essa situação a partir da atual. Atualize a página e confira a situação.
problem-request-conflict = O servidor já recebeu outro pedido com este número. Nada foi feito; peça de novo.
problem-visit-taken = Outra pessoa pegou esta visita antes, ou ela saiu do mural. Veja as que ainda estão abertas.
problem-rule-window = O prazo desta visita já passou.
problem-rule-conflict = Há um conflito de interesse com esta marca.
problem-rule-rotation = A mesma pessoa não volta tão cedo a este local.
problem-rule-spacing = Este local não pode receber outra visita tão cedo.
problem-rule-day-limit = Os dias dessa janela já estão com o máximo de visitas por pessoa.
problem-rule-grade = A nota média do seu trabalho está abaixo da que esta onda pede.
problem-appeal-late = O prazo para recorrer desta recusa já passou.
problem-appeal-closed = Já existe um recurso contra esta recusa, ou ela não vale mais.
problem-media-incomplete = Ainda faltam fotos desta visita. A análise começa quando todas chegarem.
problem-event-conflict = O servidor já tem outro registro neste ponto da visita. Nada foi substituído; avise a coordenação.
problem-event-gap = Alguns registros anteriores ainda não chegaram. O aplicativo vai enviá-los de novo, sem que você precise fazer nada.
problem-chain-broken = Os registros desta visita não se encaixam e não foram aceitos. Exporte a visita e avise a coordenação.
problem-signature-invalid = A assinatura deste aparelho não confere. Peça um novo convite à coordenação e exporte a visita por segurança.
problem-event-malformed = O servidor não entendeu um dos registros. Exporte a visita e avise a coordenação.
problem-event-out-of-order = Um registro veio fora da ordem da visita e não foi aceito. Exporte a visita e avise a coordenação.
problem-answer-invalid = Uma resposta não combina com a pergunta. Confira as respostas ou avise a coordenação.
problem-question-not-asked = A visita foi devolvida para outras perguntas. O que mudou além delas não foi aceito; avise a coordenação.
problem-other-phone = A visita foi entregue em outro aparelho, e só ele pode corrigi-la.
problem-submission-invalid = A visita não está completa. Confira o que falta e envie de novo.
problem-checklist-unknown = Este roteiro não existe ou não está nesta versão. Confira o nome e a versão.
problem-checklist-invalid = O roteiro tem problemas e não foi publicado. Corrija os pontos da lista e envie de novo.
problem-checklist-conflict = Esta versão do roteiro já foi publicada com outro conteúdo. Aumente o número da versão e publique de novo.
problem-invalid = Há um valor fora do permitido. Confira os campos indicados.
problem-already-exists = Já existe um cadastro com esse nome. Use outro ou abra o existente.
problem-photo-unknown = A foto chegou antes do registro dela. O aplicativo vai tentar de novo sozinho.
problem-photo-too-large = A foto é maior do que o permitido. Tire outra pelo aplicativo.
problem-photo-invalid = O arquivo não é uma foto que possamos abrir. Tire outra.
problem-audio-invalid = A gravação não é um áudio que possamos abrir. Grave outra.
problem-photo-mismatch = A foto se alterou no caminho. Ela será enviada de novo.
problem-checksum-mismatch = Uma parte da foto se alterou no caminho. Ela será enviada de novo.
problem-upload-offset = O envio da foto será retomado do ponto em que o servidor parou.
problem-upload-gone = O envio da foto venceu e vai recomeçar.
problem-upload-version = O aplicativo está desatualizado para enviar fotos. Atualize e abra de novo; nada se perde.
problem-too-large = O conteúdo é maior do que o permitido. Envie em partes menores.
problem-unsupported-media-type = Este tipo de arquivo não é aceito aqui. Escolha outro formato.
problem-rate-limited = Muitas tentativas em pouco tempo. Espere um minuto e tente de novo.
problem-app-too-old = O aplicativo está desatualizado. Feche e abra de novo para atualizar; suas respostas ficam guardadas.
problem-internal = Algo falhou do nosso lado. Tente de novo em instantes; se continuar, informe o código abaixo à agência.
problem-unavailable = O servidor está indisponível no momento. Tente de novo em instantes.
problem-visit-file-damaged = Este arquivo não é de uma visita, ou foi cortado ou alterado no caminho. Nada foi importado; peça que o aparelho gere o arquivo de novo.
problem-visit-file-unknown-phone = O aparelho que gerou este arquivo nunca foi cadastrado nesta agência. Nada foi importado.
problem-visit-file-newer = Este arquivo foi gerado por um aplicativo mais novo que este servidor. Atualize o servidor e importe de novo; nada foi importado.
problem-device-of-another = Este convite é de outra pessoa, e neste aparelho há trabalho que ainda não foi enviado.

## Respostas que não servem à pergunta

answer-error-wrong-kind = Esta pergunta pede outro tipo de resposta.
answer-error-unknown-option = Essa opção não existe nesta pergunta.
answer-error-empty = A resposta está vazia.
answer-error-not-exclusive = Essa opção não pode ser marcada com outras.
answer-error-out-of-range = O valor está fora dos limites da pergunta.
answer-error-too-long = O texto é longo demais.
answer-error-not-a-code = Este código não tem o formato pedido. Confira se digitou todos os números.
answer-error-check-digit = O dígito verificador não confere: algum número está errado. Compare com a etiqueta.
answer-error-must-apply = Esta pergunta sempre se aplica.

answer-yes = Sim
answer-no = Não
answer-up = Gostei
answer-down = Não gostei
answer-not-applicable = Não se aplica
answer-none = Sem resposta

## O que falta para enviar

lack-answer = Falta responder
lack-photos = { $count ->
    [one] Falta { $count } foto
   *[other] Faltam { $count } fotos
}

## Situação da visita

state-planned = Planejada
state-offered = Oferecida
state-assigned = Designada
state-accepted = Aceita
state-in_progress = Em andamento
state-submitted = Enviada
state-in_review = Em análise
state-returned = Devolvida
state-approved = Aprovada
state-published = Publicada
state-excluded = Desconsiderada
state-rejected = Recusada
state-released = Desistência
state-cancelled = Cancelada
state-expired = Fora do prazo

## Jornada

channel-in_store = Na loja
channel-phone = Telefone
channel-web = Site
channel-chat = Chat
channel-email = E-mail
channel-social = Redes sociais
channel-app = Aplicativo
channel-messaging = Mensagens
channel-delivery = Entrega

touch-high = Atendimento pessoal
touch-low = Atendimento misto
touch-none = Autoatendimento

pillar-processes = Processos
pillar-people = Pessoas
pillar-tools = Ferramentas
pillar-management = Gestão
pillar-culture = Cultura

## Indicadores

metric-score = Nota
metric-nps = NPS
metric-csat = CSAT
metric-ces = CES
metric-rating = Avaliação média
metric-thumb = Gostaram
metric-note = Indicadores dados pelos avaliadores, não pelos clientes da marca.

## Pessoas e lugares

role-admin = Administração
role-coordinator = Coordenação
role-reviewer = Revisão
role-evaluator = Avaliador(a)
role-client_viewer = Marca: leitura
role-client_manager = Marca: gestão

ownership-own = Própria
ownership-franchise = Franquia
ownership-competitor = Concorrente

## Fotos

photo-warning-blurred = A foto parece tremida ou fora de foco.
photo-warning-dark = A foto está muito escura.
photo-warning-bright = A foto está clara demais.
photo-warning-near_duplicate = Esta foto é quase igual a outra desta visita.

## Línguas e unidades

lang-pt-BR = Português (Brasil)
lang-en = English
lang-es = Español

unit-minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
unit-days = { $count ->
    [one] { $count } dia
   *[other] { $count } dias
}
unit-photos = { $count ->
    [one] { $count } foto
   *[other] { $count } fotos
}
unit-questions = { $count ->
    [one] { $count } pergunta
   *[other] { $count } perguntas
}
unit-visits = { $count ->
    [one] { $count } visita
   *[other] { $count } visitas
}
unit-points = { $count ->
    [one] { $count } ponto
   *[other] { $count } pontos
}

problem-expense-invalid = O servidor não aceitou uma das despesas. Exporte a visita e avise a coordenação.
problem-payment-changed = O que há a pagar mudou desde que a página foi aberta. Confira os valores e registre de novo.
problem-payment-reversed = Este pagamento já foi estornado.
expense-purchase = Compra
expense-transport = Transporte
expense-parking = Estacionamento e pedágio
expense-fuel = Combustível
expense-meal = Refeição
expense-other = Outra despesa
