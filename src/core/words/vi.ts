// Vietnamese, with bạn: `đơn hàng` is an order, `kiện hàng` a parcel, `nhận hàng` is to collect one. Texts
// are written with all accents, as mails are, and so have 70 characters: their second form is short already.
import type { MessageWords } from '../message-words.ts'
import type { Words } from '../words.ts'

export const vi: Words = {
  locale: 'vi',
  dir: 'ltr',
  name: 'Tiếng Việt',
  statuses: {
    pending: {
      headline: 'Đang chuẩn bị gửi',
      explanation:
        '{merchant} đã báo cho {carrier} về kiện hàng của bạn. Cập nhật đầu tiên sẽ hiện ở đây khi {carrier} quét mã kiện hàng, thường là vào ngày làm việc tiếp theo. Trước lúc đó, chưa có tin là chuyện bình thường.',
      entry: '{carrier} đã nhận thông tin kiện hàng',
    },
    in_transit: {
      headline: 'Đang vận chuyển',
      explanation: '{carrier} đang giữ kiện hàng của bạn và đang chuyển đến cho bạn.',
      entry: 'Đang vận chuyển',
    },
    out_for_delivery: {
      headline: 'Đang giao hàng',
      explanation:
        'Kiện hàng của bạn đang ở trên xe giao hàng của {carrier}. Xe có thể ghé những nơi khác trước nên giờ giao có thể thay đổi.',
      entry: 'Đang giao hàng',
    },
    delivery_attempted: {
      headline: 'Chưa giao được hàng',
      explanation:
        '{carrier} chưa giao được kiện hàng cho bạn. Hãy tìm giấy báo được để lại, hoặc xem trang của đơn vị vận chuyển để biết bước tiếp theo.',
      entry: 'Chưa giao được hàng',
    },
    awaiting_collection: {
      headline: 'Mời bạn đến nhận hàng',
      explanation:
        'Kiện hàng đang chờ bạn đến nhận. Hãy mang theo giấy tờ tùy thân có ảnh và mã vận đơn.',
      entry: 'Có thể đến nhận hàng',
    },
    exception: {
      headline: 'Kiện hàng gặp sự cố',
      explanation:
        'Kiện hàng của bạn đang bị vướng lại. {merchant} có thể giải quyết với {carrier}: hãy liên hệ ở bên dưới.',
      entry: 'Có sự cố được ghi nhận',
    },
    returning: {
      headline: 'Đang được trả lại',
      explanation:
        '{carrier} đang chuyển kiện hàng của bạn về lại {merchant}. Hãy liên hệ ở bên dưới để thống nhất bước tiếp theo.',
      entry: 'Đang trả về người gửi',
    },
    delivered: {
      headline: 'Đã giao hàng',
      explanation: '{carrier} đã giao kiện hàng của bạn. Mong rằng bạn sẽ thích.',
      entry: 'Đã giao hàng',
    },
    returned: {
      headline: 'Đã trả về người gửi',
      explanation:
        'Kiện hàng của bạn đã về lại {merchant}. Hãy liên hệ ở bên dưới để thống nhất bước tiếp theo.',
      entry: 'Đã trả về người gửi',
    },
    cancelled: {
      headline: 'Đã hủy',
      explanation: 'Kiện hàng này đã bị hủy. Nếu có thắc mắc, hãy liên hệ ở bên dưới.',
      entry: 'Đã hủy',
    },
    expired: {
      headline: 'Chưa có cập nhật mới',
      explanation:
        'Đã một thời gian {carrier} không có tin về kiện hàng này. {merchant} có thể hỏi giúp bạn: hãy liên hệ ở bên dưới.',
      entry: 'Chưa có cập nhật mới',
    },
    unknown: {
      headline: 'Đang chuẩn bị gửi',
      explanation:
        'Kiện hàng của bạn đã được đăng ký với {carrier}. Cập nhật đầu tiên sẽ hiện ở đây khi {carrier} quét mã kiện hàng, thường là vào ngày làm việc tiếp theo. Trước lúc đó, chưa có tin là chuyện bình thường.',
      entry: 'Cập nhật từ {carrier}',
    },
  },
  reasons: {
    'pending/label_created': { entry: 'Đã tạo nhãn gửi hàng' },
    'pending/info_received': { entry: '{carrier} đã nhận thông tin kiện hàng' },
    'pending/awaiting_pickup': {
      headline: 'Đã đóng gói xong',
      explanation: 'Kiện hàng của bạn đã đóng gói xong và đang chờ {carrier} đến lấy.',
      entry: 'Chờ {carrier} đến lấy hàng',
    },
    'pending/pickup_failed': {
      explanation: '{carrier} chưa lấy được kiện hàng của bạn. {merchant} cần hẹn lấy hàng lại.',
      entry: 'Chưa lấy được hàng',
    },
    'pending/overdue': {
      headline: 'Vẫn chờ lượt quét đầu tiên',
      explanation:
        '{carrier} chưa quét mã kiện hàng của bạn, lâu hơn thường lệ. {merchant} có thể hỏi giúp bạn: hãy liên hệ ở bên dưới.',
    },
    'in_transit/stalled': {
      headline: 'Đang vận chuyển, tạm thời chưa có tin mới',
      explanation:
        'Đã lâu hơn thường lệ {carrier} chưa quét mã kiện hàng của bạn. Phần lớn các kiện như vậy vẫn đến nơi, và {merchant} có thể hỏi xem kiện của bạn đang ở đâu: hãy liên hệ ở bên dưới.',
    },
    'in_transit/accepted': { entry: '{carrier} đã nhận hàng gửi' },
    'in_transit/picked_up': { entry: '{carrier} đã lấy hàng' },
    'in_transit/arrived_facility': { entry: 'Đã đến trung tâm phân loại' },
    'in_transit/departed_facility': { entry: 'Đã rời trung tâm phân loại' },
    'in_transit/at_delivery_depot': {
      headline: 'Sắp đến nơi',
      explanation: 'Kiện hàng của bạn đã đến bưu cục phụ trách khu vực của bạn và sắp được giao.',
      entry: 'Đã đến bưu cục địa phương',
    },
    'in_transit/handed_to_partner': { entry: 'Đã chuyển cho đối tác giao hàng' },
    'in_transit/arrived_destination_country': { entry: 'Đã đến nước nhận hàng' },
    'in_transit/customs_processing': { entry: 'Đang làm thủ tục hải quan' },
    'in_transit/customs_cleared': { entry: 'Đã thông quan' },
    'in_transit/customs_held': {
      headline: 'Đang chờ thông quan',
      explanation:
        'Hải quan đang kiểm tra kiện hàng của bạn. Kiện hàng sẽ đi tiếp khi kiểm tra xong.',
      entry: 'Đang chờ ở hải quan',
    },
    'in_transit/delayed': {
      headline: 'Đang đến trễ',
      explanation:
        '{carrier} báo bị chậm trễ. Kiện hàng của bạn vẫn đang trên đường, chỉ là lâu hơn dự kiến.',
      entry: 'Bị chậm trễ',
    },
    'in_transit/on_hold': {
      headline: 'Tạm dừng trên đường',
      explanation: '{carrier} đang tạm giữ kiện hàng của bạn. Kiện hàng sẽ đi tiếp sau đó.',
      entry: '{carrier} đang tạm giữ hàng',
    },
    'in_transit/rescheduled': {
      headline: 'Đã đổi lịch giao hàng',
      explanation: '{carrier} đã dời việc giao hàng sang ngày khác.',
      entry: 'Đã đổi lịch giao hàng',
    },
    'in_transit/redirected': { entry: 'Đã chuyển sang địa chỉ mới' },
    'in_transit/instructions_changed': { entry: 'Đã đổi yêu cầu giao hàng' },
    'out_for_delivery/arriving_soon': {
      headline: 'Sắp giao đến bạn',
      explanation: 'Người giao hàng đang ở gần bạn.',
      entry: 'Người giao hàng đang ở gần',
    },
    'out_for_delivery/earlier': {
      explanation:
        'Kiện hàng của bạn đã được mang đi giao vào một ngày trước đó, và {carrier} chưa báo kết quả. Kiện hàng có thể sẽ lại được giao từ bưu cục.',
    },
    'delivery_attempted/carded': { entry: 'Chưa giao được, đã để lại giấy báo' },
    'delivery_attempted/no_one_home': {
      headline: 'Rất tiếc đã không gặp được bạn',
      entry: 'Chưa giao được, không có ai ở nhà',
    },
    'delivery_attempted/business_closed': { entry: 'Chưa giao được, nơi nhận đã đóng cửa' },
    'delivery_attempted/no_access': { entry: 'Chưa giao được, không vào được địa chỉ' },
    'delivery_attempted/id_failed': { entry: 'Chưa giao được, không kiểm tra được giấy tờ' },
    'delivery_attempted/rescheduled': {
      explanation: '{carrier} chưa giao được kiện hàng cho bạn và sẽ giao lại.',
      entry: 'Chưa giao được, sẽ giao lại',
    },
    'delivery_attempted/final': { entry: 'Lần giao cuối cùng' },
    'awaiting_collection/at_post_office': { entry: 'Có thể nhận hàng tại bưu điện' },
    'awaiting_collection/at_partner_store': { entry: 'Có thể nhận hàng tại cửa hàng đối tác' },
    'awaiting_collection/at_depot': { entry: 'Có thể nhận hàng tại bưu cục' },
    'awaiting_collection/pickup_missed': {
      headline: 'Kiện hàng vẫn đang chờ bạn',
      explanation:
        'Kiện hàng của bạn chưa được nhận. Hãy đến nhận sớm, nếu không kiện hàng sẽ được trả về người gửi.',
      entry: 'Chưa được nhận',
    },
    'exception/address_problem': {
      headline: 'Cần xem lại địa chỉ',
      explanation:
        '{carrier} không thể giao đến địa chỉ đang ghi. Hãy liên hệ với {merchant} ở bên dưới để sửa lại.',
      entry: 'Địa chỉ có vấn đề',
    },
    'exception/customs_held': { headline: 'Bị giữ tại hải quan', entry: 'Bị giữ tại hải quan' },
    'exception/damaged': {
      headline: 'Bị hư hỏng trên đường',
      explanation:
        '{carrier} báo kiện hàng bị hư hỏng. Hãy liên hệ với {merchant} ở bên dưới để được giải quyết.',
      entry: 'Kiện hàng bị hư hỏng',
    },
    'exception/lost': {
      headline: 'Kiện hàng bị thất lạc',
      explanation:
        '{carrier} không tìm thấy kiện hàng của bạn. Chúng tôi rất xin lỗi. Hãy liên hệ với {merchant} ở bên dưới để thống nhất bước tiếp theo.',
      entry: 'Kiện hàng bị thất lạc',
    },
    'exception/disposed': {
      headline: 'Không giao được',
      explanation:
        '{carrier} không giao được kiện hàng của bạn và đã ngừng vận chuyển. Hãy liên hệ với {merchant} ở bên dưới để thống nhất bước tiếp theo.',
      entry: 'Không giao được, đã ngừng vận chuyển',
    },
    'exception/documents_missing': { entry: 'Thiếu giấy tờ' },
    'exception/payment_required': {
      explanation:
        '{carrier} đang chờ một khoản thanh toán. Hãy hỏi lại {merchant} ở bên dưới trước khi bạn trả tiền cho bất kỳ ai.',
      entry: 'Đang chờ thanh toán',
    },
    'exception/refused': { headline: 'Người nhận từ chối hàng', entry: 'Người nhận từ chối hàng' },
    'exception/rejected_by_carrier': { entry: '{carrier} không nhận vận chuyển' },
    'exception/undeliverable': {
      headline: 'Không giao được',
      entry: 'Không giao được',
    },
    'returning/unclaimed': {
      explanation:
        'Kiện hàng của bạn không được nhận đúng hạn và đang được chuyển về lại {merchant}. Hãy liên hệ ở bên dưới để thống nhất bước tiếp theo.',
      entry: 'Quá hạn nhận, đang trả về',
    },
    'delivered/safe_place': {
      explanation:
        '{carrier} đã để kiện hàng của bạn ở nơi an toàn. Không tìm thấy? Hãy xem quanh cửa, hỏi người nhà và hàng xóm, rồi liên hệ ở bên dưới.',
      entry: 'Đã giao, để ở nơi an toàn',
    },
    'delivered/neighbour': {
      explanation: '{carrier} đã gửi kiện hàng của bạn cho hàng xóm.',
      entry: 'Đã giao cho hàng xóm',
    },
    'delivered/reception': {
      explanation: '{carrier} đã để kiện hàng của bạn tại quầy lễ tân.',
      entry: 'Đã giao tại quầy lễ tân',
    },
    'delivered/po_box': {
      explanation: 'Kiện hàng của bạn đã ở trong hộp thư bưu điện.',
      entry: 'Đã giao vào hộp thư bưu điện',
    },
    'delivered/signed': { entry: 'Đã giao, có ký nhận' },
    'delivered/collected': {
      headline: 'Đã nhận hàng',
      explanation: 'Kiện hàng của bạn đã được nhận. Mong rằng bạn sẽ thích.',
      entry: 'Đã nhận hàng',
    },
    'delivered/partial': {
      headline: 'Đã giao một phần',
      explanation: '{carrier} đã giao một phần của kiện hàng này.',
      entry: 'Đã giao một phần',
    },
    'delivered/damaged': {
      explanation:
        '{carrier} đã giao kiện hàng của bạn và ghi nhận có hư hỏng. Nếu hàng có vấn đề, hãy liên hệ ở bên dưới.',
      entry: 'Đã giao, có ghi nhận hư hỏng',
    },
    'delivered/alternative_location': {
      explanation:
        '{carrier} đã giao kiện hàng của bạn đến một nơi khác gần bạn. Không tìm thấy? Hãy liên hệ ở bên dưới.',
      entry: 'Đã giao đến nơi khác',
    },
  },
  left: {
    safe_place: 'để ở nơi an toàn',
    neighbour: 'gửi hàng xóm',
    reception: 'để tại quầy lễ tân',
    po_box: 'trong hộp thư bưu điện',
    signed: 'giao tận tay, có ký nhận',
    collected: 'đã được nhận',
    alternative_location: 'để ở một nơi khác gần bạn',
  },
  order: {
    preparing: {
      headline: 'Chúng tôi đang chuẩn bị đơn hàng của bạn',
      explanation:
        '{merchant} đã nhận đơn hàng của bạn. Khi hàng được gửi đi, bạn có thể theo dõi tại đây: hãy giữ lại đường dẫn này.',
    },
    cancelled: {
      headline: 'Đơn hàng này đã bị hủy',
      explanation: 'Sẽ không có gì được gửi đi. Nếu có thắc mắc, hãy liên hệ ở bên dưới.',
    },
    parcels: {
      headline: { other: 'Đơn hàng của bạn gồm {count} kiện' },
      explanation: 'Mỗi kiện được chuyển riêng và có thể đến vào những ngày khác nhau.',
    },
    someDelivered: {
      headline: { other: 'Đã giao {delivered} trong {count} kiện hàng' },
      explanation: 'Các kiện còn lại được chuyển riêng và có thể đến vào những ngày khác nhau.',
    },
    allDelivered: {
      headline: { other: 'Đã giao đủ {count} kiện hàng' },
      explanation: 'Mong rằng bạn sẽ thích tất cả.',
    },
  },
  steps: ['Đã đóng gói', 'Đang vận chuyển', 'Đang giao', 'Đã giao'],
  collectSteps: ['Đã đóng gói', 'Đang vận chuyển', 'Chờ bạn nhận', 'Đã nhận'],
  days: {
    today: 'hôm nay',
    tomorrow: 'ngày mai ({date})',
    yesterday: 'hôm qua ({date})',
    at: '{day}, {time}',
  },
  sentence: {
    expected: '{headline}, dự kiến giao {when}',
    usual: '{headline}, thường được giao {when}',
    late: '{headline}, dự kiến ban đầu là {when}',
    at: '{headline} {when}',
    collect: '{headline} tại {place}',
    after: '{first} {second}',
  },
  eta: {
    between: '{day}, từ {from} đến {to}',
    by: '{day}, khoảng {to}',
    days: 'từ {from} đến {to}',
    missedHeadline: 'Đang đến trễ',
    missed:
      'Xin lỗi vì đã để bạn phải chờ. {carrier} chưa báo ngày mới; khi có, ngày đó sẽ hiện ở đây.',
    usualBecause: 'Trên tuyến này, 8 trong 10 kiện hàng đến nơi trong những ngày đó.',
    moved: 'Lúc đầu {carrier} dự kiến giao {first}.',
    movedBecause: 'Lúc đầu {carrier} dự kiến giao {first}. Lý do được đưa ra: {reason}.',
  },
  labels: {
    title: '{headline} · đơn hàng {number} · {merchant}',
    order: 'Đơn hàng',
    placed: 'Ngày đặt',
    progress: 'Tiến trình',
    step: 'Bước {step}/{of}: {name}',
    delivered: 'Đã giao lúc',
    parcel: 'Kiện {n}/{count}',
    parcelCount: 'Các kiện hàng',
    noScans: 'Chưa có lượt quét nào.',
    quote: '“{text}”',
    row: '{label}: {text}',
    updates: 'Cập nhật',
    earlier: { other: '{count} cập nhật trước đó' },
    items: 'Trong kiện hàng này',
    ordered: 'Trong đơn hàng này',
    toFollow: 'Sẽ gửi sau',
    times: '×',
    details: 'Chi tiết',
    carrier: 'Đơn vị vận chuyển',
    service: 'Dịch vụ',
    trackingNumber: 'Mã vận đơn',
    copy: 'Sao chép',
    copied: 'Đã sao chép',
    destination: 'Nơi đến',
    carrierPage: 'Xem trên trang {carrier}',
    contact: 'Liên hệ với {merchant}',
    help: 'Bạn có câu hỏi?',
    helpText: '{merchant} luôn sẵn lòng giúp bạn. Hãy chuẩn bị sẵn mã đơn hàng {number}.',
    email: 'Gửi email',
    call: 'Gọi',
    helpPage: 'Trang trợ giúp',
    zone: 'Ngày và giờ tính theo giờ {city}.',
    language: 'Ngôn ngữ',
    skip: 'Chuyển đến phần cập nhật',
    map: 'Từ {from} đến {to}',
    faq: 'Những điều nên biết',
    follow: 'Theo dõi {merchant}',
    calendar: 'Thêm vào lịch',
    feed: 'Theo dõi bằng trình đọc tin RSS',
    share: 'Chia sẻ',
    shareText:
      'Đường dẫn cho thấy kiện hàng đang ở đâu, có gì bên trong và giao đến khu vực nào, nhưng không có tên và tên đường của bạn.',
    sms: 'Tin nhắn',
    live: 'Trang này tự động cập nhật.',
    pause: 'Tạm dừng',
    resume: 'Tiếp tục',
    updated: 'Cập nhật lúc {time}',
    notFound: 'Không tìm thấy trang này',
    notFoundText:
      'Đường dẫn có thể bị thiếu. Hãy mở lại từ email hoặc tin nhắn của bạn, hoặc sao chép toàn bộ đường dẫn.',
    broken: 'Phía chúng tôi đang gặp trục trặc',
    brokenText: 'Kiện hàng của bạn không bị ảnh hưởng. Vui lòng thử lại sau một phút.',
    refused: 'Biểu mẫu này không được gửi từ trang của chúng tôi',
    refusedText:
      'Để bảo vệ bạn, chúng tôi chỉ nhận biểu mẫu từ trang của mình. Hãy mở lại trang và gửi biểu mẫu từ đó.',
    reference: 'Mã tham chiếu',
    home: 'Theo dõi kiện hàng',
    homeText: 'Để theo dõi kiện hàng, hãy mở đường dẫn trong email hoặc tin nhắn của bạn.',
  },
  collect: {
    heading: 'Nơi nhận hàng',
    hours: 'Giờ mở cửa',
    askHours: 'Hãy kiểm tra giờ mở cửa với {carrier} trước khi đến.',
    askPlace:
      '{carrier} chưa cho chúng tôi biết nơi nhận. Hãy xem giấy báo được để lại hoặc trang của đơn vị vận chuyển.',
    until: 'Hạn nhận hàng: {day}',
    directions: 'Chỉ đường',
  },
  private: {
    heading: 'Địa chỉ và bằng chứng giao hàng',
    headingBefore: 'Địa chỉ và yêu cầu giao hàng',
    text: 'Để xem, hãy nhập địa chỉ email của đơn hàng này, hoặc mã bưu chính cùng với họ ghi trên kiện hàng.',
    old: 'Đơn hàng này đã qua một thời gian, nên chỉ với đường liên kết thì không còn xem được món hàng và nơi giao.',
    field: 'Mã bưu chính hoặc địa chỉ email',
    name: 'Họ, nếu nhập mã bưu chính',
    show: 'Hiển thị',
    missing: 'Nếu nhập mã bưu chính, vui lòng nhập thêm họ.',
    wrong: 'Thông tin này không khớp với đơn hàng. Hãy kiểm tra và thử lại.',
    wait: { other: 'Bạn đã thử quá nhiều lần. Vui lòng thử lại sau {count} phút.' },
    waitDay: 'Bạn đã thử quá nhiều lần. Vui lòng thử lại vào ngày mai.',
    address: 'Địa chỉ giao hàng',
    instructions: 'Yêu cầu giao hàng',
    signature: 'Có thể để lại, không cần ký nhận',
    signatureRequired: 'Phải ký nhận',
    proof: 'Bằng chứng giao hàng',
    signedBy: 'Người ký nhận: {name}',
    picture: 'Ảnh hoặc chữ ký do {carrier} ghi lại',
    nothing: '{carrier} không gửi ảnh hay chữ ký nào.',
    shown: 'Chỉ mình bạn thấy phần này, cho đến khi bạn rời trang.',
  },
  lookup: {
    heading: 'Đơn hàng của tôi đang ở đâu?',
    text: 'Nhập mã đơn hàng và địa chỉ email hoặc mã bưu chính bạn đã dùng khi đặt hàng.',
    number: 'Mã đơn hàng',
    numberHint: 'Mã này có trong thư xác nhận đơn hàng.',
    contact: 'Địa chỉ email hoặc mã bưu chính',
    find: 'Tìm đơn hàng',
    missing: 'Vui lòng điền cả hai ô.',
    nothing:
      'Không tìm thấy đơn hàng nào với thông tin này. Hãy kiểm tra cả hai ô; đơn hàng mới có thể cần vài phút mới hiện ra.',
    sent: 'Hãy kiểm tra email',
    sentText:
      'Nếu có đơn hàng khớp với thông tin này, đường dẫn đang được gửi đến địa chỉ email đã dùng khi đặt hàng. Có thể mất vài phút.',
  },
  feedback: {
    question: 'Việc giao hàng thế nào?',
    good: 'Tốt',
    bad: 'Chưa tốt',
    thanks: 'Cảm ơn bạn đã cho biết.',
    thanksBad: 'Chúng tôi rất tiếc. Nếu có điều gì cần giải quyết, hãy liên hệ với chúng tôi.',
  },
  preferences: {
    heading: 'Tin nhắn về đơn hàng này',
    text: 'Chọn những gì chúng tôi được gửi cho bạn.',
    show: 'Xem lựa chọn hiện tại',
    email: 'Email',
    sms: 'Tin nhắn SMS',
    save: 'Lưu',
    saved: 'Đã lưu.',
  },
  calendar: {
    expected: 'Kiện hàng từ {merchant}',
    delivered: 'Kiện hàng từ {merchant}: đã giao',
    text: '{headline}. Đơn hàng {number}, {carrier} {trackingNumber}.',
  },
}

export const viMessages: MessageWords = {
  mail: {
    greeting: 'Chào {name},',
    step: 'Bước {step}/{of}:',
    eta: 'Dự kiến giao',
    delivered: 'Đã giao lúc',
    attempted: 'Đã đến giao lúc',
    lastScan: 'Lượt quét gần nhất',
    where: 'Nơi để hàng',
    carrier: 'Đơn vị vận chuyển',
    trackingNumber: 'Mã vận đơn',
    order: 'Đơn hàng',
    items: 'Trong kiện hàng này',
    quantity: 'Số lượng: {count}',
    more: { other: 'và {count} sản phẩm khác' },
    questions: 'Bạn có câu hỏi về đơn hàng?',
    helpPages: 'Trang trợ giúp của {brand}',
    reason: 'Bạn nhận được tin này vì đã đặt đơn hàng {number} tại {brand}.',
    row: '{label}: {text}',
  },
  mails: {
    shipped: {
      subject: 'Đơn hàng {number} của bạn đã được gửi đi',
      preview: '{carrier} đã nhận kiện hàng của bạn từ {brand}.',
      headline: 'Đơn hàng của bạn đã được gửi đi',
      lead: 'Kiện hàng của bạn từ {brand} đã được đóng gói và giao cho {carrier}.',
      progress: 'Đã gửi hàng',
      action: 'Theo dõi kiện hàng',
      help: '',
    },
    out_for_delivery: {
      subject: 'Đơn hàng {number} của bạn đang được giao',
      preview: '{carrier} đang giao kiện hàng của bạn từ {brand}.',
      headline: 'Kiện hàng của bạn đang được giao',
      lead: 'Kiện hàng của bạn từ {brand} đã ở trên xe giao hàng của {carrier} và đang đến chỗ bạn.',
      progress: 'Đang giao hàng',
      action: 'Theo dõi việc giao hàng',
      help: '',
    },
    delivered: {
      subject: 'Đơn hàng {number} của bạn đã được giao',
      preview: 'Kiện hàng của bạn từ {brand} đã đến nơi.',
      headline: 'Kiện hàng của bạn đã đến nơi',
      lead: '{carrier} đã giao kiện hàng của bạn từ {brand}. Mong rằng bạn hài lòng với mọi thứ.',
      progress: 'Đã giao hàng',
      action: 'Xem chi tiết giao hàng',
      help: 'Không thấy kiện hàng? Hãy xem những chỗ an toàn quanh cửa, hỏi người nhà và hàng xóm. Nếu vẫn không thấy, hãy cho chúng tôi biết để chúng tôi tìm hiểu.',
    },
    delivery_attempted: {
      subject: 'Đơn hàng {number} của bạn chưa giao được',
      preview: '{carrier} đã đến giao kiện hàng của bạn từ {brand}.',
      headline: 'Kiện hàng của bạn chưa giao được',
      lead: '{carrier} đã đến giao kiện hàng của bạn từ {brand} nhưng chưa giao được.',
      progress: 'Chưa giao được hàng',
      action: 'Xem bước tiếp theo',
      help: 'Trang theo dõi cho biết đơn vị vận chuyển có giao lại không, hoặc bạn có thể nhận hàng ở đâu. Giấy báo để lại trước cửa cũng ghi điều này.',
    },
    stalled: {
      subject: 'Đơn hàng {number} của bạn tạm thời chưa có tin mới',
      preview: 'Gần đây {carrier} chưa quét mã kiện hàng của bạn từ {brand}.',
      headline: 'Đang vận chuyển, tạm thời chưa có tin mới',
      lead: 'Đã lâu hơn thường lệ {carrier} chưa quét mã kiện hàng của bạn từ {brand}. Phần lớn các kiện như vậy vẫn đến nơi.',
      progress: 'Đang vận chuyển',
      action: 'Xem vị trí gần nhất',
      help: 'Bạn không cần làm gì: trang theo dõi sẽ hiện lượt quét tiếp theo ngay khi có. Nếu bạn muốn chúng tôi hỏi đơn vị vận chuyển xem kiện hàng đang ở đâu, hãy liên hệ với chúng tôi.',
    },
  },
  link: {
    subject: 'Đường dẫn đến đơn hàng {number}',
    text: 'Bạn, hoặc ai đó biết mã đơn hàng của bạn, đã yêu cầu đường dẫn này để theo dõi đơn hàng:',
    ignore:
      'Nếu không phải bạn yêu cầu, bạn không cần làm gì cả: đường dẫn chỉ được gửi cho riêng bạn.',
  },
  texts: {
    shipped: [
      '{brand}: đơn hàng {number} của bạn đã gửi qua {carrier}. Theo dõi: {url}',
      '{brand}: đã gửi đơn {number}. {url}',
      '{brand}: đã gửi hàng. {url}',
    ],
    out_for_delivery: [
      '{brand}: {carrier} đang giao đơn hàng {number} của bạn. Theo dõi: {url}',
      '{brand}: đang giao đơn {number}. {url}',
      '{brand}: đang giao hàng. {url}',
    ],
    delivered: [
      '{brand}: đơn hàng {number} của bạn đã được giao ({place}). Chi tiết: {url}',
      '{brand}: đã giao đơn {number}. {url}',
      '{brand}: đã giao hàng. {url}',
    ],
    delivery_attempted: [
      '{brand}: {carrier} chưa giao được đơn hàng {number} của bạn. Bước tiếp theo: {url}',
      '{brand}: chưa giao được đơn {number}. {url}',
      '{brand}: chưa giao được. {url}',
    ],
    stalled: [
      '{brand}: đã lâu {carrier} chưa quét đơn hàng {number} của bạn. Chi tiết: {url}',
      '{brand}: đơn {number} chưa có tin mới. {url}',
      '{brand}: chưa có tin mới {url}',
    ],
  },
}
