// Korean, as shops write to their customers: 해요 in sentences, nouns in headlines and entries. A name takes only
// the particles that no last consonant changes (에서, 에, 의), because nobody knows how it ends.
import type { MessageWords } from '../message-words.ts'
import type { Words } from '../words.ts'

export const ko: Words = {
  locale: 'ko',
  dir: 'ltr',
  name: '한국어',
  statuses: {
    pending: {
      headline: '발송 준비 중',
      explanation:
        '{merchant}에서 {carrier}에 택배 정보를 전달했어요. {carrier}에서 택배를 스캔하면 첫 배송 소식이 여기에 표시돼요. 보통 다음 영업일에 확인할 수 있으니, 그때까지 소식이 없어도 걱정하지 마세요.',
      entry: '{carrier}에 택배 정보 접수',
    },
    in_transit: {
      headline: '이동 중',
      explanation: '{carrier}에서 택배를 받아 고객님께 보내 드리고 있어요.',
      entry: '이동 중',
    },
    out_for_delivery: {
      headline: '배송 출발',
      explanation:
        '{carrier} 배송 기사님이 택배를 싣고 출발했어요. 다른 배송지에 먼저 들를 수 있어 시간은 달라질 수 있어요.',
      entry: '배송 출발',
    },
    delivery_attempted: {
      headline: '배송하지 못했어요',
      explanation:
        '{carrier}에서 택배를 전해 드리지 못했어요. 남겨 둔 안내문이 있는지 살펴보시거나, 택배사 페이지에서 다음 일정을 확인해 주세요.',
      entry: '배송 시도, 전달하지 못함',
    },
    awaiting_collection: {
      headline: '택배를 찾아가세요',
      explanation:
        '택배가 고객님을 기다리고 있어요. 사진이 있는 신분증과 운송장 번호를 가지고 방문해 주세요.',
      entry: '수령 대기',
    },
    exception: {
      headline: '배송에 문제가 생겼어요',
      explanation:
        '택배가 중간에 멈춰 있어요. {merchant}에서 {carrier}에 확인해 해결할 수 있으니, 아래로 문의해 주세요.',
      entry: '배송 문제 발생',
    },
    returning: {
      headline: '반송 중',
      explanation:
        '{carrier}에서 택배를 {merchant} 앞으로 돌려보내고 있어요. 이후 처리는 아래로 문의해 주세요.',
      entry: '보낸 곳으로 반송 중',
    },
    delivered: {
      headline: '배송 완료',
      explanation: '{carrier}에서 택배를 배송했어요. 마음에 드셨으면 좋겠어요.',
      entry: '배송 완료',
    },
    returned: {
      headline: '반송 완료',
      explanation: '택배가 {merchant}에 다시 도착했어요. 이후 처리는 아래로 문의해 주세요.',
      entry: '보낸 곳으로 반송 완료',
    },
    cancelled: {
      headline: '취소됨',
      explanation: '취소된 택배예요. 예상하지 못한 일이라면 아래로 문의해 주세요.',
      entry: '취소됨',
    },
    expired: {
      headline: '최근 소식 없음',
      explanation:
        '{carrier}에서 한동안 이 택배의 소식이 없어요. {merchant}에서 위치를 확인할 수 있으니, 아래로 문의해 주세요.',
      entry: '최근 소식 없음',
    },
    unknown: {
      headline: '발송 준비 중',
      explanation:
        '택배가 {carrier}에 등록되었어요. {carrier}에서 택배를 스캔하면 첫 배송 소식이 여기에 표시돼요. 보통 다음 영업일에 확인할 수 있으니, 그때까지 소식이 없어도 걱정하지 마세요.',
      entry: '{carrier}의 배송 소식',
    },
  },
  reasons: {
    'pending/label_created': { entry: '운송장 발급' },
    'pending/info_received': { entry: '{carrier}에 택배 정보 접수' },
    'pending/awaiting_pickup': {
      headline: '포장 완료',
      explanation: '포장을 마쳤고, {carrier}의 수거를 기다리고 있어요.',
      entry: '{carrier}의 수거 대기',
    },
    'pending/pickup_failed': {
      explanation: '{carrier}에서 택배를 수거하지 못했어요. {merchant}에서 다시 접수해야 해요.',
      entry: '수거하지 못함',
    },
    'pending/overdue': {
      headline: '첫 스캔을 기다리는 중',
      explanation:
        '{carrier}에서 아직 택배를 스캔하지 않았고, 평소보다 오래 걸리고 있어요. {merchant}에서 확인할 수 있으니, 아래로 문의해 주세요.',
    },
    'in_transit/stalled': {
      headline: '이동 중, 새 소식 없음',
      explanation:
        '평소보다 오래 {carrier}에서 택배를 스캔하지 않고 있어요. 이런 택배도 대부분은 잘 도착해요. {merchant}에서 위치를 확인할 수 있으니, 아래로 문의해 주세요.',
    },
    'in_transit/accepted': { entry: '{carrier}에서 접수' },
    'in_transit/picked_up': { entry: '{carrier}에서 수거' },
    'in_transit/arrived_facility': { entry: '물류센터 도착' },
    'in_transit/departed_facility': { entry: '물류센터 출발' },
    'in_transit/at_delivery_depot': {
      headline: '거의 다 왔어요',
      explanation: '택배가 고객님 지역을 담당하는 영업소에 도착했어요. 이제 배송 출발만 남았어요.',
      entry: '지역 영업소 도착',
    },
    'in_transit/handed_to_partner': { entry: '협력 택배사에 인계' },
    'in_transit/arrived_destination_country': { entry: '목적지 국가 도착' },
    'in_transit/customs_processing': { entry: '통관 진행 중' },
    'in_transit/customs_cleared': { entry: '통관 완료' },
    'in_transit/customs_held': {
      headline: '통관 대기 중',
      explanation: '세관에서 택배를 확인하고 있어요. 확인이 끝나면 다시 이동해요.',
      entry: '통관 대기',
    },
    'in_transit/delayed': {
      headline: '배송 지연',
      explanation:
        '{carrier}에서 배송이 지연되고 있다고 알려 왔어요. 택배는 계속 이동 중이고, 예정보다 조금 더 걸려요.',
      entry: '배송 지연',
    },
    'in_transit/on_hold': {
      headline: '잠시 멈춤',
      explanation: '{carrier}에서 택배를 잠시 보관하고 있어요. 보관이 끝나면 다시 이동해요.',
      entry: '{carrier}에서 보관 중',
    },
    'in_transit/rescheduled': {
      headline: '배송일 변경',
      explanation: '{carrier}에서 배송을 다른 날로 바꿨어요.',
      entry: '배송일 변경',
    },
    'in_transit/redirected': { entry: '배송지 변경' },
    'in_transit/instructions_changed': { entry: '배송 요청 사항 변경' },
    'out_for_delivery/arriving_soon': {
      headline: '곧 도착해요',
      explanation: '배송 기사님이 가까이에 있어요.',
      entry: '배송 기사님이 가까이에 있음',
    },
    'out_for_delivery/earlier': {
      explanation:
        '택배가 며칠 전 배송을 나갔지만, {carrier}에서 아직 결과를 알려 주지 않았어요. 영업소에서 다시 출발할 수 있어요.',
    },
    'delivery_attempted/carded': { entry: '배송 시도, 안내문을 남김' },
    'delivery_attempted/no_one_home': {
      headline: '부재중이셔서 전해 드리지 못했어요',
      entry: '배송 시도, 부재중',
    },
    'delivery_attempted/business_closed': { entry: '배송 시도, 영업장 문이 닫힘' },
    'delivery_attempted/no_access': { entry: '배송 시도, 출입 불가' },
    'delivery_attempted/id_failed': { entry: '배송 시도, 신분 확인 불가' },
    'delivery_attempted/rescheduled': {
      explanation: '{carrier}에서 택배를 전해 드리지 못해 다시 방문할 예정이에요.',
      entry: '배송 시도, 재방문 예정',
    },
    'delivery_attempted/final': { entry: '마지막 배송 시도' },
    'awaiting_collection/at_post_office': { entry: '우체국에서 수령 대기' },
    'awaiting_collection/at_partner_store': { entry: '제휴 매장에서 수령 대기' },
    'awaiting_collection/at_depot': { entry: '영업소에서 수령 대기' },
    'awaiting_collection/pickup_missed': {
      headline: '택배가 아직 기다리고 있어요',
      explanation:
        '아직 택배를 찾아가지 않으셨어요. 늦어지면 보낸 곳으로 반송되니, 서둘러 찾아가 주세요.',
      entry: '아직 찾아가지 않음',
    },
    'exception/address_problem': {
      headline: '주소를 확인해 주세요',
      explanation:
        '{carrier}에서 현재 주소로는 배송할 수 없어요. 주소를 바로잡을 수 있도록 아래에서 {merchant}에 문의해 주세요.',
      entry: '주소 문제',
    },
    'exception/customs_held': { headline: '세관에서 보류됨', entry: '세관에서 보류' },
    'exception/damaged': {
      headline: '배송 중 파손',
      explanation:
        '{carrier}에서 파손을 알려 왔어요. 아래에서 {merchant}에 문의하시면 해결해 드릴 거예요.',
      entry: '파손 확인',
    },
    'exception/lost': {
      headline: '택배를 찾을 수 없어요',
      explanation:
        '{carrier}에서 택배를 찾지 못하고 있어요. 정말 죄송합니다. 이후 처리는 아래에서 {merchant}에 문의해 주세요.',
      entry: '분실 접수',
    },
    'exception/disposed': {
      headline: '배송 불가',
      explanation:
        '{carrier}에서 택배를 배송하지 못했고, 더 이상 이동하지 않아요. 이후 처리는 아래에서 {merchant}에 문의해 주세요.',
      entry: '배송 불가, 운송 종료',
    },
    'exception/documents_missing': { entry: '서류 누락' },
    'exception/payment_required': {
      explanation:
        '{carrier}에서 결제를 기다리고 있어요. 누구에게든 돈을 보내기 전에 먼저 아래에서 {merchant}에 확인해 주세요.',
      entry: '결제 대기',
    },
    'exception/refused': { headline: '수취 거부', entry: '수취 거부' },
    'exception/rejected_by_carrier': { entry: '{carrier}에서 접수 거절' },
    'exception/undeliverable': {
      headline: '배송 불가',
      entry: '배송 불가',
    },
    'returning/unclaimed': {
      explanation:
        '보관 기간 안에 찾아가지 않으셔서 택배가 {merchant} 앞으로 반송되고 있어요. 이후 처리는 아래로 문의해 주세요.',
      entry: '미수령, 반송 중',
    },
    'delivered/safe_place': {
      explanation:
        '{carrier}에서 택배를 안전한 곳에 두었어요. 보이지 않나요? 문 주변을 살펴보고 가족과 이웃에게 물어보신 뒤, 아래로 문의해 주세요.',
      entry: '배송 완료, 안전한 곳에 둠',
    },
    'delivered/neighbour': {
      explanation: '{carrier}에서 택배를 이웃에게 맡겼어요.',
      entry: '배송 완료, 이웃이 받음',
    },
    'delivered/reception': {
      explanation: '{carrier}에서 택배를 안내 데스크에 맡겼어요.',
      entry: '배송 완료, 안내 데스크에 맡김',
    },
    'delivered/po_box': {
      explanation: '택배가 사서함에 들어 있어요.',
      entry: '배송 완료, 사서함에 넣음',
    },
    'delivered/signed': { entry: '배송 완료, 서명 받음' },
    'delivered/collected': {
      headline: '수령 완료',
      explanation: '택배 수령이 완료되었어요. 마음에 드셨으면 좋겠어요.',
      entry: '수령 완료',
    },
    'delivered/partial': {
      headline: '일부 배송 완료',
      explanation: '{carrier}에서 이 택배의 일부를 배송했어요.',
      entry: '일부 배송 완료',
    },
    'delivered/damaged': {
      explanation:
        '{carrier}에서 택배를 배송하면서 파손을 기록했어요. 상품에 문제가 있으면 아래로 문의해 주세요.',
      entry: '배송 완료, 파손 기록',
    },
    'delivered/alternative_location': {
      explanation:
        '{carrier}에서 택배를 가까운 다른 장소에 배송했어요. 보이지 않으면 아래로 문의해 주세요.',
      entry: '다른 장소에 배송 완료',
    },
  },
  left: {
    safe_place: '안전한 곳에 둠',
    neighbour: '이웃에게 맡김',
    reception: '안내 데스크에 맡김',
    po_box: '사서함',
    signed: '직접 전달, 서명 받음',
    collected: '수령 완료',
    alternative_location: '가까운 다른 장소에 둠',
  },
  order: {
    preparing: {
      headline: '주문을 준비하고 있어요',
      explanation:
        '{merchant}에서 주문을 받았어요. 발송되면 여기에서 배송을 확인할 수 있으니, 이 링크를 보관해 주세요.',
    },
    cancelled: {
      headline: '취소된 주문이에요',
      explanation: '발송되는 상품이 없어요. 예상하지 못한 일이라면 아래로 문의해 주세요.',
    },
    parcels: {
      headline: { other: '주문하신 상품이 택배 {count}개로 나뉘어 가요' },
      explanation: '따로 배송되어 서로 다른 날에 도착할 수 있어요.',
    },
    someDelivered: {
      headline: { other: '택배 {count}개 중 {delivered}개 배송 완료' },
      explanation: '나머지는 따로 배송되어 서로 다른 날에 도착할 수 있어요.',
    },
    allDelivered: {
      headline: { other: '택배 {count}개 모두 배송 완료' },
      explanation: '모두 마음에 드셨으면 좋겠어요.',
    },
  },
  steps: ['포장 완료', '이동 중', '배송 출발', '배송 완료'],
  collectSteps: ['포장 완료', '이동 중', '수령 대기', '수령 완료'],
  days: {
    today: '오늘',
    tomorrow: '내일({date})',
    yesterday: '어제({date})',
    at: '{day} {time}',
  },
  sentence: {
    expected: '{headline}, {when} 도착 예정',
    usual: '{headline}, 보통 {when} 도착',
    late: '{headline}, 원래는 {when} 도착 예정이었어요',
    at: '{when} {headline}',
    collect: '{headline}: {place}',
    after: '{first} {second}',
  },
  eta: {
    between: '{day} {from}~{to} 사이',
    by: '{day} {to}쯤',
    days: '{from}~{to}',
    missedHeadline: '배송 지연',
    missed:
      '기다리게 해 드려 죄송합니다. {carrier}에서 아직 새 날짜를 알려 주지 않았어요. 정해지면 여기에 표시돼요.',
    usualBecause: '이 구간에서는 택배 10개 중 8개가 이 기간에 도착해요.',
    moved: '{carrier}에서는 처음에 {first} 도착을 예상했어요.',
    movedBecause: '{carrier}에서는 처음에 {first} 도착을 예상했어요. 변경 이유: {reason}.',
  },
  labels: {
    title: '{headline} · 주문 {number} · {merchant}',
    order: '주문',
    placed: '주문일',
    progress: '진행 상황',
    step: '{of}단계 중 {step}단계: {name}',
    delivered: '배송 완료',
    parcel: '택배 {n}/{count}',
    parcelCount: '택배',
    noScans: '아직 스캔 기록이 없어요.',
    quote: '“{text}”',
    row: '{label}: {text}',
    updates: '배송 소식',
    earlier: { other: '이전 소식 {count}개' },
    items: '이 택배에 담긴 상품',
    ordered: '이 주문의 상품',
    toFollow: '아직 발송 전인 상품',
    times: '×',
    details: '상세 정보',
    carrier: '택배사',
    service: '배송 서비스',
    trackingNumber: '운송장 번호',
    copy: '복사',
    copied: '복사됨',
    destination: '도착지',
    carrierPage: '{carrier}에서 보기',
    contact: '{merchant}에 문의하기',
    help: '궁금한 점이 있으신가요?',
    helpText: '{merchant}에서 도와드릴게요. 주문 번호 {number} 건으로 문의해 주세요.',
    email: '이메일',
    call: '전화',
    helpPage: '도움말 페이지',
    zone: '날짜와 시간은 {city} 현지 기준이에요.',
    language: '언어',
    skip: '배송 소식으로 건너뛰기',
    map: '{from}에서 {to}까지',
    faq: '알아 두면 좋아요',
    follow: '{merchant} 팔로우',
    calendar: '캘린더에 추가',
    feed: '피드 리더로 구독',
    share: '공유',
    shareText:
      '이 링크로 택배의 위치와 내용물, 받는 지역을 볼 수 있어요. 이름과 상세 주소는 보이지 않아요.',
    sms: '문자',
    live: '이 페이지는 자동으로 업데이트돼요.',
    pause: '일시정지',
    resume: '계속',
    updated: '{time} 업데이트',
    notFound: '페이지를 찾을 수 없어요',
    notFoundText:
      '링크가 일부 빠졌을 수 있어요. 이메일이나 문자에서 다시 열거나, 링크 전체를 복사해 주세요.',
    broken: '저희 쪽에 문제가 생겼어요',
    brokenText: '택배에는 영향이 없어요. 1분 뒤에 다시 시도해 주세요.',
    refused: '저희 페이지에서 보낸 양식이 아니에요',
    refusedText:
      '안전을 위해 저희 페이지에서 보낸 양식만 받고 있어요. 페이지를 다시 열고 그곳에서 보내 주세요.',
    reference: '문의 번호',
    home: '배송 조회',
    homeText: '택배를 조회하려면 이메일이나 문자에 있는 링크를 열어 주세요.',
  },
  collect: {
    heading: '찾아갈 곳',
    hours: '영업시간',
    askHours: '방문하시기 전에 {carrier}에서 영업시간을 확인해 주세요.',
    askPlace:
      '{carrier}에서 찾아갈 곳을 알려 주지 않았어요. 남겨 둔 안내문이나 택배사 페이지에서 확인해 주세요.',
    until: '{day}까지 찾아가세요',
    directions: '길 찾기',
  },
  private: {
    heading: '주소와 배송 증명',
    headingBefore: '배송지와 배송 요청 사항',
    text: '보시려면 이 주문의 이메일 주소를 입력하거나, 우편번호와 받는 분의 성을 입력해 주세요.',
    old: '시간이 지난 주문이라 링크만으로는 상품과 배송지를 더 이상 볼 수 없어요.',
    field: '우편번호 또는 이메일 주소',
    name: '성 (우편번호를 입력할 때)',
    show: '보기',
    missing: '우편번호를 입력할 때는 성도 함께 입력해 주세요.',
    wrong: '이 주문의 정보와 달라요. 확인한 뒤 다시 시도해 주세요.',
    wait: { other: '시도 횟수가 너무 많아요. {count}분 뒤에 다시 시도해 주세요.' },
    waitDay: '시도 횟수가 너무 많아요. 내일 다시 시도해 주세요.',
    address: '배송지',
    instructions: '배송 요청 사항',
    signature: '서명 없이 두고 가도 됨',
    signatureRequired: '서명 필요',
    proof: '배송 증명',
    signedBy: '서명한 분: {name}',
    picture: '{carrier}에서 남긴 사진 또는 서명',
    nothing: '{carrier}에서 받은 사진이나 서명이 없어요.',
    shown: '이 페이지를 떠날 때까지 고객님께만 보여요.',
  },
  lookup: {
    heading: '주문 조회',
    text: '주문 번호와, 주문할 때 쓴 이메일 주소나 우편번호를 입력해 주세요.',
    number: '주문 번호',
    numberHint: '주문 확인 메일에 있어요.',
    contact: '이메일 주소 또는 우편번호',
    find: '주문 찾기',
    missing: '두 칸을 모두 입력해 주세요.',
    nothing:
      '입력하신 정보와 맞는 주문을 찾지 못했어요. 두 칸을 다시 확인해 주세요. 새 주문은 표시되기까지 몇 분 걸릴 수 있어요.',
    sent: '이메일을 확인해 주세요',
    sentText:
      '입력하신 정보와 맞는 주문이 있으면, 주문할 때 쓴 이메일 주소로 링크를 보내 드려요. 몇 분 걸릴 수 있어요.',
  },
  feedback: {
    question: '배송은 어떠셨나요?',
    good: '좋았어요',
    bad: '아쉬웠어요',
    thanks: '의견을 들려주셔서 감사합니다.',
    thanksBad: '불편을 드려 죄송합니다. 해결이 필요한 일이 있으면 문의해 주세요.',
  },
  preferences: {
    heading: '이 주문에 대한 알림',
    text: '받고 싶은 알림을 선택해 주세요.',
    show: '현재 설정 보기',
    email: '이메일',
    sms: '문자',
    save: '저장',
    saved: '저장했어요.',
  },
  calendar: {
    expected: '{merchant}에서 온 택배',
    delivered: '{merchant}에서 온 택배: 배송 완료',
    text: '{headline}. 주문 {number}, {carrier} {trackingNumber}.',
  },
}

export const koMessages: MessageWords = {
  mail: {
    greeting: '{name} 님, 안녕하세요.',
    step: '{of}단계 중 {step}단계:',
    eta: '도착 예정',
    delivered: '배송 완료',
    attempted: '배송 시도',
    lastScan: '마지막 스캔',
    where: '둔 곳',
    carrier: '택배사',
    trackingNumber: '운송장 번호',
    order: '주문',
    items: '이 택배에 담긴 상품',
    quantity: '수량: {count}',
    more: { other: '외 상품 {count}개' },
    questions: '주문에 대해 궁금한 점이 있으신가요?',
    helpPages: '{brand} 도움말',
    reason: '{brand}에서 주문({number})하신 고객님께 보내 드리는 메시지예요.',
    row: '{label}: {text}',
  },
  mails: {
    shipped: {
      subject: '주문하신 상품이 발송되었어요 ({number})',
      preview: '{brand}에서 보낸 택배를 {carrier}에서 받았어요.',
      headline: '주문하신 상품이 발송되었어요',
      lead: '{brand}에서 포장한 택배를 {carrier}에 맡겼어요.',
      progress: '발송 완료',
      action: '배송 조회',
      help: '',
    },
    out_for_delivery: {
      subject: '주문하신 상품이 배송을 시작했어요 ({number})',
      preview: '{brand}에서 보낸 택배를 {carrier}에서 배송하고 있어요.',
      headline: '택배가 배송을 시작했어요',
      lead: '{brand}에서 보낸 택배를 {carrier}의 배송 기사님이 싣고 출발했어요.',
      progress: '배송 출발',
      action: '배송 조회',
      help: '',
    },
    delivered: {
      subject: '주문하신 상품이 배송되었어요 ({number})',
      preview: '{brand}에서 보낸 택배가 도착했어요.',
      headline: '택배가 도착했어요',
      lead: '{brand}에서 보낸 택배를 {carrier}에서 배송했어요. 모두 마음에 드셨으면 좋겠어요.',
      progress: '배송 완료',
      action: '배송 내용 보기',
      help: '택배가 보이지 않나요? 문 주변의 안전한 곳을 살펴보고 가족과 이웃에게 물어봐 주세요. 그래도 없으면 알려 주세요. 저희가 확인해 드릴게요.',
    },
    delivery_attempted: {
      subject: '주문하신 상품을 아직 전해 드리지 못했어요 ({number})',
      preview: '{brand}에서 보낸 택배를 {carrier}에서 배송하려고 방문했어요.',
      headline: '택배를 전해 드리지 못했어요',
      lead: '{brand}에서 보낸 택배를 {carrier}에서 배송하려고 방문했지만, 전해 드리지 못했어요.',
      progress: '배송 시도',
      action: '다음 일정 보기',
      help: '택배사에서 다시 방문하는지, 또는 어디에서 찾아갈 수 있는지 배송 조회 페이지에 나와 있어요. 문 앞에 남겨 둔 안내문에서도 확인할 수 있어요.',
    },
    stalled: {
      subject: '주문하신 상품의 새 소식이 아직 없어요 ({number})',
      preview: '{brand}에서 보낸 택배를 {carrier}에서 한동안 스캔하지 않았어요.',
      headline: '이동 중이지만 새 소식이 없어요',
      lead: '{brand}에서 보낸 택배를 {carrier}에서 평소보다 오래 스캔하지 않고 있어요. 이런 택배도 대부분은 잘 도착해요.',
      progress: '이동 중',
      action: '마지막 위치 보기',
      help: '따로 하실 일은 없어요. 새로 스캔되면 배송 조회 페이지에 바로 표시돼요. 택배가 어디에 있는지 저희가 택배사에 확인해 드리길 원하시면 문의해 주세요.',
    },
  },
  link: {
    subject: '주문 {number} 조회 링크',
    text: '고객님 또는 주문 번호를 아는 분이 주문을 조회할 수 있는 링크를 요청했어요:',
    ignore: '요청하신 적이 없다면 아무것도 하지 않으셔도 돼요. 이 링크는 고객님께만 보내 드렸어요.',
  },
  texts: {
    shipped: [
      '[{brand}] 주문 {number} 발송, {carrier} 배송 조회: {url}',
      '[{brand}] 주문 {number} 발송: {url}',
      '[{brand}] 상품 발송 {url}',
    ],
    out_for_delivery: [
      '[{brand}] 주문 {number} 배송 출발, {carrier} 배송 조회: {url}',
      '[{brand}] 주문 {number} 배송 출발: {url}',
      '[{brand}] 배송 출발 {url}',
    ],
    delivered: [
      '[{brand}] 주문 {number} 배송 완료({place}), 상세 보기: {url}',
      '[{brand}] 주문 {number} 배송 완료: {url}',
      '[{brand}] 배송 완료 {url}',
    ],
    delivery_attempted: [
      '[{brand}] 주문 {number}, {carrier}에서 전달하지 못함. 다음 일정: {url}',
      '[{brand}] 주문 {number} 전달하지 못함: {url}',
      '[{brand}] 배송하지 못함 {url}',
    ],
    stalled: [
      '[{brand}] 주문 {number}, {carrier}에서 한동안 스캔 없음. 상세 보기: {url}',
      '[{brand}] 주문 {number} 새 소식 없음: {url}',
      '[{brand}] 새 소식 없음 {url}',
    ],
  },
}
