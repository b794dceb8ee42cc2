// Italian, with Lei where a person is spoken to, and so that it never has to say who they are. “di”, “a” and
// “da” stand before a name without an article; a date takes none. One word for one thing: pacco, corriere,
// numero di spedizione, ordine, ritirare, tentativo di consegna.
import type { MessageWords } from '../message-words.ts'
import type { Words } from '../words.ts'

export const it: Words = {
  locale: 'it',
  dir: 'ltr',
  name: 'Italiano',
  statuses: {
    pending: {
      headline: 'In partenza',
      explanation:
        '{merchant} ha annunciato il pacco a {carrier}. Il primo aggiornamento comparirà qui quando {carrier} lo avrà registrato, spesso il giorno lavorativo successivo. Fino ad allora è tutto regolare.',
      entry: '{carrier} attende il pacco',
    },
    in_transit: {
      headline: 'In viaggio',
      explanation: '{carrier} ha preso in carico il pacco e lo sta portando a destinazione.',
      entry: 'In viaggio',
    },
    out_for_delivery: {
      headline: 'In consegna',
      explanation:
        'Il pacco è sul furgone di {carrier}. Prima possono esserci altre fermate, quindi l’orario può variare.',
      entry: 'In consegna',
    },
    delivery_attempted: {
      headline: 'Tentativo di consegna',
      explanation:
        '{carrier} non ha potuto consegnare il pacco. L’avviso lasciato alla porta o la pagina del corriere indicano come si procede.',
      entry: 'Tentativo di consegna',
    },
    awaiting_collection: {
      headline: 'Pronto per il ritiro',
      explanation:
        'Il pacco La aspetta. Porti con sé un documento con foto e il numero di spedizione.',
      entry: 'Pronto per il ritiro',
    },
    exception: {
      headline: 'C’è un problema',
      explanation:
        'Qualcosa trattiene il pacco. {merchant} può risolvere con {carrier}: qui sotto trova i contatti.',
      entry: 'Problema segnalato',
    },
    returning: {
      headline: 'Di ritorno al mittente',
      explanation:
        '{carrier} sta riportando il pacco a {merchant}. Qui sotto trova i contatti per concordare come procedere.',
      entry: 'Di ritorno al mittente',
    },
    delivered: {
      headline: 'Consegnato',
      explanation: '{carrier} ha consegnato il pacco. Speriamo che sia tutto di Suo gradimento.',
      entry: 'Consegnato',
    },
    returned: {
      headline: 'Restituito al mittente',
      explanation:
        'Il pacco è tornato a {merchant}. Qui sotto trova i contatti per concordare come procedere.',
      entry: 'Restituito al mittente',
    },
    cancelled: {
      headline: 'Spedizione annullata',
      explanation:
        'La spedizione di questo pacco è stata annullata. Se non se lo aspettava, qui sotto trova i contatti.',
      entry: 'Spedizione annullata',
    },
    expired: {
      headline: 'Nessuna novità recente',
      explanation:
        'Da qualche tempo {carrier} non comunica nulla su questo pacco. {merchant} può chiedere dove si trova: qui sotto trova i contatti.',
      entry: 'Nessuna novità recente',
    },
    unknown: {
      headline: 'In partenza',
      explanation:
        'Il pacco è registrato presso {carrier}. Il primo aggiornamento comparirà qui alla prima scansione di {carrier}, spesso il giorno lavorativo successivo. Fino ad allora è tutto regolare.',
      entry: 'Aggiornamento di {carrier}',
    },
  },
  reasons: {
    'pending/label_created': { entry: 'Etichetta creata' },
    'pending/info_received': { entry: '{carrier} attende il pacco' },
    'pending/awaiting_pickup': {
      headline: 'Imballato e pronto',
      explanation: 'Il pacco è imballato e aspetta di essere preso in carico da {carrier}.',
      entry: 'Pronto per {carrier}',
    },
    'pending/pickup_failed': {
      explanation:
        '{carrier} non ha potuto prendere in carico il pacco. Spetta a {merchant} organizzare un nuovo passaggio.',
      entry: 'Presa in carico non riuscita',
    },
    'pending/overdue': {
      headline: 'In attesa della prima scansione',
      explanation:
        '{carrier} non ha ancora registrato il pacco e ci mette più del solito. {merchant} può informarsi: qui sotto trova i contatti.',
    },
    'in_transit/stalled': {
      headline: 'In viaggio, per ora senza novità',
      explanation:
        'Da più tempo del solito {carrier} non registra il pacco. La maggior parte dei pacchi arriva comunque, e {merchant} può chiedere dove si trova il Suo: qui sotto trova i contatti.',
    },
    'in_transit/accepted': { entry: 'Accettato da {carrier}' },
    'in_transit/picked_up': { entry: 'Preso in carico da {carrier}' },
    'in_transit/arrived_facility': { entry: 'Arrivato in un centro di smistamento' },
    'in_transit/departed_facility': { entry: 'Partito da un centro di smistamento' },
    'in_transit/at_delivery_depot': {
      headline: 'Quasi arrivato',
      explanation: 'Il pacco è arrivato alla filiale di zona. Il prossimo passo è la consegna.',
      entry: 'Arrivato alla filiale di zona',
    },
    'in_transit/handed_to_partner': { entry: 'Affidato a un altro corriere' },
    'in_transit/arrived_destination_country': { entry: 'Arrivato nel Paese di destinazione' },
    'in_transit/customs_processing': { entry: 'In fase di sdoganamento' },
    'in_transit/customs_cleared': { entry: 'Sdoganato' },
    'in_transit/customs_held': {
      headline: 'In dogana',
      explanation: 'La dogana sta controllando il pacco. Poi riprenderà il viaggio.',
      entry: 'Fermo in dogana',
    },
    'in_transit/delayed': {
      headline: 'In ritardo',
      explanation:
        '{carrier} segnala un ritardo. Il pacco è ancora in viaggio e ci mette più del previsto.',
      entry: 'In ritardo',
    },
    'in_transit/on_hold': {
      headline: 'In sosta',
      explanation:
        '{carrier} trattiene il pacco per il momento. Riprenderà il viaggio appena sarà sbloccato.',
      entry: 'Trattenuto da {carrier}',
    },
    'in_transit/rescheduled': {
      headline: 'Consegna riprogrammata',
      explanation: '{carrier} ha spostato la consegna a un altro giorno.',
      entry: 'Consegna riprogrammata',
    },
    'in_transit/redirected': { entry: 'Inviato a una nuova destinazione' },
    'in_transit/instructions_changed': { entry: 'Istruzioni di consegna modificate' },
    'out_for_delivery/arriving_soon': {
      headline: 'Ormai vicino',
      explanation: 'Il furgone è vicino al Suo indirizzo.',
      entry: 'Il furgone è vicino',
    },
    'out_for_delivery/earlier': {
      explanation:
        'Il pacco era uscito in consegna in un giorno precedente e {carrier} non ha comunicato l’esito. È possibile che riparta dalla filiale.',
    },
    'delivery_attempted/carded': { entry: 'Tentativo di consegna, lasciato un avviso' },
    'delivery_attempted/no_one_home': {
      headline: 'Non c’era nessuno in casa',
      entry: 'Tentativo di consegna, nessuno in casa',
    },
    'delivery_attempted/business_closed': { entry: 'Tentativo di consegna, attività chiusa' },
    'delivery_attempted/no_access': { entry: 'Tentativo di consegna, indirizzo non accessibile' },
    'delivery_attempted/id_failed': { entry: 'Tentativo di consegna, identità non verificata' },
    'delivery_attempted/rescheduled': {
      explanation: '{carrier} non ha potuto consegnare il pacco e farà un nuovo tentativo.',
      entry: 'Tentativo di consegna, previsto un altro',
    },
    'delivery_attempted/final': { entry: 'Ultimo tentativo di consegna' },
    'awaiting_collection/at_post_office': { entry: 'Pronto per il ritiro all’ufficio postale' },
    'awaiting_collection/at_partner_store': {
      entry: 'Pronto per il ritiro in un negozio convenzionato',
    },
    'awaiting_collection/at_depot': { entry: 'Pronto per il ritiro in filiale' },
    'awaiting_collection/pickup_missed': {
      headline: 'Ancora in attesa di ritiro',
      explanation:
        'Il pacco non è ancora stato ritirato. Conviene ritirarlo presto, altrimenti torna al mittente.',
      entry: 'Non ancora ritirato',
    },
    'exception/address_problem': {
      headline: 'L’indirizzo è da controllare',
      explanation:
        '{carrier} non può consegnare all’indirizzo così com’è scritto. Contatti {merchant} qui sotto per correggerlo.',
      entry: 'Problema con l’indirizzo',
    },
    'exception/customs_held': { headline: 'Fermo in dogana', entry: 'Fermo in dogana' },
    'exception/damaged': {
      headline: 'Danneggiato durante il viaggio',
      explanation:
        '{carrier} segnala un danno. Contatti {merchant} qui sotto per trovare una soluzione.',
      entry: 'Danno segnalato',
    },
    'exception/lost': {
      headline: 'Il pacco non si trova',
      explanation:
        '{carrier} non riesce a trovare il pacco. Ci dispiace. Contatti {merchant} qui sotto per concordare come procedere.',
      entry: 'Segnalato come smarrito',
    },
    'exception/disposed': {
      headline: 'Consegna non possibile',
      explanation:
        '{carrier} non ha potuto consegnare il pacco, che non è più in viaggio. Contatti {merchant} qui sotto per concordare come procedere.',
      entry: 'Non consegnabile, viaggio concluso',
    },
    'exception/documents_missing': { entry: 'Documenti mancanti' },
    'exception/payment_required': {
      // A payment link is the scammer's tool: whom to ask comes before any paying.
      explanation:
        '{carrier} è in attesa di un pagamento. Non paghi niente a nessuno prima di aver chiesto conferma a {merchant} qui sotto.',
      entry: 'In attesa di un pagamento',
    },
    'exception/refused': { headline: 'Consegna rifiutata', entry: 'Consegna rifiutata' },
    'exception/rejected_by_carrier': { entry: 'Non accettato da {carrier}' },
    'exception/undeliverable': {
      headline: 'Consegna non possibile',
      entry: 'Consegna non possibile',
    },
    'returning/unclaimed': {
      explanation:
        'Il pacco non è stato ritirato in tempo e sta tornando a {merchant}. Qui sotto trova i contatti per concordare come procedere.',
      entry: 'Non ritirato, di ritorno al mittente',
    },
    'delivered/safe_place': {
      explanation:
        '{carrier} ha lasciato il pacco in un luogo sicuro. Non lo trova? Guardi intorno alla porta, chieda in casa e ai vicini, poi usi i contatti qui sotto.',
      entry: 'Consegnato in un luogo sicuro',
    },
    'delivered/neighbour': {
      explanation: '{carrier} ha lasciato il pacco ai vicini.',
      entry: 'Consegnato ai vicini',
    },
    'delivered/reception': {
      explanation: '{carrier} ha lasciato il pacco alla reception.',
      entry: 'Consegnato alla reception',
    },
    'delivered/po_box': {
      explanation: 'Il pacco è nella casella postale.',
      entry: 'Consegnato nella casella postale',
    },
    'delivered/signed': { entry: 'Consegnato con firma' },
    'delivered/collected': {
      headline: 'Ritirato',
      explanation: 'Il pacco è stato ritirato. Speriamo che sia tutto di Suo gradimento.',
      entry: 'Ritirato',
    },
    'delivered/partial': {
      headline: 'Consegnato in parte',
      explanation: '{carrier} ha consegnato una parte di questo pacco.',
      entry: 'Consegnato in parte',
    },
    'delivered/damaged': {
      explanation:
        '{carrier} ha consegnato il pacco e ha annotato un danno. Se qualcosa non va, qui sotto trova i contatti.',
      entry: 'Consegnato, danno annotato',
    },
    'delivered/alternative_location': {
      explanation:
        '{carrier} ha consegnato il pacco in un altro luogo vicino. Non lo trova? Qui sotto trova i contatti.',
      entry: 'Consegnato in un altro luogo',
    },
  },
  left: {
    safe_place: 'in un luogo sicuro',
    neighbour: 'ai vicini',
    reception: 'alla reception',
    po_box: 'nella casella postale',
    signed: 'a mano, con firma',
    collected: 'ritirato',
    alternative_location: 'in un altro luogo vicino',
  },
  order: {
    preparing: {
      headline: 'Stiamo preparando l’ordine',
      explanation:
        '{merchant} ha ricevuto l’ordine. Appena partirà potrà seguirlo qui: conservi questo link.',
    },
    cancelled: {
      headline: 'Questo ordine è stato annullato',
      explanation: 'Non verrà spedito nulla. Se non se lo aspettava, qui sotto trova i contatti.',
    },
    parcels: {
      headline: {
        one: 'L’ordine arriva in {count} pacco',
        other: 'L’ordine arriva in {count} pacchi',
      },
      explanation: 'Viaggiano separati e possono arrivare in giorni diversi.',
    },
    someDelivered: {
      headline: {
        one: 'Pacchi consegnati: {delivered} di {count}',
        other: 'Pacchi consegnati: {delivered} di {count}',
      },
      explanation: 'Gli altri viaggiano separati e possono arrivare in giorni diversi.',
    },
    allDelivered: {
      headline: { one: 'Il pacco è consegnato', other: 'Consegnati tutti i {count} pacchi' },
      explanation: 'Speriamo che sia tutto di Suo gradimento.',
    },
  },
  /** “Imballato” beside “Consegnato” is wider than the bar of one of several parcels at 320 px. */
  steps: ['Pronto', 'In viaggio', 'In consegna', 'Consegnato'],
  collectSteps: ['Pronto', 'In viaggio', 'Da ritirare', 'Ritirato'],
  days: {
    today: 'oggi',
    tomorrow: 'domani {date}',
    yesterday: 'ieri {date}',
    at: '{day}, ore {time}',
  },
  sentence: {
    expected: '{headline}, arrivo previsto {when}',
    usual: '{headline}, arrivo probabile {when}',
    late: '{headline}, l’arrivo era previsto {when}',
    at: '{headline} {when}',
    collect: '{headline}: {place}',
    after: '{first} {second}',
  },
  eta: {
    between: '{day}, tra le {from} e le {to}',
    by: '{day}, verso le {to}',
    days: 'tra {from} e {to}',
    missedHeadline: 'In ritardo',
    missed:
      'Ci scusiamo per l’attesa. {carrier} non ha ancora indicato una nuova data; comparirà qui appena sarà nota.',
    usualBecause: 'Su questo percorso 8 pacchi su 10 arrivano in questi giorni.',
    moved: 'In origine {carrier} prevedeva l’arrivo {first}.',
    movedBecause: 'In origine {carrier} prevedeva l’arrivo {first}. Motivo indicato: {reason}.',
  },
  labels: {
    title: '{headline} · ordine {number} · {merchant}',
    order: 'Ordine',
    placed: 'Data dell’ordine',
    progress: 'Avanzamento',
    step: 'Fase {step} di {of}: {name}',
    delivered: 'Consegnato',
    parcel: 'Pacco {n} di {count}',
    parcelCount: 'Pacchi',
    noScans: 'Ancora nessuna scansione.',
    quote: '“{text}”',
    row: '{label}: {text}',
    updates: 'Aggiornamenti',
    earlier: { one: '{count} aggiornamento precedente', other: '{count} aggiornamenti precedenti' },
    items: 'In questo pacco',
    ordered: 'In questo ordine',
    toFollow: 'Ancora da spedire',
    times: '×',
    details: 'Dettagli',
    carrier: 'Corriere',
    service: 'Servizio',
    trackingNumber: 'Numero di spedizione',
    copy: 'Copia',
    copied: 'Copiato',
    destination: 'Destinazione',
    carrierPage: 'Vedi sul sito di {carrier}',
    contact: 'Contatta {merchant}',
    help: 'Domande?',
    helpText: '{merchant} è a disposizione. Tenga a portata di mano il numero d’ordine {number}.',
    email: 'E-mail',
    call: 'Chiama',
    helpPage: 'Pagina di assistenza',
    zone: 'Giorni e orari nell’ora locale di {city}.',
    language: 'Lingua',
    skip: 'Vai agli aggiornamenti',
    map: 'Da {from} a {to}',
    faq: 'Buono a sapersi',
    follow: 'Segui {merchant}',
    calendar: 'Aggiungi al calendario',
    feed: 'Segui in un lettore di feed',
    share: 'Condividi',
    shareText:
      'Il link mostra dov’è il pacco, che cosa contiene e in quale località è diretto, ma non il Suo nome né la via.',
    sms: 'SMS',
    live: 'Questa pagina si aggiorna da sola.',
    pause: 'Pausa',
    resume: 'Riprendi',
    updated: 'Aggiornato alle {time}',
    notFound: 'Pagina non trovata',
    notFoundText:
      'Il link potrebbe essere incompleto. Lo apra di nuovo dall’e-mail o dall’SMS, oppure lo copi per intero.',
    broken: 'Qualcosa non ha funzionato da parte nostra',
    brokenText: 'Il pacco non è coinvolto. Riprovi tra un minuto.',
    refused: 'Questo modulo non proviene dalla nostra pagina',
    refusedText:
      'Per la Sua sicurezza accettiamo solo moduli delle nostre pagine. Riapra la pagina e invii il modulo da lì.',
    reference: 'Riferimento',
    home: 'Tracciamento dei pacchi',
    homeText: 'Per seguire un pacco, apra il link ricevuto per e-mail o SMS.',
  },
  collect: {
    heading: 'Dove ritirarlo',
    hours: 'Orari di apertura',
    askHours: 'Prima di andare, verifichi gli orari di apertura con {carrier}.',
    askPlace:
      '{carrier} non ci ha indicato il luogo. Lo trova sull’avviso lasciato o sulla pagina del corriere.',
    until: 'Da ritirare entro {day}',
    directions: 'Indicazioni stradali',
  },
  private: {
    heading: 'Indirizzo e prova di consegna',
    headingBefore: 'Indirizzo e istruzioni di consegna',
    text: 'Per vederli, inserisca l’indirizzo e-mail di questo ordine, oppure il CAP e il cognome scritto sul pacco.',
    old: 'È passato del tempo da questo ordine: il link da solo non mostra più che cosa conteneva e dove è andato.',
    field: 'CAP o indirizzo e-mail',
    name: 'Cognome, insieme al CAP',
    show: 'Mostra',
    missing: 'Insieme al CAP inserisca anche il cognome.',
    wrong: 'Il dato non corrisponde a questo ordine. Lo controlli e riprovi.',
    wait: {
      one: 'Troppi tentativi. Riprovi tra {count} minuto.',
      other: 'Troppi tentativi. Riprovi tra {count} minuti.',
    },
    waitDay: 'Troppi tentativi. Riprovi domani.',
    address: 'Indirizzo di consegna',
    instructions: 'Istruzioni di consegna',
    signature: 'Si può lasciare senza firma',
    signatureRequired: 'Consegna solo con firma',
    proof: 'Prova di consegna',
    signedBy: 'Firmato da {name}',
    picture: 'Foto o firma raccolta da {carrier}',
    nothing: '{carrier} non ci ha trasmesso né foto né firma.',
    shown: 'Lo vede solo Lei, finché non lascia la pagina.',
  },
  lookup: {
    heading: 'Dov’è il mio ordine?',
    text: 'Inserisca il numero d’ordine e l’indirizzo e-mail o il CAP usati per ordinare.',
    number: 'Numero d’ordine',
    numberHint: 'Si trova nella conferma d’ordine.',
    contact: 'Indirizzo e-mail o CAP',
    find: 'Trova il mio ordine',
    missing: 'Compili entrambi i campi.',
    nothing:
      'Non troviamo ordini con questi dati. Controlli entrambi i campi; un ordine nuovo può impiegare qualche minuto a comparire.',
    sent: 'Controlli la posta',
    sentText:
      'Se esiste un ordine con questi dati, il link è in arrivo all’indirizzo e-mail usato per ordinare. Può volerci qualche minuto.',
  },
  feedback: {
    question: 'Com’è andata la consegna?',
    good: 'Bene',
    bad: 'Male',
    thanks: 'Grazie per il Suo parere.',
    thanksBad: 'Ci dispiace. Se c’è qualcosa da sistemare, ci contatti.',
  },
  preferences: {
    heading: 'Messaggi su questo ordine',
    text: 'Scelga che cosa possiamo inviarLe.',
    show: 'Vedi le mie scelte',
    email: 'E-mail',
    sms: 'SMS',
    save: 'Salva',
    saved: 'Salvato.',
  },
  calendar: {
    expected: 'Pacco di {merchant}',
    delivered: 'Pacco di {merchant}: consegnato',
    text: '{headline}. Ordine {number}, {carrier} {trackingNumber}.',
  },
}

export const itMessages: MessageWords = {
  mail: {
    greeting: 'Buongiorno {name},',
    step: 'Fase {step} di {of}:',
    eta: 'Arrivo previsto',
    delivered: 'Consegnato',
    attempted: 'Tentativo',
    lastScan: 'Ultima scansione',
    where: 'Dove',
    carrier: 'Corriere',
    trackingNumber: 'Numero di spedizione',
    order: 'Ordine',
    items: 'In questo pacco',
    quantity: 'Quantità: {count}',
    more: { one: 'e {count} altro articolo', other: 'e altri {count} articoli' },
    questions: 'Domande sull’ordine?',
    helpPages: 'Pagine di assistenza di {brand}',
    reason: 'Riceve questo messaggio perché ha effettuato l’ordine {number} presso {brand}.',
    row: '{label}: {text}',
  },
  mails: {
    shipped: {
      subject: 'L’ordine {number} è in viaggio',
      preview: '{carrier} ha preso in carico il pacco di {brand}.',
      headline: 'L’ordine è in viaggio',
      lead: 'Il pacco di {brand} è imballato e affidato a {carrier}.',
      progress: 'Spedito',
      action: 'Segui il pacco',
      help: '',
    },
    out_for_delivery: {
      subject: 'L’ordine {number} è in consegna',
      preview: '{carrier} sta consegnando il pacco di {brand}.',
      headline: 'Il pacco è in consegna',
      lead: 'Il pacco di {brand} è sul furgone di {carrier}, in viaggio verso di Lei.',
      progress: 'In consegna',
      action: 'Segui la consegna',
      help: '',
    },
    delivered: {
      subject: 'L’ordine {number} è stato consegnato',
      preview: 'Il pacco di {brand} è arrivato.',
      headline: 'Il pacco è arrivato',
      lead: '{carrier} ha consegnato il pacco di {brand}. Speriamo che sia tutto di Suo gradimento.',
      progress: 'Consegnato',
      action: 'Vedi la consegna',
      help: 'Non lo trova? Guardi negli angoli riparati intorno alla porta e chieda in casa e ai vicini. Se continua a mancare, ce lo faccia sapere e ce ne occuperemo.',
    },
    delivery_attempted: {
      subject: 'L’ordine {number} non è ancora stato consegnato',
      preview: '{carrier} ha tentato di consegnare il pacco di {brand}.',
      headline: 'La consegna non è riuscita',
      lead: '{carrier} ha tentato di consegnare il pacco di {brand}, ma senza riuscirci.',
      progress: 'Tentativo di consegna',
      action: 'Vedi come si procede',
      help: 'La pagina di tracciamento indica se il corriere farà un nuovo tentativo o dove ritirare il pacco. Lo dice anche l’avviso lasciato alla porta.',
    },
    stalled: {
      subject: 'Per ora nessuna novità sull’ordine {number}',
      preview: 'Da un po’ di tempo {carrier} non registra il pacco di {brand}.',
      headline: 'In viaggio, per ora senza novità',
      lead: 'Da più tempo del solito {carrier} non registra il pacco di {brand}. La maggior parte dei pacchi arriva comunque.',
      progress: 'In viaggio',
      action: 'Vedi l’ultima posizione',
      help: 'Non deve fare nulla: la prossima scansione comparirà sulla pagina di tracciamento appena ci sarà. Se preferisce che chiediamo al corriere dove si trova il pacco, ci contatti.',
    },
  },
  link: {
    subject: 'Il link per seguire l’ordine {number}',
    text: 'Questo link per seguire l’ordine è stato richiesto da Lei o da chi ne conosce il numero:',
    ignore: 'Se la richiesta non è Sua, non deve fare nulla: il link è arrivato solo a Lei.',
  },
  texts: {
    shipped: [
      '{brand}: ordine {number} in viaggio con {carrier}. Per seguirlo: {url}',
      '{brand}: ordine {number} in viaggio. Per seguirlo: {url}',
      '{brand}: ordine in viaggio. {url}',
    ],
    out_for_delivery: [
      '{brand}: ordine {number} in consegna con {carrier}. Per seguirlo: {url}',
      '{brand}: ordine {number} in consegna. Per seguirlo: {url}',
      '{brand}: ordine in consegna. {url}',
    ],
    delivered: [
      '{brand}: ordine {number} consegnato ({place}). Dettagli: {url}',
      '{brand}: ordine {number} consegnato. Dettagli: {url}',
      '{brand}: ordine consegnato. {url}',
    ],
    delivery_attempted: [
      "{brand}: {carrier} non ha potuto consegnare l'ordine {number}. Come si procede: {url}",
      '{brand}: consegna non riuscita, ordine {number}. Come si procede: {url}',
      '{brand}: consegna non riuscita. {url}',
    ],
    stalled: [
      "{brand}: da un po' di tempo {carrier} non registra l'ordine {number}. Dettagli: {url}",
      "{brand}: per ora nessuna novità sull'ordine {number}. Dettagli: {url}",
      '{brand}: ordine senza novità. {url}',
    ],
  },
}
