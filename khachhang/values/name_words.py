"""Vocabularies of names: family names, titles, words of businesses and of trades."""

from __future__ import annotations

from khachhang.values.text import fold


def _phrases(table: str) -> list[str]:
    """Return the phrases of a table written over several lines with bars between them."""
    return [" ".join(phrase.split()) for phrase in table.split("|")]


FAMILY_NAMES = frozenset(
    """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý lí đào đoàn trịnh đinh lâm phùng mai tô trương hà tạ thái
    cao tăng lương lưu châu chu vương quách tống thân kiều triệu đàm đồng la lại lục lò quan quang nghiêm doãn giang từ khổng bạch
    chử cung cù diệp diêm đậu đường giáp hàn hứa kim khúc khuất lã lữ lư mạc mã mạch ma mẫn ngụy nhan nhâm nhữ nông ninh ông phí phó
    phương phú sầm sơn tiêu tôn thạch thẩm thi thiều tiết tòng tưởng trà trang trầm trình triều ung vi viên văn vòng xa y ksor rơ
    hmok niê êban mlô kpă siu nay rcom rah thào giàng vàng sùng hầu lầu chảo tẩn lường cà quàng điêu hoàn hạ bế ân âu bành bá ca cấn
    cầm chế chúng danh đăng đái đan đổng đương kha khương lô lỗ nhiêu phụng sử tất thang thiệu tiền tín trác trưng
    """.split()
)
"""Family names with diacritics, small letters; some are given names too."""

FAMILY_FOLDED = frozenset(map(fold, FAMILY_NAMES))

ONLY_FAMILY = frozenset("nguyễn trần phạm huỳnh phan võ đặng bùi đỗ hồ ngô trương đinh trịnh đoàn lê tạ".split())
"""With diacritics, as the last word of a name that starts with no family name: the name is in Western order."""
ONLY_FAMILY_FOLDED = frozenset("pham huynh phan bui".split())
"""Without diacritics only these are safe: nguyen, truong, dinh, le, vu … are given names too (Nguyên, Trường)."""

MALE, FEMALE = "M", "F"
TITLE_SEX: dict[str, str | None] = {
    **dict.fromkeys(_phrases("""anh|ông|chú|cậu|dượng|mr|mr.|a|a.|thầy|sir|thầy giáo|ông anh"""), MALE),
    **dict.fromkeys(_phrases("""chị|chi.|bà|cô|dì|mợ|thím|mrs|mrs.|ms|ms.|miss|c|c.|chj|sư cô|bà cụ|o|madam|cô giáo|bà chị"""), FEMALE),
    **dict.fromkeys(
        _phrases("""
    bác|em|e|e.|anh/chị|a/c|ông/bà|ms/mr|mr/ms|bs.|bs|ts.|ths.|ths|ks.|ks|ls.|ds.|gs.|pgs.|pgs.ts|gs.ts|bác sĩ|luật sư|kỹ sư|
    dược sĩ|gđ|giám đốc|sếp|anh chị|cô chú|ông bà|khách|kh|sư thầy|cụ|dr|dr.
    """)
    ),
}
"""Title in small letters → what it hints at."""

PLAIN_TITLES: dict[str, str] = {fold(title): title for title in "chị cô ông bà chú bác cậu dì mợ".split()}
"""Titles typed without diacritics: only believed where the next words leave no doubt."""

ORDINALS = frozenset("hai ba tư năm sáu bảy bẩy tám chín mười út cả".split())
"""Children are called by their rank in the family: "Chị Hai", "Chú Tư"."""

LEGAL_WORDS = frozenset(
    _phrases("""
    cong ty|cty|c ty|cong ti|tnhh|mtv|dntn|d n t n|htx|hkd|ho kd|dn tu nhan|ctcp|tmcp|doanh nghiep|doanh nghiep tu nhan|hop tac xa|
    ho kinh doanh|tap doan|lien doanh|jsc|ltd|co ltd|corp|llc|company|joint stock|lien hiep|tong cong ty|xi nghiep|ngan hang|vpdd|
    van phong dai dien
    """)
)
"""Folded; a name with one of these anywhere is a business."""

SHOP_WORDS = frozenset(
    _phrases("""
    cua hang|cua hieu|ch|tap hoa|shop|nha thuoc|hieu thuoc|quay thuoc|dai ly|quan|quan an|quan com|quan nhau|quan cafe|quan ca phe|
    salon|vlxd|vat lieu xay dung|nha hang|khach san|nha nghi|sieu thi|tiem|tiem vang|tiem banh|garage|gara|xuong|co so|spa|
    truong mam non|truong tieu hoc|truong thcs|truong thpt|truong dai hoc|mam non|phong kham|nha khoa|benh vien|trung tam|tt|kho|vua|
    dl|npp|nha phan phoi|showroom|sap|quay|nha xe|hieu|homestay|cafe|coffee|ca phe|studio|chi nhanh|cn|bach hoa|minimart|ks|nha sach|
    xuong may|tra sua|karaoke|van phong|vp|ubnd|hoi|clb|phong gd|khu nghi duong|resort|tiem toc|tiem may|gia cong|bep|nh|th|st|mn|
    truong mn|nt|c hang|
    hai san|bun bo|bun dau|bun cha|com tam|com ga|com binh dan|banh mi|banh cuon|lo banh|lo mo|sua xe|rua xe|cat toc|hot toc|lam toc|
    lam nail|in an|noi that|dien may|dien lanh|dien nuoc|dien tu|kinh mat|mat kinh|photocopy|photo copy|tham my vien|xe om|do go|
    tap hoa online|may mac|may do|giat ui|giat la|nhom kinh|sat thep|vat tu|van phong pham|do choi|my pham|thoi trang|quan ao|giay dep|
    hoa tuoi|trai cay|nuoc mia|sinh to|pho bo|pho ga|lau nuong|bida|billiards|internet|game net|cam do|tiem net|tui xach
    """)
)
"""Folded; a name that starts with one of these, and another word after it, is a business."""

BARE_TRADES = frozenset(
    _phrases("""
    tap hoa|bach hoa|nha thuoc|hieu thuoc|tiem vang|tiem banh|tiem toc|tiem may|quan an|quan com|quan nhau|quan cafe|quan ca phe|cafe|
    ca phe|coffee|spa|karaoke|garage|gara|nha hang|khach san|nha nghi|sieu thi|minimart|nha sach|nha xe|xuong may|tra sua|vlxd|homestay|
    hai san|bun bo|bun dau|bun cha|com tam|com ga|com binh dan|banh mi|banh cuon|lo banh|sua xe|rua xe|cat toc|hot toc|lam toc|lam nail|
    in an|noi that|dien may|dien lanh|dien nuoc|kinh mat|mat kinh|photocopy|photo copy|tham my vien|xe om|do go|giat ui|giat la|nhom kinh|
    van phong pham|my pham|hoa tuoi|trai cay|nuoc mia|sinh to|pho bo|pho ga|lau nuong|bida|cam do|salon|studio|shop
    """)
)
"""Folded; what a trade is called, with no name at all: a business too."""

SHOP_ENDINGS = frozenset("shop store salon spa group company mart boutique studio jsc ltd corp bakery hotel coffee".split())

ACRONYMS = frozenset(
    """
    TNHH MTV DNTN HTX HKD CTCP TMCP TM DV TMDV SX XD XNK VT NT KT CN VN HN HCM TP SG VLXD JSC LTD CP TTTM VP VPĐD BĐS PCCC KCN NPP
    XK NK ĐT ĐTXD QC CNTT
    """.split()
)

SMALL_AFTER_FIRST = frozenset(
    _phrases("""
    công ty|cong ty|cửa hàng|cua hang|của hàng|tạp hóa|tạp hoá|tap hoa|chi nhánh|chi nhanh|doanh nghiệp tư nhân|doanh nghiep tu nhan|
    doanh nghiệp|hợp tác xã|hop tac xa|hộ kinh doanh cá thể|ho kinh doanh ca the|hộ kinh doanh|ho kinh doanh|một thành viên|
    mot thanh vien|trách nhiệm hữu hạn|trach nhiem huu han|cổ phần|co phan|thương mại|thuong mai|dịch vụ|dich vu|sản xuất|san xuat|
    xây dựng|xay dung|nông sản|nong san|bao bì|bao bi|nội thất|noi that|vận tải|van tai|thực phẩm|thuc pham|nhà thuốc|nha thuoc|
    nhà hàng|nha hang|siêu thị mini|sieu thi mini|siêu thị|sieu thi|đại lý|dai ly|quán ăn|quan an|quán cơm|quan com|
    vật liệu xây dựng|vat lieu xay dung|khách sạn|khach san|xuất nhập khẩu|xuat nhap khau|du lịch|du lich|đầu tư|tập đoàn|
    tap doan|dau tu|công nghệ|
    cong nghe|may mặc|may mac|cơ khí|co khi|dược phẩm|duoc pham|thiết bị|thiet bi|điện máy|dien may
    """)
)
"""Phrases of which only the first letter is written large."""

TRADES = _phrases("""
    cty|cong ty|ban rau|ban ca|ban thit|ban trai cay|ban hoa|ban banh mi|ban quan ao|ban hang|xe om|tap hoa|sua xe|rua xe|cat toc|lam toc|
    goi dau|lam mong|ca phe|cafe|quan com|quan nhau|bun bo|hu tieu|pho|banh mi|nuoc da|ve so|tiem vang|gao|nail|nails|spa|shop|
    tra sua|may do|tho may|tho ho|tho dien|tho nuoc|tho moc|tho son|tai xe|lai xe|xe ba gac|dien nuoc|giao hang|ship|shipper|grab|
    vlxd|vat lieu|sat thep|dien may|hai san|trai cay|thit heo|thit bo|ga vit|hoa tuoi|cay canh|internet|photo|thuoc tay|nha thuoc|
    phong tro|cho thue|doi dien truong|giat ui|giat la|rau|ca|thit|banh|bida|karaoke|massage|oto|xe may|dien thoai|may tinh|sim so|
    cam do|bao hiem|ngan hang|cong an|bo doi|giao vien|bac si|y ta|ke toan|thu kho|bao ve|tap vu|noi tro
""")
"""Folded trades that follow a given name: "Lan tạp hóa"."""

PLACE_STARTS = _phrases("""
    cho|hem|ngo|ngach|xom|ap|thon|doi dien|gan|canh|ben|khu|chung cu|cc|toa|lau|tang|dau|cuoi|nha so|kdc|kcn|nga ba|nga tu
""")
"""Folded beginnings of a place that follows a given name: "Hà hẻm 12", "Vy chợ Bến"."""

RANKED_TITLES = frozenset("anh chị ông bà cô chú bác cậu dì mợ thím".split())
"""Titles that a rank makes into what everybody calls a person: "Chú Sáu"."""
