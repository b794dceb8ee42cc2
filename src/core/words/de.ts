// German, with Sie. A name never takes an ending or an article, so it stands where it needs none. Who drives
// and who lives next door may be anybody: Zustellfahrzeug, Nachbarschaft. One word for one thing: Paket,
// Paketdienst, Sendungsnummer, Bestellung, abholen, Zustellversuch.
import type { MessageWords } from '../message-words.ts'
import type { Words } from '../words.ts'

export const de: Words = {
  locale: 'de',
  dir: 'ltr',
  name: 'Deutsch',
  statuses: {
    pending: {
      headline: 'Bald unterwegs',
      explanation:
        '{merchant} hat Ihr Paket bei {carrier} angekündigt. Die erste Meldung erscheint hier, sobald {carrier} es scannt, oft am nächsten Werktag. Bis dahin ist alles in Ordnung.',
      entry: '{carrier} erwartet das Paket',
    },
    in_transit: {
      headline: 'Unterwegs',
      explanation: '{carrier} hat Ihr Paket und bringt es zu Ihnen.',
      entry: 'Unterwegs',
    },
    out_for_delivery: {
      headline: 'In Zustellung',
      explanation:
        'Ihr Paket ist im Zustellfahrzeug von {carrier}. Vor Ihnen können noch andere Stopps liegen, daher kann sich die Uhrzeit verschieben.',
      entry: 'In Zustellung',
    },
    delivery_attempted: {
      headline: 'Zustellung versucht',
      explanation:
        '{carrier} konnte Ihr Paket nicht übergeben. Wie es weitergeht, steht auf der Benachrichtigungskarte oder auf der Seite des Paketdienstes.',
      entry: 'Zustellversuch',
    },
    awaiting_collection: {
      headline: 'Abholbereit',
      explanation:
        'Ihr Paket liegt für Sie bereit. Bringen Sie bitte einen Lichtbildausweis und die Sendungsnummer mit.',
      entry: 'Abholbereit',
    },
    exception: {
      headline: 'Es gibt ein Problem',
      explanation:
        'Ihr Paket wird aufgehalten. {merchant} kann das mit {carrier} klären: Den Kontakt finden Sie unten.',
      entry: 'Problem gemeldet',
    },
    returning: {
      headline: 'Auf dem Rückweg',
      explanation:
        '{carrier} bringt Ihr Paket zurück zu {merchant}. Wie es weitergeht, klären Sie am besten über den Kontakt unten.',
      entry: 'Auf dem Rückweg zum Absender',
    },
    delivered: {
      headline: 'Zugestellt',
      explanation: '{carrier} hat Ihr Paket zugestellt. Wir wünschen Ihnen viel Freude damit.',
      entry: 'Zugestellt',
    },
    returned: {
      headline: 'Zurück beim Absender',
      explanation:
        'Ihr Paket ist wieder bei {merchant}. Wie es weitergeht, klären Sie am besten über den Kontakt unten.',
      entry: 'Zurück beim Absender',
    },
    cancelled: {
      headline: 'Storniert',
      explanation:
        'Dieses Paket wurde storniert. Falls Sie das überrascht, melden Sie sich bitte über den Kontakt unten.',
      entry: 'Storniert',
    },
    expired: {
      headline: 'Keine neuen Meldungen',
      explanation:
        '{carrier} hat seit einiger Zeit nichts zu diesem Paket gemeldet. {merchant} kann nachfragen, wo es ist: Den Kontakt finden Sie unten.',
      entry: 'Keine neuen Meldungen',
    },
    unknown: {
      headline: 'Bald unterwegs',
      explanation:
        'Ihr Paket ist bei {carrier} angemeldet. Die erste Meldung erscheint hier, sobald {carrier} es scannt, oft am nächsten Werktag. Bis dahin ist alles in Ordnung.',
      entry: 'Meldung von {carrier}',
    },
  },
  reasons: {
    'pending/label_created': { entry: 'Versandetikett erstellt' },
    'pending/info_received': { entry: '{carrier} erwartet das Paket' },
    'pending/awaiting_pickup': {
      headline: 'Verpackt und bereit',
      explanation: 'Ihr Paket ist verpackt und bereit, von {carrier} mitgenommen zu werden.',
      entry: 'Bereit für {carrier}',
    },
    'pending/pickup_failed': {
      explanation:
        '{carrier} konnte Ihr Paket nicht mitnehmen. {merchant} muss die Abholung neu beauftragen; für Sie ist nichts zu tun.',
      entry: 'Noch nicht mitgenommen',
    },
    'pending/overdue': {
      headline: 'Noch kein erster Scan',
      explanation:
        '{carrier} hat Ihr Paket noch nicht gescannt, und das dauert länger als üblich. {merchant} kann nachfragen: Den Kontakt finden Sie unten.',
    },
    'in_transit/stalled': {
      headline: 'Unterwegs, zurzeit ohne Neuigkeiten',
      explanation:
        '{carrier} hat Ihr Paket länger als üblich nicht gescannt. Die meisten Pakete kommen trotzdem an, und {merchant} kann nachfragen, wo Ihres ist: Den Kontakt finden Sie unten.',
    },
    'in_transit/accepted': { entry: 'Von {carrier} angenommen' },
    'in_transit/picked_up': { entry: 'Von {carrier} übernommen' },
    'in_transit/arrived_facility': { entry: 'Im Sortierzentrum angekommen' },
    'in_transit/departed_facility': { entry: 'Hat das Sortierzentrum verlassen' },
    'in_transit/at_delivery_depot': {
      headline: 'Fast da',
      explanation:
        'Ihr Paket ist im Zustelldepot Ihrer Region angekommen. Als Nächstes geht es in die Zustellung.',
      entry: 'Im Zustelldepot angekommen',
    },
    'in_transit/handed_to_partner': { entry: 'An einen Zustellpartner übergeben' },
    'in_transit/arrived_destination_country': { entry: 'In Ihrem Land angekommen' },
    'in_transit/customs_processing': { entry: 'In der Zollabfertigung' },
    'in_transit/customs_cleared': { entry: 'Vom Zoll freigegeben' },
    'in_transit/customs_held': {
      headline: 'Beim Zoll',
      explanation: 'Der Zoll prüft Ihr Paket. Danach geht es weiter.',
      entry: 'Vom Zoll angehalten',
    },
    'in_transit/delayed': {
      headline: 'Verspätet',
      explanation:
        '{carrier} meldet eine Verspätung. Ihr Paket ist weiterhin unterwegs und braucht länger als geplant.',
      entry: 'Verspätet',
    },
    'in_transit/on_hold': {
      headline: 'Unterwegs angehalten',
      explanation: '{carrier} hält Ihr Paket vorerst zurück. Nach der Freigabe geht es weiter.',
      entry: 'Von {carrier} zurückgehalten',
    },
    'in_transit/rescheduled': {
      headline: 'Zustellung verschoben',
      explanation: '{carrier} hat die Zustellung auf einen anderen Tag verschoben.',
      entry: 'Zustellung verschoben',
    },
    'in_transit/redirected': { entry: 'An ein neues Ziel umgeleitet' },
    'in_transit/instructions_changed': { entry: 'Zustellwunsch geändert' },
    'out_for_delivery/arriving_soon': {
      headline: 'Ganz in Ihrer Nähe',
      explanation: 'Das Zustellfahrzeug ist ganz in Ihrer Nähe.',
      entry: 'Das Zustellfahrzeug ist in der Nähe',
    },
    'out_for_delivery/earlier': {
      explanation:
        'Ihr Paket ging an einem früheren Tag in die Zustellung, und {carrier} hat nicht gemeldet, wie sie ausging. Es kann sein, dass es vom Depot aus noch einmal losfährt.',
    },
    'delivery_attempted/carded': { entry: 'Zustellversuch, Karte hinterlassen' },
    'delivery_attempted/no_one_home': {
      headline: 'Leider nicht angetroffen',
      entry: 'Zustellversuch, niemand angetroffen',
    },
    'delivery_attempted/business_closed': { entry: 'Zustellversuch, Geschäft geschlossen' },
    'delivery_attempted/no_access': { entry: 'Zustellversuch, kein Zugang zur Adresse' },
    'delivery_attempted/id_failed': { entry: 'Zustellversuch, Identität nicht bestätigt' },
    'delivery_attempted/rescheduled': {
      explanation: '{carrier} konnte Ihr Paket nicht übergeben und versucht es noch einmal.',
      entry: 'Zustellversuch, ein weiterer ist geplant',
    },
    'delivery_attempted/final': { entry: 'Letzter Zustellversuch' },
    'awaiting_collection/at_post_office': { entry: 'Abholbereit in der Postfiliale' },
    'awaiting_collection/at_partner_store': { entry: 'Abholbereit im Paketshop' },
    'awaiting_collection/at_depot': { entry: 'Abholbereit im Depot' },
    'awaiting_collection/pickup_missed': {
      headline: 'Wartet noch auf Sie',
      explanation:
        'Ihr Paket wurde noch nicht abgeholt. Holen Sie es bitte bald ab, sonst geht es zurück an den Absender.',
      entry: 'Noch nicht abgeholt',
    },
    'exception/address_problem': {
      headline: 'Bitte die Adresse prüfen',
      explanation:
        '{carrier} kann an die angegebene Adresse nicht zustellen. Wenden Sie sich unten an {merchant}, um sie zu berichtigen.',
      entry: 'Problem mit der Adresse',
    },
    'exception/customs_held': { headline: 'Vom Zoll angehalten', entry: 'Vom Zoll angehalten' },
    'exception/damaged': {
      headline: 'Unterwegs beschädigt',
      explanation:
        '{carrier} meldet einen Schaden. Wenden Sie sich unten an {merchant}, um eine Lösung zu finden.',
      entry: 'Schaden gemeldet',
    },
    'exception/lost': {
      headline: 'Das Paket wird vermisst',
      explanation:
        '{carrier} kann Ihr Paket nicht finden. Das tut uns leid. Wenden Sie sich unten an {merchant}, um zu klären, wie es weitergeht.',
      entry: 'Als vermisst gemeldet',
    },
    'exception/disposed': {
      headline: 'Zustellung nicht möglich',
      explanation:
        '{carrier} konnte Ihr Paket nicht zustellen, und es ist nicht mehr unterwegs. Wenden Sie sich unten an {merchant}, um zu klären, wie es weitergeht.',
      entry: 'Nicht zustellbar, nicht mehr unterwegs',
    },
    'exception/documents_missing': { entry: 'Unterlagen fehlen' },
    'exception/payment_required': {
      // A payment link is the scammer's tool: whom to ask comes before any paying.
      explanation:
        '{carrier} wartet auf eine Zahlung. Bitte fragen Sie erst unten bei {merchant} nach, bevor Sie irgendjemandem etwas bezahlen.',
      entry: 'Wartet auf eine Zahlung',
    },
    'exception/refused': { headline: 'Annahme verweigert', entry: 'Annahme verweigert' },
    'exception/rejected_by_carrier': { entry: 'Von {carrier} nicht angenommen' },
    'exception/undeliverable': {
      headline: 'Zustellung nicht möglich',
      entry: 'Zustellung nicht möglich',
    },
    'returning/unclaimed': {
      explanation:
        'Ihr Paket wurde nicht rechtzeitig abgeholt und geht zurück an {merchant}. Wie es weitergeht, klären Sie am besten über den Kontakt unten.',
      entry: 'Nicht abgeholt, auf dem Rückweg',
    },
    'delivered/safe_place': {
      explanation:
        '{carrier} hat Ihr Paket an einem sicheren Ort abgelegt. Nicht gefunden? Sehen Sie rund um die Haustür nach, fragen Sie im Haushalt und in der Nachbarschaft, und melden Sie sich dann über den Kontakt unten.',
      entry: 'Zugestellt, an einem sicheren Ort abgelegt',
    },
    'delivered/neighbour': {
      explanation: '{carrier} hat Ihr Paket in der Nachbarschaft abgegeben.',
      entry: 'In der Nachbarschaft abgegeben',
    },
    'delivered/reception': {
      explanation: '{carrier} hat Ihr Paket am Empfang abgegeben.',
      entry: 'Am Empfang abgegeben',
    },
    'delivered/po_box': {
      explanation: 'Ihr Paket liegt im Postfach.',
      entry: 'Ins Postfach zugestellt',
    },
    'delivered/signed': { entry: 'Gegen Unterschrift zugestellt' },
    'delivered/collected': {
      headline: 'Abgeholt',
      explanation: 'Ihr Paket wurde abgeholt. Wir wünschen Ihnen viel Freude damit.',
      entry: 'Abgeholt',
    },
    'delivered/partial': {
      headline: 'Teilweise zugestellt',
      explanation: '{carrier} hat einen Teil dieses Pakets zugestellt.',
      entry: 'Teilweise zugestellt',
    },
    'delivered/damaged': {
      explanation:
        '{carrier} hat Ihr Paket zugestellt und einen Schaden vermerkt. Falls etwas nicht in Ordnung ist, melden Sie sich bitte über den Kontakt unten.',
      entry: 'Zugestellt, Schaden vermerkt',
    },
    'delivered/alternative_location': {
      explanation:
        '{carrier} hat Ihr Paket an einem anderen Ort in Ihrer Nähe zugestellt. Nicht gefunden? Melden Sie sich bitte über den Kontakt unten.',
      entry: 'An einem anderen Ort zugestellt',
    },
  },
  left: {
    safe_place: 'an einem sicheren Ort abgelegt',
    neighbour: 'in der Nachbarschaft abgegeben',
    reception: 'am Empfang abgegeben',
    po_box: 'im Postfach',
    signed: 'gegen Unterschrift übergeben',
    collected: 'abgeholt',
    alternative_location: 'an einem anderen Ort in Ihrer Nähe abgegeben',
  },
  order: {
    preparing: {
      headline: 'Wir bereiten Ihre Bestellung vor',
      explanation:
        '{merchant} hat Ihre Bestellung erhalten. Sobald sie auf dem Weg ist, können Sie sie hier verfolgen: Bewahren Sie diesen Link auf.',
    },
    cancelled: {
      headline: 'Diese Bestellung wurde storniert',
      explanation:
        'Es wird nichts verschickt. Falls Sie das überrascht, melden Sie sich bitte über den Kontakt unten.',
    },
    parcels: {
      headline: {
        one: 'Ihre Bestellung kommt in {count} Paket',
        other: 'Ihre Bestellung kommt in {count} Paketen',
      },
      explanation: 'Sie sind getrennt unterwegs und können an verschiedenen Tagen ankommen.',
    },
    someDelivered: {
      headline: {
        one: '{delivered} von {count} Paket zugestellt',
        other: '{delivered} von {count} Paketen zugestellt',
      },
      explanation:
        'Die anderen sind getrennt unterwegs und können an verschiedenen Tagen ankommen.',
    },
    allDelivered: {
      headline: { one: 'Ihr Paket ist zugestellt', other: 'Alle {count} Pakete zugestellt' },
      explanation: 'Wir wünschen Ihnen viel Freude mit allem.',
    },
  },
  /** “Unterwegs” beside “Zustellung” is wider than the bar of one of several parcels at 320 px. */
  steps: ['Verpackt', 'Auf dem Weg', 'In Zustellung', 'Zugestellt'],
  collectSteps: ['Verpackt', 'Auf dem Weg', 'Abholbereit', 'Abgeholt'],
  days: {
    today: 'heute',
    tomorrow: 'morgen ({date})',
    yesterday: 'gestern ({date})',
    at: '{day} um {time} Uhr',
  },
  sentence: {
    expected: '{headline}, voraussichtlich {when} bei Ihnen',
    usual: '{headline}, Ankunft meist {when}',
    late: '{headline}, war für {when} angekündigt',
    at: '{headline}: {when}',
    collect: '{headline}: {place}',
    after: '{first} {second}',
  },
  eta: {
    between: '{day}, zwischen {from} und {to} Uhr',
    by: '{day}, gegen {to} Uhr',
    days: '{from} bis {to}',
    missedHeadline: 'Verspätet',
    missed:
      'Bitte entschuldigen Sie die Wartezeit. {carrier} hat noch keinen neuen Tag genannt; sobald er feststeht, erscheint er hier.',
    usualBecause: 'Auf dieser Strecke kommen 8 von 10 Paketen in diesem Zeitraum an.',
    moved: '{carrier} hatte die Zustellung zuerst für {first} angekündigt.',
    movedBecause:
      '{carrier} hatte die Zustellung zuerst für {first} angekündigt. Als Grund ist angegeben: {reason}.',
  },
  labels: {
    title: '{headline} · Bestellung {number} · {merchant}',
    order: 'Bestellung',
    placed: 'Bestellt',
    progress: 'Fortschritt',
    step: 'Schritt {step} von {of}: {name}',
    delivered: 'Zugestellt',
    parcel: 'Paket {n} von {count}',
    parcelCount: 'Pakete',
    noScans: 'Noch keine Scans.',
    quote: '„{text}“',
    row: '{label}: {text}',
    updates: 'Sendungsverlauf',
    earlier: { one: '{count} frühere Meldung', other: '{count} frühere Meldungen' },
    items: 'In diesem Paket',
    ordered: 'In dieser Bestellung',
    toFollow: 'Wird noch verschickt',
    times: '×',
    details: 'Details',
    carrier: 'Paketdienst',
    service: 'Versandart',
    trackingNumber: 'Sendungsnummer',
    copy: 'Kopieren',
    copied: 'Kopiert',
    destination: 'Ziel',
    carrierPage: 'Bei {carrier} ansehen',
    contact: '{merchant} kontaktieren',
    help: 'Fragen?',
    helpText: '{merchant} hilft Ihnen gern. Halten Sie bitte die Bestellnummer {number} bereit.',
    email: 'E-Mail',
    call: 'Anrufen',
    helpPage: 'Hilfeseite',
    zone: 'Tage und Uhrzeiten in Ortszeit ({city}).',
    language: 'Sprache',
    skip: 'Zum Sendungsverlauf',
    map: 'Von {from} nach {to}',
    faq: 'Gut zu wissen',
    follow: '{merchant} folgen',
    calendar: 'Zum Kalender hinzufügen',
    feed: 'Im Feedreader verfolgen',
    share: 'Teilen',
    shareText:
      'Der Link zeigt, wo das Paket ist, was darin ist und in welchen Ort es geht, aber weder Ihren Namen noch Ihre Straße.',
    sms: 'SMS',
    live: 'Diese Seite aktualisiert sich von selbst.',
    pause: 'Anhalten',
    resume: 'Fortsetzen',
    updated: 'Stand: {time} Uhr',
    notFound: 'Diese Seite ist nicht zu finden',
    notFoundText:
      'Vielleicht ist der Link unvollständig. Öffnen Sie ihn noch einmal aus der E-Mail oder der SMS, oder kopieren Sie ihn ganz.',
    broken: 'Bei uns ist etwas schiefgegangen',
    brokenText:
      'Ihr Paket ist davon nicht betroffen. Bitte versuchen Sie es in einer Minute erneut.',
    refused: 'Dieses Formular kam nicht von unserer Seite',
    refusedText:
      'Zu Ihrer Sicherheit nehmen wir Formulare nur von unseren eigenen Seiten an. Öffnen Sie die Seite bitte neu und senden Sie das Formular dort ab.',
    reference: 'Kennung',
    home: 'Sendungsverfolgung',
    homeText: 'Um ein Paket zu verfolgen, öffnen Sie den Link aus Ihrer E-Mail oder SMS.',
  },
  collect: {
    heading: 'Abholort',
    hours: 'Öffnungszeiten',
    askHours: 'Prüfen Sie bitte bei {carrier} die Öffnungszeiten, bevor Sie losgehen.',
    askPlace:
      '{carrier} hat uns den Abholort nicht genannt. Er steht auf der Benachrichtigungskarte oder auf der Seite des Paketdienstes.',
    until: 'Abholbereit bis {day}',
    directions: 'Weg anzeigen',
  },
  private: {
    heading: 'Adresse und Zustellnachweis',
    headingBefore: 'Lieferadresse und Zustellwunsch',
    text: 'Um sie zu sehen, geben Sie die E-Mail-Adresse dieser Bestellung ein, oder die Postleitzahl und den Nachnamen auf dem Paket.',
    old: 'Diese Bestellung liegt länger zurück. Der Link allein zeigt nicht mehr, was darin war und wohin sie ging.',
    field: 'Postleitzahl oder E-Mail-Adresse',
    name: 'Nachname, zur Postleitzahl',
    show: 'Anzeigen',
    missing: 'Zur Postleitzahl gehört auch der Nachname. Bitte ergänzen Sie ihn.',
    wrong: 'Das gehört nicht zu dieser Bestellung. Bitte prüfen Sie die Eingabe.',
    wait: {
      one: 'Zu viele Versuche. Bitte versuchen Sie es in {count} Minute erneut.',
      other: 'Zu viele Versuche. Bitte versuchen Sie es in {count} Minuten erneut.',
    },
    waitDay: 'Zu viele Versuche. Bitte versuchen Sie es morgen erneut.',
    address: 'Lieferadresse',
    instructions: 'Zustellwunsch',
    signature: 'Darf ohne Unterschrift abgelegt werden',
    signatureRequired: 'Nur gegen Unterschrift',
    proof: 'Zustellnachweis',
    signedBy: 'Unterschrieben von {name}',
    picture: 'Foto oder Unterschrift, aufgenommen von {carrier}',
    nothing: '{carrier} hat uns weder ein Foto noch eine Unterschrift übermittelt.',
    shown: 'Das sehen nur Sie, bis Sie die Seite verlassen.',
  },
  lookup: {
    heading: 'Wo ist meine Bestellung?',
    text: 'Geben Sie Ihre Bestellnummer ein und dazu die E-Mail-Adresse oder Postleitzahl Ihrer Bestellung.',
    number: 'Bestellnummer',
    numberHint: 'Sie steht in Ihrer Bestellbestätigung.',
    contact: 'E-Mail-Adresse oder Postleitzahl',
    find: 'Bestellung finden',
    missing: 'Bitte füllen Sie beide Felder aus.',
    nothing:
      'Zu diesen Angaben finden wir keine Bestellung. Bitte prüfen Sie beide Felder; eine neue Bestellung kann einige Minuten brauchen, bis sie erscheint.',
    sent: 'Bitte sehen Sie in Ihrem Postfach nach',
    sentText:
      'Wenn es zu diesen Angaben eine Bestellung gibt, ist der Link unterwegs an die E-Mail-Adresse, mit der sie aufgegeben wurde. Das kann einige Minuten dauern.',
  },
  feedback: {
    question: 'Wie war die Zustellung?',
    good: 'Gut',
    bad: 'Nicht gut',
    thanks: 'Danke für Ihre Rückmeldung.',
    thanksBad:
      'Das tut uns leid. Wenn etwas in Ordnung zu bringen ist, melden Sie sich bitte bei uns.',
  },
  preferences: {
    heading: 'Nachrichten zu dieser Bestellung',
    text: 'Wählen Sie, was wir Ihnen senden dürfen.',
    show: 'Meine Auswahl anzeigen',
    email: 'E-Mails',
    sms: 'SMS',
    save: 'Speichern',
    saved: 'Gespeichert.',
  },
  calendar: {
    expected: 'Paket von {merchant}',
    delivered: 'Paket von {merchant}: zugestellt',
    text: '{headline}. Bestellung {number}, {carrier} {trackingNumber}.',
  },
}

export const deMessages: MessageWords = {
  mail: {
    greeting: 'Guten Tag {name},',
    step: 'Schritt {step} von {of}:',
    eta: 'Voraussichtliche Zustellung',
    delivered: 'Zugestellt',
    attempted: 'Zustellversuch',
    lastScan: 'Letzter Scan',
    where: 'Ort',
    carrier: 'Paketdienst',
    trackingNumber: 'Sendungsnummer',
    order: 'Bestellung',
    items: 'In diesem Paket',
    quantity: 'Menge: {count}',
    more: { one: 'und {count} weiterer Artikel', other: 'und {count} weitere Artikel' },
    questions: 'Fragen zu Ihrer Bestellung?',
    helpPages: 'Hilfeseiten von {brand}',
    reason: 'Sie erhalten diese Nachricht zu Ihrer Bestellung {number} bei {brand}.',
    row: '{label}: {text}',
  },
  mails: {
    shipped: {
      subject: 'Ihre Bestellung {number} ist unterwegs',
      preview: '{carrier} hat Ihr Paket von {brand} übernommen.',
      headline: 'Ihre Bestellung ist unterwegs',
      lead: 'Ihr Paket von {brand} ist verpackt und an {carrier} übergeben.',
      progress: 'Verschickt',
      action: 'Paket verfolgen',
      help: '',
    },
    out_for_delivery: {
      subject: 'Ihre Bestellung {number} ist in Zustellung',
      preview: '{carrier} bringt Ihnen Ihr Paket von {brand}.',
      headline: 'Ihr Paket ist in Zustellung',
      lead: 'Ihr Paket von {brand} ist im Zustellfahrzeug von {carrier} und auf dem Weg zu Ihnen.',
      progress: 'In Zustellung',
      action: 'Zustellung verfolgen',
      help: '',
    },
    delivered: {
      subject: 'Ihre Bestellung {number} wurde zugestellt',
      preview: 'Ihr Paket von {brand} ist angekommen.',
      headline: 'Ihr Paket ist angekommen',
      lead: '{carrier} hat Ihr Paket von {brand} zugestellt. Wir wünschen Ihnen viel Freude damit.',
      progress: 'Zugestellt',
      action: 'Zustellung ansehen',
      help: 'Nicht gefunden? Sehen Sie an geschützten Stellen rund um die Haustür nach und fragen Sie im Haushalt und in der Nachbarschaft. Ist es dann immer noch nicht da, sagen Sie uns Bescheid, und wir gehen der Sache nach.',
    },
    delivery_attempted: {
      subject: 'Ihre Bestellung {number} konnte noch nicht zugestellt werden',
      preview: '{carrier} wollte Ihr Paket von {brand} zustellen.',
      headline: 'Die Zustellung hat leider nicht geklappt',
      lead: '{carrier} wollte Ihr Paket von {brand} zustellen, konnte es aber nicht übergeben.',
      progress: 'Zustellversuch',
      action: 'So geht es weiter',
      help: 'Auf der Seite zur Sendungsverfolgung steht, ob der Paketdienst es noch einmal versucht oder wo Sie das Paket abholen können. Auf der Benachrichtigungskarte an Ihrer Tür steht es auch.',
    },
    stalled: {
      subject: 'Zurzeit keine Neuigkeiten zu Ihrer Bestellung {number}',
      preview: '{carrier} hat Ihr Paket von {brand} länger nicht gescannt.',
      headline: 'Unterwegs, zurzeit ohne Neuigkeiten',
      lead: '{carrier} hat Ihr Paket von {brand} länger als üblich nicht gescannt. Die meisten Pakete kommen trotzdem an.',
      progress: 'Unterwegs',
      action: 'Letzten Stand ansehen',
      help: 'Sie müssen nichts tun: Auf der Seite zur Sendungsverfolgung erscheint der nächste Scan, sobald es ihn gibt. Sollen wir beim Paketdienst nachfragen, wo das Paket ist, melden Sie sich gern bei uns.',
    },
  },
  link: {
    subject: 'Ihr Link zur Bestellung {number}',
    text: 'Sie haben diesen Link zur Sendungsverfolgung angefordert, oder jemand, der Ihre Bestellnummer kennt:',
    ignore: 'Falls Sie das nicht waren, ist nichts zu tun: Der Link ging nur an Sie.',
  },
  texts: {
    shipped: [
      '{brand}: Ihre Bestellung {number} ist mit {carrier} unterwegs. Verfolgen: {url}',
      '{brand}: Ihre Bestellung {number} ist unterwegs. Verfolgen: {url}',
      '{brand}: Bestellung unterwegs. {url}',
    ],
    out_for_delivery: [
      '{brand}: Ihre Bestellung {number} ist mit {carrier} in Zustellung. Verfolgen: {url}',
      '{brand}: Ihre Bestellung {number} ist in Zustellung. Verfolgen: {url}',
      '{brand}: Bestellung in Zustellung. {url}',
    ],
    delivered: [
      '{brand}: Ihre Bestellung {number} wurde zugestellt ({place}). Details: {url}',
      '{brand}: Ihre Bestellung {number} wurde zugestellt. Details: {url}',
      '{brand}: Bestellung zugestellt. {url}',
    ],
    delivery_attempted: [
      '{brand}: {carrier} konnte Ihre Bestellung {number} nicht zustellen. So geht es weiter: {url}',
      '{brand}: Bestellung {number} konnte nicht zugestellt werden. Wie weiter: {url}',
      '{brand}: Zustellversuch ohne Erfolg. {url}',
    ],
    stalled: [
      '{brand}: {carrier} hat Ihre Bestellung {number} länger nicht gescannt. Mehr: {url}',
      '{brand}: zurzeit keine Neuigkeiten zu Ihrer Bestellung {number}. Mehr: {url}',
      '{brand}: zurzeit nichts Neues. {url}',
    ],
  },
}
