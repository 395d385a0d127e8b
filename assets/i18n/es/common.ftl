### Textos comunes al teléfono y al sitio.

## Problemas: qué pasó y qué hacer

problem-malformed = La solicitud llegó incompleta. Recarga la página o la aplicación e inténtalo de nuevo.
problem-wrong-credentials = Correo o contraseña incorrectos. Revísalos e inténtalo de nuevo.
problem-not-authenticated = Tu sesión terminó. Entra de nuevo para continuar.
problem-device-revoked = La agencia desactivó este teléfono. Tus respuestas siguen guardadas aquí; pide una nueva invitación para enviarlas.
problem-forbidden = Tu perfil no permite hacer esto. Habla con quien coordina la cuenta.
problem-foreign-origin = La solicitud vino de otro sitio y fue rechazada. Abre la página desde la dirección de la agencia.
problem-not-found = No encontramos lo que buscas, o no tienes acceso. Vuelve y revisa la dirección.
problem-method-not-allowed = Esta página no admite esa acción. Vuelve e inténtalo por el camino habitual.
problem-invitation-invalid = Esta invitación no es válida o ya se usó. Pide otra a la coordinación.
problem-invitation-expired = Esta invitación venció. Pide otra a la coordinación.
problem-not-your-visit = Esta visita es de otra persona. No se envió nada; habla con la coordinación.
problem-not-certified = Falta aprobar la capacitación de este cuestionario. Lo registrado queda guardado y se aceptará después de la aprobación.
problem-attempts-used-up = Se acabaron los intentos de la prueba. Espere el plazo o pida más a la coordinación.
problem-visit-closed = Esta visita ya está cerrada y no recibe más respuestas. Lo que registraste sigue en este teléfono.
problem-move-not-allowed = La visita no puede pasar a ese estado desde el actual. Recarga la página y revisa su estado.
problem-request-conflict = El servidor ya recibió otra solicitud con este número. No se hizo nada; pídelo de nuevo.
problem-visit-taken = Otra persona tomó esta visita antes, o ya no está disponible. Mira las que siguen abiertas.
problem-rule-window = El plazo de esta visita ya pasó.
problem-rule-conflict = Hay un conflicto de interés con esta marca.
problem-rule-rotation = La misma persona no vuelve tan pronto a este local.
problem-rule-spacing = Este local no puede recibir otra visita tan pronto.
problem-rule-day-limit = Los días de esta ventana ya tienen el máximo de visitas por persona.
problem-rule-grade = La nota media de tu trabajo está por debajo de la que pide esta ola.
problem-appeal-late = El plazo para apelar este rechazo ya pasó.
problem-appeal-closed = Ya hay una apelación contra este rechazo, o ya no vale.
problem-media-incomplete = Todavía faltan fotos de esta visita. La revisión empieza cuando lleguen todas.
problem-event-conflict = El servidor ya tiene otro registro en este punto de la visita. No se reemplazó nada; avisa a la coordinación.
problem-event-gap = Algunos registros anteriores aún no llegaron. La aplicación los enviará de nuevo; no tienes que hacer nada.
problem-chain-broken = Los registros de esta visita no encajan y no se aceptaron. Exporta la visita y avisa a la coordinación.
problem-signature-invalid = La firma de este teléfono no coincide. Pide una nueva invitación a la coordinación y exporta la visita por seguridad.
problem-event-malformed = El servidor no entendió uno de los registros. Exporta la visita y avisa a la coordinación.
problem-event-out-of-order = Un registro llegó fuera del orden de la visita y no se aceptó. Exporta la visita y avisa a la coordinación.
problem-answer-invalid = Una respuesta no corresponde a su pregunta. Revisa las respuestas o avisa a la coordinación.
problem-question-not-asked = La visita se devolvió por otras preguntas. Lo que cambió además de ellas no se aceptó; avisa a la coordinación.
problem-other-phone = La visita se entregó desde otro teléfono y solo ese puede corregirla.
problem-submission-invalid = La visita no está completa. Revisa lo que falta y envíala de nuevo.
problem-checklist-unknown = Este cuestionario no existe o no está en esta versión. Revisa el nombre y la versión.
problem-checklist-invalid = El cuestionario tiene problemas y no se publicó. Corrige los puntos de la lista y envíalo de nuevo.
problem-checklist-conflict = Esta versión del cuestionario ya se publicó con otro contenido. Aumenta el número de versión y publica de nuevo.
problem-invalid = Hay un valor no permitido. Revisa los campos indicados.
problem-already-exists = Ya existe uno con ese nombre. Usa otro o abre el existente.
problem-photo-unknown = La foto llegó antes que su registro. La aplicación lo intentará de nuevo sola.
problem-photo-too-large = La foto es más grande de lo permitido. Toma otra con la aplicación.
problem-photo-invalid = El archivo no es una foto que podamos abrir. Toma otra.
problem-audio-invalid = La grabación no es un audio que podamos abrir. Graba otra.
problem-photo-mismatch = La foto se alteró en el camino. Se enviará de nuevo.
problem-checksum-mismatch = Una parte de la foto se alteró en el camino. Se enviará de nuevo.
problem-upload-offset = El envío de la foto seguirá desde donde quedó el servidor.
problem-upload-gone = El envío de la foto venció y volverá a empezar.
problem-upload-version = La aplicación está desactualizada para enviar fotos. Actualízala y ábrela de nuevo; no se pierde nada.
problem-too-large = El contenido es más grande de lo permitido. Envíalo en partes más pequeñas.
problem-unsupported-media-type = Este tipo de archivo no se admite aquí. Elige otro formato.
problem-rate-limited = Demasiados intentos en poco tiempo. Espera un minuto e inténtalo de nuevo.
problem-app-too-old = La aplicación está desactualizada. Ciérrala y ábrela de nuevo para actualizarla; tus respuestas quedan guardadas.
problem-internal = Algo falló de nuestro lado. Inténtalo de nuevo en un momento; si sigue, informa a la agencia el código de abajo.
problem-unavailable = El servidor no está disponible en este momento. Inténtalo de nuevo en un momento.
problem-visit-file-damaged = Este archivo no es de una visita, o se cortó o cambió en el camino. No se importó nada; pide que el teléfono genere el archivo de nuevo.
problem-visit-file-unknown-phone = El teléfono que generó este archivo nunca se registró en esta agencia. No se importó nada.
problem-visit-file-newer = Este archivo lo generó una aplicación más nueva que este servidor. Actualiza el servidor e impórtalo de nuevo; no se importó nada.
problem-device-of-another = Esta invitación es de otra persona, y en este teléfono hay trabajo que aún no se envió.

## Respuestas que no corresponden a la pregunta

answer-error-wrong-kind = Esta pregunta pide otro tipo de respuesta.
answer-error-unknown-option = Esa opción no existe en esta pregunta.
answer-error-empty = La respuesta está vacía.
answer-error-not-exclusive = Esa opción no se puede marcar junto con otras.
answer-error-out-of-range = El valor está fuera de los límites de la pregunta.
answer-error-too-long = El texto es demasiado largo.
answer-error-not-a-code = Este código no tiene el formato pedido. Revisa si escribiste todos los números.
answer-error-check-digit = El dígito de control no coincide: algún número está mal. Compáralo con la etiqueta.
answer-error-must-apply = Esta pregunta siempre corresponde.

answer-yes = Sí
answer-no = No
answer-up = Me gustó
answer-down = No me gustó
answer-not-applicable = No corresponde
answer-none = Sin respuesta

## Lo que falta para enviar

lack-answer = Falta responder
lack-photos = { $count ->
    [one] Falta { $count } foto
   *[other] Faltan { $count } fotos
}

## Estado de la visita

state-planned = Planificada
state-offered = Ofrecida
state-assigned = Asignada
state-accepted = Aceptada
state-in_progress = En curso
state-submitted = Enviada
state-in_review = En revisión
state-returned = Devuelta
state-approved = Aprobada
state-published = Publicada
state-excluded = Excluida
state-rejected = Rechazada
state-released = Renunciada
state-cancelled = Cancelada
state-expired = Vencida

## El recorrido

channel-in_store = En la tienda
channel-phone = Teléfono
channel-web = Sitio web
channel-chat = Chat
channel-email = Correo
channel-social = Redes sociales
channel-app = Aplicación
channel-messaging = Mensajería
channel-delivery = Entrega

touch-high = Atención personal
touch-low = Atención mixta
touch-none = Autoservicio

pillar-processes = Procesos
pillar-people = Personas
pillar-tools = Herramientas
pillar-management = Gestión
pillar-culture = Cultura

## Indicadores

metric-score = Puntaje
metric-nps = NPS
metric-csat = CSAT
metric-ces = CES
metric-rating = Valoración media
metric-thumb = Les gustó
metric-note = Indicadores dados por los evaluadores, no por los clientes de la marca.

## Personas y lugares

role-admin = Administración
role-coordinator = Coordinación
role-reviewer = Revisión
role-evaluator = Evaluador(a)
role-client_viewer = Marca: lectura
role-client_manager = Marca: gestión

ownership-own = Propia
ownership-franchise = Franquicia
ownership-competitor = Competencia

## Fotos

photo-warning-blurred = La foto parece movida o desenfocada.
photo-warning-dark = La foto está muy oscura.
photo-warning-bright = La foto está demasiado clara.
photo-warning-near_duplicate = Esta foto es casi igual a otra de esta visita.

## Idiomas y unidades

lang-pt-BR = Português (Brasil)
lang-en = English
lang-es = Español

unit-minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
unit-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
unit-photos = { $count ->
    [one] { $count } foto
   *[other] { $count } fotos
}
unit-questions = { $count ->
    [one] { $count } pregunta
   *[other] { $count } preguntas
}
unit-visits = { $count ->
    [one] { $count } visita
   *[other] { $count } visitas
}
unit-points = { $count ->
    [one] { $count } punto
   *[other] { $count } puntos
}

problem-expense-invalid = El servidor no aceptó uno de los gastos. Exporte la visita y avise a la coordinación.
problem-payment-changed = Lo que hay por pagar cambió desde que se abrió la página. Revise los importes y registre de nuevo.
problem-payment-reversed = Este pago ya fue anulado.
expense-purchase = Compra
expense-transport = Transporte
expense-parking = Estacionamiento y peaje
expense-fuel = Combustible
expense-meal = Comida
expense-other = Otro gasto
