### Textos de las páginas de la agencia y de las marcas.

## Marco

skip-to-content = Ir al contenido
crumbs = Dónde está
nav-main = Principal
nav-home = Inicio
nav-waves = Olas
nav-places = Locales
nav-people = Personas
nav-comparison = Comparación
nav-app = Aplicación
language = Idioma
log-in = Entrar
log-out = Salir
apply = Aplicar
pager = Páginas
pager-previous = Anterior
pager-next = Siguiente
pager-position = Página { $page } de { $pages }
chart-table = Ver los números en una tabla
print = Imprimir
actions = Acciones

done-moved = Listo: la visita cambió de estado.
done-returned = Visita devuelta. La persona evaluadora recibe las preguntas en la próxima conexión.
done-wave-made = Ola creada. Ahora planifique las visitas.
done-visits-planned = Visitas planificadas. Quien ya tiene la aplicación las recibe en la próxima conexión.
done-people-added = Personas agregadas. Invite a cada evaluador a instalar la aplicación.
done-places-added = Locales agregados.

## Entrada y errores

login-title = Entrar
login-failed = No fue posible entrar
login-evaluators = ¿Es evaluador? Abra la aplicación con la invitación que recibió de la agencia.
field-email = Correo electrónico
field-password = Contraseña
field-name = Nombre
error-log-in = Entre para continuar
error-forbidden = No tiene acceso a esta página
error-not-found = Página no encontrada
error-slow-down = Más despacio, por favor
error-ours = Algo falló de nuestro lado
error-refused = El pedido no fue aceptado
error-status = Error { $status }
error-instance = Código para la agencia:
error-back = Volver al inicio
form-wrong = Revise los campos
form-required = Complete este campo.
form-date = Indique una fecha válida.
form-dates-order = El último día no puede ser anterior al primero.
form-amount = Indique un valor como 45,00.
form-choose-places = Elija al menos un local.
form-choice = Elija una de las opciones.
form-value = Revise el campo { $field }.
form-row = Fila { $row }: { $message }
form-rows-empty = Pegue al menos una fila.
form-row-columns = faltan columnas
form-row-value = “{ $value }” no sirve en { $column }

## Inicio

home-empty-title = Empecemos
home-empty = Agregue una marca y sus locales, invite a los evaluadores y cree la primera ola.
to-review = Por revisar
to-review-note = enviadas, con todas las fotos
waiting-for-photos = Esperando fotos
waiting-for-photos-note = enviadas, fotos en camino
to-publish = Por publicar
to-publish-note = aprobadas, la marca aún no las ve
late = Atrasadas
late-note = pasó el plazo sin envío
due = Vence pronto
review-queue = Cola de revisión
queue-empty-title = Nada en la cola
queue-empty = Cuando un evaluador envíe una visita con todas las fotos, aparecerá aquí.
open-waves = Olas en curso
no-open-waves-title = Ninguna ola en curso
no-open-waves = Las olas cerradas y las futuras están en la lista completa.
brands = Marcas
comparison-of = Comparación: { $client }

## Olas

wave = Ola
all-waves = Todas las olas
new-wave = Nueva ola
waves-empty-title = Ninguna ola todavía
waves-empty = Una ola reúne visitas a los locales de una marca, con el mismo guion y en el mismo período.
wave-planned = Aún no empezó
wave-open = En curso
wave-closed = Cerrada
progress = { $done } de { $total } publicadas
stage-open = Sin evaluador
stage-field = En campo
stage-review = En revisión
stage-approved = Aprobadas
stage-published = Publicadas
stage-closed = Fuera de la ola
stages = Etapas
all-visits = Todas
wave-empty-title = Ninguna visita planificada
wave-empty = Elija los locales, el evaluador y el período.
stage-empty-title = Ninguna visita aquí
stage-empty = Ninguna visita de esta ola está en esta etapa.
visits-caption = Visitas de la ola
plan-visits = Planificar visitas
plan-visits-lead = Una visita a cada local marcado, todas con el mismo evaluador y período.
wave-needs-brand-title = Falta una marca
wave-needs-brand = Agregue la marca y sus locales antes de crear una ola.
wave-needs-checklist-title = Falta un guion
wave-needs-checklist = Publique un guion antes de crear una ola.
assign-needs-places-title = Faltan locales
assign-needs-places = Agregue los locales de la marca antes de planificar visitas.
brand = Marca
brand-name = Nombre de la marca
new-brand = Agregar marca
checklist = Guion
wave-name = Nombre de la ola
wave-name-hint = Por ejemplo: tercer trimestre de 2026
first-day = Primer día
last-day = Último día
make-wave = Crear ola
where-to = Locales por visitar
all-places = Marcar todos
visits-planned = Visitas ya planificadas
nobody-yet = Nadie por ahora
nobody = Nadie
scenario = Escenario
scenario-hint = Qué debe hacer y pedir el evaluador, en pocas frases.
persona = Personaje
fee-brl = Pago por visita (R$)
fee-hint = Lo que recibe el evaluador por cada visita aprobada.
fee = Pago

## Locales y personas

place = Local
places = Locales
code = Código
region = Región
all-regions = Todas las regiones
address = Dirección
add-places = Agregar locales
places-empty-title = Ningún local todavía
places-empty = Pegue una tabla con los locales de la marca: uno por fila.
brands-empty-title = Ninguna marca todavía
brands-empty = Agregue la primera marca y después sus locales.
paste-rows = Filas
paste-columns = Columnas, en este orden:
places-hint = Pegue desde una planilla o un CSV, un local por fila. Región, propiedad, huso horario y coordenadas pueden quedar vacíos; las regiones nuevas se crean.
people-hint = Pegue desde una planilla o un CSV, una persona por fila. El idioma puede quedar vacío.
add-rows = Agregar filas
add-evaluators = Agregar evaluadores
add-person = Agregar persona
person = Persona
role = Perfil
phone = Teléfono
brand-for-role = Marca (para perfiles de marca)
password-hint = Al menos 12 caracteres. Los evaluadores entran por invitación y no necesitan contraseña.
people-empty-title = Nadie todavía
people-empty = Agregue a los evaluadores e invite a cada uno a instalar la aplicación.
devices = { $count ->
    [one] { $count } teléfono
   *[other] { $count } teléfonos
}
no-device = Sin teléfono
invite = Invitar
invitation-of = Invitación para { $name }
invitation-scan = Apunte la cámara
invitation-qr = Código QR de la invitación
invitation-until = Vale hasta
invitation-send = O envíe el enlace
invitation-step-open = Abra el enlace en el teléfono que hará las visitas.
invitation-step-install = Instale la aplicación cuando el navegador lo ofrezca, o desde su menú.
invitation-step-offline = Después funciona sin internet; las visitas se envían cuando hay señal.
invitation-once = La invitación sirve una sola vez y solo se muestra ahora. Si se pierde, invite de nuevo.
copy-link = Copiar el enlace
copied = Copiado

## Visita

visit = Visita
visits = Visitas
visit-of = Visita del { $moment }
visit-summary = Resumen de la visita
visit-facts = Sobre la visita
state = Estado
evaluator = Evaluador
window = Período
window-ends = Plazo
stay = Permanencia
photos = Fotos
photos-of = { $arrived } de { $expected }
photos-on-their-way = en camino
photo = Foto
photo-of = Foto: { $question }
photo-missing = Foto en camino
photo-position = { $index } de { $count }
photo-previous = Anterior
photo-next = Siguiente
photo-close = Cerrar
photo-source-camera = Cámara de la aplicación
photo-source-file = Archivo del teléfono
photo-covered = { $count ->
    [one] { $count } zona cubierta
   *[other] { $count } zonas cubiertas
}
photo-drawn = { $count ->
    [one] { $count } marca dibujada
   *[other] { $count } marcas dibujadas
}
photo-past = Historial de la foto
photos-thrown = { $count ->
    [one] { $count } foto descartada
   *[other] { $count } fotos descartadas
}
memo-of = Nota de voz: { $question }
memo-missing = Nota de voz en camino
no-camera-refused = Fuera de la aplicación: acceso a la cámara denegado
no-camera-missing = Fuera de la aplicación: el teléfono no tiene cámara
no-camera-busy = Fuera de la aplicación: la cámara no se abrió
warning-blurred = Movida
warning-dark = Oscura
warning-bright = Demasiado clara
warning-near-duplicate = Casi igual a otra
points = puntos
weight = Peso
answered-after = respondida a los { $time }
answered-late = { $time } después de la salida
commented-late = Comentario escrito { $time } después de la salida
answer-changes = { $count ->
    [one] cambiada { $count } vez
   *[other] cambiada { $count } veces
}
rating-scale = de { $min } a { $max }
critical-failed = Ítem crítico reprobado
critical-count = { $count ->
    [one] { $count } ítem crítico reprobado
   *[other] { $count } ítems críticos reprobados
}
failed-critical = Ítems críticos reprobados
failed-critical-note = en todas las visitas publicadas
score-none = Ninguna pregunta se aplicó: la visita no tiene nota.
score-by-touchpoint = Nota por punto de contacto
score-how = Calculada con el guion { $checklist }, versión { $version }, regla de nota { $scoring }.
score-exact = Valor exacto: { $ratio }.
signals-title = Conviene mirar
signals-note = Son señales, no pruebas: decide quien revisa.
signal-mock-location = El teléfono informó una posición simulada.
signal-far-away = El teléfono estaba a { $distance } del lugar en la llegada o en la salida.
signal-no-position = El teléfono no dio la posición en la llegada.
signal-late-answers = { $count ->
    [one] Una respuesta que no es texto se dio { $time } después de la salida.
   *[other] { $count } respuestas que no son texto se dieron después de la salida, la última { $time } después.
}
where-measured = a { $distance } del lugar (± { $accuracy })
where-unmeasured = posición registrada (± { $accuracy }); el lugar no tiene coordenadas
where-none = sin posición
where-far = lejos
where-simulated = simulada
signal-short-stay = { $minutes ->
    [0] La visita duró menos de un minuto.
    [one] La visita duró { $minutes } minuto.
   *[other] La visita duró { $minutes } minutos.
}
signal-clock-moved = { $minutes ->
    [one] El reloj del teléfono se apartó { $minutes } minuto del tiempo transcurrido.
   *[other] El reloj del teléfono se apartó hasta { $minutes } minutos del tiempo transcurrido.
}
signal-warned-photos = { $count ->
    [one] { $count } foto se conservó pese al aviso de calidad.
   *[other] { $count } fotos se conservaron pese al aviso de calidad.
}
signal-not-by-camera = { $count ->
    [one] { $count } foto que debía venir de la cámara de la aplicación vino de otro lugar.
   *[other] { $count } fotos que debían venir de la cámara de la aplicación vinieron de otro lugar.
}
signal-score-differs = La nota calculada en el teléfono difiere de la calculada aquí.
review-waits = La revisión empieza cuando lleguen todas las fotos.
move-in_review = Llevar a revisión
move-back = Volver a revisión
move-take-back = Retomar sin corrección
confirm-take-back = Ya no se espera la corrección, por ejemplo porque se perdió el teléfono. Vale lo que se entregó antes, y el evaluador se entera.
confirm-unreject = El rechazo deja de valer y la visita vuelve a revisión.
reject-words = Motivo del rechazo
reject-words-hint = El evaluador lee este texto.
reject-words-needed = Escribe el motivo: el evaluador lo leerá.
move-approved = Aprobar
move-returned = Devolver para corrección
move-published = Publicar
move-excluded = Dejar fuera
move-rejected = Rechazar
move-cancelled = Cancelar
confirm-in_review = La visita vuelve a revisión. Si estaba publicada, la marca deja de verla y los números cambian.
confirm-approved = Usted vio las respuestas y las fotos, y se sostienen. La marca aún no ve la visita.
confirm-published = La marca pasa a ver esta visita, con sus fotos, y la visita entra en las comparaciones.
confirm-excluded = El evaluador cobra, pero la visita no entra en ningún número.
confirm-rejected = La visita no se acepta ni se paga. El evaluador lee el motivo y puede apelar durante 7 días.
confirm-cancelled = La visita se le quita al evaluador para siempre. Esto no se puede deshacer.
log-title = Registro de eventos ({ $count })
log-caption = Registro de eventos de la visita
log-note = Hecho en el teléfono, firmado por él y encadenado: nada puede cambiarse después sin que se note.
log-when = Reloj del teléfono
log-elapsed = Transcurrido
log-what = Qué pasó
log-where = Dónde
event-checked_in = Llegada
event-answered = Respuesta
event-cleared = Respuesta borrada
event-photo_taken = Foto
event-photo_discarded = Foto descartada
event-photo_retaken = Foto tomada de nuevo
event-photo_edited = Foto modificada a mano
event-audio_recorded = Nota de voz
event-audio_discarded = Nota de voz descartada
event-paused = Pausa
event-resumed = Reanudada
event-checked_out = Salida
event-declared = Declaración firmada
event-submitted = Envío
event-reopened = Corrección iniciada
event-released = Desistimiento

## Comparación

comparison-title = Comparación de locales
comparison-empty-title = Aún no hay qué comparar
comparison-empty = La comparación aparece cuando se publique la primera visita.
comparison-empty-wave = Ninguna visita de esta ola se publicó todavía.
views = Vistas
view-ranking = Posiciones y notas
view-estimates = Estimaciones
view-pair = Dos locales
view-funnel = Embudo
view-trend = Evolución
sort = Orden
sort-rank = Posición
sort-name = Nombre
sort-visits = Número de visitas
sort-touchpoint = { $title }: menor primero
sort-by-this = Ordenar por esta columna
network-mean = Media de la red
network-mean-note = de { $interval }, con 95 % de confianza
network-mean-visits = media de las visitas
published-visits = Visitas publicadas
places-competitors = { $count ->
    [0] sin competidores
    [one] y { $count } competidor
   *[other] y { $count } competidores
}
above-network = Por encima de la red
below-network = Por debajo de la red
flag-note = diferencia que el azar no explica
flag-above = por encima de la red
flag-below = por debajo de la red
place-competitor = Competidor { $number }
place-other = Otro local { $number }
competitors-head = Competidores, en la misma escala y fuera de las posiciones
ranking-caption = Locales por posición, con nota, intervalo y media por punto de contacto
column-rank = Posición
column-rank-hint = Entre qué posiciones puede estar realmente el local, con 95 % de confianza
column-score = Nota
column-n = Visitas
column-interval = Estimación con intervalo de 95 %
column-lanes = No distinguibles
interval = { $low } a { $high }
interval-95 = Intervalo de 95 %
interval-95-is = { $interval }, con 95 % de confianza
heat-legend = Nota del punto de contacto (%)
mark-estimate = Estimación con intervalo de 95 %
mark-raw = Media simple
mark-competitor = Competidor: media simple
mark-lane = No distinguibles entre sí
verdict-none-title = Ningún local se distingue de los demás
verdict-none = Con las visitas publicadas hasta ahora, el azar podría explicar todas las diferencias: el orden de abajo no es un ranking.
verdict-leading = Del 1.º al { $last }.º lugar, los locales no se distinguen entre sí. Son { $count } en total; las líneas de la izquierda unen a los que no se distinguen.
verdict-leader = El primer lugar se distingue de todos los demás.
how-to-read = Cómo leer esta página
how-to-read-score = La nota es la media simple de las visitas publicadas, de 0 a 100. Cada visita cuenta una vez, tenga cuantas preguntas tenga.
how-to-read-estimate = El punto lleno es la mejor estimación del nivel del local: su media acercada a la de la red, tanto más cuantas menos visitas haya. La línea es el intervalo de 95 %. El rombo es la media simple.
how-to-read-rank = La posición es un rango: “2–7” quiere decir que, con 95 % de confianza, el local está entre el 2.º y el 7.º lugar de toda la red, aunque se muestre una sola región.
how-to-read-lanes = Las líneas verticales de la izquierda unen locales que no se distinguen entre sí. Las líneas se superponen: el vecino del vecino puede ser distinto.
how-to-read-competitors = Los competidores se miden con el mismo guion y se muestran en la misma escala, pero no entran en las posiciones ni en la media.
how-to-read-fair = Nadie debe ser premiado ni culpado por una sola visita. Pocas visitas dan intervalos anchos, y la página lo muestra en vez de ocultarlo.

estimate-raw = Media simple
estimate-raw-text = Lo que se vio, sin corrección. Con pocas visitas sube y baja por azar: un buen día parece un buen local.
estimate-shrunk = Estimación
estimate-shrunk-text = La media simple acercada a la de la red, tanto más cuantas menos visitas haya. Es la mejor conjetura sobre el nivel del local y la que usamos para ordenar.
estimate-adjusted = Ajustada
estimate-adjusted-text = La estimación sin el rigor de cada evaluador. Muestra si un local parece peor solo porque lo visitaron personas más exigentes.
estimates-caption = Media simple, estimación y estimación ajustada de cada local
reliability = Fiabilidad
reliability-hint = Cuánto de la diferencia entre medias es del local, y no del azar

pair-first = Primer local
pair-second = Segundo local
compare = Comparar
pair-empty-title = Elija dos locales
pair-empty = La página dice si uno es mejor que el otro, con qué certeza, y cuántas visitas faltan para saberlo.
pair-refused = Aún no es posible comparar estos dos locales con un intervalo: vea las medias simples abajo.
pair-different = { $higher } está por encima de { $lower }: unos { $points } puntos, más de lo que explica el azar.
pair-not-different = No se puede decir que { $higher } está por encima de { $lower } ({ $chance } % de probabilidad).
pair-further = { $visits ->
    [one] Si la diferencia es la que parece, { $visits } visita más a cada uno debería bastar para estar seguros.
   *[other] Si la diferencia es la que parece, { $visits } visitas más a cada uno deberían bastar para estar seguros.
}
pair-further-many = Harían falta { $visits } visitas más a cada uno para estar seguros: en la práctica, trate a los dos como iguales.
pair-further-never = La diferencia es tan pequeña que ningún número razonable de visitas la mostraría. Trate a los dos como iguales.
pair-difference = Diferencia estimada (puntos)
pair-difference-raw = Diferencia de las medias simples
pair-chance = Probabilidad de que el primero esté por encima
pair-caption = Los dos locales lado a lado

funnel-title = Notas y número de visitas
funnel-summary = { $outside ->
    [0] Todos los locales están dentro de lo que el azar permite para su número de visitas.
    [one] { $outside } local está fuera de lo que el azar permite para su número de visitas.
   *[other] { $outside } locales están fuera de lo que el azar permite para su número de visitas.
}
funnel-x = Visitas publicadas
funnel-inside = Local
funnel-outside = Local fuera de los límites
funnel-centre = Media de la red
funnel-limit-95 = Límite de 95 %
funnel-limit-998 = Límite de 99,8 %
funnel-verdict = Situación
funnel-verdict-inside = Dentro de los límites
funnel-verdict-95 = Fuera del límite de 95 %
funnel-verdict-998 = Fuera del límite de 99,8 %
funnel-refused = El embudo necesita al menos tres locales, alguno con más de una visita.

## Evolución y local

trend-title = Evolución por ola
trend-summary = La línea vertical es el intervalo de 95 %: donde dos se superponen, el cambio puede ser solo azar. La línea de trazos es la media de la red en la misma ola.
network-trend-summary = La media de los locales en cada ola, cada local contado una vez. La línea vertical es el intervalo de 95 %.
change-up = La red subió de la penúltima a la última ola.
change-down = La red bajó de la penúltima a la última ola.
change-none = El cambio de la penúltima a la última ola puede ser solo azar.
change-is = { $points } puntos, de { $interval } con 95 % de confianza, en los { $locations } locales visitados en ambas olas.
change-unknown = Aún no se puede medir el cambio: hacen falta dos olas con visitas a los mismos locales.
touchpoint = Punto de contacto
touchpoints = Puntos de contacto
here = Aquí
network = Red
difference = Diferencia
visited-at = Enviada
visit-undated = Sin fecha
place-empty-title = Ninguna visita publicada
place-empty = Las notas de este local aparecen cuando se publique la primera visita.
place-interval-note = de { $interval }, con 95 % de confianza
place-interval-none = una sola visita no da intervalo

## Cuando no hay modelo

refusal-title = Sin estimación, y por qué
refusal-one-location = Se visitó un solo local: no hay con qué compararlo.
refusal-no-repeated-visits = Ningún local se visitó más de una vez: no se puede separar la calidad del azar. Las medias simples siguen valiendo.
refusal-all-equal = Todas las notas son iguales: no hay diferencia que explicar.
refusal-no-variation-within = Las visitas de cada local tuvieron la misma nota: no se puede estimar cuánto varía una visita por azar.
refusal-one-evaluator = Un solo evaluador hizo todas las visitas: no se puede separar el rigor de la calidad.
refusal-no-repeated-evaluators = Ningún evaluador hizo más de una visita: no se puede separar el rigor del azar.
refusal-not-connected = { $visits ->
    [one] Evaluadores y locales forman { $pieces } grupos sin nadie en común. { $visits } visita cruzada más los uniría.
   *[other] Evaluadores y locales forman { $pieces } grupos sin nadie en común. { $visits } visitas cruzadas más los unirían.
}
refusal-nested = Cada evaluador visitó un solo local: no se puede separar el rigor de la calidad del local.
refusal-saturated = Hay muy pocas visitas para tantos locales y evaluadores: no queda nada para estimar el azar.
refusal-too-large = Hay demasiados evaluadores y locales para este cálculo.
refusal-not-converged = El cálculo no llegó a un resultado estable.

# Visitas que llegan en archivo
visit-files-title = Importar visita
visit-files-lead = Cuando un teléfono no puede enviar, la aplicación genera un archivo firmado de la visita. Impórtalo aquí.
visit-files-import = Archivo de la visita
visit-files-file = Archivo
file-choose = Elegir archivo
file-none = Ningún archivo elegido
visit-files-hint = El archivo termina en .vitrine o .vitrine.txt. Importarlo dos veces no duplica nada.
visit-files-send = Importar
visit-files-done = La visita se importó.
visit-files-nothing-new = Todo lo que hay en este archivo ya había llegado.
visit-files-counts = Nuevos: { $events ->
    [one] 1 evento
   *[other] { $events } eventos
} y { $photos ->
    [one] 1 foto
   *[other] { $photos } fotos
}. Ya estaban aquí: { $known }.
visit-files-missing = { $count ->
    [one] Aún falta 1 foto de esta visita.
   *[other] Aún faltan { $count } fotos de esta visita.
}
visit-files-rest-refused = El resto no se aceptó.
visit-files-refused = El archivo no se importó.
visit-files-open = Abrir la visita
visit-files-list = Archivos importados
visit-files-none = Aún no se importó ningún archivo.
visit-files-when = Importado
visit-files-by = Por
visit-files-new = Nuevos
visit-files-new-counts = { $events ->
    [one] 1 evento
   *[other] { $events } eventos
}, { $photos ->
    [one] 1 foto
   *[other] { $photos } fotos
}
## Capacitación

nav-training = Capacitación
done-training-published = Capacitación publicada. Los evaluadores la reciben en la próxima conexión.
done-attempts-given = Nuevos intentos concedidos.
training = Capacitación
training-lead = Quien no aprobó la prueba de un guion no recibe visitas de él ni puede iniciarlas.
training-empty-title = Ninguna capacitación publicada
training-empty = Sin capacitación, las visitas quedan abiertas a cualquier evaluador. Publique el archivo al lado.
training-publish = Publicar capacitación
training-file = Archivo de la capacitación (TOML)
training-file-hint = Pegue el contenido del archivo. Una vez publicado no cambia para esa versión del guion.
training-conflict = Ya se publicó otra capacitación para esta versión del guion. Para cambiarla, publique una nueva versión del guion.
training-holds-for = Guion
training-rules = Reglas
training-certified = Certificados
training-contents = { $modules ->
    [one] { $modules } módulo
   *[other] { $modules } módulos
}, { $questions ->
    [one] { $questions } pregunta
   *[other] { $questions } preguntas
}
training-versions = vale para la versión { $versions }
training-replaced = reemplazada
training-mark = { $percent }% de aciertos, { $attempts ->
    [one] { $attempts } intento
   *[other] { $attempts } intentos
}
training-wait = después, espera de { $hours } h
training-no-wait = después, solo la coordinación concede más
training-without = Sin capacitación: las visitas de estos guiones quedan abiertas a todos.
training-checklist-version = { $checklist }, versión { $version }
certificates = { $count ->
    [0] Sin certificado
    [one] { $count } certificado
   *[other] { $count } certificados
}
learner-title = Capacitación de { $name }
learner-empty-title = Nada que aprender ahora
learner-empty = Ninguna ola en curso usa un guion con capacitación.
certificate-score = Certificado con { $right } de { $asked } respuestas correctas
training-passed = Aprobado
training-failed = No alcanzó la nota
training-used-up = Intentos agotados
training-again-from = Nuevos intentos a partir de
training-attempts-left = { $count ->
    [one] { $count } intento disponible
   *[other] { $count } intentos disponibles
}
training-attempts = Intentos
training-attempt = Intento
training-result = Resultado
training-right-answers = Respuestas correctas
training-attempt-reset = Ya no cuenta
give-attempts = Conceder nuevos intentos
assign-not-certified = Esta persona aún no aprobó la capacitación del guion de esta ola.
## Devolución de visitas

return-title = Devolver para corrección
return-lead = Escribe qué hay que corregir en las preguntas correspondientes. Solo esas se reabren en el teléfono.
return-ask = Pedir corrección
return-ask-about = Qué corregir en: { $question }
return-photos = { $count ->
    [one] 1 foto
   *[other] { $count } fotos
 }
return-due-day = Corregir hasta el día
return-due-time = Hasta la hora
return-due-zone = Hora del local ({ $zone })
return-words = Mensaje general (opcional)
return-words-hint = La persona evaluadora lee este texto encima de las preguntas.
return-send = Devolver
return-what-happens = Sin corrección hasta un día después del plazo, la visita vence y ya no se puede corregir.
return-nothing = Escribe qué corregir en al menos una pregunta.
return-due-past = El plazo ya pasó.
return-due-far = El plazo puede ser de 60 días como máximo.
form-too-long = Usa como máximo { $max } caracteres.
returns-title = Devoluciones
return-number = Devolución { $round }
return-questions = { $count ->
    [one] 1 pregunta
   *[other] { $count } preguntas
 }
return-due = Plazo
return-handed-in = Corregida
return-open = Sin corrección
return-unchanged = sin cambios
return-brought-up = Cambió por otra respuesta corregida.
return-before = Antes
return-photos-before = Fotos de antes
return-memos-before = Audios de antes
return-taken-back = Retomada sin corrección

## Cartelera, reglas y conflictos

offers-title = Quién hace las visitas
offers-link = Cartelera y reglas
offers-lead = Ofrécelas en la cartelera, asígnalas una a una y di con qué reglas.
offers-empty-title = Todas las visitas tienen a alguien
offers-empty = No hay visitas planificadas, ofrecidas ni devueltas en esta ronda.
job-board = Cartelera
assign-to = Asignar
assign = Asignar
offer-visit = Ofrecer
withdraw-offer = Quitar de la cartelera
offer-all = Ofrecer todas las que faltan
given-back-because = Devuelta: { $reason }
rules-title = Reglas de la ronda
rules-hint = Valen al asignar y al tomar de la cartelera. Cero: sin regla. Quien aún no tiene nota no queda fuera por la nota mínima.
rule-rotation-days = Días hasta que la misma persona vuelva al local
rule-spacing-days = Días entre dos visitas al mismo local
rule-most-per-day = Máximo de visitas por persona y día
rule-min-grade = Nota media mínima del evaluador
rule-min-grade-none = Sin mínimo
rules-save = Guardar reglas
conflicts-title = Conflictos de interés
conflicts-hint = Quien tiene relación con { $brand }, por trabajo o familia, no recibe sus visitas.
conflict-until = Hasta
conflict-for-ever = sin plazo
conflict-clear = Quitar
conflict-until-day = Hasta el día
conflict-until-hint = En blanco: sin plazo.
conflict-add = Registrar conflicto
refused-until = { $why } Vale hasta { $at }.
form-whole = Escribe un número entero.
done-rules-set = Reglas guardadas.
## Nota del trabajo

done-graded = Nota registrada. La persona evaluadora la lee en la próxima conexión.
verdict-title = Nota del trabajo
verdict-grade = Nota
verdict-choose = Elige la nota
verdict-again = Dar otra nota
verdict-points = { $grade } de 5
verdict-bonus = Bono
verdict-bonus-hint = Además del pago; vacío para ninguno.
verdict-words = Comentario (opcional)
verdict-words-hint = La persona evaluadora lo lee.
verdict-give = Registrar la nota
verdict-own-grade = { $count ->
    [one] Media del evaluador: { $grade } (1 nota)
   *[other] Media del evaluador: { $grade } (últimas { $count } notas)
}

## Rejections and appeals

done-appeal-decided = Decisión registrada. El evaluador la lee en la próxima conexión.
rejections-title = Rechazo y apelación
rejection-number = Rechazo { $number }
appeal-none = Sin apelación
appeal-open = Apelación abierta
appeal-taken-up = Apelación aceptada
appeal-dismissed = Apelación denegada
appeal-until = Se puede apelar hasta
appeal-title = Apelación del evaluador
appeal-decision = Decisión
appeal-words = Respuesta al evaluador
appeal-words-hint = El evaluador lee este texto. Para denegar es obligatorio.
appeal-words-needed = Escribe por qué se deniega la apelación: el evaluador lo leerá.
appeal-take-up = Aceptar y revisar de nuevo
appeal-dismiss = Denegar la apelación
appeal-received = Recibida
appeals-open = { $count ->
    [one] { $count } apelación espera decisión
   *[other] { $count } apelaciones esperan decisión
}

# Dinero: gastos y pagos
nav-payments = Pagos
done-expenses-decided = Gastos decididos. El evaluador ve el resultado en la próxima conexión.
done-payment-recorded = Pago registrado. El evaluador lo ve en la próxima conexión.
done-payment-reversed = Pago anulado en el registro. Lo que pagaba vuelve a estar pendiente.
event-expense_claimed = Gasto declarado
event-expense_withdrawn = Gasto retirado
expense-cap-brl = Límite de gastos por visita (R$)
expense-cap-hint = Hasta cuánto se reembolsa. Vacío: ningún reembolso acordado.
expenses-title = Gastos
expenses-claimed = Declarado
expenses-limit = Límite acordado
expenses-no-limit = ninguno
expenses-accepted = Aceptado
expenses-undecided = { $count ->
    [0] todo decidido
    [one] falta decidir 1
   *[other] falta decidir { $count }
}
expenses-none = El evaluador no declaró gastos.
expenses-over-limit = Lo declarado supera el límite acordado.
expenses-not-agreed = No se acordó ningún reembolso para esta visita.
expenses-accept-all = Aceptar todo dentro del límite
expense-no-receipt = Sin foto del comprobante
receipt-of = Comprobante: { $kind }, foto { $number }
receipt-open = Abrir el comprobante en tamaño real
expense-undecided = Sin decisión
expense-decisions = Decisiones
expense-decide = Decidir
expense-decide-anew = Decidir de nuevo
expense-lapsed = dejó de valer
expense-left = Queda del límite: { $amount }
expense-accept = Aceptar todo
expense-reduce = Aceptar solo una parte
expense-refuse = Rechazar
expense-part = Cuánto, si es solo una parte
expense-why = Por qué
expense-why-hint = El evaluador lee estas palabras. Necesario para pagar menos, o por encima del límite.
expense-beyond = Pagar aunque supere el límite acordado
expense-wrong-part = La parte tiene que ser mayor que cero y menor que lo declarado.
expense-wrong-beyond = Supera el límite acordado: marque que se paga de todos modos y diga por qué.
expense-wrong-words = Diga por qué no se paga todo.
ruling-accepted = Aceptado
ruling-limited = Hasta el límite
ruling-reduced = Reducido
ruling-refused = Rechazado
bonus = Bono
payments-lead = Pago, bono y gastos aceptados de visitas aprobadas, publicadas o excluidas del cómputo.
payments-due = Por pagar
payments-paid = Pagado
payments-owed = Debido
payments-total = Total
payments-open-visits = Visitas pendientes
payments-visits = Visitas
payments-of-visits = { $count ->
    [one] de 1 visita
   *[other] de { $count } visitas
}
payments-overpaid = pagado de más
payments-overpaid-note = Se pagó más de lo debido: la diferencia se descuenta del próximo pago.
payments-empty-title = Nada por pagar
payments-empty = En cuanto se apruebe una visita, lo que paga aparece aquí.
payments-none-title = Ningún pago registrado
payments-none = Los pagos se registran en la cuenta de cada evaluador.
payments-settled-title = Todo pagado
payments-settled = Ninguna visita de este evaluador está pendiente en esta moneda.
payments-cut = Se muestran los 300 más recientes. El CSV los tiene todos.
payments-from = Desde
payments-to = Hasta
payments-handed-in = El período cuenta por el día de envío de la visita.
payments-everyone = Todos
payments-standing = Situación
payments-standing-open = Pendiente
payments-standing-settled = Saldado
payments-standing-all = Todo
payments-filter = Filtrar
payment-choose-visits = Elija al menos una visita.
payment-day = Día del pago
payment-reference = Referencia
payment-reference-hint = Número de la transferencia: el evaluador lo ve.
payment-amount = Importe
payment-note = Registra que las visitas marcadas se pagaron. El registro no se cambia; un error se corrige con una anulación.
payment-record = Registrar pago
payment-chosen = Suma de las marcadas
payment-is-reversal = anulación
payment-was-reversed = anulado
payment-reverse = Anular
payment-reverse-note = El pago se registró por error: una anulación lo cancela, y las visitas vuelven a estar pendientes.
payment-reverse-why = Motivo
currency = Moneda
export-csv = Descargar CSV
