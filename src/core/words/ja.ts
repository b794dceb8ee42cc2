// Japanese, in です・ます; headlines and lines of the timeline end on a noun where they can. One word for one
// thing: お荷物 parcel, 配送会社 carrier, 追跡番号 tracking number, ご注文 order, 受け取り collecting, 配達 the
// carrier's round, お届け what reaches the shopper.
import type { MessageWords } from '../message-words.ts'
import type { Words } from '../words.ts'

export const ja: Words = {
  locale: 'ja',
  dir: 'ltr',
  name: '日本語',
  statuses: {
    pending: {
      headline: '発送準備中',
      explanation:
        '{merchant}から{carrier}に、お荷物の発送を連絡済みです。最初の配送状況は、{carrier}がお荷物をスキャンするとここに表示されます。多くの場合は翌営業日です。それまで表示がなくても、問題はございません。',
      entry: '{carrier}に発送を連絡',
    },
    in_transit: {
      headline: '輸送中',
      explanation: '{carrier}がお荷物をお預かりし、お届け先へ輸送しています。',
      entry: '輸送中',
    },
    out_for_delivery: {
      headline: '配達中',
      explanation:
        '{carrier}の配達員がお荷物を持って出発しました。ほかのお届け先を先に回る場合があり、時間は前後することがあります。',
      entry: '配達に出発',
    },
    delivery_attempted: {
      headline: 'お届けにうかがいました',
      explanation:
        '{carrier}はお荷物をお渡しできませんでした。今後のお届けについては、不在票または配送会社のページをご確認ください。',
      entry: 'お届けできず持ち戻り',
    },
    awaiting_collection: {
      headline: '受け取り可能',
      explanation:
        'お荷物をお受け取りいただけます。顔写真付きの本人確認書類と追跡番号をお持ちください。',
      entry: '受け取り可能',
    },
    exception: {
      headline: '配送中に問題が発生しました',
      explanation:
        '問題が発生し、お荷物が止まっています。{merchant}が{carrier}に確認しますので、下のお問い合わせ先までご連絡ください。',
      entry: '問題の報告あり',
    },
    returning: {
      headline: '返送中',
      explanation:
        '{carrier}がお荷物を{merchant}へ返送しています。今後については、下のお問い合わせ先までご相談ください。',
      entry: '差出人へ返送中',
    },
    delivered: {
      headline: 'お届け済み',
      explanation: '{carrier}がお荷物をお届けしました。お気に召しましたら幸いです。',
      entry: 'お届け済み',
    },
    returned: {
      headline: '差出人へ返送済み',
      explanation:
        'お荷物は{merchant}に戻りました。今後については、下のお問い合わせ先までご相談ください。',
      entry: '差出人へ返送済み',
    },
    cancelled: {
      headline: 'キャンセル済み',
      explanation:
        'このお荷物の発送はキャンセルされました。お心当たりがない場合は、下のお問い合わせ先までご連絡ください。',
      entry: 'キャンセル済み',
    },
    expired: {
      headline: 'しばらく更新がありません',
      explanation:
        '{carrier}からしばらく連絡がありません。お荷物の所在は{merchant}が確認しますので、下のお問い合わせ先までご連絡ください。',
      entry: '最近の更新なし',
    },
    unknown: {
      headline: '発送準備中',
      explanation:
        'お荷物は{carrier}に登録されています。最初の配送状況は、{carrier}がお荷物をスキャンするとここに表示されます。多くの場合は翌営業日です。それまで表示がなくても、問題はございません。',
      entry: '{carrier}からのお知らせ',
    },
  },
  reasons: {
    'pending/label_created': { entry: '送り状を作成' },
    'pending/info_received': { entry: '{carrier}に発送を連絡' },
    'pending/awaiting_pickup': {
      headline: '梱包済み、集荷待ち',
      explanation: 'お荷物の梱包が済み、{carrier}の集荷を待っています。',
      entry: '{carrier}の集荷待ち',
    },
    'pending/pickup_failed': {
      explanation:
        '{carrier}の集荷が完了しませんでした。{merchant}が改めて手配します。お客様のお手続きは不要です。',
      entry: '集荷できず',
    },
    'pending/overdue': {
      headline: '最初のスキャン待ち',
      explanation:
        '{carrier}での最初のスキャンがまだなく、通常より時間がかかっています。{merchant}が確認しますので、下のお問い合わせ先までご連絡ください。',
    },
    'in_transit/stalled': {
      headline: '輸送中、しばらく更新なし',
      explanation:
        '{carrier}でのスキャンが通常より長く途絶えています。こうしたお荷物の多くは、その後無事に届きます。ご心配な場合は{merchant}が所在を確認しますので、下のお問い合わせ先までご連絡ください。',
    },
    'in_transit/accepted': { entry: '{carrier}が引き受け' },
    'in_transit/picked_up': { entry: '{carrier}が集荷' },
    'in_transit/arrived_facility': { entry: '仕分けセンターに到着' },
    'in_transit/departed_facility': { entry: '仕分けセンターを出発' },
    'in_transit/at_delivery_depot': {
      headline: 'お近くの営業所に到着',
      explanation: 'お荷物はお届け先の地域を担当する営業所に到着しました。次は配達に出発します。',
      entry: 'お近くの営業所に到着',
    },
    'in_transit/handed_to_partner': { entry: '提携の配送会社に引き渡し' },
    'in_transit/arrived_destination_country': { entry: 'お届け先の国に到着' },
    'in_transit/customs_processing': { entry: '通関手続き中' },
    'in_transit/customs_cleared': { entry: '通関手続き完了' },
    'in_transit/customs_held': {
      headline: '税関で確認待ち',
      explanation: '税関がお荷物を確認しています。確認が済み次第、輸送を再開します。',
      entry: '税関で保留中',
    },
    'in_transit/delayed': {
      headline: 'お届けが遅れています',
      explanation:
        '{carrier}から遅延の連絡がありました。お荷物は輸送中ですが、予定より時間がかかっています。',
      entry: '遅延',
    },
    'in_transit/on_hold': {
      headline: '輸送を一時停止中',
      explanation:
        '{carrier}がお荷物を一時お預かりしています。再開され次第、お届け先へ向かいます。',
      entry: '{carrier}で保留中',
    },
    'in_transit/rescheduled': {
      headline: 'お届け日が変わりました',
      explanation: '{carrier}がお届け日を別の日に変更しました。',
      entry: 'お届け日を変更',
    },
    'in_transit/redirected': { entry: '新しいお届け先へ転送' },
    'in_transit/instructions_changed': { entry: 'お届け方法を変更' },
    'out_for_delivery/arriving_soon': {
      headline: 'まもなくお届け',
      explanation: '配達員がお近くまで来ています。',
      entry: '配達員がお近くに到着',
    },
    'out_for_delivery/earlier': {
      explanation:
        'お荷物は先日配達に出発しましたが、その結果が{carrier}からまだ届いていません。営業所から改めて配達に出ることがあります。',
    },
    'delivery_attempted/carded': { entry: '不在票を入れて持ち戻り' },
    'delivery_attempted/no_one_home': {
      headline: 'ご不在のため持ち戻り',
      entry: 'ご不在のため持ち戻り',
    },
    'delivery_attempted/business_closed': { entry: '休業中のため持ち戻り' },
    'delivery_attempted/no_access': { entry: 'お届け先に入れず持ち戻り' },
    'delivery_attempted/id_failed': { entry: '本人確認ができず持ち戻り' },
    'delivery_attempted/rescheduled': {
      explanation: '{carrier}はお荷物をお渡しできませんでした。改めてお届けにうかがいます。',
      entry: '持ち戻り、再配達の予定',
    },
    'delivery_attempted/final': { entry: '最後の配達、お届けできず' },
    'awaiting_collection/at_post_office': { entry: '郵便局で受け取り可能' },
    'awaiting_collection/at_partner_store': { entry: '取扱店で受け取り可能' },
    'awaiting_collection/at_depot': { entry: '営業所で受け取り可能' },
    'awaiting_collection/pickup_missed': {
      headline: 'お受け取りをお待ちしています',
      explanation:
        'お荷物がまだ受け取られていません。このままでは差出人へ返送されますので、お早めにお受け取りください。',
      entry: 'まだ受け取られていません',
    },
    'exception/address_problem': {
      headline: 'ご住所をご確認ください',
      explanation:
        '{carrier}は現在の宛先にお届けできません。下のお問い合わせ先から{merchant}に正しいご住所をお知らせください。',
      entry: '宛先に不備',
    },
    'exception/customs_held': { headline: '税関で保留中', entry: '税関で保留中' },
    'exception/damaged': {
      headline: '輸送中に破損がありました',
      explanation:
        '{carrier}から破損の連絡がありました。下のお問い合わせ先から{merchant}にご連絡ください。責任をもって対応します。',
      entry: '破損の報告あり',
    },
    'exception/lost': {
      headline: 'お荷物が見つかっていません',
      explanation:
        '{carrier}がお荷物を見つけられずにいます。誠に申し訳ございません。今後については、下のお問い合わせ先から{merchant}にご相談ください。',
      entry: '所在不明の報告あり',
    },
    'exception/disposed': {
      headline: 'お届けできませんでした',
      explanation:
        '{carrier}はお荷物をお届けできず、輸送を終了しました。今後については、下のお問い合わせ先から{merchant}にご相談ください。',
      entry: 'お届けできず、輸送終了',
    },
    'exception/documents_missing': { entry: '必要書類の不足' },
    'exception/payment_required': {
      // A payment link is the scammer's tool: whom to ask comes before any paying.
      explanation:
        '{carrier}が支払いを待っています。どなたに支払う場合も、その前に必ず下のお問い合わせ先から{merchant}にご確認ください。',
      entry: '支払い待ち',
    },
    'exception/refused': { headline: '受取拒否', entry: '受取拒否' },
    'exception/rejected_by_carrier': { entry: '{carrier}が引き受けを拒否' },
    'exception/undeliverable': {
      headline: 'お届けできませんでした',
      entry: 'お届け不能',
    },
    'returning/unclaimed': {
      explanation:
        'お荷物は期限までに受け取られなかったため、{merchant}へ返送されています。今後については、下のお問い合わせ先までご相談ください。',
      entry: '保管期限切れで返送中',
    },
    'delivered/safe_place': {
      explanation:
        '{carrier}がお荷物を安全な場所に置き配しました。見当たらない場合は、玄関まわりを確かめ、ご家族やご近所の方にお尋ねのうえ、下のお問い合わせ先までご連絡ください。',
      entry: '安全な場所に置き配',
    },
    'delivered/neighbour': {
      explanation: '{carrier}がお荷物をご近所の方に預けました。',
      entry: 'ご近所の方にお預け',
    },
    'delivered/reception': {
      explanation: '{carrier}がお荷物を受付に預けました。',
      entry: '受付にお預け',
    },
    'delivered/po_box': {
      explanation: 'お荷物は私書箱に届いています。',
      entry: '私書箱にお届け',
    },
    'delivered/signed': { entry: 'ご署名をいただきお届け済み' },
    'delivered/collected': {
      headline: '受け取り済み',
      explanation: 'お荷物をお受け取りいただきました。お気に召しましたら幸いです。',
      entry: '受け取り済み',
    },
    'delivered/partial': {
      headline: '一部お届け済み',
      explanation: '{carrier}がお荷物の一部をお届けしました。',
      entry: '一部お届け済み',
    },
    'delivered/damaged': {
      explanation:
        '{carrier}がお荷物をお届けし、破損があると記録しています。中身に問題がある場合は、下のお問い合わせ先までご連絡ください。',
      entry: 'お届け済み、破損の記録あり',
    },
    'delivered/alternative_location': {
      explanation:
        '{carrier}がお荷物をお近くの別の場所にお届けしました。見当たらない場合は、下のお問い合わせ先までご連絡ください。',
      entry: 'お近くの別の場所にお届け',
    },
  },
  left: {
    safe_place: '安全な場所に置き配',
    neighbour: 'ご近所の方にお預け',
    reception: '受付にお預け',
    po_box: '私書箱にお届け',
    signed: 'ご署名をいただき手渡し',
    collected: '受け取り済み',
    alternative_location: 'お近くの別の場所にお届け',
  },
  order: {
    preparing: {
      headline: 'ご注文の品を準備しています',
      explanation:
        '{merchant}がご注文を承りました。発送後はこのページで配送状況をご覧いただけます。このリンクを保存しておいてください。',
    },
    cancelled: {
      headline: 'ご注文はキャンセルされました',
      explanation:
        '商品は発送されません。お心当たりがない場合は、下のお問い合わせ先までご連絡ください。',
    },
    parcels: {
      headline: { other: 'ご注文は{count}個口でお届けします' },
      explanation: 'お荷物は別々に輸送され、お届け日が異なることがあります。',
    },
    someDelivered: {
      headline: { other: '{count}個口のうち{delivered}個をお届け済み' },
      explanation: '残りのお荷物は別々に輸送され、お届け日が異なることがあります。',
    },
    allDelivered: {
      headline: { other: '{count}個口すべてお届け済み' },
      explanation: 'どの品もお気に召しましたら幸いです。',
    },
  },
  /** Four signs are what a quarter of a small screen holds in one line. */
  steps: ['梱包済み', '輸送中', '配達中', '配達完了'],
  collectSteps: ['梱包済み', '輸送中', '受取可能', '受取済み'],
  days: {
    today: '本日',
    tomorrow: '明日 {date}',
    yesterday: '昨日 {date}',
    at: '{day} {time}',
  },
  sentence: {
    expected: '{headline}（{when}お届け予定）',
    usual: '{headline}（お届けの目安：{when}）',
    late: '{headline}（当初の予定：{when}）',
    at: '{headline}（{when}）',
    collect: '{headline}（{place}）',
    after: '{first}{second}',
  },
  eta: {
    between: '{day} {from}〜{to}',
    by: '{day} {to}頃',
    days: '{from}〜{to}',
    missedHeadline: 'お届けが遅れています',
    missed:
      'お待たせして申し訳ございません。{carrier}から新しいお届け予定日の連絡はまだありません。分かり次第ここに表示します。',
    usualBecause: 'この区間のお荷物は、10個のうち8個がこの期間に届いています。',
    moved: '{carrier}の当初のお届け予定は{first}でした。',
    movedBecause: '{carrier}の当初のお届け予定は{first}でした。変更の理由：{reason}。',
  },
  labels: {
    title: '{headline}｜ご注文 {number}｜{merchant}',
    order: 'ご注文',
    placed: 'ご注文日',
    progress: '進み具合',
    step: '{of}段階中{step}段階目：{name}',
    delivered: 'お届け日時',
    parcel: 'お荷物 {n}／{count}',
    parcelCount: 'お荷物',
    noScans: 'スキャンはまだありません。',
    quote: '「{text}」',
    row: '{label}：{text}',
    updates: '配送状況',
    earlier: { other: '以前の配送状況 {count}件' },
    items: 'このお荷物の商品',
    ordered: 'ご注文の商品',
    toFollow: 'これから発送する商品',
    times: '×',
    details: '詳細',
    carrier: '配送会社',
    service: '配送サービス',
    trackingNumber: '追跡番号',
    copy: 'コピー',
    copied: 'コピーしました',
    destination: 'お届け先',
    carrierPage: '{carrier}のページで見る',
    contact: '{merchant}に問い合わせる',
    help: 'お困りですか？',
    helpText: '{merchant}がご相談を承ります。ご注文番号{number}をお手元にご用意ください。',
    email: 'メール',
    call: '電話',
    helpPage: 'ヘルプページ',
    zone: '日時は{city}の現地時間です。',
    language: '言語',
    skip: '配送状況へ進む',
    map: '{from}から{to}まで',
    faq: 'よくあるご質問',
    follow: '{merchant}をフォロー',
    calendar: 'カレンダーに追加',
    feed: 'フィードリーダーで追う',
    share: '共有',
    shareText:
      'このリンクでは、お荷物の場所と中身、お届け先の地域をご覧いただけます。お名前と番地は表示されません。',
    sms: 'SMS',
    live: 'このページは自動で更新されます。',
    pause: '一時停止',
    resume: '再開',
    updated: '{time}更新',
    notFound: 'ページが見つかりません',
    notFoundText:
      'リンクが途中で切れている可能性があります。メールまたはSMSからもう一度開くか、リンク全体をコピーしてください。',
    broken: 'システムに問題が発生しました',
    brokenText: 'お荷物への影響はありません。1分ほどしてから、もう一度お試しください。',
    refused: 'このフォームは当ページから送信されたものではありません',
    refusedText:
      '安全のため、当ページから送信されたフォームのみ受け付けています。もう一度ページを開き、そこから送信してください。',
    reference: 'お問い合わせ用の番号',
    home: 'お荷物の追跡',
    homeText: 'お荷物を追跡するには、メールまたはSMSのリンクを開いてください。',
  },
  collect: {
    heading: '受け取り場所',
    hours: '営業時間',
    askHours: 'お出かけの前に、{carrier}で営業時間をご確認ください。',
    askPlace:
      '{carrier}から受け取り場所の連絡がありません。不在票または配送会社のページでご確認ください。',
    until: '{day}までにお受け取りください',
    directions: '道順を見る',
  },
  private: {
    heading: 'ご住所と配達証明',
    headingBefore: 'お届け先のご住所とお届け方法',
    text: '表示するには、このご注文のメールアドレス、または郵便番号とお届け先の姓を入力してください。',
    old: 'お届けから時間がたっているため、リンクだけでは商品とお届け先は表示されません。',
    field: '郵便番号またはメールアドレス',
    name: '姓（郵便番号の場合）',
    show: '表示する',
    missing: '郵便番号の場合は、姓も入力してください。',
    wrong: 'このご注文の情報と一致しません。ご確認のうえ、もう一度お試しください。',
    wait: { other: '試行回数が上限に達しました。{count}分後にもう一度お試しください。' },
    waitDay: '試行回数が上限に達しました。明日もう一度お試しください。',
    address: 'お届け先のご住所',
    instructions: 'お届け方法のご指定',
    signature: '署名なしの置き配可',
    signatureRequired: '署名が必要',
    proof: '配達証明',
    signedBy: '署名：{name}様',
    picture: '{carrier}による写真または署名',
    nothing: '{carrier}から写真や署名は届いていません。',
    shown: 'このページを離れるまで、お客様にだけ表示されます。',
  },
  lookup: {
    heading: 'ご注文の配送状況を調べる',
    text: 'ご注文番号と、ご注文時のメールアドレスまたは郵便番号を入力してください。',
    number: 'ご注文番号',
    numberHint: 'ご注文確認のメールに記載されています。',
    contact: 'メールアドレスまたは郵便番号',
    find: 'ご注文を探す',
    missing: '両方の欄に入力してください。',
    nothing:
      'この内容のご注文が見つかりません。両方の欄をご確認ください。新しいご注文は、表示されるまで数分かかることがあります。',
    sent: 'メールをご確認ください',
    sentText:
      'この内容のご注文がある場合は、ご注文時のメールアドレスにリンクをお送りしています。届くまで数分かかることがあります。',
  },
  feedback: {
    question: 'お届けはいかがでしたか？',
    good: '良かった',
    bad: '良くなかった',
    thanks: 'ご回答ありがとうございます。',
    thanksBad: 'ご不便をおかけし、申し訳ございません。対応が必要な場合は、お問い合わせください。',
  },
  preferences: {
    heading: 'このご注文についてのお知らせ',
    text: 'お送りするお知らせをお選びください。',
    show: '現在の設定を見る',
    email: 'メール',
    sms: 'SMS',
    save: '保存する',
    saved: '保存しました。',
  },
  calendar: {
    expected: '{merchant}からのお荷物',
    delivered: '{merchant}からのお荷物：お届け済み',
    text: '{headline}。ご注文 {number}、{carrier} {trackingNumber}',
  },
}

export const jaMessages: MessageWords = {
  mail: {
    greeting: '{name}様',
    step: '{of}段階中{step}段階目：',
    eta: 'お届け予定',
    delivered: 'お届け日時',
    attempted: 'お届けにうかがった日時',
    lastScan: '最後のスキャン',
    where: 'お届け場所',
    carrier: '配送会社',
    trackingNumber: '追跡番号',
    order: 'ご注文',
    items: 'このお荷物の商品',
    quantity: '数量：{count}',
    more: { other: 'ほか{count}点' },
    questions: 'ご注文についてご不明な点がございましたら',
    helpPages: '{brand}のヘルプページ',
    reason: 'このメールは、{brand}でご注文 {number} をいただいたお客様にお送りしています。',
    row: '{label}：{text}',
  },
  mails: {
    shipped: {
      subject: 'ご注文 {number} を発送しました',
      preview: '{brand}からのお荷物を{carrier}がお預かりしました。',
      headline: 'ご注文の品を発送しました',
      lead: '{brand}からのお荷物は梱包が済み、{carrier}がお預かりしています。',
      progress: '発送済み',
      action: 'お荷物を追跡する',
      help: '',
    },
    out_for_delivery: {
      subject: 'ご注文 {number} は配達中です',
      preview: '{brand}からのお荷物を{carrier}がお届けにうかがいます。',
      headline: 'お荷物は配達中です',
      lead: '{brand}からのお荷物を持って、{carrier}の配達員がお届け先へ向かっています。',
      progress: '配達中',
      action: '配送状況を見る',
      help: '',
    },
    delivered: {
      subject: 'ご注文 {number} をお届けしました',
      preview: '{brand}からのお荷物が届きました。',
      headline: 'お荷物をお届けしました',
      lead: '{carrier}が{brand}からのお荷物をお届けしました。お気に召しましたら幸いです。',
      progress: 'お届け済み',
      action: 'お届けの詳細を見る',
      help: '見当たらない場合は、玄関まわりの置き場所を確かめ、ご家族やご近所の方にもお尋ねください。それでも見つからないときは、お調べしますのでご連絡ください。',
    },
    delivery_attempted: {
      subject: 'ご注文 {number} をまだお届けできていません',
      preview: '{carrier}が{brand}からのお荷物のお届けにうかがいました。',
      headline: 'お届けできませんでした',
      lead: '{carrier}が{brand}からのお荷物のお届けにうかがいましたが、お渡しできませんでした。',
      progress: 'お届けできず持ち戻り',
      action: '今後のお届けを確認する',
      help: '配送会社が改めてうかがうか、どこでお受け取りいただけるかは、配送状況のページをご確認ください。不在票にも記載されています。',
    },
    stalled: {
      subject: 'ご注文 {number} の配送状況がしばらく更新されていません',
      preview: '{brand}からのお荷物は、{carrier}でしばらくスキャンされていません。',
      headline: '輸送中、しばらく更新がありません',
      lead: '{brand}からのお荷物は、{carrier}でのスキャンが通常より長く途絶えています。こうしたお荷物の多くは、その後無事に届きます。',
      progress: '輸送中',
      action: '最後の記録を見る',
      help: 'お客様にしていただくことはありません。次にスキャンされると、配送状況のページに表示されます。配送会社への所在の確認をご希望の場合は、お気軽にご連絡ください。',
    },
  },
  link: {
    subject: 'ご注文 {number} の配送状況のリンク',
    text: 'お客様、またはご注文番号をご存じの方から、配送状況をご覧いただくリンクのご請求がありました。',
    ignore: 'お心当たりがない場合も、お手続きは不要です。リンクはお客様にだけお送りしています。',
  },
  texts: {
    shipped: [
      '{brand}：ご注文{number}を{carrier}で発送しました。配送状況 {url}',
      '{brand}：ご注文{number}を発送しました {url}',
      '{brand}：発送しました {url}',
    ],
    out_for_delivery: [
      '{brand}：ご注文{number}を{carrier}が配達中です。配送状況 {url}',
      '{brand}：ご注文{number}は配達中です {url}',
      '{brand}：配達中です {url}',
    ],
    delivered: [
      '{brand}：ご注文{number}をお届けしました（{place}）。詳細 {url}',
      '{brand}：ご注文{number}をお届けしました {url}',
      '{brand}：お届けしました {url}',
    ],
    delivery_attempted: [
      '{brand}：{carrier}はご注文{number}をお届けできませんでした。今後のお届け {url}',
      '{brand}：ご注文{number}をお届けできませんでした {url}',
      '{brand}：お届けできませんでした {url}',
    ],
    stalled: [
      '{brand}：ご注文{number}は{carrier}でしばらくスキャンされていません。詳細 {url}',
      '{brand}：ご注文{number}はしばらく更新がありません {url}',
      '{brand}：しばらく更新なし {url}',
    ],
  },
}
