// French, with vous. A no-break space stands before : ; ? and ! (not in text messages, whose alphabet has
// none, and no ç, ê, î, ô or œ either). No “de” before a name: “d’” or “de” is the name's affair. One word
// for one thing: colis, transporteur, numéro de suivi, commande, retirer, avis de passage.
import type { MessageWords } from '../message-words.ts'
import type { Words } from '../words.ts'

export const fr: Words = {
  locale: 'fr',
  dir: 'ltr',
  name: 'Français',
  statuses: {
    pending: {
      headline: 'Bientôt en route',
      explanation:
        '{merchant} a annoncé votre colis à {carrier}. La première étape s’affichera ici dès le premier scan chez {carrier}, souvent le jour ouvré suivant. D’ici là, tout est normal.',
      entry: '{carrier} attend le colis',
    },
    in_transit: {
      headline: 'En route',
      explanation: '{carrier} a pris en charge votre colis et l’achemine jusqu’à vous.',
      entry: 'En route',
    },
    out_for_delivery: {
      headline: 'En cours de livraison',
      explanation:
        'Votre colis est à bord du véhicule de {carrier}. D’autres arrêts peuvent précéder le vôtre, l’heure peut donc varier.',
      entry: 'En cours de livraison',
    },
    delivery_attempted: {
      headline: 'Tentative de livraison',
      explanation:
        '{carrier} n’a pas pu vous remettre votre colis. Pour connaître la suite, cherchez un avis de passage ou consultez la page du transporteur.',
      entry: 'Tentative de livraison',
    },
    awaiting_collection: {
      headline: 'Prêt à retirer',
      explanation:
        'Votre colis vous attend. Munissez-vous d’une pièce d’identité avec photo et du numéro de suivi.',
      entry: 'Prêt à retirer',
    },
    exception: {
      headline: 'Il y a un problème',
      explanation:
        'Quelque chose retient votre colis. {merchant} peut régler la question avec {carrier} : prenez contact ci-dessous.',
      entry: 'Problème signalé',
    },
    returning: {
      headline: 'Retour en cours',
      explanation:
        '{carrier} rapporte votre colis à {merchant}. Prenez contact ci-dessous pour convenir de la suite.',
      entry: 'En retour vers l’expéditeur',
    },
    delivered: {
      headline: 'Livré',
      explanation: '{carrier} a livré votre colis. Nous espérons qu’il vous plaira.',
      entry: 'Livré',
    },
    returned: {
      headline: 'Retourné à l’expéditeur',
      explanation:
        'Votre colis est revenu chez {merchant}. Prenez contact ci-dessous pour convenir de la suite.',
      entry: 'Retourné à l’expéditeur',
    },
    cancelled: {
      headline: 'Envoi annulé',
      explanation:
        'L’envoi de ce colis a été annulé. Si cela vous surprend, prenez contact ci-dessous.',
      entry: 'Envoi annulé',
    },
    expired: {
      headline: 'Pas de nouvelles récentes',
      explanation:
        '{carrier} n’a rien signalé pour ce colis depuis un certain temps. {merchant} peut demander où il se trouve : prenez contact ci-dessous.',
      entry: 'Pas de nouvelles récentes',
    },
    unknown: {
      headline: 'Bientôt en route',
      explanation:
        'Votre colis est enregistré chez {carrier}. La première étape s’affichera ici dès le premier scan chez {carrier}, souvent le jour ouvré suivant. D’ici là, tout est normal.',
      entry: 'Information transmise par {carrier}',
    },
  },
  reasons: {
    'pending/label_created': { entry: 'Étiquette créée' },
    'pending/info_received': { entry: '{carrier} attend le colis' },
    'pending/awaiting_pickup': {
      headline: 'Emballé et prêt à partir',
      explanation: 'Votre colis est emballé et sera enlevé par {carrier}.',
      entry: 'Prêt à être enlevé par {carrier}',
    },
    'pending/pickup_failed': {
      explanation:
        '{carrier} n’a pas pu enlever votre colis. {merchant} doit organiser un nouvel enlèvement.',
      entry: 'Enlèvement non effectué',
    },
    'pending/overdue': {
      headline: 'En attente du premier scan',
      explanation:
        '{carrier} n’a pas encore scanné votre colis, et cela prend plus de temps que d’habitude. {merchant} peut se renseigner : prenez contact ci-dessous.',
    },
    'in_transit/stalled': {
      headline: 'En route, sans nouvelles pour le moment',
      explanation:
        '{carrier} n’a pas scanné votre colis depuis plus longtemps que d’habitude. La plupart des colis finissent tout de même par arriver, et {merchant} peut demander où se trouve le vôtre : prenez contact ci-dessous.',
    },
    'in_transit/accepted': { entry: 'Pris en charge par {carrier}' },
    'in_transit/picked_up': { entry: 'Enlevé par {carrier}' },
    'in_transit/arrived_facility': { entry: 'Arrivé dans un centre de tri' },
    'in_transit/departed_facility': { entry: 'Parti d’un centre de tri' },
    'in_transit/at_delivery_depot': {
      headline: 'Bientôt chez vous',
      explanation:
        'Votre colis est arrivé à l’agence qui dessert votre secteur. Prochaine étape : la livraison.',
      entry: 'Arrivé à l’agence locale',
    },
    'in_transit/handed_to_partner': { entry: 'Confié à un partenaire de livraison' },
    'in_transit/arrived_destination_country': { entry: 'Arrivé dans votre pays' },
    'in_transit/customs_processing': { entry: 'En cours de dédouanement' },
    'in_transit/customs_cleared': { entry: 'Dédouané' },
    'in_transit/customs_held': {
      headline: 'En attente à la douane',
      explanation: 'La douane contrôle votre colis. Il repartira dès que ce sera terminé.',
      entry: 'Retenu à la douane',
    },
    'in_transit/delayed': {
      headline: 'En retard',
      explanation:
        '{carrier} signale un retard. Votre colis est toujours en route et met plus de temps que prévu.',
      entry: 'Retardé',
    },
    'in_transit/on_hold': {
      headline: 'En pause',
      explanation:
        '{carrier} garde votre colis pour le moment. Il repartira dès qu’il sera débloqué.',
      entry: 'Mis en attente par {carrier}',
    },
    'in_transit/rescheduled': {
      headline: 'Livraison reportée',
      explanation: '{carrier} a reporté la livraison à un autre jour.',
      entry: 'Livraison reportée',
    },
    'in_transit/redirected': { entry: 'Réacheminé vers une nouvelle adresse' },
    'in_transit/instructions_changed': { entry: 'Consignes de livraison modifiées' },
    'out_for_delivery/arriving_soon': {
      headline: 'Tout près de chez vous',
      explanation: 'Le véhicule de livraison est tout près de chez vous.',
      entry: 'Livraison imminente',
    },
    'out_for_delivery/earlier': {
      explanation:
        'Votre colis est parti en livraison un jour précédent, et {carrier} n’a pas indiqué la suite. Il se peut qu’il reparte de l’agence.',
    },
    'delivery_attempted/carded': { entry: 'Tentative de livraison, avis de passage déposé' },
    'delivery_attempted/no_one_home': {
      headline: 'Passage en votre absence',
      entry: 'Tentative de livraison, personne à l’adresse',
    },
    'delivery_attempted/business_closed': { entry: 'Tentative de livraison, établissement fermé' },
    'delivery_attempted/no_access': { entry: 'Tentative de livraison, adresse inaccessible' },
    'delivery_attempted/id_failed': { entry: 'Tentative de livraison, identité non vérifiée' },
    'delivery_attempted/rescheduled': {
      explanation:
        '{carrier} n’a pas pu vous remettre votre colis et effectuera une nouvelle tentative.',
      entry: 'Tentative de livraison, nouveau passage prévu',
    },
    'delivery_attempted/final': { entry: 'Dernière tentative de livraison' },
    'awaiting_collection/at_post_office': { entry: 'Prêt à retirer au bureau de poste' },
    'awaiting_collection/at_partner_store': { entry: 'Prêt à retirer en point relais' },
    'awaiting_collection/at_depot': { entry: 'Prêt à retirer à l’agence' },
    'awaiting_collection/pickup_missed': {
      headline: 'Votre colis vous attend toujours',
      explanation:
        'Votre colis n’a pas encore été retiré. Passez le prendre sans tarder, sinon il sera renvoyé à l’expéditeur.',
      entry: 'Pas encore retiré',
    },
    'exception/address_problem': {
      headline: 'L’adresse est à vérifier',
      explanation:
        '{carrier} ne peut pas livrer à l’adresse telle qu’elle est indiquée. Contactez {merchant} ci-dessous pour la corriger.',
      entry: 'Problème d’adresse',
    },
    'exception/customs_held': { headline: 'Retenu à la douane', entry: 'Retenu à la douane' },
    'exception/damaged': {
      headline: 'Endommagé en route',
      explanation:
        '{carrier} signale un dommage. Contactez {merchant} ci-dessous pour trouver une solution.',
      entry: 'Dommage signalé',
    },
    'exception/lost': {
      headline: 'Le colis est introuvable',
      explanation:
        '{carrier} ne retrouve pas votre colis. Nous en sommes désolés. Contactez {merchant} ci-dessous pour convenir de la suite.',
      entry: 'Signalé comme introuvable',
    },
    'exception/disposed': {
      headline: 'Livraison impossible',
      explanation:
        '{carrier} n’a pas pu livrer votre colis, et il n’est plus en route. Contactez {merchant} ci-dessous pour convenir de la suite.',
      entry: 'Non livrable, acheminement terminé',
    },
    'exception/documents_missing': { entry: 'Documents manquants' },
    'exception/payment_required': {
      // A payment link is the scammer's tool: whom to ask comes before any paying.
      explanation:
        '{carrier} attend un paiement. Ne payez rien à personne avant d’avoir contacté {merchant} ci-dessous pour vérifier.',
      entry: 'En attente d’un paiement',
    },
    'exception/refused': { headline: 'Colis refusé', entry: 'Colis refusé' },
    'exception/rejected_by_carrier': { entry: 'Non accepté par {carrier}' },
    'exception/undeliverable': {
      headline: 'Livraison impossible',
      entry: 'Livraison impossible',
    },
    'returning/unclaimed': {
      explanation:
        'Votre colis n’a pas été retiré à temps et repart chez {merchant}. Prenez contact ci-dessous pour convenir de la suite.',
      entry: 'Non retiré, en retour vers l’expéditeur',
    },
    'delivered/safe_place': {
      explanation:
        '{carrier} a déposé votre colis en lieu sûr. Vous ne le trouvez pas ? Regardez autour de la porte, demandez à vos proches et à vos voisins, puis prenez contact ci-dessous.',
      entry: 'Livré, déposé en lieu sûr',
    },
    'delivered/neighbour': {
      explanation: '{carrier} a remis votre colis dans le voisinage.',
      entry: 'Livré dans le voisinage',
    },
    'delivered/reception': {
      explanation: '{carrier} a remis votre colis à l’accueil.',
      entry: 'Livré à l’accueil',
    },
    'delivered/po_box': {
      explanation: 'Votre colis est dans la boîte postale.',
      entry: 'Livré dans la boîte postale',
    },
    'delivered/signed': { entry: 'Livré contre signature' },
    'delivered/collected': {
      headline: 'Retiré',
      explanation: 'Votre colis a été retiré. Nous espérons qu’il vous plaira.',
      entry: 'Retiré',
    },
    'delivered/partial': {
      headline: 'Livré en partie',
      explanation: '{carrier} a livré une partie de ce colis.',
      entry: 'Livré en partie',
    },
    'delivered/damaged': {
      explanation:
        '{carrier} a livré votre colis en signalant un dommage. Si quelque chose ne va pas, prenez contact ci-dessous.',
      entry: 'Livré, dommage signalé',
    },
    'delivered/alternative_location': {
      explanation:
        '{carrier} a livré votre colis à un autre endroit près de chez vous. Vous ne le trouvez pas ? Prenez contact ci-dessous.',
      entry: 'Livré à un autre endroit',
    },
  },
  left: {
    safe_place: 'déposé en lieu sûr',
    neighbour: 'remis dans le voisinage',
    reception: 'remis à l’accueil',
    po_box: 'dans la boîte postale',
    signed: 'remis contre signature',
    collected: 'retiré',
    alternative_location: 'déposé à un autre endroit près de chez vous',
  },
  order: {
    preparing: {
      headline: 'Nous préparons votre commande',
      explanation:
        '{merchant} a bien reçu votre commande. Dès son départ, vous pourrez la suivre ici : gardez ce lien.',
    },
    cancelled: {
      headline: 'Cette commande a été annulée',
      explanation: 'Rien ne sera envoyé. Si cela vous surprend, prenez contact ci-dessous.',
    },
    parcels: {
      headline: {
        one: 'Votre commande arrive en {count} colis',
        other: 'Votre commande arrive en {count} colis',
      },
      explanation: 'Ils voyagent séparément et peuvent arriver à des jours différents.',
    },
    someDelivered: {
      headline: {
        one: 'Colis livrés : {delivered} sur {count}',
        other: 'Colis livrés : {delivered} sur {count}',
      },
      explanation: 'Les autres voyagent séparément et peuvent arriver à des jours différents.',
    },
    allDelivered: {
      headline: { one: 'Votre colis est livré', other: 'Vos {count} colis sont livrés' },
      explanation: 'Nous espérons que tout vous plaira.',
    },
  },
  steps: ['Emballé', 'En route', 'En livraison', 'Livré'],
  collectSteps: ['Emballé', 'En route', 'Prêt à retirer', 'Retiré'],
  days: {
    today: 'aujourd’hui',
    tomorrow: 'demain {date}',
    yesterday: 'hier {date}',
    at: '{day} à {time}',
  },
  sentence: {
    expected: '{headline}, arrivée prévue {when}',
    usual: '{headline}, arrivée probable {when}',
    late: '{headline}, l’arrivée était prévue {when}',
    at: '{headline} {when}',
    collect: '{headline} : {place}',
    after: '{first} {second}',
  },
  eta: {
    between: '{day}, entre {from} et {to}',
    by: '{day}, vers {to}',
    days: 'entre {from} et {to}',
    missedHeadline: 'En retard',
    missed:
      'Nous sommes désolés de cette attente. {carrier} n’a pas encore donné de nouvelle date ; elle s’affichera ici dès qu’elle sera connue.',
    usualBecause: 'Sur ce trajet, 8 colis sur 10 arrivent dans ce délai.',
    moved: '{carrier} avait d’abord annoncé l’arrivée pour {first}.',
    movedBecause:
      '{carrier} avait d’abord annoncé l’arrivée pour {first}. Motif indiqué : {reason}.',
  },
  labels: {
    title: '{headline} · commande {number} · {merchant}',
    order: 'Commande',
    placed: 'Date de commande',
    progress: 'Avancement',
    step: 'Étape {step} sur {of} : {name}',
    delivered: 'Livré',
    parcel: 'Colis {n} sur {count}',
    parcelCount: 'Colis',
    noScans: 'Pas encore de scan.',
    quote: '« {text} »',
    row: '{label} : {text}',
    updates: 'Suivi',
    earlier: { one: '{count} étape précédente', other: '{count} étapes précédentes' },
    items: 'Dans ce colis',
    ordered: 'Dans cette commande',
    toFollow: 'Reste à expédier',
    times: '×',
    details: 'Détails',
    carrier: 'Transporteur',
    service: 'Service',
    trackingNumber: 'Numéro de suivi',
    copy: 'Copier',
    copied: 'Copié',
    destination: 'Destination',
    carrierPage: 'Voir chez {carrier}',
    contact: 'Contacter {merchant}',
    help: 'Une question ?',
    helpText:
      '{merchant} se tient à votre disposition. Ayez sous la main le numéro de commande {number}.',
    email: 'E-mail',
    call: 'Appeler',
    helpPage: 'Page d’aide',
    zone: 'Jours et heures indiqués à l’heure locale ({city}).',
    language: 'Langue',
    skip: 'Aller au suivi',
    map: 'Départ : {from}, arrivée : {to}',
    faq: 'Bon à savoir',
    follow: 'Suivre {merchant}',
    calendar: 'Ajouter au calendrier',
    feed: 'Suivre dans un lecteur de flux',
    share: 'Partager',
    shareText:
      'Le lien montre où est le colis, ce qu’il contient et dans quelle ville il va, mais ni votre nom ni votre rue.',
    sms: 'SMS',
    live: 'Cette page s’actualise toute seule.',
    pause: 'Pause',
    resume: 'Reprendre',
    updated: 'Actualisé à {time}',
    notFound: 'Cette page est introuvable',
    notFoundText:
      'Le lien est peut-être incomplet. Ouvrez-le de nouveau depuis votre e-mail ou votre SMS, ou copiez-le en entier.',
    broken: 'Un problème est survenu de notre côté',
    brokenText: 'Votre colis n’est pas concerné. Veuillez réessayer dans une minute.',
    refused: 'Ce formulaire ne vient pas de notre page',
    refusedText:
      'Pour votre sécurité, nous n’acceptons que les formulaires de nos propres pages. Rouvrez la page et envoyez le formulaire depuis celle-ci.',
    reference: 'Référence',
    home: 'Suivi de colis',
    homeText: 'Pour suivre un colis, ouvrez le lien reçu par e-mail ou par SMS.',
  },
  collect: {
    heading: 'Où le retirer',
    hours: 'Horaires d’ouverture',
    askHours: 'Vérifiez les horaires auprès de {carrier} avant de vous déplacer.',
    askPlace:
      '{carrier} ne nous a pas indiqué le lieu. Consultez l’avis de passage ou la page du transporteur.',
    until: 'À retirer au plus tard {day}',
    directions: 'Itinéraire',
  },
  private: {
    heading: 'Adresse et preuve de livraison',
    headingBefore: 'Adresse et consignes de livraison',
    text: 'Pour les afficher, saisissez l’adresse e-mail de cette commande, ou son code postal et le nom de famille inscrit sur le colis.',
    old: 'Cette commande date un peu : le lien seul n’affiche plus son contenu ni sa destination.',
    field: 'Code postal ou adresse e-mail',
    name: 'Nom de famille, avec un code postal',
    show: 'Afficher',
    missing: 'Avec un code postal, saisissez aussi le nom de famille.',
    wrong: 'Cela ne correspond pas à cette commande. Vérifiez et réessayez.',
    wait: {
      one: 'Trop de tentatives. Veuillez réessayer dans {count} minute.',
      other: 'Trop de tentatives. Veuillez réessayer dans {count} minutes.',
    },
    waitDay: 'Trop de tentatives. Veuillez réessayer demain.',
    address: 'Adresse de livraison',
    instructions: 'Consignes de livraison',
    signature: 'Peut être déposé sans signature',
    signatureRequired: 'Remise contre signature',
    proof: 'Preuve de livraison',
    signedBy: 'Signé par {name}',
    picture: 'Photo ou signature recueillie par {carrier}',
    nothing: '{carrier} ne nous a transmis ni photo ni signature.',
    shown: 'Ces informations ne s’affichent que pour vous, jusqu’à ce que vous quittiez la page.',
  },
  lookup: {
    heading: 'Où est ma commande ?',
    text: 'Saisissez votre numéro de commande, ainsi que l’adresse e-mail ou le code postal indiqué lors de l’achat.',
    number: 'Numéro de commande',
    numberHint: 'Il figure dans votre confirmation de commande.',
    contact: 'Adresse e-mail ou code postal',
    find: 'Trouver ma commande',
    missing: 'Veuillez remplir les deux champs.',
    nothing:
      'Nous ne trouvons aucune commande avec ces informations. Vérifiez les deux champs ; une commande récente peut mettre quelques minutes à apparaître.',
    sent: 'Consultez votre messagerie',
    sentText:
      'S’il existe une commande avec ces informations, son lien est en route vers l’adresse e-mail utilisée lors de l’achat. Cela peut prendre quelques minutes.',
  },
  feedback: {
    question: 'Comment s’est passée la livraison ?',
    good: 'Bien',
    bad: 'Pas bien',
    thanks: 'Merci pour votre retour.',
    thanksBad: 'Nous en sommes désolés. Si quelque chose doit être corrigé, contactez-nous.',
  },
  preferences: {
    heading: 'Messages sur cette commande',
    text: 'Choisissez ce que nous pouvons vous envoyer.',
    show: 'Voir mes choix',
    email: 'E-mails',
    sms: 'SMS',
    save: 'Enregistrer',
    saved: 'Enregistré.',
  },
  calendar: {
    expected: 'Colis {merchant}',
    delivered: 'Colis {merchant} : livré',
    text: '{headline}. Commande {number}, {carrier} {trackingNumber}.',
  },
}

export const frMessages: MessageWords = {
  mail: {
    greeting: 'Bonjour {name},',
    step: 'Étape {step} sur {of} :',
    eta: 'Arrivée prévue',
    delivered: 'Livré',
    attempted: 'Passage',
    lastScan: 'Dernier scan',
    where: 'Où',
    carrier: 'Transporteur',
    trackingNumber: 'Numéro de suivi',
    order: 'Commande',
    items: 'Dans ce colis',
    quantity: 'Quantité : {count}',
    more: { one: 'et {count} autre article', other: 'et {count} autres articles' },
    questions: 'Une question sur votre commande ?',
    helpPages: 'Pages d’aide {brand}',
    reason: 'Vous recevez ce message car vous avez passé la commande {number} chez {brand}.',
    row: '{label} : {text}',
  },
  mails: {
    shipped: {
      subject: 'Votre commande {number} est en route',
      preview: '{carrier} a pris en charge votre colis {brand}.',
      headline: 'Votre commande est en route',
      lead: 'Votre colis {brand} est emballé et confié à {carrier}.',
      progress: 'Expédié',
      action: 'Suivre mon colis',
      help: '',
    },
    out_for_delivery: {
      subject: 'Votre commande {number} est en cours de livraison',
      preview: '{carrier} vous apporte votre colis {brand}.',
      headline: 'Votre colis est en cours de livraison',
      lead: 'Votre colis {brand} est parti en livraison avec {carrier} et arrive chez vous.',
      progress: 'En cours de livraison',
      action: 'Suivre la livraison',
      help: '',
    },
    delivered: {
      subject: 'Votre commande {number} a été livrée',
      preview: 'Votre colis {brand} est arrivé.',
      headline: 'Votre colis est arrivé',
      lead: '{carrier} a livré votre colis {brand}. Nous espérons que tout vous plaira.',
      progress: 'Livré',
      action: 'Voir la livraison',
      help: 'Vous ne le trouvez pas ? Regardez autour de la porte, dans les endroits abrités, et demandez à vos proches et à vos voisins. S’il reste introuvable, dites-le-nous et nous ferons le nécessaire.',
    },
    delivery_attempted: {
      subject: 'Votre commande {number} n’a pas encore pu être livrée',
      preview: '{carrier} a tenté de livrer votre colis {brand}.',
      headline: 'Votre colis n’a pas pu être remis',
      lead: '{carrier} a tenté de livrer votre colis {brand}, mais n’a pas pu vous le remettre.',
      progress: 'Tentative de livraison',
      action: 'Voir la suite',
      help: 'Votre page de suivi indique si le transporteur repassera ou bien où retirer le colis. L’avis de passage laissé à votre porte le précise aussi.',
    },
    stalled: {
      subject: 'Pas de nouvelles de votre commande {number} pour le moment',
      preview: '{carrier} n’a pas scanné votre colis {brand} dernièrement.',
      headline: 'En route, sans nouvelles pour le moment',
      lead: '{carrier} n’a pas scanné votre colis {brand} depuis plus longtemps que d’habitude. La plupart des colis finissent tout de même par arriver.',
      progress: 'En route',
      action: 'Voir sa dernière position',
      help: 'Vous n’avez rien à faire : le prochain scan s’affichera sur votre page de suivi dès qu’il aura lieu. Si vous préférez que nous demandions au transporteur où il se trouve, contactez-nous.',
    },
  },
  link: {
    subject: 'Votre lien pour la commande {number}',
    text: 'Vous avez demandé ce lien pour suivre votre commande, ou quelqu’un qui en connaît le numéro l’a fait :',
    ignore: 'Si ce n’était pas vous, vous n’avez rien à faire : le lien n’a été envoyé qu’à vous.',
  },
  texts: {
    shipped: [
      '{brand} : votre commande {number} est en route avec {carrier}. Suivi : {url}',
      '{brand} : votre commande {number} est en route. Suivi : {url}',
      '{brand} : commande en route. {url}',
    ],
    out_for_delivery: [
      '{brand} : votre commande {number} est en cours de livraison avec {carrier}. Suivi : {url}',
      '{brand} : votre commande {number} est en cours de livraison. Suivi : {url}',
      '{brand} : commande en livraison. {url}',
    ],
    delivered: [
      '{brand} : votre commande {number} est livrée ({place}). Détails : {url}',
      '{brand} : votre commande {number} est livrée. Détails : {url}',
      '{brand} : commande livrée. {url}',
    ],
    delivery_attempted: [
      "{brand} : {carrier} n'a pas pu livrer votre commande {number}. La suite : {url}",
      '{brand} : livraison de la commande {number} non aboutie. La suite : {url}',
      '{brand} : livraison non aboutie. {url}',
    ],
    stalled: [
      "{brand} : {carrier} n'a pas scanné votre commande {number} depuis un moment. Suivi : {url}",
      '{brand} : pas de nouvelles de votre commande {number} pour le moment. Suivi : {url}',
      '{brand} : pas de nouvelles de votre commande. {url}',
    ],
  },
}
