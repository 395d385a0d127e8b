### Textos de la aplicación del evaluador.

## Apertura y otra ventana

starting = Abriendo…
loading = Cargando
close = Cerrar
try-again = Reintentar

not-started-title = La aplicación no pudo abrirse
elsewhere-title = Abierta en otra ventana
elsewhere-text = Vitrine ya está abierta en otra pestaña o ventana de este teléfono. Para que nada se pierda, funciona en una a la vez.
elsewhere-take = Usar aquí
elsewhere-taking = Pasando aquí…

nowhere-title = Página no encontrada
nowhere-text = Esta dirección no existe en la aplicación.
nowhere-home = Ir a mis visitas

## Lugares

places = Navegación
place-visits = Visitas
place-sending = Envíos
place-settings = Ajustes
back-to-visits = Volver a las visitas
back-to-visit = Volver a la visita

## Avisos

update-title = Hay una versión nueva
update-text = Actualizar lleva un instante. Tus respuestas siguen guardadas.
update-now = Actualizar ahora
enrol-again-title = Este teléfono necesita otra invitación
enrol-again-text = El servidor ya no reconoce este teléfono. Nada se perdió: lo que registraste se enviará después de la nueva invitación.
enrol-again = Usar otra invitación
too-old-title = Actualización necesaria
too-old-text = El servidor pide una versión más nueva de la aplicación. Ciérrala y ábrela con conexión; tus respuestas siguen guardadas.
set-aside-title = Datos anteriores apartados
set-aside-text = El archivo de datos estaba dañado y se apartó sin cambiar nada. Antes de limpiar el teléfono, mira qué se puede recuperar.

## Días y horas

day-today = hoy
day-tomorrow = mañana
day-yesterday = ayer
moment = { $day } a las { $time }
window-one-day = { $day }, de { $from } a { $to }
window-days = { $day }, { $from } a { $last }, { $to }

## Invitación

enrol-title = Entrar con invitación
enrol-lead = Escribe el código de la invitación que te envió la agencia.
enrol-lead-link = Se leyó tu invitación. Confirma para usar este teléfono en tus visitas.
enrol-code = Código de la invitación
enrol-server = Dirección del servidor
enrol-submit = Usar este teléfono
enrol-busy = Confirmando…
enrol-already = Este teléfono ya lo usa { $name }, { $agency }.
enrol-to-visits = Ir a las visitas
enrol-privacy = Las respuestas y las fotos quedan en este teléfono hasta que lleguen a la agencia.

## Visitas

visits-title = Visitas
visits-open = En curso
visits-handed-in = Entregadas
visits-away = Ya no están contigo
visits-empty-title = Ninguna visita por ahora
visits-empty-text = Cuando la agencia te asigne una visita, aparecerá aquí.
visits-look = Buscar ahora

stage-to-do = Por hacer
stage-in-progress = En curso
stage-paused = En pausa
stage-checked-out = Salida registrada
stage-submitted = Pendiente de envío
stage-received = Recibida por la agencia
stage-returned = Devuelta
stage-correcting = En corrección
stage-due = hasta { $day }, { $time }
stage-elsewhere = Corrígela en tu otro teléfono
stage-taken-away = Ya no está contigo
stage-given-back = Devuelta por ti
availability-damaged = Esta visita está dañada en este teléfono. En Envío aún puedes exportar lo que se puede leer.
availability-ready = Lista
progress-short = { $done } de { $shown }
progress-long = { $done } de { $shown } preguntas respondidas.
progress-label = Progreso: { $done } de { $shown } preguntas

## Antes de la visita

fact-where = Dónde
fact-when = Cuándo
fact-fee = Pago
fact-state = Estado
briefing-scenario = Escenario
briefing-persona = Tu papel: { $persona }
briefing-guidance = Indicaciones
check-in = Iniciar visita
check-in-busy = Registrando llegada…
check-in-hint = Al iniciar, la aplicación registra la hora y, si el teléfono lo permite, tu posición.
continue = Continuar
pause = Pausar
to-review = Revisar y entregar
to-review-short = Revisar
to-answers = Ver respuestas
to-sending = Ver envíos
to-list = Lista de preguntas
submitted-title = Visita entregada
submitted-text = Tus respuestas y fotos están guardadas y se enviarán en cuanto haya conexión.
receipt-title = Recibida por la agencia
receipt-text = Todo llegó { $at }. Las fotos de este teléfono ya pueden borrarse.
received-text = Todo llegó. Las fotos de este teléfono ya pueden borrarse en Ajustes.
taken-away-text = La coordinación retiró esta visita. Lo que registraste sigue guardado hasta enviarse.
visit-unknown-text = Es posible que la coordinación la haya retirado.
visit-not-opened = La visita no se abrió

## El día y la cartelera

place-board = Cartelera
visits-overdue = Fuera de plazo
visits-today = Para hoy
visits-tomorrow = Hasta mañana
visits-week = En los próximos días
visits-later = Más adelante
sort-distance = Por distancia
calendar-day = Agenda del día
calendar-add = Añadir a la agenda
map-open = Ver en el mapa
no-position = El teléfono no informó su posición. La lista sigue por plazo.
closing-title = { $count ->
    [one] Una visita termina en menos de un día
   *[other] { $count } visitas terminan en menos de un día
}
reminder-until = { $place }: hasta { $day }, { $time }.
reminder-open = Abrir visita
board-title = Cartelera
board-empty-title = Nada en la cartelera
board-empty-text = Cuando la agencia ofrezca visitas, aparecerán aquí.
board-offline = Para tomar una visita hace falta internet: se la queda quien la pida primero.
board-told = Cartelera de { $at }.
claim = Tomar esta visita
claim-busy = Pidiendo…

## Aceptar, rechazar, renunciar

given-back-text = Renunciaste a esta visita. Lo que registraste sigue guardado hasta que se envíe.
accept = Aceptar visita
decline = Rechazar visita
release = Renunciar a la visita
decline-hint = La visita vuelve a la coordinación, que verá el motivo. Funciona sin internet.
release-hint = La visita vuelve a la coordinación, que verá el motivo. Funciona sin internet.
release-begun-hint = Lo que registraste se enviará y la visita vuelve a la coordinación, que verá el motivo. Después no podrás continuar.
give-back-reason = Motivo
asked-accept-waits = Aceptada, esperando señal
asked-decline-waits = Rechazada, esperando señal
asked-release-waits = Renuncia esperando señal
asked-claim-waits = Pedida, esperando respuesta
asked-appeal-waits = Apelación hecha, esperando envío
asked-accept-refused = No se pudo aceptar
asked-decline-refused = No se pudo rechazar
asked-release-refused = No se pudo renunciar
asked-claim-refused = No se pudo tomar
asked-appeal-refused = La apelación no fue aceptada
asked-waits-text = Está guardado en este teléfono y se enviará en cuanto haya internet.
ask-accept = Aceptar visita
ask-decline = Rechazar visita
ask-release = Renunciar a la visita
ask-claim = Tomar visita de la cartelera
ask-appeal = Apelar un rechazo
ask-attempt = Entregar la prueba
outbox-title = Solicitudes a la agencia
outbox-made = pedida { $at }
outbox-read = Entendido
outbox-drop = Deshacer
refused-until = Vale hasta { $at }.
sending-requests = { $count ->
    [one] Falta { $count } solicitud
   *[other] Faltan { $count } solicitudes
}

## Preguntas

saved = Guardado
saving = Guardando…
not-saved = No guardado
question-of = { $at } de { $of }
question-before = Pregunta anterior
question-unknown = Pregunta no encontrada
question-unknown-text = No forma parte de esta visita.
question-hidden = Según tus respuestas, esta pregunta ya no se aplica. Lo que respondiste queda guardado.
next = Siguiente
critical = Punto crítico
optional = Opcional
kind-note = Observa
guidance = Cómo observar
guides = Imágenes de la orientación
guide-good = Bien
guide-bad = Mal
guide-of = Imagen { $at } de { $of }
guide-before = Imagen anterior
guide-next = Imagen siguiente
guides-missing = { $count ->
    [one] Esta imagen llega cuando haya internet.
   *[other] { $count } imágenes llegan cuando haya internet.
}
clear = Borrar respuesta
choose-many = Marca todas las que correspondan.
comment-add = Añadir comentario
comment-label = Comentario
note-add = Anotar para mí
note-label = Nota solo para mí
note-hint = Se queda en este teléfono. Nunca se envía.
late-question = Registraste la salida { $at }. Todavía puedes completar: el tiempo desde entonces queda registrado con la respuesta.
to-missing = { $count ->
    [one] Ir a lo que falta
   *[other] Ir a lo que falta ({ $count })
}
chars-left = { $count ->
    [one] Queda { $count } carácter
   *[other] Quedan { $count } caracteres
}
number-between = De { $min } a { $max }
number-wrong = Escribe solo números, con coma para los decimales.
nps-low = nada probable
nps-high = muy probable
csat-low = muy insatisfecho
csat-high = muy satisfecho
ces-low = totalmente en desacuerdo
ces-high = totalmente de acuerdo
timer-start = Iniciar
timer-stop = Parar
timer-again = Medir otra vez
timer-minutes = Minutos
timer-seconds = Segundos
timer-save = Usar
outline-title = Preguntas

## Dónde estaba el teléfono

understood = Entendido
fact-arrival = Llegada
where-away = Parece que estás a { $distance } del lugar. Puedes continuar: la agencia ve la distancia y decide.
where-refused = El teléfono no permitió usar la posición. Puedes continuar: la visita queda registrada sin posición, y la agencia lo ve.
where-late = El teléfono no encontró la posición a tiempo. Puedes continuar: la visita queda registrada sin posición, y la agencia lo ve.
where-unknown = El teléfono no dio la posición. Puedes continuar: la visita queda registrada sin ella, y la agencia lo ve.
where-mock = El teléfono dio una posición simulada. Puedes continuar: la agencia lo ve.
where-short = a { $distance } del lugar (precisión de { $accuracy })
where-short-placeless = posición registrada
where-short-none = sin posición
where-short-mock = posición simulada
where-skip = Continuar sin la posición
late-hint = Todavía puedes completar las respuestas. El tiempo desde la salida queda registrado con cada una.

## Discreción

discreet-title = Discreción
discreet = Modo discreto
discreet-hint = En la visita la pantalla queda oscura y neutra, sin nombre ni logotipo, sin sonido ni vibración. El ojo tachado esconde la visita tras una lista de la compra; toca el título de la lista para volver.
hide = Esconder la visita
hide-text = La visita desaparece tras una lista de la compra. Para volver, toca el título de la lista.
hide-now = Esconder
veil-title = Lista
veil-list = Lista de la compra
veil-back = Lista de la compra, volver
veil-add = Nuevo artículo
veil-items = Leche, Pan, Café, Plátanos, Arroz, Lavavajillas, Pilas AA

## Códigos y grupos

barcode-scan = Leer con la cámara
barcode-aim = Apunta al código
barcode-refused = La cámara no se abrió o no lee este tipo de código. Cierra y escribe el código.
barcode-ean13 = EAN-13 (13 números)
barcode-ean8 = EAN-8 (8 números)
barcode-upc_a = UPC-A (12 números)
barcode-itf14 = ITF-14 (14 números)
barcode-code128 = Code 128
barcode-qr = Código QR
group-add = Añadir: { $name }
group-remove = Quitar { $name } (sus respuestas se guardan)
group-none = Ninguno esta vez
group-full = { $count } como máximo.

## Fotos

photo = Foto
photos = Fotos
photos-optional = { $max ->
    [one] Una foto, si quieres.
   *[other] Hasta { $max } fotos, si quieres.
}
photos-needed = { $min ->
    [one] Toma al menos una foto.
   *[other] Toma al menos { $min } fotos.
} Hasta ahora: { $kept }.
photos-enough = { $kept ->
    [one] { $kept } foto
   *[other] { $kept } fotos
}, de hasta { $max }.
photo-take = Tomar foto
photo-add = Añadir foto
photo-os-camera = Cámara del teléfono
photo-gallery = Galería
photo-tile = Foto { $number }, abrir
photo-tile-warning = Foto { $number }, con aviso, abrir
photo-number = Foto { $number }
photo-saving = Guardando foto
photo-failed = La foto no se guardó
photo-gone = La foto ya se envió y se borró de este teléfono.
photo-discard = Descartar
photo-keep = Conservar
photo-tile-edited = Foto { $number }, modificada a mano, abrir
photo-look = Mira la foto antes de seguir
photo-retake = Tomar otra
photo-edit = Cubrir o marcar
photo-edits = { $covered ->
    [0] Nada cubierto
    [one] { $covered } zona cubierta
   *[other] { $covered } zonas cubiertas
}, { $drawn ->
    [0] ninguna marca
    [one] { $drawn } marca
   *[other] { $drawn } marcas
}
photos-full = Esta pregunta ya tiene el máximo de fotos. Para cambiar una, ábrela y toca “Tomar otra”.
photos-left-out = { $count ->
    [one] { $count } foto quedó fuera: la pregunta ya tiene el máximo.
   *[other] { $count } fotos quedaron fuera: la pregunta ya tiene el máximo.
}
camera-retaking = La próxima foto ocupa el lugar de la anterior
camera-torch = Linterna
camera-zoom = Zoom
camera-switch = Cambiar de cámara
camera-refused = No se permitió el acceso a la cámara. Puedes permitirlo en el navegador, en los permisos de este sitio.
camera-missing = Este teléfono no ofrece cámara a la aplicación.
camera-busy = La cámara no se abrió. Puede que otra aplicación la esté usando.
camera-way-out = Mientras tanto, usa la cámara del teléfono.
camera-way-out-only = Esta pregunta pide la cámara de la aplicación. Sin ella puedes usar la cámara del teléfono: el motivo queda registrado y la agencia decide.
editor = Cubrir o marcar la foto
editor-canvas = Foto para cubrir y marcar
editor-tools = Herramientas
editor-oval = Rostro
editor-box = Credencial
editor-arrow = Flecha
editor-line = Trazo
editor-undo = Deshacer
editor-cancel = Salir sin guardar
editor-save = Guardar en lugar de la foto
editor-help = Arrastra sobre la foto, o toca lo que quieras cubrir. Lo cubierto no vuelve, y la foto de antes se borra.
editor-keys = Con el teclado: las flechas mueven el marco, Mayús cambia el tamaño, Intro aplica, Retroceso deshace.
editor-unreadable = La foto no se pudo abrir para editarla.
memo-record = Grabar nota de voz
memo-recording = Grabando
memo-of-most = { $now } de { $most }
memo-stop = Parar y guardar
memo-cancel = Desechar
memo-number = Nota de voz { $number }
memo-listen = Escuchar
memo-listen-to = Escuchar nota de voz { $number }
memo-discard-it = Descartar nota de voz { $number }
memo-elsewhere = Se está grabando una nota en otra pregunta.
memos-full = Esta pregunta ya tiene el máximo de notas de voz.
memo-failed = La nota no se grabó
memo-refused = No se permitió el acceso al micrófono. Puedes permitirlo en el navegador, en los permisos de este sitio, o escribir un comentario.
memo-missing = Este teléfono no ofrece micrófono a la aplicación. Puedes escribir un comentario.
camera = Cámara
camera-shoot = Tomar foto
camera-done = Cerrar cámara
camera-taken = { $count ->
    [one] { $count } foto tomada
   *[other] { $count } fotos tomadas
}

## Revisión y entrega

review-title = Revisar y entregar
review-complete = Todo respondido
review-missing = { $count ->
    [one] Falta { $count } punto
   *[other] Faltan { $count } puntos
}
check-out-title = Salida
check-out-text = ¿Ya saliste del lugar? Registra la salida; después aún puedes completar los textos.
check-out = Registrar salida
check-out-done = Salida registrada { $at }
declare-title = Declaración
declare-agree = Leí y declaro
submit = Entregar visita
submit-busy = Entregando…
submit-not-yet = Completa lo que falta para poder entregarla.

## Envíos

sending-title = Envíos
sending-empty-title = Nada por enviar
sending-empty-text = Las visitas que empieces aparecen aquí, con todo lo que ya llegó a la agencia.
sending-nothing = Todo se envió.
sending-left = Faltan { $visits ->
    [one] { $visits } visita
   *[other] { $visits } visitas
} y { $photos ->
    [one] { $photos } foto
   *[other] { $photos } fotos
} ({ $size })
sending-sizes = { $photos ->
    [one] { $photos } foto
   *[other] { $photos } fotos
}: { $sent } de { $total }
sending-progress = Progreso del envío
retry-now = Intentar ahora
next-try = Nuevo intento a las { $at }.
next-try-none = No se repetirá solo. Habla con la coordinación; nada se borrará.
received-at = Recibida { $at }
synced-at = Última sincronización { $at }.
transfer-attention = Necesita atención
transfer-sending = Enviando
transfer-waiting = En espera
transfer-sent = Enviada
transfer-under-way = Visita en curso
transfer-photos-left = Respuestas enviadas, faltan fotos
sync-off = Sin servidor
sync-idle = Al día
sync-idle-long = Conectado. Las novedades llegan solas.
sync-running = Sincronizando…
sync-offline = Sin conexión
sync-unsent = Por enviar
sync-waiting = En espera
sync-waiting-long = { $why } Nuevo intento a las { $at }.
sync-attention = Atención

## Ajustes

settings-title = Ajustes
language = Idioma
person-title = Este teléfono
person-name = Nombre
person-agency = Agencia
person-server = Servidor
install = Instalar en la pantalla de inicio
storage-title = Almacenamiento
storage-photos = Fotos guardadas
storage-used = Usado por la aplicación
storage-allowed = Espacio disponible
storage-not-kept = El navegador puede borrar los datos si falta espacio. Instala la aplicación en la pantalla de inicio para evitarlo.
storage-free = Liberar { $size }
storage-free-hint = Borra solo fotos de visitas que la agencia ya confirmó haber recibido.
storage-freed = { $size } liberados.
about-title = Acerca de
about-text = Vitrine registra visitas incluso sin señal y envía todo cuando hay conexión.
about-version = Versión { $version }

## Lo que no se pudo hacer

error-not-enrolled = Este teléfono aún no tiene invitación.
error-bad-server = La dirección del servidor no es válida.
error-other-enrolment = En este teléfono hay visitas de otra persona que aún no se enviaron.
error-visit-unknown = Esta visita no está en este teléfono.
error-visit-closed = Esta visita está cerrada y no acepta cambios.
error-appeal-late = El plazo para apelar ya pasó.
error-not-asked = Esta pregunta no se devolvió: queda como la entregaste.
error-other-phone = La visita se entregó desde otro teléfono tuyo. Solo ese puede corregirla.
error-checklist-missing = La guía aún se está descargando.
error-update-needed = La guía necesita una versión más nueva de la aplicación.
error-not-checked-in = La visita aún no se inició.
error-question-unknown = Esta pregunta no forma parte de la visita.
error-photo-unreadable = No se pudo leer la imagen. Toma otra.
error-photo-limit = Esta pregunta ya tiene el máximo de fotos.
error-camera-only = Esta pregunta solo acepta fotos tomadas con la cámara de la aplicación.
error-photo-unknown = Esta foto ya no está en este teléfono.
error-audio-unreadable = No se pudo leer la grabación. Graba otra.
error-audio-too-large = La grabación supera el tamaño permitido. Graba una más corta.
error-audio-limit = Esta pregunta ya tiene el máximo de notas de voz.
error-audio-unknown = Esta nota de voz ya no está en este teléfono.
error-incomplete = Aún faltan respuestas o fotos.
error-not-declared = Falta firmar la declaración.
error-reason-missing = Escribe el motivo en pocas palabras.
error-storage-full = No hay espacio en el teléfono. Lo guardado está seguro; libera espacio e inténtalo de nuevo.
error-storage = Falló el almacenamiento del teléfono. Lo guardado está seguro; cierra y abre la aplicación.
error-open-elsewhere = La aplicación está abierta en otra ventana.
error-ended = Hay que abrir la aplicación de nuevo.
fault-offline = Sin conexión.
fault-foreign-reply = La red respondió en lugar del servidor. Si el Wi-Fi pide iniciar sesión, hazlo primero.
fault-wrong-signature = El servidor que respondió no es el de la agencia. Nada se borrará; avisa a la coordinación.
fault-storage = Falló el almacenamiento del teléfono. Lo guardado está seguro.
fault-storage-full = No hay espacio en el teléfono. Lo guardado está seguro; libera espacio.

## Capacitación y ensayo

place-training = Capacitación
back-to-training = Volver a las capacitaciones
back-to-course = Volver a la capacitación
training-title = Capacitación
training-empty-title = Ninguna capacitación por ahora
training-empty-text = Cuando la agencia publique una capacitación, aparecerá aquí y podrás leerla sin conexión.
training-to-do = Por hacer
training-done = Terminadas
training-version = { $checklist }, versión { $version }
training-visits-wait = { $count ->
    [one] { $count } visita la espera
   *[other] { $count } visitas la esperan
}
training-attempts-left = { $count ->
    [one] Queda { $count } intento
   *[other] Quedan { $count } intentos
}
training-again-at = Nuevos intentos: { $at }
training-used-up = Intentos agotados
training-wait-text = Puedes intentarlo de nuevo { $at }. La coordinación también puede darte nuevos intentos antes.
training-ask-text = Pide nuevos intentos a la coordinación.
training-passed = Aprobada
training-passed-at = Aprobada { $at }
training-failed = No aprobada
training-rules = { $questions ->
    [one] { $questions } pregunta
   *[other] { $questions } preguntas
}, { $percent }% de aciertos para aprobar, { $attempts ->
    [one] { $attempts } intento
   *[other] { $attempts } intentos
}
training-modules = Para leer
training-module-read = Leída.
training-module-before = Parte anterior
training-module-unknown = Esta parte no existe en la capacitación.
training-read-next = Leída, siguiente
training-read-last = Leída, terminar
training-attempts = Intentos
training-score = { $right } de { $asked } correctas
training-to-send = aún sin enviar
training-counts-no-more = ya no cuenta
training-not-opened = No se pudo abrir la capacitación
training-first-title = Antes, la capacitación
training-first = Ir a la capacitación
quiz-begin = Hacer la prueba
quiz-go-on = Continuar la prueba
quiz-again = Intentar de nuevo
quiz-hand-in = Terminar
quiz-not-begun = La prueba no puede empezar ahora
quiz-passed = Aprobaste
quiz-failed = Esta vez no
quiz-mark = Hay que acertar el { $percent }% de las preguntas. Lee las explicaciones antes de intentarlo de nuevo.
quiz-answers = Tus respuestas
quiz-answer-right = Correcta
quiz-answer-wrong = Incorrecta
quiz-last-result = Ver el último resultado
quiz-no-result = Ningún resultado aquí
quiz-no-result-text = El resultado aparece después de terminar la prueba en este teléfono.
certificate = Certificado
certificate-name = Nombre
certificate-for = Guía
certificate-when = Cuándo
certificate-score = Resultado
certificate-waits = Ya vale en este teléfono. La agencia lo recibe en la próxima conexión.
practice-begin = Hacer un ensayo
practice-bar = Ensayo: nada se guarda ni se envía.
practice-end = Terminar
practice-done-title = Ensayo terminado
practice-done-text = En una visita real, todo se enviaría ahora. De este ensayo no queda nada.
practice-close = Cerrar el ensayo
error-training-needed = Para empezar esta visita hay que aprobar la prueba de la capacitación. Funciona sin conexión.
error-course-unknown = Esta capacitación ya no está disponible para ti.
error-training-missing = La capacitación llega con la próxima conexión.
error-attempts-used-up = Los intentos de la prueba se acabaron por ahora.
error-quiz-unfinished = Responde todas las preguntas antes de terminar.
## Visitas devueltas

returned-title = La agencia pide una corrección
returned-due = Corrige y entrega hasta { $day }, { $time } (hora del local).
returned-after = Después de ese plazo la visita vence y ya no se puede corregir. Lo que corrijas a tiempo sin internet se acepta todavía por un día.
returned-late = El plazo terminó { $day }, { $time } (hora del local). Entrégala ahora: la visita puede cerrarse en cualquier momento.
returned-only = Solo se reabrieron estas preguntas y las que una respuesta nueva haga aparecer. El resto queda como lo entregaste.
returned-questions = { $count ->
    [one] 1 pregunta devuelta
   *[other] { $count } preguntas devueltas
 }
returned-take-up = Corregir
returned-continue = Seguir corrigiendo
returned-changed = Cambiada
returned-unchanged = Todavía como la entregaste
review-correction = Revisar la corrección
asked-title = La agencia pide
asked-brought-up = Esta pregunta se abrió por una respuesta que cambiaste.
question-not-asked = La agencia no pide nada aquí: queda como la entregaste.
before-answer = Entregaste
before-none = Sin respuesta
before-comment = Tu comentario
before-photos = Fotos entregadas
before-photo = Foto entregada { $number }
before-photos-away = { $count ->
    [one] 1 foto está con la agencia, ya no en este teléfono
   *[other] { $count } fotos están con la agencia, ya no en este teléfono
 }
other-phone-title = Devuelta, pero entregada desde otro teléfono
other-phone-text = Abre Vitrine en el teléfono con el que hiciste esta visita: solo ese puede corregirla. Si ya no lo tienes, avisa a la coordinación.
# Cuando algo sale mal
export = Generar archivo de la visita
export-fold = ¿No puedes enviarla?
export-hint = El archivo va firmado por este teléfono y lleva respuestas y fotos. Hazlo llegar a la coordinación como puedas; la visita sigue aquí y se enviará igual.
export-busy = Generando el archivo… { $done } de { $total }
export-ready = Archivo listo: { $size }
export-share = Compartir
export-save = Guardar en el teléfono
export-given = El archivo salió de la aplicación. Confirma con la coordinación que llegó; solo el comprobante de la agencia libera las fotos.
export-not-given = El teléfono no aceptó el archivo. Prueba la otra opción.
export-lacking = No se pudo leer { $photos ->
    [one] 1 foto
   *[other] { $photos } fotos
} y { $events ->
    [one] 1 registro
   *[other] { $events } registros
}. El archivo lleva todo lo demás.
export-raw = Descargar el archivo de datos completo
safe-to-delete = La agencia confirmó todo: las fotos de esta visita ya se pueden borrar del teléfono.
wifi-only = Enviar fotos solo por Wi-Fi
wifi-only-hint = Las respuestas son pequeñas y van por cualquier red.
photos-wait-wifi = { $count ->
    [one] 1 foto espera Wi-Fi.
   *[other] { $count } fotos esperan Wi-Fi.
}
photos-wait-word = { $count ->
    [one] 1 foto espera: el navegador no dice si esta red es Wi-Fi.
   *[other] { $count } fotos esperan: el navegador no dice si esta red es Wi-Fi.
}
photos-send-now = Enviar por esta red
set-aside-open = Ver qué se puede recuperar
aside-title = Datos apartados
aside-lead = El archivo de datos de este teléfono se dañó y está apartado tal como estaba. Guarda lo que aún se puede leer y hazlo llegar a la coordinación.
aside-none-title = Nada apartado
aside-none-text = No hay datos dañados en este teléfono.
aside-no-visits = Aquí no se pudo leer ninguna visita sin enviar.
aside-unreadable = { $count ->
    [one] 1 visita ya no se puede leer.
   *[other] { $count } visitas ya no se pueden leer.
}
aside-raw-hint = El archivo completo puede ayudar al soporte a recuperar más. Contiene datos personales: dáselo solo a la agencia.
aside-dismiss = No avisar más
enrol-again-export = Exportar lo que no se envió
evicted-title = Se borraron los datos de la aplicación
evicted-text = El navegador o una limpieza del teléfono borró lo guardado. Lo que ya se había enviado está en la agencia; pide una nueva invitación y tus visitas vuelven como las tiene la agencia.
other-work-text = Puedes exportar esas visitas en archivos o guardarlas en este teléfono: quedan cerradas, nadie más las ve y vuelven cuando la misma persona use una invitación aquí.
other-work-lock = Guardarlas y usar la nueva invitación
storage-locked = { $count ->
    [one] Hay trabajo sin enviar de otra persona guardado en este teléfono, cerrado.
   *[other] Hay trabajo sin enviar de { $count } personas guardado en este teléfono, cerrado.
}
reminder-title = Hay visitas por enviar
reminder-text = Volvió la conexión. Toca para enviar.
reminders-hint = Con la aplicación cerrada, el navegador no puede enviar por su cuenta, pero puede recordarte cuando vuelva la conexión.
reminders-allow = Recordarme cuando haya conexión

## Historial

place-record = Historial
record-title = Historial
record-empty-title = Todavía no hay nada
record-empty-text = Las visitas que entregues aparecen aquí, con su pago y su nota.
record-mean = Nota media
record-no-grade = Sin nota todavía
record-graded = { $count ->
    [one] Media de la última visita evaluada
   *[other] Media de las últimas { $count } visitas evaluadas
}
record-earned = Aprobado para pago
record-bonus = incluye un bono de { $bonus }
record-approved = Aprobada
record-rejected = Rechazada
record-expired = Fuera de plazo
record-returned = Devuelta para corrección
record-waits = En espera de revisión
record-of-five = de 5
record-grade-label = Nota
record-unsent = Entregada, esperando envío
record-offline = Sin conexión: este es tu historial de la última conexión.
rejected-at = Rechazada: { $at }
rejected-no-words = La agencia no escribió el motivo.
appealed-at = Apelaste: { $at }
appeal = Apelar
appeal-hint = Cuenta por qué el trabajo debería aceptarse. Puedes apelar una vez, hasta { $day }, { $time }; sin conexión, la apelación queda guardada y sale después.
appeal-words = ¿Por qué el rechazo no es justo?
appeal-send = Enviar apelación
appeal-open = Apelación en revisión
appeal-taken-up = Apelación aceptada: la visita se revisa de nuevo
appeal-dismissed = Apelación denegada
taken-back-title = Ya no hace falta corregir
taken-back-text = La agencia dejó de esperar la corrección: vale lo que entregaste antes. Lo que cambiaste sigue guardado en este teléfono.
# Gastos y pago
fact-expenses = Gastos
expenses-title = Gastos
expenses-up-to = Reembolso de hasta { $amount }
expenses-no-limit = Ningún reembolso acordado
expenses-count = { $count ->
    [one] 1 gasto
   *[other] { $count } gastos
}
expenses-sum = Total declarado
expenses-accepted = Total aceptado
expenses-over = Supera lo acordado: se pagarán { $amount }, salvo que la agencia decida otra cosa. Lo que declare queda registrado.
expenses-hint = Declare aquí lo que gastó para hacer la visita: la compra de prueba, el pasaje, el estacionamiento. Guarde el comprobante y fotografíelo.
expenses-none = No se declaró ningún gasto.
expense-add = Declarar un gasto
expense-kind = En qué
expense-amount = Importe
expense-amount-hint = Por ejemplo 23,50
expense-note = Observación
expense-save = Guardar gasto
expense-receipt-hint = Después de guardar, fotografíe el comprobante.
expense-change = Cambiar
expense-change-it = Cambiar el gasto: { $kind }
expense-withdraw = Retirar
expense-withdraw-it = Retirar el gasto: { $kind }
ruling-accepted = Aceptado: { $amount }
ruling-limited = Se paga hasta el límite: { $amount }
ruling-reduced = Aceptado en parte: { $amount }
ruling-refused = No se reembolsará
error-claim-amount = Escriba un importe mayor que cero, por ejemplo 23,50.
error-claim-note-missing = Diga en la observación qué fue.
error-claim-note-too-long = La observación es demasiado larga.
error-claim-too-many = La visita ya tiene el máximo de gastos.
error-claim-unknown = Este gasto ya no está en la visita.
payment-title = Pago
payment-due = Por recibir: { $amount }
payment-settled = Todo pagado
payment-over = Recibido de más: { $amount }. La diferencia se descuenta del próximo pago.
payment-bonus = Bono
payment-paid-on = Pagado el { $day } · { $reference }
payment-reversed-on = Anulado el { $day } · { $reference }
payment-line = { $amount } el { $day } · { $reference }
payment-sum-due = Por recibir
payment-sum-paid = Recibido
photos-receipt = Comprobante: hasta { $max } fotos
photos-receipt-kept = Comprobante
photos-no-receipt = Sin comprobante
receipt-number = Comprobante del gasto { $number }
