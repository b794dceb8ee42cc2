// Spanish for every country that speaks it, with usted where a person is spoken to. A day follows a colon or
// stands alone, because “el” fits a weekday and not “hoy”. Text messages have no á, í, ó or ú. One word for
// one thing: paquete, transportista, número de seguimiento, pedido, recoger, intento de entrega.
import type { MessageWords } from '../message-words.ts'
import type { Words } from '../words.ts'

export const es: Words = {
  locale: 'es',
  dir: 'ltr',
  name: 'Español',
  statuses: {
    pending: {
      headline: 'A punto de salir',
      explanation:
        '{merchant} ya ha avisado a {carrier} de su paquete. La primera novedad aparecerá aquí cuando {carrier} lo escanee, a menudo el siguiente día hábil. Hasta entonces, todo va bien.',
      entry: '{carrier} espera el paquete',
    },
    in_transit: {
      headline: 'En camino',
      explanation: '{carrier} tiene su paquete y lo está llevando a su dirección.',
      entry: 'En camino',
    },
    out_for_delivery: {
      headline: 'En reparto',
      explanation:
        'Su paquete va en el vehículo de {carrier}. Puede haber otras paradas antes de la suya, así que la hora puede variar.',
      entry: 'En reparto',
    },
    delivery_attempted: {
      headline: 'Intento de entrega',
      explanation:
        '{carrier} no pudo entregar su paquete. Busque un aviso en su puerta o consulte la página del transportista para saber qué pasa ahora.',
      entry: 'Intento de entrega',
    },
    awaiting_collection: {
      headline: 'Listo para recoger',
      explanation:
        'Su paquete le espera. Lleve un documento de identidad con foto y el número de seguimiento.',
      entry: 'Listo para recoger',
    },
    exception: {
      headline: 'Hay un problema',
      explanation:
        'Algo está reteniendo su paquete. {merchant} puede resolverlo con {carrier}: abajo encontrará el contacto.',
      entry: 'Se notificó un problema',
    },
    returning: {
      headline: 'De vuelta al remitente',
      explanation:
        '{carrier} está devolviendo su paquete a {merchant}. Abajo encontrará el contacto para acordar el siguiente paso.',
      entry: 'De vuelta al remitente',
    },
    delivered: {
      headline: 'Entregado',
      explanation: '{carrier} ha entregado su paquete. Esperamos que le guste.',
      entry: 'Entregado',
    },
    returned: {
      headline: 'Devuelto al remitente',
      explanation:
        'Su paquete ha vuelto a {merchant}. Abajo encontrará el contacto para acordar el siguiente paso.',
      entry: 'Devuelto al remitente',
    },
    cancelled: {
      headline: 'Envío cancelado',
      explanation:
        'El envío de este paquete se ha cancelado. Si no lo esperaba, abajo encontrará el contacto.',
      entry: 'Envío cancelado',
    },
    expired: {
      headline: 'Sin novedades recientes',
      explanation:
        '{carrier} lleva un tiempo sin informar de este paquete. {merchant} puede preguntar dónde está: abajo encontrará el contacto.',
      entry: 'Sin novedades recientes',
    },
    unknown: {
      headline: 'A punto de salir',
      explanation:
        'Su paquete está registrado en {carrier}. La primera novedad aparecerá aquí cuando {carrier} lo escanee, a menudo el siguiente día hábil. Hasta entonces, todo va bien.',
      entry: 'Novedad de {carrier}',
    },
  },
  reasons: {
    'pending/label_created': { entry: 'Etiqueta creada' },
    'pending/info_received': { entry: '{carrier} espera el paquete' },
    'pending/awaiting_pickup': {
      headline: 'Preparado para salir',
      explanation: 'Su paquete está preparado y a la espera de que {carrier} se lo lleve.',
      entry: 'A la espera de {carrier}',
    },
    'pending/pickup_failed': {
      explanation:
        '{carrier} no pudo llevarse su paquete. Corresponde a {merchant} solicitar una nueva recogida.',
      entry: 'Recogida no realizada',
    },
    'pending/overdue': {
      headline: 'A la espera del primer escaneo',
      explanation:
        '{carrier} aún no ha escaneado su paquete y tarda más de lo habitual. {merchant} puede preguntar qué ocurre: abajo encontrará el contacto.',
    },
    'in_transit/stalled': {
      headline: 'En camino, sin novedades por ahora',
      explanation:
        '{carrier} lleva más tiempo de lo habitual sin escanear su paquete. La mayoría de los paquetes acaban llegando, y {merchant} puede preguntar dónde está el suyo: abajo encontrará el contacto.',
    },
    'in_transit/accepted': { entry: 'Aceptado por {carrier}' },
    'in_transit/picked_up': { entry: 'En manos de {carrier}' },
    'in_transit/arrived_facility': { entry: 'Llegó a un centro de clasificación' },
    'in_transit/departed_facility': { entry: 'Salió de un centro de clasificación' },
    'in_transit/at_delivery_depot': {
      headline: 'Ya falta poco',
      explanation:
        'Su paquete ha llegado al centro de reparto de su zona. El siguiente paso es el reparto.',
      entry: 'Llegó al centro de reparto',
    },
    'in_transit/handed_to_partner': { entry: 'En manos de otra empresa de reparto' },
    'in_transit/arrived_destination_country': { entry: 'Llegó a su país' },
    'in_transit/customs_processing': { entry: 'En trámite de aduana' },
    'in_transit/customs_cleared': { entry: 'Despachado en la aduana' },
    'in_transit/customs_held': {
      headline: 'En la aduana',
      explanation: 'La aduana está revisando su paquete. Seguirá su camino cuando termine.',
      entry: 'Retenido en la aduana',
    },
    'in_transit/delayed': {
      headline: 'Con retraso',
      explanation:
        '{carrier} avisa de un retraso. Su paquete sigue en camino y necesita más tiempo de lo previsto.',
      entry: 'Con retraso',
    },
    'in_transit/on_hold': {
      headline: 'En pausa',
      explanation:
        '{carrier} retiene su paquete por el momento. Seguirá su camino cuando lo libere.',
      entry: 'Retenido por {carrier}',
    },
    'in_transit/rescheduled': {
      headline: 'Entrega reprogramada',
      explanation: '{carrier} ha cambiado la entrega a otro día.',
      entry: 'Entrega reprogramada',
    },
    'in_transit/redirected': { entry: 'Enviado a otro destino' },
    'in_transit/instructions_changed': { entry: 'Cambio en las instrucciones de entrega' },
    'out_for_delivery/arriving_soon': {
      headline: 'Muy cerca',
      explanation: 'El vehículo de reparto está cerca de su dirección.',
      entry: 'El reparto está cerca',
    },
    'out_for_delivery/earlier': {
      explanation:
        'Su paquete salió a reparto un día anterior y {carrier} no ha dicho cómo terminó. Es posible que vuelva a salir del centro de reparto.',
    },
    'delivery_attempted/carded': { entry: 'Intento de entrega, se dejó un aviso' },
    'delivery_attempted/no_one_home': {
      headline: 'No había nadie en casa',
      entry: 'Intento de entrega, no había nadie',
    },
    'delivery_attempted/business_closed': { entry: 'Intento de entrega, local cerrado' },
    'delivery_attempted/no_access': { entry: 'Intento de entrega, sin acceso a la dirección' },
    'delivery_attempted/id_failed': { entry: 'Intento de entrega, identidad sin comprobar' },
    'delivery_attempted/rescheduled': {
      explanation: '{carrier} no pudo entregar su paquete y lo intentará de nuevo.',
      entry: 'Intento de entrega, habrá otro',
    },
    'delivery_attempted/final': { entry: 'Último intento de entrega' },
    'awaiting_collection/at_post_office': { entry: 'Listo para recoger en la oficina de correos' },
    'awaiting_collection/at_partner_store': { entry: 'Listo para recoger en un punto de recogida' },
    'awaiting_collection/at_depot': { entry: 'Listo para recoger en el centro de reparto' },
    'awaiting_collection/pickup_missed': {
      headline: 'Su paquete le sigue esperando',
      explanation:
        'Nadie ha recogido todavía su paquete. Recójalo pronto; si no, volverá al remitente.',
      entry: 'Aún sin recoger',
    },
    'exception/address_problem': {
      headline: 'Hay que revisar la dirección',
      explanation:
        '{carrier} no puede entregar en la dirección tal como está escrita. Contacte abajo con {merchant} para corregirla.',
      entry: 'Problema con la dirección',
    },
    'exception/customs_held': {
      headline: 'Retenido en la aduana',
      entry: 'Retenido en la aduana',
    },
    'exception/damaged': {
      headline: 'Dañado en el camino',
      explanation:
        '{carrier} informa de un daño. Contacte abajo con {merchant} para encontrar una solución.',
      entry: 'Daño notificado',
    },
    'exception/lost': {
      headline: 'El paquete no aparece',
      explanation:
        '{carrier} no encuentra su paquete. Lo sentimos. Contacte abajo con {merchant} para acordar el siguiente paso.',
      entry: 'Notificado como perdido',
    },
    'exception/disposed': {
      headline: 'No se pudo entregar',
      explanation:
        '{carrier} no pudo entregar su paquete y ya no está en camino. Contacte abajo con {merchant} para acordar el siguiente paso.',
      entry: 'No se puede entregar, ya no está en camino',
    },
    'exception/documents_missing': { entry: 'Faltan documentos' },
    'exception/payment_required': {
      // A payment link is the scammer's tool: whom to ask comes before any paying.
      explanation:
        '{carrier} espera un pago. No pague nada a nadie sin consultar antes con {merchant} en el contacto de abajo.',
      entry: 'Pendiente de un pago',
    },
    'exception/refused': { headline: 'Paquete rechazado', entry: 'Paquete rechazado' },
    'exception/rejected_by_carrier': { entry: 'No aceptado por {carrier}' },
    'exception/undeliverable': {
      headline: 'No se pudo entregar',
      entry: 'No se pudo entregar',
    },
    'returning/unclaimed': {
      explanation:
        'Su paquete no se recogió a tiempo y vuelve a {merchant}. Abajo encontrará el contacto para acordar el siguiente paso.',
      entry: 'Sin recoger, de vuelta al remitente',
    },
    'delivered/safe_place': {
      explanation:
        '{carrier} ha dejado su paquete en un lugar seguro. ¿No lo encuentra? Mire cerca de la puerta, pregunte en casa y a los vecinos, y después acuda al contacto de abajo.',
      entry: 'Entregado, en un lugar seguro',
    },
    'delivered/neighbour': {
      explanation: '{carrier} ha dejado su paquete en casa de un vecino.',
      entry: 'Entregado en casa de un vecino',
    },
    'delivered/reception': {
      explanation: '{carrier} ha dejado su paquete en recepción.',
      entry: 'Entregado en recepción',
    },
    'delivered/po_box': {
      explanation: 'Su paquete está en el apartado de correos.',
      entry: 'Entregado en el apartado de correos',
    },
    'delivered/signed': { entry: 'Entregado con firma' },
    'delivered/collected': {
      headline: 'Recogido',
      explanation: 'Su paquete se ha recogido. Esperamos que le guste.',
      entry: 'Recogido',
    },
    'delivered/partial': {
      headline: 'Entregado en parte',
      explanation: '{carrier} ha entregado una parte de este paquete.',
      entry: 'Entregado en parte',
    },
    'delivered/damaged': {
      explanation:
        '{carrier} ha entregado su paquete y ha anotado un daño. Si algo no está bien, abajo encontrará el contacto.',
      entry: 'Entregado, con un daño anotado',
    },
    'delivered/alternative_location': {
      explanation:
        '{carrier} ha entregado su paquete en otro lugar cercano. ¿No lo encuentra? Abajo tiene el contacto.',
      entry: 'Entregado en otro lugar',
    },
  },
  left: {
    safe_place: 'en un lugar seguro',
    neighbour: 'en casa de un vecino',
    reception: 'en recepción',
    po_box: 'en el apartado de correos',
    signed: 'en mano, con firma',
    collected: 'recogido',
    alternative_location: 'en otro lugar cercano',
  },
  order: {
    preparing: {
      headline: 'Estamos preparando su pedido',
      explanation:
        '{merchant} tiene su pedido. En cuanto salga, podrá seguirlo aquí: guarde este enlace.',
    },
    cancelled: {
      headline: 'Este pedido se ha cancelado',
      explanation: 'No se enviará nada. Si no lo esperaba, abajo encontrará el contacto.',
    },
    parcels: {
      headline: {
        one: 'Su pedido llega en {count} paquete',
        other: 'Su pedido llega en {count} paquetes',
      },
      explanation: 'Viajan por separado y pueden llegar en días distintos.',
    },
    someDelivered: {
      headline: {
        one: 'Paquetes entregados: {delivered} de {count}',
        other: 'Paquetes entregados: {delivered} de {count}',
      },
      explanation: 'Los demás viajan por separado y pueden llegar en días distintos.',
    },
    allDelivered: {
      headline: {
        one: 'Su paquete está entregado',
        other: 'Los {count} paquetes están entregados',
      },
      explanation: 'Esperamos que todo le guste.',
    },
  },
  steps: ['Preparado', 'En camino', 'En reparto', 'Entregado'],
  collectSteps: ['Preparado', 'En camino', 'Para recoger', 'Recogido'],
  days: {
    today: 'hoy',
    tomorrow: 'mañana ({date})',
    yesterday: 'ayer ({date})',
    at: '{day}, {time}',
  },
  sentence: {
    expected: '{headline}, llegada prevista: {when}',
    usual: '{headline}, llegada habitual: {when}',
    late: '{headline}, fecha prevista al principio: {when}',
    at: '{headline}: {when}',
    collect: '{headline} en {place}',
    after: '{first} {second}',
  },
  eta: {
    between: '{day}, entre las {from} y las {to}',
    by: '{day}, hacia las {to}',
    days: 'de {from} a {to}',
    missedHeadline: 'Con retraso',
    missed:
      'Sentimos la espera. {carrier} aún no ha indicado otra fecha; aparecerá aquí en cuanto la dé.',
    usualBecause: 'En esta ruta, 8 de cada 10 paquetes llegan en ese plazo.',
    moved: 'Fecha que {carrier} indicó al principio: {first}.',
    movedBecause: 'Fecha que {carrier} indicó al principio: {first}. Motivo del cambio: {reason}.',
  },
  labels: {
    title: '{headline} · pedido {number} · {merchant}',
    order: 'Pedido',
    placed: 'Fecha del pedido',
    progress: 'Progreso',
    step: 'Paso {step} de {of}: {name}',
    delivered: 'Entregado',
    parcel: 'Paquete {n} de {count}',
    parcelCount: 'Paquetes',
    noScans: 'Aún no hay escaneos.',
    quote: '«{text}»',
    row: '{label}: {text}',
    updates: 'Seguimiento',
    earlier: { one: '{count} novedad anterior', other: '{count} novedades anteriores' },
    items: 'En este paquete',
    ordered: 'En este pedido',
    toFollow: 'Pendiente de envío',
    times: '×',
    details: 'Detalles',
    carrier: 'Transportista',
    service: 'Servicio',
    trackingNumber: 'Número de seguimiento',
    copy: 'Copiar',
    copied: 'Copiado',
    destination: 'Destino',
    carrierPage: 'Ver en {carrier}',
    contact: 'Contactar con {merchant}',
    help: '¿Alguna pregunta?',
    helpText: '{merchant} le ayudará con gusto. Tenga a mano el número de pedido {number}.',
    email: 'Correo electrónico',
    call: 'Llamar',
    helpPage: 'Página de ayuda',
    zone: 'Días y horas en hora local ({city}).',
    language: 'Idioma',
    skip: 'Ir al seguimiento',
    map: 'De {from} a {to}',
    faq: 'Conviene saber',
    follow: 'Seguir a {merchant}',
    calendar: 'Añadir al calendario',
    feed: 'Seguir en un lector de noticias',
    share: 'Compartir',
    shareText:
      'El enlace muestra dónde está el paquete, qué contiene y a qué localidad va, pero no su nombre ni su calle.',
    sms: 'SMS',
    live: 'Esta página se actualiza sola.',
    pause: 'Pausar',
    resume: 'Reanudar',
    updated: 'Actualizado a las {time}',
    notFound: 'No encontramos esta página',
    notFoundText:
      'Puede que el enlace esté incompleto. Ábralo de nuevo desde su correo o su SMS, o cópielo entero.',
    broken: 'Algo falló de nuestro lado',
    brokenText: 'Su paquete no se ve afectado. Inténtelo de nuevo en un minuto.',
    refused: 'Este formulario no se envió desde nuestra página',
    refusedText:
      'Por su seguridad, solo aceptamos formularios de nuestras propias páginas. Abra la página de nuevo y envíe el formulario desde allí.',
    reference: 'Referencia',
    home: 'Seguimiento de paquetes',
    homeText: 'Para seguir un paquete, abra el enlace que recibió por correo electrónico o SMS.',
  },
  collect: {
    heading: 'Dónde recogerlo',
    hours: 'Horario',
    askHours: 'Consulte el horario con {carrier} antes de ir.',
    askPlace:
      '{carrier} no nos ha indicado el lugar. Consulte el aviso que le hayan dejado o la página del transportista.',
    until: 'Último día para recogerlo: {day}',
    directions: 'Cómo llegar',
  },
  private: {
    heading: 'Dirección y comprobante de entrega',
    headingBefore: 'Dirección e instrucciones de entrega',
    text: 'Para ver estos datos, escriba el correo electrónico de este pedido, o su código postal y el apellido que figura en el paquete.',
    old: 'Ha pasado tiempo desde este pedido: el enlace por sí solo ya no muestra qué contenía ni adónde fue.',
    field: 'Código postal o correo electrónico',
    name: 'Apellido, con el código postal',
    show: 'Mostrar',
    missing: 'Con el código postal, escriba también el apellido.',
    wrong: 'Ese dato no corresponde a este pedido. Revíselo e inténtelo de nuevo.',
    wait: {
      one: 'Demasiados intentos. Inténtelo de nuevo en {count} minuto.',
      other: 'Demasiados intentos. Inténtelo de nuevo en {count} minutos.',
    },
    waitDay: 'Demasiados intentos. Inténtelo de nuevo mañana.',
    address: 'Dirección de entrega',
    instructions: 'Instrucciones de entrega',
    signature: 'Puede dejarse sin firma',
    signatureRequired: 'Requiere firma',
    proof: 'Comprobante de entrega',
    signedBy: 'Firma: {name}',
    picture: 'Foto o firma tomada por {carrier}',
    nothing: '{carrier} no nos ha comunicado ninguna foto ni firma.',
    shown: 'Solo usted ve esto, hasta que salga de la página.',
  },
  lookup: {
    heading: '¿Dónde está mi pedido?',
    text: 'Escriba su número de pedido y el correo electrónico o el código postal con que hizo el pedido.',
    number: 'Número de pedido',
    numberHint: 'Está en la confirmación del pedido.',
    contact: 'Correo electrónico o código postal',
    find: 'Buscar mi pedido',
    missing: 'Rellene los dos campos.',
    nothing:
      'No encontramos ningún pedido con estos datos. Revise los dos campos; un pedido nuevo puede tardar unos minutos en aparecer.',
    sent: 'Revise su correo',
    sentText:
      'Si hay un pedido con estos datos, su enlace va en camino al correo electrónico con que se hizo. Puede tardar unos minutos.',
  },
  feedback: {
    question: '¿Qué tal fue la entrega?',
    good: 'Bien',
    bad: 'Mal',
    thanks: 'Gracias por su opinión.',
    thanksBad: 'Lo sentimos. Si hay algo que corregir, póngase en contacto con nosotros.',
  },
  preferences: {
    heading: 'Mensajes sobre este pedido',
    text: 'Elija qué podemos enviarle.',
    show: 'Ver mis preferencias',
    email: 'Correos electrónicos',
    sms: 'SMS',
    save: 'Guardar',
    saved: 'Guardado.',
  },
  calendar: {
    expected: 'Paquete de {merchant}',
    delivered: 'Paquete de {merchant}: entregado',
    text: '{headline}. Pedido {number}, {carrier} {trackingNumber}.',
  },
}

export const esMessages: MessageWords = {
  mail: {
    greeting: 'Hola, {name}:',
    step: 'Paso {step} de {of}:',
    eta: 'Llegada prevista',
    delivered: 'Entregado',
    attempted: 'Intento de entrega',
    lastScan: 'Último escaneo',
    where: 'Dónde',
    carrier: 'Transportista',
    trackingNumber: 'Número de seguimiento',
    order: 'Pedido',
    items: 'En este paquete',
    quantity: 'Cantidad: {count}',
    more: { one: 'y {count} artículo más', other: 'y {count} artículos más' },
    questions: '¿Alguna pregunta sobre su pedido?',
    helpPages: 'Páginas de ayuda de {brand}',
    reason: 'Recibe este mensaje porque hizo el pedido {number} en {brand}.',
    row: '{label}: {text}',
  },
  mails: {
    shipped: {
      subject: 'Su pedido {number} está en camino',
      preview: '{carrier} tiene su paquete de {brand}.',
      headline: 'Su pedido está en camino',
      lead: 'Su paquete de {brand} está preparado y en manos de {carrier}.',
      progress: 'Enviado',
      action: 'Seguir el paquete',
      help: '',
    },
    out_for_delivery: {
      subject: 'Su pedido {number} está en reparto',
      preview: '{carrier} le lleva su paquete de {brand}.',
      headline: 'Su paquete está en reparto',
      lead: 'Su paquete de {brand} va en el vehículo de reparto de {carrier}, camino de su puerta.',
      progress: 'En reparto',
      action: 'Seguir la entrega',
      help: '',
    },
    delivered: {
      subject: 'Su pedido {number} se ha entregado',
      preview: 'Su paquete de {brand} ya ha llegado.',
      headline: 'Su paquete ya ha llegado',
      lead: '{carrier} ha entregado su paquete de {brand}. Esperamos que todo esté a su gusto.',
      progress: 'Entregado',
      action: 'Ver la entrega',
      help: '¿No lo encuentra? Mire en los rincones resguardados cerca de la puerta y pregunte en casa y a los vecinos. Si sigue sin aparecer, díganoslo y lo averiguaremos.',
    },
    delivery_attempted: {
      subject: 'Su pedido {number} aún no se ha podido entregar',
      preview: '{carrier} intentó entregar su paquete de {brand}.',
      headline: 'No pudimos entregar su paquete',
      lead: '{carrier} intentó entregar su paquete de {brand}, pero no fue posible.',
      progress: 'Intento de entrega',
      action: 'Ver qué pasa ahora',
      help: 'En la página de seguimiento verá si el transportista lo intentará de nuevo o dónde puede recoger el paquete. También lo indica el aviso que hayan dejado en su puerta.',
    },
    stalled: {
      subject: 'Sin novedades de su pedido {number} por ahora',
      preview: '{carrier} lleva un tiempo sin escanear su paquete de {brand}.',
      headline: 'En camino, sin novedades por ahora',
      lead: '{carrier} lleva más tiempo de lo habitual sin escanear su paquete de {brand}. La mayoría de los paquetes acaban llegando.',
      progress: 'En camino',
      action: 'Ver su última ubicación',
      help: 'No tiene que hacer nada: el próximo escaneo aparecerá en la página de seguimiento en cuanto se produzca. Si prefiere que preguntemos al transportista dónde está, póngase en contacto con nosotros.',
    },
  },
  link: {
    subject: 'Su enlace al pedido {number}',
    text: 'Usted, o alguien que conoce su número de pedido, solicitó este enlace para seguirlo:',
    ignore: 'Si no fue usted, no tiene que hacer nada: el enlace solo se le envió a usted.',
  },
  texts: {
    shipped: [
      '{brand}: su pedido {number} va en camino con {carrier}. Seguimiento: {url}',
      '{brand}: su pedido {number} va en camino. Seguimiento: {url}',
      '{brand}: pedido en camino. {url}',
    ],
    out_for_delivery: [
      '{brand}: su pedido {number} va en reparto con {carrier}. Seguimiento: {url}',
      '{brand}: su pedido {number} va en reparto. Seguimiento: {url}',
      '{brand}: pedido en reparto. {url}',
    ],
    delivered: [
      '{brand}: pedido {number} entregado ({place}). Detalles: {url}',
      '{brand}: pedido {number} entregado. Detalles: {url}',
      '{brand}: pedido entregado. {url}',
    ],
    delivery_attempted: [
      '{brand}: {carrier} no pudo entregar su pedido {number}. Siguiente paso: {url}',
      '{brand}: no se pudo entregar su pedido {number}. Siguiente paso: {url}',
      '{brand}: entrega no realizada. {url}',
    ],
    stalled: [
      '{brand}: {carrier} lleva un tiempo sin escanear su pedido {number}. Detalles: {url}',
      '{brand}: sin novedades de su pedido {number} por ahora. Detalles: {url}',
      '{brand}: pedido sin novedades. {url}',
    ],
  },
}
