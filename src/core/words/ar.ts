// Modern Standard Arabic that fits any reader and any name: requests are `يُرجى` and a noun, where an imperative
// would have to choose between him and her; a shop or a carrier acts through its فريق or مندوب, whose gender
// is known. A text begins with an Arabic word, because phones take its direction from the first letter.
// A left-to-right mark stands before a number: `#1042` would be read as `1042#`.
import type { MessageWords } from '../message-words.ts'
import type { Words } from '../words.ts'

export const ar: Words = {
  locale: 'ar',
  dir: 'rtl',
  name: 'العربية',
  statuses: {
    pending: {
      headline: 'قيد التجهيز للإرسال',
      explanation:
        'أرسل فريق {merchant} بيانات شحنتك إلى {carrier}. يظهر أول تحديث هنا بعد أول مسح للشحنة، وغالبًا ما يكون ذلك في يوم العمل التالي. وحتى ذلك الحين، لا داعي للقلق.',
      entry: 'وصلت بيانات الشحنة إلى {carrier}',
    },
    in_transit: {
      headline: 'في الطريق',
      explanation: 'شحنتك لدى {carrier} وهي في طريقها إليك.',
      entry: 'في الطريق',
    },
    out_for_delivery: {
      headline: 'خرجت للتوصيل',
      explanation:
        'شحنتك مع مندوب {carrier}. قد تكون لديه توصيلات أخرى قبلك، لذا قد يتغيّر وقت الوصول.',
      entry: 'خرجت للتوصيل',
    },
    delivery_attempted: {
      headline: 'تعذّر التسليم',
      explanation:
        'لم يتمكن مندوب {carrier} من تسليم شحنتك. ربما تُركت بطاقة إشعار عند الباب، والخطوة التالية موضحة في صفحة شركة الشحن.',
      entry: 'تعذّر التسليم',
    },
    awaiting_collection: {
      headline: 'جاهزة للاستلام',
      explanation: 'شحنتك بانتظارك. يُرجى إحضار بطاقة هوية تحمل صورة مع رقم التتبع.',
      entry: 'جاهزة للاستلام',
    },
    exception: {
      headline: 'توجد مشكلة',
      explanation:
        'هناك ما يؤخر شحنتك. يستطيع فريق {merchant} حل الأمر مع {carrier}: يُرجى التواصل عبر الخيارات أدناه.',
      entry: 'تم الإبلاغ عن مشكلة',
    },
    returning: {
      headline: 'في طريق العودة',
      explanation:
        'شحنتك لدى {carrier} في طريق العودة إلى {merchant}. يُرجى التواصل عبر الخيارات أدناه للاتفاق على الخطوة التالية.',
      entry: 'في طريق العودة إلى المرسل',
    },
    delivered: {
      headline: 'تم التسليم',
      explanation: 'تم تسليم شحنتك عن طريق {carrier}. نأمل أن تنال إعجابك.',
      entry: 'تم التسليم',
    },
    returned: {
      headline: 'عادت إلى المرسل',
      explanation:
        'عادت شحنتك إلى {merchant}. يُرجى التواصل عبر الخيارات أدناه للاتفاق على الخطوة التالية.',
      entry: 'عادت إلى المرسل',
    },
    cancelled: {
      headline: 'أُلغيت',
      explanation: 'أُلغيت هذه الشحنة. إن لم يكن ذلك متوقعًا، يُرجى التواصل عبر الخيارات أدناه.',
      entry: 'أُلغيت',
    },
    expired: {
      headline: 'لا تحديثات حديثة',
      explanation:
        'لم يصل من {carrier} أي خبر عن هذه الشحنة منذ فترة. يستطيع فريق {merchant} الاستفسار عنها: يُرجى التواصل عبر الخيارات أدناه.',
      entry: 'لا تحديثات حديثة',
    },
    unknown: {
      headline: 'قيد التجهيز للإرسال',
      explanation:
        'شحنتك مسجلة لدى {carrier}. يظهر أول تحديث هنا بعد أول مسح للشحنة، وغالبًا ما يكون ذلك في يوم العمل التالي. وحتى ذلك الحين، لا داعي للقلق.',
      entry: 'تحديث من {carrier}',
    },
  },
  reasons: {
    'pending/label_created': { entry: 'تم إنشاء بوليصة الشحن' },
    'pending/info_received': { entry: 'وصلت بيانات الشحنة إلى {carrier}' },
    'pending/awaiting_pickup': {
      headline: 'جاهزة للإرسال',
      explanation: 'شحنتك جاهزة وتنتظر أن يأخذها مندوب {carrier}.',
      entry: 'بانتظار مندوب {carrier}',
    },
    'pending/pickup_failed': {
      explanation: 'لم يتمكن مندوب {carrier} من أخذ شحنتك. على فريق {merchant} طلب موعد جديد.',
      entry: 'لم تؤخذ الشحنة',
    },
    'pending/overdue': {
      headline: 'بانتظار أول مسح',
      explanation:
        'لم تُمسح شحنتك بعد لدى {carrier}، واستغرق ذلك وقتًا أطول من المعتاد. يستطيع فريق {merchant} الاستفسار عنها: يُرجى التواصل عبر الخيارات أدناه.',
    },
    'in_transit/stalled': {
      headline: 'في الطريق، دون أخبار جديدة',
      explanation:
        'لم تُمسح شحنتك لدى {carrier} منذ مدة أطول من المعتاد. معظم الشحنات تصل رغم ذلك، ويستطيع فريق {merchant} الاستفسار عن مكانها: يُرجى التواصل عبر الخيارات أدناه.',
    },
    'in_transit/accepted': { entry: 'سُلّمت إلى {carrier}' },
    'in_transit/picked_up': { entry: 'أخذها مندوب {carrier}' },
    'in_transit/arrived_facility': { entry: 'وصلت إلى مركز الفرز' },
    'in_transit/departed_facility': { entry: 'غادرت مركز الفرز' },
    'in_transit/at_delivery_depot': {
      headline: 'أصبحت قريبة منك',
      explanation:
        'وصلت شحنتك إلى مركز التوزيع الذي يخدم منطقتك. الخطوة التالية هي خروجها للتوصيل.',
      entry: 'وصلت إلى مركز التوزيع المحلي',
    },
    'in_transit/handed_to_partner': { entry: 'حُوّلت إلى شركة توصيل شريكة' },
    'in_transit/arrived_destination_country': { entry: 'وصلت إلى بلد الوجهة' },
    'in_transit/customs_processing': { entry: 'قيد التخليص الجمركي' },
    'in_transit/customs_cleared': { entry: 'اكتمل التخليص الجمركي' },
    'in_transit/customs_held': {
      headline: 'بانتظار الجمارك',
      explanation: 'تخضع شحنتك للفحص في الجمارك، وستتابع طريقها بعد انتهائه.',
      entry: 'بانتظار الجمارك',
    },
    'in_transit/delayed': {
      headline: 'متأخرة عن موعدها',
      explanation:
        'ورد من {carrier} أن هناك تأخيرًا. شحنتك ما زالت في الطريق وتحتاج إلى وقت أطول من المقرر.',
      entry: 'تأخير',
    },
    'in_transit/on_hold': {
      headline: 'متوقفة مؤقتًا',
      explanation: 'شحنتك متوقفة حاليًا لدى {carrier}، وستتابع طريقها بعد ذلك.',
      entry: 'متوقفة لدى {carrier}',
    },
    'in_transit/rescheduled': {
      headline: 'تغيّر موعد التوصيل',
      explanation: 'حُدّد للتوصيل يوم آخر لدى {carrier}.',
      entry: 'تغيّر موعد التوصيل',
    },
    'in_transit/redirected': { entry: 'حُوّلت إلى وجهة جديدة' },
    'in_transit/instructions_changed': { entry: 'تغيّرت تعليمات التوصيل' },
    'out_for_delivery/arriving_soon': {
      headline: 'ستصل قريبًا',
      explanation: 'مندوب التوصيل قريب منك.',
      entry: 'مندوب التوصيل قريب',
    },
    'out_for_delivery/earlier': {
      explanation:
        'خرجت شحنتك للتوصيل في يوم سابق، ولم تصل من {carrier} نتيجة بعد. قد تخرج مرة أخرى من مركز التوزيع.',
    },
    'delivery_attempted/carded': { entry: 'تعذّر التسليم، تُركت بطاقة إشعار' },
    'delivery_attempted/no_one_home': {
      headline: 'نأسف لأننا لم نجدك',
      entry: 'تعذّر التسليم، لا أحد في المنزل',
    },
    'delivery_attempted/business_closed': { entry: 'تعذّر التسليم، المكان مغلق' },
    'delivery_attempted/no_access': { entry: 'تعذّر التسليم، تعذّر الوصول إلى العنوان' },
    'delivery_attempted/id_failed': { entry: 'تعذّر التسليم، تعذّر التحقق من الهوية' },
    'delivery_attempted/rescheduled': {
      explanation: 'لم يتمكن مندوب {carrier} من تسليم شحنتك، وستُعاد المحاولة.',
      entry: 'تعذّر التسليم، ستُعاد المحاولة',
    },
    'delivery_attempted/final': { entry: 'آخر محاولة تسليم' },
    'awaiting_collection/at_post_office': { entry: 'جاهزة للاستلام من مكتب البريد' },
    'awaiting_collection/at_partner_store': { entry: 'جاهزة للاستلام من متجر شريك' },
    'awaiting_collection/at_depot': { entry: 'جاهزة للاستلام من مركز التوزيع' },
    'awaiting_collection/pickup_missed': {
      headline: 'ما زالت بانتظارك',
      explanation: 'لم تُستلم شحنتك بعد. يُرجى استلامها قريبًا، وإلا فستعود إلى المرسل.',
      entry: 'لم تُستلم بعد',
    },
    'exception/address_problem': {
      headline: 'العنوان بحاجة إلى مراجعة',
      explanation:
        'لا يمكن التوصيل عن طريق {carrier} إلى العنوان كما هو مكتوب. يُرجى التواصل مع {merchant} عبر الخيارات أدناه لتصحيحه.',
      entry: 'مشكلة في العنوان',
    },
    'exception/customs_held': { headline: 'محتجزة في الجمارك', entry: 'محتجزة في الجمارك' },
    'exception/damaged': {
      headline: 'تضررت في الطريق',
      explanation:
        'ورد من {carrier} أن الشحنة تضررت. يُرجى التواصل مع {merchant} عبر الخيارات أدناه لمعالجة الأمر.',
      entry: 'تم الإبلاغ عن ضرر',
    },
    'exception/lost': {
      headline: 'الشحنة مفقودة',
      explanation:
        'تعذّر العثور على شحنتك لدى {carrier}. نأسف لذلك. يُرجى التواصل مع {merchant} عبر الخيارات أدناه للاتفاق على الخطوة التالية.',
      entry: 'تم الإبلاغ عن فقدانها',
    },
    'exception/disposed': {
      headline: 'تعذّر التوصيل',
      explanation:
        'تعذّر على {carrier} توصيل شحنتك، ولم تعد في الطريق. يُرجى التواصل مع {merchant} عبر الخيارات أدناه للاتفاق على الخطوة التالية.',
      entry: 'تعذّر توصيلها، ولم تعد في الطريق',
    },
    'exception/documents_missing': { entry: 'مستندات ناقصة' },
    'exception/payment_required': {
      explanation:
        'هناك مبلغ مطلوب لدى {carrier}. يُرجى التأكد من {merchant} عبر الخيارات أدناه قبل دفع أي مبلغ لأي جهة.',
      entry: 'بانتظار الدفع',
    },
    'exception/refused': { headline: 'رُفض الاستلام', entry: 'رُفض الاستلام' },
    'exception/rejected_by_carrier': { entry: 'لم تُقبل لدى {carrier}' },
    'exception/undeliverable': {
      headline: 'تعذّر التوصيل',
      entry: 'تعذّر التوصيل',
    },
    'returning/unclaimed': {
      explanation:
        'لم تُستلم شحنتك في الموعد، وهي في طريق العودة إلى {merchant}. يُرجى التواصل عبر الخيارات أدناه للاتفاق على الخطوة التالية.',
      entry: 'لم تُستلم، في طريق العودة',
    },
    'delivered/safe_place': {
      explanation:
        'ترك مندوب {carrier} شحنتك في مكان آمن. لم تظهر؟ يُرجى البحث حول الباب وسؤال أهل البيت والجيران، ثم التواصل عبر الخيارات أدناه.',
      entry: 'تم التسليم، في مكان آمن',
    },
    'delivered/neighbour': {
      explanation: 'ترك مندوب {carrier} شحنتك عند الجيران.',
      entry: 'تم التسليم إلى الجيران',
    },
    'delivered/reception': {
      explanation: 'ترك مندوب {carrier} شحنتك في الاستقبال.',
      entry: 'تم التسليم إلى الاستقبال',
    },
    'delivered/po_box': {
      explanation: 'شحنتك في صندوق البريد.',
      entry: 'تم التسليم في صندوق البريد',
    },
    'delivered/signed': { entry: 'تم التسليم مع التوقيع' },
    'delivered/collected': {
      headline: 'تم الاستلام',
      explanation: 'تم استلام شحنتك. نأمل أن تنال إعجابك.',
      entry: 'تم الاستلام',
    },
    'delivered/partial': {
      headline: 'تم تسليم جزء منها',
      explanation: 'تم تسليم جزء من هذه الشحنة عن طريق {carrier}.',
      entry: 'تم تسليم جزء منها',
    },
    'delivered/damaged': {
      explanation:
        'تم تسليم شحنتك عن طريق {carrier} مع ملاحظة وجود ضرر. إن كان في محتواها خلل، يُرجى التواصل عبر الخيارات أدناه.',
      entry: 'تم التسليم، مع ملاحظة ضرر',
    },
    'delivered/alternative_location': {
      explanation:
        'ترك مندوب {carrier} شحنتك في مكان آخر قريب منك. لم تظهر؟ يُرجى التواصل عبر الخيارات أدناه.',
      entry: 'تم التسليم في مكان آخر',
    },
  },
  left: {
    safe_place: 'في مكان آمن',
    neighbour: 'عند الجيران',
    reception: 'في الاستقبال',
    po_box: 'في صندوق البريد',
    signed: 'باليد مع التوقيع',
    collected: 'تم الاستلام',
    alternative_location: 'في مكان آخر قريب منك',
  },
  order: {
    preparing: {
      headline: 'نجهّز طلبك',
      explanation:
        'طلبك لدى {merchant}. ما إن يخرج حتى تصبح متابعته ممكنة هنا: يُرجى الاحتفاظ بهذا الرابط.',
    },
    cancelled: {
      headline: 'أُلغي هذا الطلب',
      explanation: 'لن يُرسل شيء. إن لم يكن ذلك متوقعًا، يُرجى التواصل عبر الخيارات أدناه.',
    },
    parcels: {
      headline: {
        zero: 'طلبك بلا شحنات',
        one: 'يصل طلبك في شحنة واحدة',
        two: 'يصل طلبك في شحنتين',
        few: 'يصل طلبك في {count} شحنات',
        many: 'يصل طلبك في {count} شحنة',
        other: 'يصل طلبك في {count} شحنة',
      },
      explanation: 'تُنقل كل شحنة وحدها، وقد تصل في أيام مختلفة.',
    },
    someDelivered: {
      headline: {
        zero: 'تم تسليم {delivered} من أصل {count} شحنة',
        one: 'تم تسليم {delivered} من أصل شحنة واحدة',
        two: 'تم تسليم {delivered} من أصل شحنتين',
        few: 'تم تسليم {delivered} من أصل {count} شحنات',
        many: 'تم تسليم {delivered} من أصل {count} شحنة',
        other: 'تم تسليم {delivered} من أصل {count} شحنة',
      },
      explanation: 'تُنقل كل شحنة من البقية وحدها، وقد تصل في أيام مختلفة.',
    },
    allDelivered: {
      headline: {
        zero: 'تم تسليم جميع الشحنات',
        one: 'تم تسليم شحنتك',
        two: 'تم تسليم الشحنتين',
        few: 'تم تسليم الشحنات كلها ({count})',
        many: 'تم تسليم الشحنات كلها ({count})',
        other: 'تم تسليم الشحنات كلها ({count})',
      },
      explanation: 'نأمل أن ينال كل شيء إعجابك.',
    },
  },
  steps: ['تم التجهيز', 'في الطريق', 'خرجت للتوصيل', 'تم التسليم'],
  collectSteps: ['تم التجهيز', 'في الطريق', 'جاهزة للاستلام', 'تم الاستلام'],
  days: {
    today: 'اليوم',
    tomorrow: 'غدًا ({date})',
    yesterday: 'أمس ({date})',
    at: '{day}، {time}',
  },
  sentence: {
    expected: '{headline}، والوصول متوقع {when}',
    usual: '{headline}، والوصول عادةً {when}',
    late: '{headline}، وكان الوصول متوقعًا {when}',
    at: '{headline} {when}',
    collect: '{headline} في {place}',
    after: '{first} {second}',
  },
  eta: {
    between: '{day}، بين {from} و{to}',
    by: '{day}، قرابة {to}',
    days: '{from} – {to}',
    missedHeadline: 'متأخرة عن موعدها',
    missed: 'نعتذر عن التأخير. لم يصل من {carrier} موعد جديد بعد، وسيظهر هنا فور وصوله.',
    usualBecause: '8 من كل 10 شحنات على هذا المسار تصل في هذه الأيام.',
    moved: 'كان الموعد الأول لدى {carrier}: {first}.',
    movedBecause: 'كان الموعد الأول لدى {carrier}: {first}. السبب المذكور: {reason}.',
  },
  labels: {
    title: '{headline} · الطلب \u200e{number} · {merchant}',
    order: 'الطلب',
    placed: 'تاريخ الطلب',
    progress: 'سير الشحنة',
    step: 'الخطوة {step} من {of}: {name}',
    delivered: 'تم التسليم',
    parcel: 'الشحنة {n} من {count}',
    parcelCount: 'الشحنات',
    noScans: 'لا عمليات مسح بعد.',
    quote: '«{text}»',
    row: '{label}: {text}',
    updates: 'التحديثات',
    earlier: {
      zero: 'لا تحديثات سابقة',
      one: 'تحديث سابق واحد',
      two: 'تحديثان سابقان',
      few: '{count} تحديثات سابقة',
      many: '{count} تحديثًا سابقًا',
      other: '{count} تحديث سابق',
    },
    items: 'في هذه الشحنة',
    ordered: 'في هذا الطلب',
    toFollow: 'لم يُرسل بعد',
    times: '×',
    details: 'التفاصيل',
    carrier: 'شركة الشحن',
    service: 'الخدمة',
    trackingNumber: 'رقم التتبع',
    copy: 'نسخ',
    copied: 'تم النسخ',
    destination: 'الوجهة',
    carrierPage: 'العرض لدى {carrier}',
    contact: 'التواصل مع {merchant}',
    help: 'هل لديك أسئلة؟',
    helpText: 'يسعد فريق {merchant} بمساعدتك. يُرجى تجهيز رقم الطلب \u200e{number}.',
    email: 'البريد الإلكتروني',
    call: 'اتصال',
    helpPage: 'صفحة المساعدة',
    zone: 'الأيام والأوقات بتوقيت {city}.',
    language: 'اللغة',
    skip: 'الانتقال إلى التحديثات',
    map: 'من {from} إلى {to}',
    faq: 'معلومات مفيدة',
    follow: 'متابعة {merchant}',
    calendar: 'إضافة إلى التقويم',
    feed: 'المتابعة في قارئ الخلاصات',
    share: 'مشاركة',
    shareText: 'يُظهر الرابط مكان الشحنة ومحتواها والمنطقة المتجهة إليها، ولا يُظهر اسمك ولا شارعك.',
    sms: 'رسالة نصية',
    live: 'تُحدَّث هذه الصفحة تلقائيًا.',
    pause: 'إيقاف مؤقت',
    resume: 'متابعة',
    updated: 'آخر تحديث في {time}',
    notFound: 'لم نعثر على هذه الصفحة',
    notFoundText:
      'قد يكون الرابط ناقصًا. يُرجى فتحه مجددًا من البريد أو الرسالة النصية، أو نسخه كاملًا.',
    broken: 'حدث خطأ من جانبنا',
    brokenText: 'لم تتأثر شحنتك. يُرجى المحاولة مجددًا بعد دقيقة.',
    refused: 'لم يُرسل هذا النموذج من صفحتنا',
    refusedText:
      'حرصًا على سلامتك، لا نقبل النماذج إلا من صفحاتنا. يُرجى فتح الصفحة من جديد وإرسال النموذج منها.',
    reference: 'الرقم المرجعي',
    home: 'تتبع الشحنات',
    homeText: 'لمتابعة شحنة، يُرجى فتح الرابط الموجود في البريد أو الرسالة النصية.',
  },
  collect: {
    heading: 'مكان الاستلام',
    hours: 'ساعات العمل',
    askHours: 'يُرجى التحقق من ساعات العمل لدى {carrier} قبل الذهاب.',
    askPlace: 'لم يصلنا من {carrier} مكان الاستلام. تجده في بطاقة الإشعار أو في صفحة شركة الشحن.',
    until: 'آخر موعد للاستلام: {day}',
    directions: 'عرض الطريق',
  },
  private: {
    heading: 'العنوان وإثبات التسليم',
    headingBefore: 'عنوان التوصيل والتعليمات',
    text: 'لعرضهما، يُرجى إدخال عنوان البريد الإلكتروني لهذا الطلب، أو رمزه البريدي مع اسم العائلة المكتوب على الطرد.',
    old: 'مضى وقت على هذا الطلب، ولذلك لم يعد الرابط وحده يعرض محتوياته ووجهته.',
    field: 'الرمز البريدي أو عنوان البريد الإلكتروني',
    name: 'اسم العائلة، مع الرمز البريدي',
    show: 'عرض',
    missing: 'مع الرمز البريدي، يُرجى إدخال اسم العائلة أيضًا.',
    wrong: 'هذه البيانات لا تخص هذا الطلب. يُرجى التحقق منها والمحاولة مجددًا.',
    wait: {
      zero: 'محاولات كثيرة. يُرجى المحاولة مجددًا بعد قليل.',
      one: 'محاولات كثيرة. يُرجى المحاولة مجددًا بعد دقيقة واحدة.',
      two: 'محاولات كثيرة. يُرجى المحاولة مجددًا بعد دقيقتين.',
      few: 'محاولات كثيرة. يُرجى المحاولة مجددًا بعد {count} دقائق.',
      many: 'محاولات كثيرة. يُرجى المحاولة مجددًا بعد {count} دقيقة.',
      other: 'محاولات كثيرة. يُرجى المحاولة مجددًا بعد {count} دقيقة.',
    },
    waitDay: 'محاولات كثيرة. يُرجى المحاولة مجددًا غدًا.',
    address: 'عنوان التوصيل',
    instructions: 'تعليمات التوصيل',
    signature: 'يمكن تركها دون توقيع',
    signatureRequired: 'التوقيع مطلوب',
    proof: 'إثبات التسليم',
    signedBy: 'الموقّع: {name}',
    picture: 'صورة أو توقيع من {carrier}',
    nothing: 'لم تصلنا من {carrier} صورة ولا توقيع.',
    shown: 'لا يظهر هذا لأحد غيرك، ويختفي عند مغادرة الصفحة.',
  },
  lookup: {
    heading: 'أين طلبي؟',
    text: 'يُرجى إدخال رقم الطلب، مع عنوان البريد الإلكتروني أو الرمز البريدي المستخدم عند الطلب.',
    number: 'رقم الطلب',
    numberHint: 'موجود في رسالة تأكيد الطلب.',
    contact: 'عنوان البريد الإلكتروني أو الرمز البريدي',
    find: 'البحث عن طلبي',
    missing: 'يُرجى ملء الخانتين.',
    nothing:
      'لم نعثر على طلب بهذه البيانات. يُرجى التحقق من الخانتين؛ وقد يحتاج الطلب الجديد إلى بضع دقائق ليظهر.',
    sent: 'يُرجى التحقق من البريد الإلكتروني',
    sentText:
      'إن وُجد طلب بهذه البيانات، فرابطه في الطريق إلى عنوان البريد الإلكتروني المستخدم عند الطلب. قد يستغرق ذلك بضع دقائق.',
  },
  feedback: {
    question: 'كيف كان التوصيل؟',
    good: 'جيد',
    bad: 'غير جيد',
    thanks: 'شكرًا على رأيك.',
    thanksBad: 'يؤسفنا ذلك. إن كان هناك ما يجب تصحيحه، يُرجى التواصل معنا.',
  },
  preferences: {
    heading: 'الرسائل الخاصة بهذا الطلب',
    text: 'يُرجى اختيار ما يمكننا إرساله إليك.',
    show: 'عرض اختياراتي',
    email: 'رسائل البريد الإلكتروني',
    sms: 'الرسائل النصية',
    save: 'حفظ',
    saved: 'تم الحفظ.',
  },
  calendar: {
    expected: 'شحنة من {merchant}',
    delivered: 'شحنة من {merchant}: تم التسليم',
    text: '{headline}. الطلب \u200e{number}، {carrier} \u200e{trackingNumber}.',
  },
}

export const arMessages: MessageWords = {
  mail: {
    greeting: 'مرحبًا {name}،',
    step: 'الخطوة {step} من {of}:',
    eta: 'الوصول المتوقع',
    delivered: 'تم التسليم',
    attempted: 'محاولة التسليم',
    lastScan: 'آخر مسح',
    where: 'المكان',
    carrier: 'شركة الشحن',
    trackingNumber: 'رقم التتبع',
    order: 'الطلب',
    items: 'في هذه الشحنة',
    quantity: 'الكمية: {count}',
    more: {
      zero: 'ولا منتجات أخرى',
      one: 'ومنتج آخر',
      two: 'ومنتجان آخران',
      few: 'و{count} منتجات أخرى',
      many: 'و{count} منتجًا آخر',
      other: 'و{count} منتج آخر',
    },
    questions: 'هل لديك أسئلة عن طلبك؟',
    helpPages: 'صفحات المساعدة من {brand}',
    reason: 'وصلتك هذه الرسالة بخصوص طلبك \u200e{number} من {brand}.',
    row: '{label}: {text}',
  },
  mails: {
    shipped: {
      subject: 'طلبك \u200e{number} في الطريق إليك',
      preview: 'شحنتك من {brand} لدى {carrier}.',
      headline: 'طلبك في الطريق إليك',
      lead: 'تم تجهيز شحنتك من {brand} وتسليمها إلى {carrier}.',
      progress: 'تم الإرسال',
      action: 'تتبع الشحنة',
      help: '',
    },
    out_for_delivery: {
      subject: 'طلبك \u200e{number} خرج للتوصيل',
      preview: 'شحنتك من {brand} في الطريق إليك مع {carrier}.',
      headline: 'شحنتك خرجت للتوصيل',
      lead: 'شحنتك من {brand} مع مندوب {carrier} وفي الطريق إلى بابك.',
      progress: 'خرجت للتوصيل',
      action: 'متابعة التوصيل',
      help: '',
    },
    delivered: {
      subject: 'تم تسليم طلبك \u200e{number}',
      preview: 'وصلت شحنتك من {brand}.',
      headline: 'وصلت شحنتك',
      lead: 'تم تسليم شحنتك من {brand} عن طريق {carrier}. نأمل أن ينال كل شيء إعجابك.',
      progress: 'تم التسليم',
      action: 'عرض تفاصيل التسليم',
      help: 'لم تظهر الشحنة؟ يُرجى البحث في الأماكن الآمنة حول الباب وسؤال أهل البيت والجيران. إن لم تظهر بعد ذلك، يُرجى إبلاغنا لنتحقق من الأمر.',
    },
    delivery_attempted: {
      subject: 'لم نتمكن بعد من تسليم طلبك \u200e{number}',
      preview: 'حاول مندوب {carrier} تسليم شحنتك من {brand}.',
      headline: 'تعذّر تسليم شحنتك هذه المرة',
      lead: 'حاول مندوب {carrier} تسليم شحنتك من {brand}، لكن تعذّر ذلك.',
      progress: 'تعذّر التسليم',
      action: 'عرض الخطوة التالية',
      help: 'توضح صفحة التتبع إن كانت شركة الشحن ستعيد المحاولة، أو أين يمكن استلام الشحنة. والبطاقة المتروكة عند الباب توضح ذلك أيضًا.',
    },
    stalled: {
      subject: 'لا أخبار جديدة عن طلبك \u200e{number} منذ مدة',
      preview: 'لم تُمسح شحنتك من {brand} مؤخرًا لدى {carrier}.',
      headline: 'في الطريق، دون أخبار جديدة',
      lead: 'لم تُمسح شحنتك من {brand} لدى {carrier} منذ مدة أطول من المعتاد. معظم الشحنات تصل رغم ذلك.',
      progress: 'في الطريق',
      action: 'عرض آخر مكان للشحنة',
      help: 'لا يلزم فعل أي شيء: ستظهر عملية المسح التالية في صفحة التتبع فور حدوثها. وإن لزم أن نسأل شركة الشحن عن مكانها، يُرجى التواصل معنا.',
    },
  },
  link: {
    subject: 'رابط الطلب \u200e{number}',
    text: 'طُلب هذا الرابط لمتابعة الطلب، منك أو من شخص يعرف رقم طلبك:',
    ignore: 'إن لم يكن الطلب منك، فلا داعي لأي إجراء: لم يُرسل الرابط إلا إليك.',
  },
  texts: {
    shipped: [
      'من {brand}: طلبك \u200e{number} في الطريق مع {carrier}. للتتبع: {url}',
      'من {brand}: طلبك \u200e{number} في الطريق {url}',
      'طلب {brand} في الطريق {url}',
    ],
    out_for_delivery: [
      'من {brand}: طلبك \u200e{number} خرج للتوصيل مع {carrier}. للتتبع: {url}',
      'من {brand}: طلبك \u200e{number} خرج للتوصيل {url}',
      'طلب {brand} خرج للتوصيل {url}',
    ],
    delivered: [
      'من {brand}: تم تسليم طلبك \u200e{number} ({place}). التفاصيل: {url}',
      'من {brand}: تم تسليم طلبك \u200e{number} {url}',
      'طلب {brand} تم تسليمه {url}',
    ],
    delivery_attempted: [
      'من {brand}: لم يتمكن مندوب {carrier} من تسليم طلبك \u200e{number}. التفاصيل: {url}',
      'من {brand}: تعذّر تسليم طلبك \u200e{number} {url}',
      'طلب {brand} تعذر تسليمه {url}',
    ],
    stalled: [
      'من {brand}: لم يُمسح طلبك \u200e{number} لدى {carrier} منذ مدة. التفاصيل: {url}',
      'من {brand}: لا أخبار عن طلبك \u200e{number} {url}',
      'طلب {brand}: لا جديد {url}',
    ],
  },
}
