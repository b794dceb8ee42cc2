// Hindi, with आप, and the words that shops in India use for parcels (पार्सल, डिलीवरी, ऑर्डर). Sentences are built
// around पार्सल or the shop's टीम, because a verb takes the gender of its subject and a name has none we know.
import type { MessageWords } from '../message-words.ts'
import type { Words } from '../words.ts'

export const hi: Words = {
  locale: 'hi',
  dir: 'ltr',
  name: 'हिन्दी',
  statuses: {
    pending: {
      headline: 'भेजने की तैयारी',
      explanation:
        '{merchant} से {carrier} को आपके पार्सल की जानकारी मिल गई है। {carrier} में पार्सल स्कैन होते ही पहला अपडेट यहाँ दिखेगा, अक्सर अगले कामकाजी दिन। तब तक चिंता की कोई बात नहीं है।',
      entry: '{carrier} को पार्सल की जानकारी मिली',
    },
    in_transit: {
      headline: 'रास्ते में',
      explanation: 'आपका पार्सल {carrier} के पास है और आप तक पहुँचाया जा रहा है।',
      entry: 'रास्ते में',
    },
    out_for_delivery: {
      headline: 'डिलीवरी के लिए निकला',
      explanation:
        'आपका पार्सल {carrier} की डिलीवरी गाड़ी में है। आपसे पहले और जगहें भी हो सकती हैं, इसलिए समय बदल सकता है।',
      entry: 'डिलीवरी के लिए निकला',
    },
    delivery_attempted: {
      headline: 'डिलीवरी नहीं हो सकी',
      explanation:
        '{carrier} से पार्सल आपको सौंपा नहीं जा सका। देखें कि कोई पर्ची छोड़ी गई है या नहीं, या आगे की जानकारी कूरियर के पेज पर देखें।',
      entry: 'डिलीवरी की कोशिश हुई',
    },
    awaiting_collection: {
      headline: 'पिकअप के लिए तैयार',
      explanation: 'आपका पार्सल आपके इंतज़ार में है। फ़ोटो वाला पहचान-पत्र और ट्रैकिंग नंबर साथ लाएँ।',
      entry: 'पिकअप के लिए तैयार',
    },
    exception: {
      headline: 'पार्सल में कोई समस्या है',
      explanation:
        'आपका पार्सल किसी वजह से रुका हुआ है। {merchant} की टीम {carrier} के साथ मिलकर इसे सुलझा सकती है: नीचे संपर्क करें।',
      entry: 'समस्या की सूचना मिली',
    },
    returning: {
      headline: 'वापस भेजा जा रहा है',
      explanation:
        'आपका पार्सल {carrier} के ज़रिए {merchant} के पास वापस जा रहा है। आगे क्या करना है, यह तय करने के लिए नीचे संपर्क करें।',
      entry: 'भेजने वाले के पास वापस जा रहा है',
    },
    delivered: {
      headline: 'डिलीवर हुआ',
      explanation: '{carrier} ने आपका पार्सल पहुँचा दिया है। उम्मीद है, यह आपको पसंद आएगा।',
      entry: 'डिलीवर हुआ',
    },
    returned: {
      headline: 'भेजने वाले के पास वापस पहुँचा',
      explanation:
        'आपका पार्सल {merchant} के पास वापस पहुँच गया है। आगे क्या करना है, यह तय करने के लिए नीचे संपर्क करें।',
      entry: 'भेजने वाले के पास वापस पहुँचा',
    },
    cancelled: {
      headline: 'रद्द हुआ',
      explanation: 'यह पार्सल रद्द कर दिया गया है। अगर आपको इसकी उम्मीद नहीं थी, तो नीचे संपर्क करें।',
      entry: 'रद्द हुआ',
    },
    expired: {
      headline: 'कोई नया अपडेट नहीं',
      explanation:
        '{carrier} से कुछ समय से इस पार्सल की कोई ख़बर नहीं मिली है। {merchant} की टीम इसका पता लगा सकती है: नीचे संपर्क करें।',
      entry: 'कोई नया अपडेट नहीं',
    },
    unknown: {
      headline: 'भेजने की तैयारी',
      explanation:
        'आपका पार्सल {carrier} में दर्ज हो गया है। {carrier} में पार्सल स्कैन होते ही पहला अपडेट यहाँ दिखेगा, अक्सर अगले कामकाजी दिन। तब तक चिंता की कोई बात नहीं है।',
      entry: '{carrier} से अपडेट',
    },
  },
  reasons: {
    'pending/label_created': { entry: 'शिपिंग लेबल बना' },
    'pending/info_received': { entry: '{carrier} को पार्सल की जानकारी मिली' },
    'pending/awaiting_pickup': {
      headline: 'पैक होकर तैयार',
      explanation: 'आपका पार्सल पैक हो चुका है और {carrier} को सौंपे जाने के इंतज़ार में है।',
      entry: '{carrier} को सौंपने के लिए तैयार',
    },
    'pending/pickup_failed': {
      explanation:
        'आपका पार्सल {carrier} को सौंपा नहीं जा सका। {merchant} की टीम को इसे फिर से सौंपना होगा।',
      entry: 'पार्सल कूरियर को नहीं सौंपा जा सका',
    },
    'pending/overdue': {
      headline: 'पहले स्कैन का इंतज़ार',
      explanation:
        '{carrier} में आपका पार्सल अब तक स्कैन नहीं हुआ है, और इसमें सामान्य से ज़्यादा समय लग रहा है। {merchant} की टीम इसका पता लगा सकती है: नीचे संपर्क करें।',
    },
    'in_transit/stalled': {
      headline: 'रास्ते में, फ़िलहाल कोई ख़बर नहीं',
      explanation:
        '{carrier} में आपका पार्सल सामान्य से ज़्यादा समय से स्कैन नहीं हुआ है। ऐसे ज़्यादातर पार्सल फिर भी पहुँच जाते हैं, और {merchant} की टीम पता लगा सकती है कि आपका पार्सल कहाँ है: नीचे संपर्क करें।',
    },
    'in_transit/accepted': { entry: '{carrier} को पार्सल मिला' },
    'in_transit/picked_up': { entry: '{carrier} ने पार्सल उठाया' },
    'in_transit/arrived_facility': { entry: 'छँटाई केंद्र पहुँचा' },
    'in_transit/departed_facility': { entry: 'छँटाई केंद्र से निकला' },
    'in_transit/at_delivery_depot': {
      headline: 'बस पहुँचने ही वाला है',
      explanation: 'आपका पार्सल आपके इलाके के डिपो पर पहुँच गया है। अब यह डिलीवरी के लिए निकलेगा।',
      entry: 'स्थानीय डिपो पहुँचा',
    },
    'in_transit/handed_to_partner': { entry: 'डिलीवरी पार्टनर को सौंपा गया' },
    'in_transit/arrived_destination_country': { entry: 'आपके देश में पहुँचा' },
    'in_transit/customs_processing': { entry: 'कस्टम की प्रक्रिया जारी' },
    'in_transit/customs_cleared': { entry: 'कस्टम से मंज़ूरी मिली' },
    'in_transit/customs_held': {
      headline: 'कस्टम की जाँच में',
      explanation: 'कस्टम में आपके पार्सल की जाँच हो रही है। जाँच पूरी होने पर यह आगे बढ़ेगा।',
      entry: 'कस्टम की जाँच में',
    },
    'in_transit/delayed': {
      headline: 'देरी हो रही है',
      explanation:
        '{carrier} से देरी की सूचना मिली है। आपका पार्सल अब भी रास्ते में है, बस तय समय से ज़्यादा वक़्त लगेगा।',
      entry: 'देरी हुई',
    },
    'in_transit/on_hold': {
      headline: 'रास्ते में रुका हुआ',
      explanation: 'आपका पार्सल फ़िलहाल {carrier} के पास रुका हुआ है। इसके बाद यह आगे बढ़ेगा।',
      entry: '{carrier} के पास रुका हुआ',
    },
    'in_transit/rescheduled': {
      headline: 'डिलीवरी का दिन बदला',
      explanation: '{carrier} ने डिलीवरी के लिए दूसरा दिन तय किया है।',
      entry: 'डिलीवरी का दिन बदला',
    },
    'in_transit/redirected': { entry: 'नए पते पर भेजा गया' },
    'in_transit/instructions_changed': { entry: 'डिलीवरी के निर्देश बदले' },
    'out_for_delivery/arriving_soon': {
      headline: 'जल्द पहुँचने वाला है',
      explanation: 'डिलीवरी की गाड़ी आपके पास ही है।',
      entry: 'डिलीवरी की गाड़ी पास में है',
    },
    'out_for_delivery/earlier': {
      explanation:
        'आपका पार्सल पहले किसी दिन डिलीवरी के लिए निकला था, पर {carrier} से नतीजे की ख़बर नहीं मिली है। यह डिपो से दोबारा निकल सकता है।',
    },
    'delivery_attempted/carded': { entry: 'डिलीवरी की कोशिश हुई, पर्ची छोड़ी गई' },
    'delivery_attempted/no_one_home': {
      headline: 'आपसे मुलाक़ात नहीं हो सकी',
      entry: 'डिलीवरी की कोशिश हुई, घर पर कोई नहीं था',
    },
    'delivery_attempted/business_closed': { entry: 'डिलीवरी की कोशिश हुई, जगह बंद थी' },
    'delivery_attempted/no_access': { entry: 'डिलीवरी की कोशिश हुई, पते तक रास्ता नहीं मिला' },
    'delivery_attempted/id_failed': { entry: 'डिलीवरी की कोशिश हुई, पहचान की जाँच नहीं हो सकी' },
    'delivery_attempted/rescheduled': {
      explanation: '{carrier} से पार्सल आपको सौंपा नहीं जा सका, दोबारा कोशिश की जाएगी।',
      entry: 'डिलीवरी की कोशिश हुई, दोबारा कोशिश होगी',
    },
    'delivery_attempted/final': { entry: 'डिलीवरी की आख़िरी कोशिश' },
    'awaiting_collection/at_post_office': { entry: 'डाकघर पर पिकअप के लिए तैयार' },
    'awaiting_collection/at_partner_store': { entry: 'पार्टनर स्टोर पर पिकअप के लिए तैयार' },
    'awaiting_collection/at_depot': { entry: 'डिपो पर पिकअप के लिए तैयार' },
    'awaiting_collection/pickup_missed': {
      headline: 'पार्सल अब भी आपके इंतज़ार में',
      explanation:
        'आपका पार्सल अब तक लिया नहीं गया है। इसे जल्द ले लें, नहीं तो यह भेजने वाले के पास वापस चला जाएगा।',
      entry: 'अब तक लिया नहीं गया',
    },
    'exception/address_problem': {
      headline: 'पते की जाँच ज़रूरी है',
      explanation:
        'लिखे गए पते पर {carrier} से डिलीवरी नहीं हो सकती। इसे ठीक करवाने के लिए नीचे {merchant} से संपर्क करें।',
      entry: 'पते में समस्या',
    },
    'exception/customs_held': { headline: 'कस्टम में रोका गया', entry: 'कस्टम में रोका गया' },
    'exception/damaged': {
      headline: 'रास्ते में नुकसान हुआ',
      explanation:
        '{carrier} से नुकसान की सूचना मिली है। नीचे {merchant} से संपर्क करें, इसका हल निकाला जाएगा।',
      entry: 'नुकसान की सूचना मिली',
    },
    'exception/lost': {
      headline: 'पार्सल नहीं मिल रहा',
      explanation:
        '{carrier} को आपका पार्सल नहीं मिल रहा है। हमें खेद है। आगे क्या करना है, यह तय करने के लिए नीचे {merchant} से संपर्क करें।',
      entry: 'गुम होने की सूचना मिली',
    },
    'exception/disposed': {
      headline: 'डिलीवरी संभव नहीं हुई',
      explanation:
        '{carrier} से आपका पार्सल डिलीवर नहीं हो सका और वह अब रास्ते में नहीं है। आगे क्या करना है, यह तय करने के लिए नीचे {merchant} से संपर्क करें।',
      entry: 'डिलीवरी संभव नहीं, अब रास्ते में नहीं है',
    },
    'exception/documents_missing': { entry: 'काग़ज़ात अधूरे हैं' },
    'exception/payment_required': {
      explanation:
        '{carrier} को एक भुगतान का इंतज़ार है। किसी को भी पैसे देने से पहले नीचे {merchant} से पुष्टि कर लें।',
      entry: 'भुगतान का इंतज़ार',
    },
    'exception/refused': {
      headline: 'डिलीवरी लेने से मना किया गया',
      entry: 'डिलीवरी लेने से मना किया गया',
    },
    'exception/rejected_by_carrier': { entry: '{carrier} ने पार्सल स्वीकार नहीं किया' },
    'exception/undeliverable': {
      headline: 'डिलीवरी संभव नहीं हुई',
      entry: 'डिलीवरी संभव नहीं हुई',
    },
    'returning/unclaimed': {
      explanation:
        'आपका पार्सल समय पर नहीं लिया गया और {merchant} के पास वापस जा रहा है। आगे क्या करना है, यह तय करने के लिए नीचे संपर्क करें।',
      entry: 'लिया नहीं गया, वापस जा रहा है',
    },
    'delivered/safe_place': {
      explanation:
        '{carrier} ने आपका पार्सल सुरक्षित जगह पर रखा है। नहीं मिल रहा? दरवाज़े के आसपास देखें, घरवालों और पड़ोसियों से पूछें, फिर नीचे संपर्क करें।',
      entry: 'डिलीवर हुआ, सुरक्षित जगह पर रखा गया',
    },
    'delivered/neighbour': {
      explanation: '{carrier} ने आपका पार्सल पड़ोसी को दिया है।',
      entry: 'पड़ोसी को डिलीवर हुआ',
    },
    'delivered/reception': {
      explanation: '{carrier} ने आपका पार्सल रिसेप्शन पर दिया है।',
      entry: 'रिसेप्शन पर डिलीवर हुआ',
    },
    'delivered/po_box': {
      explanation: 'आपका पार्सल पोस्ट बॉक्स में है।',
      entry: 'पोस्ट बॉक्स में डिलीवर हुआ',
    },
    'delivered/signed': { entry: 'डिलीवर हुआ, हस्ताक्षर लिए गए' },
    'delivered/collected': {
      headline: 'पिकअप हो गया',
      explanation: 'आपका पार्सल ले लिया गया है। उम्मीद है, यह आपको पसंद आएगा।',
      entry: 'पिकअप हो गया',
    },
    'delivered/partial': {
      headline: 'कुछ हिस्सा डिलीवर हुआ',
      explanation: '{carrier} ने इस पार्सल का एक हिस्सा पहुँचाया है।',
      entry: 'कुछ हिस्सा डिलीवर हुआ',
    },
    'delivered/damaged': {
      explanation:
        '{carrier} ने आपका पार्सल पहुँचा दिया है और नुकसान दर्ज किया है। अगर सामान में कोई ख़राबी हो, तो नीचे संपर्क करें।',
      entry: 'डिलीवर हुआ, नुकसान दर्ज किया गया',
    },
    'delivered/alternative_location': {
      explanation:
        '{carrier} ने आपका पार्सल आपके पास की किसी दूसरी जगह पर पहुँचाया है। नहीं मिल रहा? नीचे संपर्क करें।',
      entry: 'दूसरी जगह पर डिलीवर हुआ',
    },
  },
  left: {
    safe_place: 'सुरक्षित जगह पर रखा गया',
    neighbour: 'पड़ोसी को दिया गया',
    reception: 'रिसेप्शन पर दिया गया',
    po_box: 'पोस्ट बॉक्स में',
    signed: 'हस्ताक्षर लेकर सौंपा गया',
    collected: 'पिकअप हो गया',
    alternative_location: 'पास की दूसरी जगह पर रखा गया',
  },
  order: {
    preparing: {
      headline: 'हम आपका ऑर्डर तैयार कर रहे हैं',
      explanation:
        '{merchant} को आपका ऑर्डर मिल गया है। भेजे जाने के बाद आप उसे यहाँ ट्रैक कर सकेंगे: यह लिंक संभालकर रखें।',
    },
    cancelled: {
      headline: 'यह ऑर्डर रद्द कर दिया गया',
      explanation: 'कुछ भी नहीं भेजा जाएगा। अगर आपको इसकी उम्मीद नहीं थी, तो नीचे संपर्क करें।',
    },
    parcels: {
      headline: {
        one: 'आपका ऑर्डर {count} पार्सल में आएगा',
        other: 'आपका ऑर्डर {count} पार्सल में आएगा',
      },
      explanation: 'हर पार्सल अलग से भेजा जाता है और अलग दिन पहुँच सकता है।',
    },
    someDelivered: {
      headline: {
        one: '{count} में से {delivered} पार्सल की डिलीवरी हो गई',
        other: '{count} में से {delivered} पार्सल की डिलीवरी हो गई',
      },
      explanation: 'बाक़ी पार्सल अलग से भेजे जाते हैं और अलग-अलग दिन पहुँच सकते हैं।',
    },
    allDelivered: {
      headline: { one: 'आपका पार्सल डिलीवर हुआ', other: 'सभी {count} पार्सल डिलीवर हुए' },
      explanation: 'उम्मीद है, सब कुछ आपको पसंद आएगा।',
    },
  },
  steps: ['पैक हुआ', 'रास्ते में', 'डिलीवरी पर निकला', 'डिलीवर हुआ'],
  collectSteps: ['पैक हुआ', 'रास्ते में', 'पिकअप को तैयार', 'पिकअप हुआ'],
  days: {
    today: 'आज',
    tomorrow: 'कल ({date})',
    yesterday: 'बीते कल ({date})',
    at: '{day}, {time}',
  },
  sentence: {
    expected: '{headline}, अनुमानित डिलीवरी {when}',
    usual: '{headline}, आमतौर पर डिलीवरी {when}',
    late: '{headline}, पहले का अनुमान: {when}',
    at: '{headline} – {when}',
    collect: '{headline}: {place}',
    after: '{first} {second}',
  },
  eta: {
    between: '{day}, {from} से {to} के बीच',
    by: '{day}, लगभग {to}',
    days: '{from} से {to} के बीच',
    missedHeadline: 'देरी हो रही है',
    missed: 'इंतज़ार के लिए हमें खेद है। {carrier} से अब तक नया दिन नहीं मिला है; मिलते ही यहाँ दिखेगा।',
    usualBecause: 'इस रास्ते पर 10 में से 8 पार्सल इन दिनों में पहुँचते हैं।',
    moved: '{carrier} का पहला अनुमान था: {first}।',
    movedBecause: '{carrier} का पहला अनुमान था: {first}। बताई गई वजह: {reason}।',
  },
  labels: {
    title: '{headline} · ऑर्डर {number} · {merchant}',
    order: 'ऑर्डर',
    placed: 'ऑर्डर की तारीख़',
    progress: 'प्रगति',
    step: 'चरण {step}/{of}: {name}',
    delivered: 'डिलीवर हुआ',
    parcel: 'पार्सल {n}/{count}',
    parcelCount: 'पार्सल',
    noScans: 'अब तक कोई स्कैन नहीं।',
    quote: '“{text}”',
    row: '{label}: {text}',
    updates: 'अपडेट',
    earlier: { one: '{count} पुराना अपडेट', other: '{count} पुराने अपडेट' },
    items: 'इस पार्सल में',
    ordered: 'इस ऑर्डर में',
    toFollow: 'अभी भेजा जाना बाक़ी',
    times: '×',
    details: 'विवरण',
    carrier: 'कूरियर',
    service: 'सेवा',
    trackingNumber: 'ट्रैकिंग नंबर',
    copy: 'कॉपी करें',
    copied: 'कॉपी हुआ',
    destination: 'गंतव्य',
    carrierPage: '{carrier} पर देखें',
    contact: '{merchant} से संपर्क करें',
    help: 'कोई सवाल है?',
    helpText: '{merchant} की टीम को आपकी मदद करके ख़ुशी होगी। ऑर्डर नंबर {number} अपने पास रखें।',
    email: 'ईमेल करें',
    call: 'कॉल करें',
    helpPage: 'सहायता पेज',
    zone: 'दिन और समय {city} के अनुसार हैं।',
    language: 'भाषा',
    skip: 'सीधे अपडेट पर जाएँ',
    map: '{from} से {to} तक',
    faq: 'काम की बातें',
    follow: '{merchant} को फ़ॉलो करें',
    calendar: 'कैलेंडर में जोड़ें',
    feed: 'फ़ीड रीडर में फ़ॉलो करें',
    share: 'शेयर करें',
    shareText:
      'लिंक में दिखता है कि पार्सल कहाँ है, उसमें क्या है और वह किस इलाके में जा रहा है, पर आपका नाम और सड़क नहीं।',
    sms: 'एसएमएस करें',
    live: 'यह पेज अपने आप अपडेट होता है।',
    pause: 'रोकें',
    resume: 'फिर शुरू करें',
    updated: '{time} पर अपडेट हुआ',
    notFound: 'यह पेज नहीं मिला',
    notFoundText: 'हो सकता है कि लिंक अधूरा हो। इसे अपने ईमेल या एसएमएस से फिर खोलें, या पूरा लिंक कॉपी करें।',
    broken: 'हमारी ओर से कुछ गड़बड़ी हुई',
    brokenText: 'आपके पार्सल पर इसका असर नहीं है। कृपया एक मिनट बाद फिर कोशिश करें।',
    refused: 'यह फ़ॉर्म हमारे पेज से नहीं आया',
    refusedText: 'आपकी सुरक्षा के लिए हम सिर्फ़ अपने पेज के फ़ॉर्म लेते हैं। पेज दोबारा खोलें और फ़ॉर्म वहीं से भेजें।',
    reference: 'संदर्भ नंबर',
    home: 'पार्सल ट्रैकिंग',
    homeText: 'पार्सल ट्रैक करने के लिए अपने ईमेल या एसएमएस में मिला लिंक खोलें।',
  },
  collect: {
    heading: 'पिकअप की जगह',
    hours: 'खुलने का समय',
    askHours: 'जाने से पहले {carrier} से खुलने का समय पता कर लें।',
    askPlace: '{carrier} से हमें जगह की जानकारी नहीं मिली है। छोड़ी गई पर्ची या कूरियर का पेज देखें।',
    until: 'पिकअप की आख़िरी तारीख़: {day}',
    directions: 'रास्ता देखें',
  },
  private: {
    heading: 'पता और डिलीवरी का प्रमाण',
    headingBefore: 'डिलीवरी का पता और निर्देश',
    text: 'इन्हें देखने के लिए इस ऑर्डर का ईमेल पता डालें, या पोस्टल कोड और पार्सल पर लिखा उपनाम डालें।',
    old: 'इस ऑर्डर को काफ़ी समय हो गया है, इसलिए केवल लिंक से अब यह नहीं दिखता कि उसमें क्या था और वह कहाँ गया।',
    field: 'पोस्टल कोड या ईमेल पता',
    name: 'उपनाम, पोस्टल कोड के साथ',
    show: 'दिखाएँ',
    missing: 'पोस्टल कोड के साथ कृपया उपनाम भी डालें।',
    wrong: 'यह जानकारी इस ऑर्डर से मेल नहीं खाती। जाँचकर फिर कोशिश करें।',
    wait: {
      one: 'बहुत ज़्यादा कोशिशें हो गईं। कृपया {count} मिनट बाद फिर कोशिश करें।',
      other: 'बहुत ज़्यादा कोशिशें हो गईं। कृपया {count} मिनट बाद फिर कोशिश करें।',
    },
    waitDay: 'बहुत ज़्यादा कोशिशें हो गईं। कृपया कल फिर कोशिश करें।',
    address: 'डिलीवरी का पता',
    instructions: 'डिलीवरी के निर्देश',
    signature: 'हस्ताक्षर के बिना छोड़ा जा सकता है',
    signatureRequired: 'हस्ताक्षर ज़रूरी हैं',
    proof: 'डिलीवरी का प्रमाण',
    signedBy: 'हस्ताक्षर करने वाले: {name}',
    picture: '{carrier} से मिली फ़ोटो या हस्ताक्षर',
    nothing: '{carrier} से कोई फ़ोटो या हस्ताक्षर नहीं मिले हैं।',
    shown: 'यह सिर्फ़ आपको दिख रहा है, और पेज छोड़ते ही हट जाएगा।',
  },
  lookup: {
    heading: 'मेरा ऑर्डर कहाँ है?',
    text: 'अपना ऑर्डर नंबर डालें, और वह ईमेल पता या पोस्टल कोड जिससे ऑर्डर किया गया था।',
    number: 'ऑर्डर नंबर',
    numberHint: 'यह ऑर्डर की पुष्टि वाले ईमेल में है।',
    contact: 'ईमेल पता या पोस्टल कोड',
    find: 'ऑर्डर खोजें',
    missing: 'कृपया दोनों जानकारियाँ भरें।',
    nothing:
      'इस जानकारी से कोई ऑर्डर नहीं मिला। दोनों जानकारियाँ जाँचें; नए ऑर्डर को दिखने में कुछ मिनट लग सकते हैं।',
    sent: 'अपना ईमेल देखें',
    sentText:
      'अगर इस जानकारी का कोई ऑर्डर है, तो उसका लिंक उस ईमेल पते पर भेजा जा रहा है जिससे ऑर्डर किया गया था। इसमें कुछ मिनट लग सकते हैं।',
  },
  feedback: {
    question: 'डिलीवरी कैसी रही?',
    good: 'अच्छी',
    bad: 'अच्छी नहीं',
    thanks: 'बताने के लिए धन्यवाद।',
    thanksBad: 'हमें खेद है। अगर कुछ ठीक करना ज़रूरी हो, तो हमसे संपर्क करें।',
  },
  preferences: {
    heading: 'इस ऑर्डर के संदेश',
    text: 'चुनें कि हम आपको क्या भेज सकते हैं।',
    show: 'मौजूदा विकल्प देखें',
    email: 'ईमेल',
    sms: 'एसएमएस',
    save: 'सेव करें',
    saved: 'सेव हो गया।',
  },
  calendar: {
    expected: '{merchant} से पार्सल',
    delivered: '{merchant} से पार्सल: डिलीवर हुआ',
    text: '{headline}। ऑर्डर {number}, {carrier} {trackingNumber}।',
  },
}

export const hiMessages: MessageWords = {
  mail: {
    greeting: 'नमस्ते {name},',
    step: 'चरण {step}/{of}:',
    eta: 'अनुमानित डिलीवरी',
    delivered: 'डिलीवर हुआ',
    attempted: 'डिलीवरी की कोशिश',
    lastScan: 'आख़िरी स्कैन',
    where: 'जगह',
    carrier: 'कूरियर',
    trackingNumber: 'ट्रैकिंग नंबर',
    order: 'ऑर्डर',
    items: 'इस पार्सल में',
    quantity: 'मात्रा: {count}',
    more: { one: 'और {count} अन्य आइटम', other: 'और {count} अन्य आइटम' },
    questions: 'ऑर्डर के बारे में कोई सवाल है?',
    helpPages: '{brand} के सहायता पेज',
    reason: 'यह संदेश आपको इसलिए मिला है क्योंकि आपने {brand} पर ऑर्डर {number} किया था।',
    row: '{label}: {text}',
  },
  mails: {
    shipped: {
      subject: 'आपका ऑर्डर {number} भेज दिया गया है',
      preview: '{brand} से आपका पार्सल {carrier} को मिल गया है।',
      headline: 'आपका ऑर्डर भेज दिया गया है',
      lead: '{brand} से आपका पार्सल पैक करके {carrier} को सौंप दिया गया है।',
      progress: 'भेजा गया',
      action: 'पार्सल ट्रैक करें',
      help: '',
    },
    out_for_delivery: {
      subject: 'आपका ऑर्डर {number} डिलीवरी के लिए निकल गया है',
      preview: '{brand} से आपका पार्सल {carrier} के साथ आ रहा है।',
      headline: 'आपका पार्सल डिलीवरी के लिए निकल गया है',
      lead: '{brand} से आपका पार्सल {carrier} की डिलीवरी गाड़ी में है और आपके पते की ओर आ रहा है।',
      progress: 'डिलीवरी के लिए निकला',
      action: 'डिलीवरी ट्रैक करें',
      help: '',
    },
    delivered: {
      subject: 'आपका ऑर्डर {number} डिलीवर हो गया है',
      preview: '{brand} से आपका पार्सल पहुँच गया है।',
      headline: 'आपका पार्सल पहुँच गया है',
      lead: '{carrier} ने {brand} से आपका पार्सल पहुँचा दिया है। उम्मीद है, सब कुछ आपको पसंद आएगा।',
      progress: 'डिलीवर हुआ',
      action: 'डिलीवरी का विवरण देखें',
      help: 'पार्सल नहीं मिल रहा? दरवाज़े के आसपास की सुरक्षित जगहों पर देखें, घरवालों और पड़ोसियों से पूछें। फिर भी न मिले, तो हमें बताएँ, हम पता लगाएँगे।',
    },
    delivery_attempted: {
      subject: 'आपका ऑर्डर {number} अभी डिलीवर नहीं हो सका',
      preview: '{carrier} ने {brand} से आपका पार्सल पहुँचाने की कोशिश की।',
      headline: 'आपका पार्सल अभी डिलीवर नहीं हो सका',
      lead: '{carrier} ने {brand} से आपका पार्सल पहुँचाने की कोशिश की, पर उसे सौंपा नहीं जा सका।',
      progress: 'डिलीवरी की कोशिश हुई',
      action: 'आगे क्या होगा, देखें',
      help: 'कूरियर दोबारा कोशिश करेगा या पार्सल कहाँ से लिया जा सकता है, यह आपके ट्रैकिंग पेज पर दिखता है। दरवाज़े पर छोड़ी गई पर्ची पर भी यह लिखा होता है।',
    },
    stalled: {
      subject: 'आपके ऑर्डर {number} की कुछ समय से कोई ख़बर नहीं',
      preview: '{brand} से आपका पार्सल हाल में {carrier} में स्कैन नहीं हुआ है।',
      headline: 'रास्ते में, फ़िलहाल कोई ख़बर नहीं',
      lead: '{brand} से आपका पार्सल सामान्य से ज़्यादा समय से {carrier} में स्कैन नहीं हुआ है। ऐसे ज़्यादातर पार्सल फिर भी पहुँच जाते हैं।',
      progress: 'रास्ते में',
      action: 'आख़िरी जगह देखें',
      help: 'आपको कुछ करने की ज़रूरत नहीं है: अगला स्कैन होते ही आपके ट्रैकिंग पेज पर दिखेगा। अगर आप चाहें कि हम कूरियर से पूछें कि पार्सल कहाँ है, तो हमसे संपर्क करें।',
    },
  },
  link: {
    subject: 'ऑर्डर {number} का लिंक',
    text: 'आपने, या आपका ऑर्डर नंबर जानने वाले किसी व्यक्ति ने, ऑर्डर ट्रैक करने का यह लिंक माँगा है:',
    ignore: 'अगर यह आपने नहीं माँगा, तो कुछ करने की ज़रूरत नहीं: लिंक सिर्फ़ आपको भेजा गया है।',
  },
  texts: {
    shipped: [
      '{brand}: आपका ऑर्डर {number} {carrier} से भेजा गया। ट्रैक करें: {url}',
      '{brand}: ऑर्डर {number} भेजा गया {url}',
      '{brand}: ऑर्डर भेजा गया {url}',
    ],
    out_for_delivery: [
      '{brand}: आपका ऑर्डर {number} {carrier} से डिलीवरी के लिए निकला। ट्रैक करें: {url}',
      '{brand}: ऑर्डर {number} डिलीवरी पर निकला {url}',
      '{brand}: डिलीवरी पर है {url}',
    ],
    delivered: [
      '{brand}: आपका ऑर्डर {number} डिलीवर हुआ ({place})। विवरण: {url}',
      '{brand}: ऑर्डर {number} डिलीवर हुआ {url}',
      '{brand}: डिलीवर हुआ {url}',
    ],
    delivery_attempted: [
      '{brand}: {carrier} से आपका ऑर्डर {number} डिलीवर नहीं हो सका। आगे: {url}',
      '{brand}: ऑर्डर {number} नहीं पहुँचा {url}',
      '{brand}: नहीं पहुँचा {url}',
    ],
    stalled: [
      '{brand}: आपका ऑर्डर {number} कुछ समय से {carrier} में स्कैन नहीं हुआ। विवरण: {url}',
      '{brand}: ऑर्डर {number} की ख़बर नहीं {url}',
      '{brand}: कोई ख़बर नहीं {url}',
    ],
  },
}
