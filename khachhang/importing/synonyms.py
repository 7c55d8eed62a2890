"""Words shops write above their columns, folded (no accents, lower case, letters and digits only), per target.

The first block of a target wins over later targets when two claim the same words. Vietnamese with and without accents fold alike.
"""

from __future__ import annotations

from typing import Final

from khachhang.values.text import fold

_WORDS: Final[dict[str, str]] = {
    "stt": "stt|tt|so tt|so thu tu|thu tu|s t t|no|no.|num|#|nr|index|seq|row|line|line no|dong|ma trong so|id in the book",
    "full_name": """
        ten hien thi|ten khach hang|ten khach|ten kh|ten k h|tenkh|ten khach hang hoa don|ho va ten|ho ten|hoten|ho va ten khach hang
        |ho ten khach hang|ho ten khach|ho va ten khach|ho ten kh|ho va ten kh|ten day du|ten|ten goi|khach hang|khach|k hang|khach mua
        |khach mua hang|nguoi mua|nguoi nhan|ten nguoi nhan|ho ten nguoi nhan|nguoi nhan hang|ten nguoi mua|ten nguoi mua hang|hoi vien
        |ten hoi vien|thanh vien|ten thanh vien|chu ho|ten chu ho|benh nhan|ten benh nhan|hoc vien|ten hoc vien|hoc sinh|ten be
        |ten chu xe|chu xe|full name|fullname|name|customer|customer name|customername|client|client name|contact name|display name
        |displayname|file as|fn|recipient|recipient name|receiver|receiver name|shippingname|shipping name|buyer|buyer name|guest
        |guest name|member|member name|visitor|visitor name|patient|patient name|ten lien he|ten nguoi dung|ho ten nguoi mua|quy khach
        |ten quy khach|doi tuong|ten doi tuong|ten don vi|don vi|ten nguoi|nguoi dat|ten nguoi dat|nguoi dat hang|nguoi order
        |ten facebook|ten zalo|ho ten nguoi dat|ho ten chu xe|ten kh nguoi mua|khach le|danh sach khach hang|ten khach hang ncc
        |name of customer|attendee|attendee name|participant|khach tham quan|khach moi|ten khach moi|ten phu huynh hoc sinh|quy danh
        |quy vi|danh tanh|ten thuong goi|ten than mat|ten goi than mat|cust name|custname|lead name|contact full name|account name
        |guest full name|passenger|passenger name|student|student name|tenant|tenant name|resident|owner name|pax|pax name
        |ten khach hang doi tac|ten doi tac khach hang|ten to chuc ca nhan|ten ca nhan to chuc|ho ten don vi|ten nick|ten hien thi zalo
        |ho ten day du|full name vn|ten kh don vi|khach hang don vi|name in full|ten tieng viet|ho kd|chu ho kinh doanh""",
    "family_name": """
        ho|ho dem|ho va dem|ho lot|ho va ten dem|ho va ten lot|ho ten dem|last name|lastname|family name|surname|familyname
        |ho va chu lot|ho chu lot""",
    "middle_name": "ten dem|ten lot|dem|chu lot|middle name|additional name|middlename|ten giua",
    "given_name": "ten rieng|ten goi rieng|first name|firstname|given name|givenname|ten chinh|forename",
    "title": "xung ho|danh xung|cach xung ho|salutation|title|danh xung khach hang|name prefix|prefix|dx",
    "company": """
        cong ty|ten cong ty|doanh nghiep|ten doanh nghiep|co quan|to chuc|ten to chuc|ten don vi kinh doanh|company|company name
        |companyname|organization|organization name|organisation|organization 1 name|business|business name|cua hang|ten cua hang
        |ten shop|ten co so|co so|ten co quan|don vi cong tac|noi cong tac|co quan cong tac|ten hkd|ho kinh doanh|ten ho kinh doanh|dn
        |ten dn|ten kinh doanh|ten thuong mai|ten hieu|bien hieu|cty|ten cty|org|ten cong ty don vi|exhibitor|ten don vi cong ty
        |cong ty don vi|firm|noi lam viec""",
    "contact": """
        nguoi dai dien|dai dien|nguoi lien he|ho ten nguoi lien he|ten nguoi lien he|lien he nguoi|nguoi phu trach mua hang
        |contact person|contact|representative|nguoi dai dien phap luat|dai dien phap luat|giam doc|ten giam doc|chu doanh nghiep
        |chu cua hang|chu co so|chu shop|nguoi lien lac|nguoi lien lac chinh|attn|lanh dao|nlh|lien he chinh|nguoi lien he chinh
        |phu huynh|cha me|bo me|me|bo|nguoi giam ho|nguoi dam ho|nguoi bao lanh|nguoi than|nguoi nha|nguoi nhan hang thay
        |ten chu so huu|address name|nguoi nhan thay|chu quan|ten chu quan|chu tiem|chu shop ten|primary contact
        |contact full name of company|parent|parent name
        |guardian|nguoi dai dien theo pl|dai dien pl|nguoi dai dien theo phap luat|dai dien theo phap luat|dai dien kh|nguoi giao dich
        |nguoi mua hang ben kh|emergency contact name|ho ten phu huynh|ten cha me|ten bo me|ho ten bo me|ho ten cha me""",
    "phone": """
        so d thoai|d thoai|dien thoai|so dien thoai|sdt|so dt|dt|d t|s d t|so dthoai|dthoai|dien thoai di dong|di dong|so di dong|dtdd
        |sdd|so phone|phone|phone number|phonenumber|phone no|phone no.|mobile|mobile phone|mobile number|cell|cellphone|cell phone|tel
        |tel.|telephone|telephone number|hotline|so may|so lien he|so lien lac|lien he|lien lac|dien thoai lien he|sdt lien he|sdt khach
        |sdt khach hang|so dien thoai khach hang|dien thoai khach hang|sdt kh|dt khach|dt kh|sdt nguoi nhan|dien thoai nguoi nhan
        |so dien thoai nguoi nhan|sdt nguoi mua|dien thoai nguoi mua|so dien thoai nguoi mua|phone #|phone 1 value|sdt zalo|so zalo
        |zalo sdt|sdt/zalo|dien thoai zalo|so dt zalo|primary phone|home phone|business phone|work phone|shippingphone|shipping phone
        |recipient phone|phone1|sdt1|sdt 1|dien thoai 1|dt1|dt 1|so dien thoai 1|so dt 1|dien thoai chinh|sdt chinh|so 1|dien thoai ban
        |dt ban|dtb|so dien thoai ban|so ban|so may ban|dien thoai co dinh|co dinh|so co dinh|dt co dinh|main phone|phone mobile
        |tel mobile|dt di dong|so mobile|mobile no|mobile no.|contact number|contact no|contact no.|so goi|dien thoai nha
        |so dien thoai lien he|so dien thoai lien lac|dien thoai lien lac|so dien thoai di dong|tel no|so dthoai lien he|call
        |sodienthoai|sodt|sdtkh|dienthoai|dt lien he|dt lien lac|primary phone number|sms|whatsapp|alo|dd|d d|so thue bao|thue bao
        |whatsapp number|msisdn|sdt dang ky|so dien thoai dang ky|tel so|dien thoai so|sdt 1 chinh|lien he sdt|lh|sdt chinh chu
        |so dt chinh|tel fax|dien thoai fax|dt fax""",
    "phone2": """
        address phone|dien thoai 2|sdt 2|sdt2|dt 2|dt2|so dien thoai 2|so dt 2|so 2|phone 2|phone2|phone 2 value|dien thoai phu|sdt phu
        |so phu
        |so dien thoai phu|dien thoai khac|so khac|sdt khac|mobile 2|shippingphone2|alternate phone|other phone|home phone 2
        |business phone 2|secondary phone|so dien thoai khac|dt khac|dt phu|phone 2 number|so du phong|sdt du phong|sdt vo|sdt chong
        |sdt nguoi nha|sdt nguoi than""",
    "email": """
        email|e mail|mail|gmail|thu dien tu|hop thu|dia chi email|dia chi mail|email address|e mail address|e mail 1 value|customeremail
        |customer email|email khach hang|email kh|email lien he|email website|email web|e mail website|hom thu|email 1|hop thu dien tu
        |dia chi thu dien tu|primary email|email nguoi mua|e mail dia chi|email nhan hoa don""",
    "email2": "email nguoi lien he|email 2|e mail 2|e mail 2 address|e mail 2 value|email phu|email khac|secondary email",
    "address": """
        dia chi|dia chi nha|dia chi khach hang|dia chi khach|dia chi kh|dia chi giao|dia chi giao hang|dia chi nhan|dia chi nhan hang
        |dia chi lien he|dia chi lien lac|dia chi thuong tru|noi o|cho o|cho o hien nay|noi o hien nay|noi o hien tai|thuong tru|tam tru
        |ho khau|ho khau thuong tru|dc|d c|d chi|dchi|dc giao|dc giao hang|dc nhan hang|address|full address|address 1 formatted
        |home address|shipping address|delivery address|mailing address|street address|formatted address|dia chi day du|dia chi 1
        |dia diem|noi giao|giao den|noi nhan|noi giao hang|dia chi cong ty|dia chi tru so|tru so|tru so chinh|dia chi hien tai
        |dia chi hien nay|dia chi xuat hoa don|dia chi hoa don|noi cu tru|que quan|noi song|dia chi cua hang|dia chi nguoi nhan
        |detail address|adr|location address|address line|dia chi tru so chinh|dia chi dkkd|dia chi nha rieng|hktt|h k t t
        |noi thuong tru|noi tam tru|noi cu ngu|cho o hien tai|giao tai|giao ve|dia diem giao|dia diem giao hang|dia diem nhan hang
        |diem giao|diem giao hang|diem nhan|noi den|nguyen quan|addr|addr.|delivery addr|shipping addr|dia chi nhan thu|vi tri giao hang
        |dia chi lap dat|dia chi bao hanh|dia chi thi cong|dia chi thue|residence|dia chi dang ky kinh doanh|dia chi dkkd moi
        |dia chi theo gpkd|dia chi dang ky""",
    "address2": "dia chi 2|address 2|dia chi phu|dia chi khac|other address|business address|address 2 formatted",
    "street": """
        so nha|so nha duong|so nha ten duong|duong|ten duong|so nha duong pho|duong pho|pho|street|street 1|address line 1|addressline1
        |address1|so nha ngo|so nha va duong|dia chi chi tiet|dia chi cu the|home street|business street|address 1 street|ap thon
        |thon ap|to dan pho|so nha va ten duong|shippingaddress|dia chi so nha duong|street name|shipping address1|thon xom
        |so nha thon xom|ap khu pho|to khu pho|thon to|khu pho to|so nha to|so nha thon|so nha ap|so nha duong thon xom|so nha duong ap
        |thon ban|thon|ap|xom|khom ap|to ap|khu pho|kp|house no|house number|street no|address street""",
    "ward": """
        phuong xa|phuong|xa|xa phuong|p xa|px|phuong xa thi tran|xa phuong thi tran|phuong xa moi|ten phuong|ten xa|ten phuong xa|ward
        |commune|phuong/xa|x p|p x|xp|xa phuong tt|phuong xa tt|ward commune|phuong xa dac khu|xa phuong dac khu""",
    "district": """
        quan huyen|quan|huyen|huyen quan|q huyen|q h|qh|quan huyen thi xa|huyen thi xa|quan huyen tx|tp quan huyen|thanh pho quan huyen
        |district|quan huyen tp|quan huyen thanh pho|quan h|county|quan huyen tx tp|huyen tx tp|ten quan huyen|ten quan""",
    "province": """
        tinh|tinh thanh|tinh thanh pho|thanh pho|tinh tp|tp tinh|tp|tinh tp.|thanh pho tinh|ten tinh|tinh thanh pho truc thuoc tw
        |province|city|city province|province city|state|home city|shippingcity|khu vuc tinh|tinh thanhpho|ten tinh thanh
        |ten tinh thanh pho|address 1 city|state province|tinh t pho|t p|t tp""",
    "area": """
        khu vuc giao hang|khu vuc|tinh thanh quan huyen|tinh quan huyen|tinh thanh pho quan huyen|quan huyen tinh|quan huyen tinh thanh
        |quan huyen tinh thanh pho|area|khu vuc tinh huyen|dia ban|vung""",
    "birth_date": """
        ngay sinh|ngay thang nam sinh|nam sinh|sinh nhat|ngay sinh nhat|ngay thang sinh|sinh ngay|ns|n sinh|ngsinh|date of birth|dob
        |d o b|birthday|birth date|birthdate|birth|bday|year of birth|birth year|card code dob|ngay sinh khach hang|ngay sinh kh|sn
        |ngay sn|tuoi nam sinh|ngay thang nam sinh kh|ngaysinh|namsinh|yob|ntns|ng sinh|nam sinh tuoi|ngay sinh am lich|sinh|thang sinh
        |ngay sinh al|date of birth dd mm yyyy|b day|birth day""",
    "sex": """
        gioi tinh|gt|gtinh|g tinh|phai|nam nu|nu nam|gender|sex|m f|gioi|gioi tinh kh|male female|gioi tinh nam nu|gioitinh|nam x|nu x
        |phai tinh""",
    "tax_code": """
        ma so thue|mst|ms thue|ma thue|msthue|so thue|ma so thue cccd|mst cccd|tax|tax code|taxcode|tax id|tax number|tax no|vat
        |vat number|vat no|ma so doanh nghiep|msdn|ma so thue cong ty|ma so thue khach hang|mst khach hang|ma so thue doanh nghiep
        |mst doanh nghiep|mst dn|mst cty|mst cong ty|ma so dn""",
    "id_number": """
        so cmnd cccd|cmnd|cccd|cmnd cccd|cccd cmnd|so cccd|so cmnd|cmt|cmtnd|so cmt|can cuoc|can cuoc cong dan|chung minh nhan dan
        |chung minh thu|id card|id number|identity card|identity number|passport|ho chieu|so giay to|so dinh danh|ma dinh danh
        |personal id|so dinh danh ca nhan|id no|id no.|id card no|passport no|passport number|passport id no|passport id|so gttt|gttt
        |giay to tuy than|so giay to tuy than|so cccd cmnd|cccd ho chieu|so cccd ho chieu|so ho chieu|cmtnd cccd|so can cuoc""",
    "customer_code": """
        ma khach hang|ma khach|ma kh|makh|ma so kh|ma so khach hang|ma so khach|ma so|ma|mkh|ms kh|mskh|so the|ma the|ma hoi vien
        |so the hoi vien|so hoi vien|ma thanh vien|ma doi tuong|ma don vi|customer code|customer id|customerid|customer no
        |customer number|code|client id|client code|member id|member code|card code|id|id khach hang|id kh|ma nguoi mua|so the vip
        |ma the thanh vien|ma benh nhan|ma ho so|ma hoc vien|ma kh cu|m kh|ky hieu|kh id|member no|card no|so kh|account no
        |account number|makhachhang|cust id|cust code|custid|ma lead|lead id|ma can ho|so can ho|ma ch|so ho so|ma dinh danh kh
        |ma dinh danh khach hang|user id|userid|uid|record id|external id|ma so the|ma kh dl|ma doi tac|so ho so benh nhan|pid|so kham
        |ma hd khach""",
    "customer_type": """
        loai khach|loai khach hang|loai kh|kieu khach|kieu khach hang|customer type|type|loai|doi tuong khach hang|ca nhan to chuc
        |ca nhan cong ty|phan loai kh si le|loai doi tuong|si le|loai hinh kh|loai hinh khach|loai hinh khach hang|la to chuc ca nhan
        |to chuc ca nhan|doanh nghiep ca nhan|ca nhan doanh nghiep|si hay le""",
    "group": """
        nhom khach hang|nhom khach|nhom kh|nhom|ten nhom|phan nhom|phan nhom khach hang|hang|hang khach|hang khach hang|hang thanh vien
        |hang the|hang hoi vien|cap bac|phan loai|phan loai khach hang|phan loai khach|phan hang|group|groups|customer group|segment
        |labels|label|group membership|rank|tier|level|category|categories|loai the|cap do|vip|phan khuc|phan khuc khach hang|class
        |tag name|nhan|nhan khach hang|hang vip|xep hang|xep loai|xep loai khach|nhom doi tuong|customer segment|membership
        |loai thanh vien|the thanh vien|tags kh|tag khach hang|hang muc|hang tv|loai hoi vien|cap the|hang the tv|hang kh|cap do the
        |loai khach hang than thiet|membership tier|membership level|cap thanh vien|nhom tag|hang thanh vien the|hang the thanh vien
        |tier name|customer tier|phan loai abc|abc""",
    "branch": """
        chi nhanh|chi nhanh tao|cua hang tao|chi nhanh quan ly|branch|store|shop|diem ban|cua hang ban|location|co so quan ly
        |chi nhanh mua hang|kho|chi nhanh phu trach""",
    "status": """
        trang thai|tinh trang|trang thai don|trang thai don hang|tinh trang don|tinh trang don hang|status|state of order|order status
        |tinh trang giao|trang thai giao hang|tinh trang giao hang|trang thai khach hang|tt giao hang|trang thai kh|trang thai giao
        |ket qua giao|ket qua giao hang|tt don|tt don hang|tt giao|tinh trang kh|trang thai cs|trang thai cham soc|tinh trang cham soc
        |lead status|stage|giai doan|trang thai the|trang thai hv|trang thai hoc|trang thai hop dong""",
    "assignee": """
        nguoi phu trach|nhan vien phu trach|nv phu trach|phu trach|sale phu trach|nguoi cham soc|nhan vien cham soc|assigned to|assignee
        |nv cham soc|nv cskh|nhan vien cskh|nv quan ly|nhan vien quan ly|contact owner|account owner|lead owner|deal owner|record owner
        |hubspot owner""",
    "source": """
        nguon|nguon khach|nguon khach hang|nguon kh|nguon goc|nguon data|nguon du lieu|nguon thong tin|source|lead source|refer sour
        |refer source|referrer|kenh|biet den qua|biet qua|nguon den|kenh tiep can|nguon tiep can|tu nguon|channel|nguon lead
        |referral source|nguon gioi thieu|utm source|nguon lead ads|khach tu nguon|den tu|den tu dau|nguon khach den|biet shop qua
        |biet den tu dau|nguon marketing|nguon quang cao|lead channel""",
    "verification": "da kiem|da kiem tra|kiem tra|verified|da xac minh|xac minh|da kiem chua|checked|verification",
    "facebook": """
        facebook|fb|link facebook|link fb|facebook url|nick facebook|nick fb|trang facebook|facebook id|fanpage|tai khoan facebook
        |facebook khach hang|trang ca nhan|fb ca nhan|facebook profile|fb link|profile link|ten fb|nick facebook zalo|facebook name
        |link trang ca nhan""",
    "zalo": "zalo|nick zalo|zalo id|tai khoan zalo|link zalo",
    "website": "website|web|trang web|web site|url|homepage|web page|website 1 value|dia chi web|dia chi website",
    "do_not_contact": """
        xin dung goi|dung goi|khong goi|khong lien he|tu choi quang cao|tu choi nhan tin|do not call|do not contact|dnc|khong nhan tin
        |opt out|unsubscribed|ngung cham soc|khong lam phien|cam goi""",
    "job": """
        nghe nghiep|nghe|cong viec|chuc vu|chuc danh|job|job title|occupation|position|organization title|profession|nghe nghiep kh
        |vi tri|vai tro|vi tri cong tac|nganh nghe cong viec|nghe nghiep chuc vu|chuc vu nguoi lien he|work position|designation""",
    "income": "thu nhap|muc thu nhap|luong|income|thu nhap thang|thu nhap binh quan|salary",
    "interests": "so thich|hobby|hobbies|interests|thich|moi quan tam so thich|so thich khach hang",
    "industry": """
        nganh nghe|nganh|linh vuc|nganh nghe kinh doanh|linh vuc hoat dong|linh vuc kinh doanh|industry|business type|nganh hang
        |nganh kinh doanh|loai hinh kinh doanh|nganh nghe linh vuc|sector|mat hang kinh doanh|sp dv|san pham dich vu|nganh nghe chinh""",
    "points": """
        diem|diem hien tai|diem tich luy|so diem|tich diem|diem thuong|points|loyalty point|loyalty points|reward points|point|diem tich
        |tich luy|diem kha dung|diem con lai|diem thanh vien|xu|diem tl|diem hien co|so diem hien tai|so diem tich luy|bonus points
        |diem doi qua|so du diem|coins""",
    "debt": """
        cong no|no|no can thu|no can thu hien tai|no hien tai|con no|du no|du no cuoi|du no cuoi ky|no cuoi ky|no cuoi|tien no
        |so tien no|so no|no phai thu|phai thu|con phai thu|con thieu|thieu|khach no|khach con no|khach hang no|tong no|no tong|so du
        |so du no|so du cuoi|so du cuoi ky|so du no cuoi ky|du cuoi ky|ton no|no con lai|con lai phai thu|phai thu cuoi ky
        |cong no cuoi ky|cong no hien tai|no cu|so tien con no|tong cong no|debt|balance|amount due|outstanding|receivable
        |accounts receivable|amount owed|due|owed|so du cuoi ky no|du no hien tai|tien con no|cong no phai thu|con no lai|no lai
        |so tien phai thu|closing debit|so con no|no phai tra tiem|du no den ngay|chua tra|chua thanh toan|con lai chua tra
        |gia tri cong no|du cuoi|cuoi ky|chua thu|chua thu duoc|chua dong|chua nop|con phai dong|con phai nop|con no hoc phi|no hoc phi
        |phai dong them|no goc|du no goc|no qua han|no den han|no ton|balance due|current balance|ar balance|no den nay
        |so tien con phai thu|so con phai thu|so tien chua thu|con chua thu|con phai tra|khach con phai tra|con lai phai tra
        |no lai cua khach|tien no lai""",
    "debt_credit": """
        so du co|so du cuoi ky co|du co|du co cuoi ky|so du co cuoi ky|co cuoi ky|closing credit|khach tra truoc|tra truoc|dat coc truoc
        |tien khach ung truoc|ung truoc|so du ben co|du co cuoi|phai tra khach""",
    "debt_days": """
        so ngay no|so ngay qua han|ngay no|tuoi no|qua han ngay|days overdue|overdue days|debt days|debt age|days past due
        |no bao nhieu ngay|so ngay con no""",
    "total_spent": """
        tong ban|doanh so|doanh thu|tong mua|tong tien mua|tong tien da mua|so tien da mua|tong chi tieu|chi tieu|tong tien|da mua
        |tong doanh so|tong doanh thu|tong gia tri mua|gia tri mua hang|tong tieu|tien da mua|tong mua hang|doanh so mua|doanh so luy ke
        |luy ke|tong chi|tong da mua|total spent|total paid amount|total sales|total purchase|total purchases|lifetime value|ltv|revenue
        |spent|amount spent|tong so tien mua|tong so tien|doanh so tich luy|tong tien hang da mua|tong thanh toan|muc chi tieu
        |tien mua hang|tong tich luy|doanh so nam|doanh thu luy ke|tong mua trong nam|tong so tien da mua|total spend|total revenue
        |tong chi tieu vnd|gia tri da mua|tong gia tri da mua|ds|tong ds|ds luy ke|doanh so ds|tong dt|dt luy ke|tong gia tri mua hang
        |tong gia tri don hang da mua|tong doanh thu luy ke|tong tien chi tieu|tong tien da chi|tong tien da chi tieu|chi tieu tich luy
        |tich luy chi tieu|tong mua luy ke|gmv|total order value|total amount spent|tong bill da mua|tong hoa don da mua|ds nam
        |tong tien tu truoc den nay|tong tien kham|doanh so mua hang|doanh thu kh""",
    "created_date": """
        ngay tao|ngay dang ky|ngay lap|ngay tham gia|ngay gia nhap|ngay vao|created|created at|createdat|created date|creation date
        |date created|join date|joined|registered|registration date|ngay them|ngay cap the|ngay nhap|ngay ghi|ngay tao khach|ngay ky
        |ngay lap the|signup date|sign up date|ngay mo the|ngay vao hoi|khach tu ngay|ngay bat dau|date joined|ngay dang ki
        |ngay tiep nhan|ngay lam the|member since|ngay dk|ngay d ky|ngay d k|tg tao|ngay tao kh|ngay tao data|khach tu|khach hang tu
        |ngay len khach|ngay nhap data|ngay co data|ngay nhap lieu|ngay nhan data|ngay ve data|ngay do data|ngay nhap hoc|ngay vao hoc
        |ngay phat hanh the|ngay vao so|ngay bat dau hd|ngay tao the|ngay cap|ngay ket nap|ngay nhan lead|timestamp|dau thoi gian
        |register date|registered at|registered date|registered on|register time|date of registration|submitted at|submission date
        |submit time|date added|added on|since|customer since|created on|created datetime|date create|thoi diem tao|ngay lap ho so
        |ngay tao ho so|ngay mo ho so|ngay tao tai khoan|ngay tham du|ngay gap dau tien|ngay tiep can""",
    "last_purchase_date": """
        ngay giao dich cuoi|ngay mua cuoi|ngay mua cuoi cung|lan mua cuoi|mua lan cuoi|mua gan nhat|lan cuoi mua|ngay mua gan nhat
        |lan mua gan nhat|giao dich cuoi|ngay giao dich gan nhat|giao dich gan nhat|gd cuoi|ngay gd cuoi|ngay gd gan nhat|ngay ghe cuoi
        |lan den cuoi|lan ghe cuoi|lan cuoi|last purchase|last purchase date|last order|last order date|last visit|last visited
        |last transaction|last transaction date|ngay mua hang cuoi|ngay mua hang gan nhat|mua hang lan cuoi|don cuoi|ngay den gan nhat
        |lan den gan nhat|don hang cuoi|don gan nhat|ngay dat hang cuoi|last bought|ngay ban cuoi|ngay ban gan nhat
        |ngay mua hang cuoi cung|lan mua cuoi cung|lan giao dich cuoi|hoat dong cuoi|last purchased|ngay phat sinh cuoi|lan gan nhat
        |ngay kham gan nhat|lan kham gan nhat|lan kham cuoi|tai kham gan nhat|ngay su dung gan nhat|ngay su dung cuoi
        |lan su dung gan nhat|lan su dung cuoi|mua gan day nhat|mua gan day|ngay ghe gan nhat|ghe gan nhat|lan ghe gan nhat
        |ngay den cuoi|lan cuoi den|lan cuoi ghe|checkin gan nhat|check in gan nhat|recent purchase|recent order|most recent order
        |last transaction at|last order at|last seen|lan nhap hang cuoi|ngay lay hang cuoi|lan lay hang gan nhat|ngay lay hang gan nhat
        |don hang gan nhat|ngay dat gan nhat|lan lam gan nhat|ngay lam gan nhat""",
    "updated_date": """
        ngay cap nhat|cap nhat|cap nhat lan cuoi|ngay sua|ngay sua cuoi|updated|updated at|updatedat|last updated|last modified|modified
        |rev|ngay cap nhat cuoi|update time""",
    "note": """
        ghi chu|ghi chu khac|ghi chu khach hang|ghi chu don hang|gc|g chu|ghichu|chu thich|dien giai|mo ta|luu y|note|notes|remark
        |remarks|comment|comments|description|memo|thong tin them|ghi chu them|nhan xet|yeu cau|yeu cau khac|noi dung|y kien
        |thong tin khac|buyer message|noi dung ghi chu|ghi chu giao hang|dac diem|ghi nho|nhac nho|ghi chu noi bo|customer note
        |nhan xet khach|can luu y|yeu cau dac biet|tinh hinh|noi dung cham soc|lich su cham soc|cham soc|feedback|phan hoi
        |y kien khach hang|noi dung tu van|noi dung trao doi|nhat ky|nhat ky cham soc|ket qua cuoc goi|ket qua goi|ket qua lien he
        |ket qua cham soc|ghi chep|thong tin bo sung|thong tin them ve khach|ghi chu cskh|notes 1|internal note|special request
        |special requests|loi nhan|tin nhan|message|yeu cau khach|dac diem khach|luu y khach hang|noi dung yeu cau|noi dung sua chua
        |noi dung lam|noi dung cong viec|chi tiet""",
    "order_code": """
        don hang so|so order|ma don hang|ma don|ma hoa don|so hoa don|ma hd|so hd|ma dh|so ct|so chung tu|ma phieu|so phieu|ma van don
        |don hang|hoa don|order id|order no|order no.|order code|order number|ordernumber|order|invoice|invoice no|invoice no.
        |invoice number|receipt|receipt no|bill|bill no|so bill|ma bill|ma giao dich|transaction id|so don hang|ma chung tu|orderid
        |order #|so phieu giao|ma don dat hang|ma booking|booking id|booking no|booking code|booking|ma dat phong|ma dat cho|ma dat ban
        |so bien nhan|so bien lai|so phieu thu|so phieu xuat|so phieu bh|so don dat hang|ma phieu thu|ma phieu xuat|so bao gia
        |ma bao gia|chung tu|phieu thu|phieu|so bh|so dh|so dhang|so ban hang|ma ve|so ve|ma buu gui|so ct goc|ma gd|so gd
        |so hoa don vat|reference no
        |po number|so po|ma don shop|so butoan|so but toan|so tham chieu""",
    "order_date": """
        ngay|ngay ban|ngay mua|ngay dat|ngay dat hang|ngay mua hang|ngay ban hang|ngay giao|ngay giao hang|ngay gui|thoi gian
        |thoi gian dat|thoi gian dat hang|thoi gian ban|thoi gian mua|ngay hoa don|ngay hd|ngay chung tu|ngay ct|ngay don|ngay don hang
        |ngay lay hang|ngay phat sinh|ngay xuat|date|order date|orderdate|order time|created time|createtime|purchase date|sale date
        |invoice date|delivery date|transaction date|ngay thang|ngay thang nam|ngay gio|ngay len don|ngay chot don|time|ngay tao don
        |thoi gian tao don|ngay tra hang|ngay nhan hang|ngay thanh toan hoa don|ngay giao dich|thoi gian tao don hang|ngay order
        |ngay nhan|day|ngay lap phieu|ngay gd|ngay gio dat|ngay gio giao|ngay ban hang gan|ngay xuat hang|ngay xuat kho
        |ngay xuat hoa don|ngay lap hoa don|ngay lap hd|ngay phieu|ngay thuc hien|ngay su dung dv|ngay lam|ngay lam dv|ngay nop|ngay thu
        |ngay thu tien|ngay nop tien|ngay chuyen khoan|ngay ck|ngay nhan may|ngay dat lich|ngay su dung|ngay giao dich gd|ngay hach toan
        |paid time|time order|order placed on|transaction time|ngay dat cho|ngay dat phong|ngay dat ban|booking date|ngay ship
        |ngay di don|ngay gui hang""",
    "product": """
        ten hang|san pham|ten san pham|hang hoa|ten hang hoa|mat hang|ten mat hang|hang mua|hang da mua|mon hang|sp|ten sp|noi dung hang
        |noi dung don hang|mua gi|product|product name|productname|item|item name|itemname|goods|ten hang hoa dich vu|dich vu
        |ten dich vu|service|products|items|mua hang gi|loai hang|ten san pham dich vu|san pham mua|san pham da mua|hang giao|hang gui
        |mon|ten mon|goi dich vu|hang hoa dich vu|hh|sp mua|thong tin hang|ten hh|lieu trinh|goi tap|goi lieu trinh|goi dv|khoa hoc
        |ten khoa hoc|goi cuoc|goi bao hiem|san pham bh|loai bao hiem|loai dich vu|dich vu su dung|dich vu da dung|dich vu da lam|dv
        |ten dv|dv su dung|tour|ten tour|chuong trinh tour|combo|model|model may|ten may|dong may|loai may|thiet bi|ten thiet bi
        |ten thuoc|thuoc|mau xe|loai xe|dong xe|noi dung dv|hang dat|mat hang dat|sp dat|san pham dat|san pham dat mua|chi tiet don hang
        |chi tiet don|ten sp dv|ten san pham phan loai|line item|lineitem name|description of goods|hang lay|hang hoa dv|loai gas
        |loai gao|loai banh""",
    "quantity": """
        so kien|so kien hang|so mon|so luong|sl|s luong|so luong mua|so luong ban|slg|qty|quantity|q ty|soluong|sl mua|sl ban
        |so luong hang|count|so cai|s l|so lg
        |sl dat|so luong dat|sl giao|so luong giao|luong|so hop|so thung|so bao|so binh|so chai|so kg|so goi|lineitem quantity|units
        |so buoi|kg""",
    "unit_price": """
        don gia|gia|gia ban|gia uu dai|don gia ban|gia don vi|unit price|unitprice|price|dg|dgia|d gia|gia tien|gia le|sell price
        |selling price|sku unit original price|don gia vnd|gia ban le|gia sp|gia san pham|don gia ban le|don gia sau ck|gia niem yet
        |gia goi|gia dv|gia dich vu|lineitem price|item price|gia 1 sp|don gia ban hang""",
    "discount": """
        giam gia|chiet khau|ck|khuyen mai|giam|discount|chietkhau|tien giam|so tien giam|giam tru|tien chiet khau|discount amount
        |voucher|uu dai|giam gia hoa don|km|khuyen mai giam gia|so tien ck|tien ck|muc giam|giam gia don|ma giam gia|gia tri giam|muc ck""",
    "payment_method": """
        phuong thuc thanh toan|phuong thuc tt|hinh thuc thanh toan|hinh thuc tt|cach thanh toan|cach tra|thanh toan bang|httt|pttt
        |payment method|paymethod|payment|payment type|hinh thuc tra|kieu thanh toan|thanh toan qua|tm ck|loai thanh toan|kieu tt
        |phuong thuc tra|ht thanh toan|pt thanh toan|thanh toan tm ck|cach tt|hinh thuc nop|kenh thanh toan|payment mode""",
    "amount": """
        tong|t tien|ttien|thanh tien|tien hang|tong tien hang|tri gia|gia tri|so tien|tien|gia tri don|gia tri don hang|tong don
        |tong hoa don
        |tong cong|tong gia tri don hang|khach can tra|mua|tien mua|so tien mua|tong tien don hang|tong thanh tien|amount|total
        |total amount|order amount|order total|grand total|line total|subtotal|sub total|sku subtotal after discount|sales|net amount
        |thanh tien vnd|tong tien don|tong tien thanh toan|tien don hang|tong gia tri|tong tien hoa don|tong gia tri hoa don|so tien don
        |paidprice|value|tong tien phai tra|phai tra|tien phai tra|tien don|thanh tien sau giam|gia tri hoa don|cong tien hang
        |total price|phai thu khach|bao gia|tong bill|tien bill|hoc phi|phi|chi phi|phi dich vu|tong phi|tong chi phi|phi bao hiem
        |phi bh|tien mung|mung|gia tri hd|gia tri hop dong|gia tri hoa don vnd|so tien vnd|tien don hang sau giam|tien dich vu|tien dv
        |tien phong|tien tour|tien kham|tien thuoc|tien sua|gia sua|gia tri gd|so tien gd|so tien giao dich|so tien ghi co
        |so tien thanh toan|so tien chuyen|tien chuyen|tong gia|gia tong|tong tt|tong tien tt|tong sau giam|tong sau chiet khau
        |order value|order total vnd|net total|total vnd|gross amount|amount vnd|so tien mua hang|tien lay hang|tong tien hang sau giam
        |dong gop|so tien dong gop|tien ban|gia tri mua|so tien hoa don""",
    "cod": """
        thu ho|tien thu ho|cod|tien cod|so tien thu ho|thu ho cod|phi thu ho|thu khach|tien thu|so tien thu|so tien can thu|can thu
        |thu tien|tien can thu|thu cua khach|cod amount|phai thu ho|ship cod|tien thu khach|so tien cod|thu cod|thu tien ho
        |so tien can thu ho|tien can thu ho|so tien thu ho cod|thu khi giao|thu khi giao hang|collect amount|cash on delivery
        |tong thu ho|tong cod""",
    "paid": """
        khach da tra|da tra|da thanh toan|da thu|tien da tra|khach tra|thanh toan|so tien da tra|so tien da thanh toan|paid|paid amount
        |amount paid|da tt|tien tra|khach thanh toan|tra|tien khach dua|khach dua|tong thanh toan don|da tra vnd|tra truoc mot phan
        |tien da thu|da dua|da coc|dat coc|tien coc|tien dat coc|coc|coc truoc|da dat coc|so tien coc|da dong|da nop|so tien da dong
        |so tien da nop|tam ung|da ung|da chuyen khoan|da ck|da chuyen|deposit|deposit paid|thuc thu|thuc nop|so tien thuc thu|thuc tra
        |khach da thanh toan|khach da tt|so tien khach tra|tien khach tra|da thanh toan vnd|tien da thanh toan|so tien da thu
        |thu tien mat|prepaid""",
    "ignore": """
        nguoi tao|nhan vien|nhan vien ban|nv|nv ban|nguoi ban|shipper|nguoi giao|nguoi giao hang|nv giao|don vi van chuyen|dvvc|tags|tag
        |photo|phonetic first name|phonetic middle name|phonetic last name|name suffix|suffix|nickname|organization department
        |department|e mail 1 label|e mail 2 label|e mail 1 type|phone 1 label|phone 2 label|phone 1 type|phone 2 type|phone 3 label
        |address 1 label|address 2 label|address 1 type|website 1 label|event 1 label|relation 1 label|custom field 1 label|quoc gia
        |country|ma buu dien|ma buu chinh|zip|zip code|postal code|zipcode|fax|so fax|seller sku|sku|sku id|ma sp|ma san pham|ma hang
        |ma hang hoa|variation|phan loai hang|dvt|don vi tinh|unit|ky ten|chu ky|ky nhan|so lan mua|so don hang da mua|so don da mua
        |ban giao|nguoi nhap|nguoi cap nhat|nguoi gioi thieu|khach gioi thieu|phi ship|phi van chuyen|tien ship|ship|so du dau ky no
        |so du dau ky co|so du dau ky|dau ky no|dau ky co|no dau ky|co dau ky|du no dau ky|du co dau ky|phat sinh no|phat sinh co
        |phat sinh trong ky no|phat sinh trong ky co|phat sinh|phat sinh tang|phat sinh giam|ps no|ps co|trong ky no|trong ky co
        |so phat sinh no|so phat sinh co|ps trong ky no|ps trong ky co|tang trong ky|giam trong ky|no dau|ton dau
        |so phat sinh trong ky no|so phat sinh trong ky co|tong diem|tong diem tich luy|tong ban tru tra hang
        |ma nhom|ma nhom khach hang|username|buyer username|ten dang nhap|password|avatar|anh|hinh anh|hinh|quan tam|san pham quan tam
        |dich vu quan tam|loai so|sound|gia goc|tam tinh|kenh ban|ca|ban so|xe|bien so|so khung|gia von|thue suat|thue|tien thue
        |vat amount|gio giao|ngay hen|hen giao lai|ghi chu shipper|ngon ngu|language|mileage|directory server|initials|spouse|children
        |manager s name|assistant s name|account|user 1|user 2|sensitivity|priority|private|keywords|hobby label|occupation label
        |billing information|quoc tich|dan toc|ton giao|nhom tu dong|group by rule|nhom hang|nhom hang hoa|nhom san pham|loai san pham
        |danh muc|thuong hieu|brand|gio|gio hen|gio vao|gio ra|gio lay|gio den|khung gio|ca hoc|lop|lop hoc|ten lop|giao vien|gv|gvcn
        |bac si|bs|ktv|ky thuat vien|tho|tho chinh|thu ngan|ban|so phong|phong|phong so|room|room no|room type|loai phong|so nguoi
        |so khach|sl khach|so luong khach|so nguoi lon|so tre em|adults|children count|nights|so dem|so tai khoan|so tai khoan ngan hang
        |stk|so tk|tai khoan ngan hang|tai khoan nh|ngan hang|ten ngan hang|ten nh|bank|bank name|bank account|bank account no
        |chi nhanh ngan hang|imei|serial|serial no|so serial|so seri|so may|so imei|bien so xe|bien kiem soat|bks|so km|km hien tai|odo
        |han muc|han muc no|han muc cong no|dinh muc no|so no toi da|no toi da|so ngay duoc no|thoi han no|han no|han thanh toan
        |credit limit|payment terms|dieu khoan thanh toan|so don|sl don|so luong don hang|sl don hang|so luong hoa don|sl hoa don|sl hd
        |orders count|total orders|order count|so lan den|so lan kham|so lan ghe|so lan su dung|so lan giao dich|sl giao dich|tan suat
        |tuoi|age|do tuoi|chieu cao|can nang|cung hoang dao|tinh trang hon nhan|so con|nationality|quoc gia kh|ngay het han|het han
        |han the|han su dung|hsd|ngay ket thuc|ngay het hd|hieu luc|ngay hieu luc|expiry date|expired date|check in|check out|checkin
        |checkout|ngay den|ngay di|ngay nhan phong|ngay tra phong|ngay hen kham|ngay tai kham|hen tai kham|lich hen|ngay goi lai
        |hen goi lai|lan lien he cuoi|ngay lien he cuoi|ngay lien he|ngay goi|thoi gian goi|so lan goi|lan goi|last contact
        |last contacted|last called|dien tich|du an|can|block|tang|tang toa|nhu cau|tai chinh|ngan sach|budget|muc gia|interested in
        |interest in|products of interest|san pham quan tam 1|campaign name|campaign id|campaign|ad id|ad name|adset id|adset name
        |form id|form name|is organic|platform|utm campaign|utm medium|user agent|ip|dia chi ip|ip address|accepts marketing
        |accepts sms marketing|tax exempt|province code|country code|gps|toa do|lat|lng|latitude|longitude|trong luong|khoi luong
        |kich thuoc|size|mau sac|color|dung luong|bao hanh|thoi gian bao hanh|han bao hanh|tinh trang may|loi|mo ta loi|loi may|phu kien
        |mat khau may|pass|mat khau|trieu chung|chan doan|tien su|di ung|tien su di ung|tien su benh|don thuoc|huong dieu tri|nhom mau
        |diem thi|diem so|diem danh|diem trung binh|hoc luc|trinh do|loai hinh|ma vach|barcode|kho xuat|kho hang|nguoi nhap lieu
        |nguoi nhap don|user tao|nguoi lap|created by|updated by|modified by|phong ban|bo phan|ma nv|ten nv|nv tu van|tu van vien|sale
        |sales|sales person|salesperson|nhan vien kd|nvkd|nhan vien kinh doanh|phi ship vnd|cuoc van chuyen|don vi giao|hang van chuyen
        |nha van chuyen|ma giam gia voucher|so hop dong|so hdbh|so hdong|ma hop dong|ky phi|ky thanh toan|dinh ky dong phi|quan he
        |moi quan he|quan he voi hv|so quyet dinh|loai giay to|noi cap|ngay cap cccd|ngay cap cmnd|noi cap cccd|ngay cap noi cap
        |vip code|ket qua|da goi|da nhan tin|da gui|da giao|nguoi ky nhan|chu ky khach|ky|xac nhan|thang|nam|quy|t1|t2|t3|t4|t5|t6|t7|t8
        |t9|t10|t11|t12|thang 1|thang 2|thang 3|thang 4|thang 5|thang 6|thang 7|thang 8|thang 9|thang 10|thang 11|thang 12""",
}

PIECES: Final = frozenset(
    {"full_name", "phone", "address", "email", "note", "customer_code", "product", "quantity", "company", "birth_date", "contact"}
)
"""Targets that a column may mix with others."""


def _build() -> dict[str, str]:
    lookup: dict[str, str] = {}
    for target, words in _WORDS.items():
        for word in words.replace("\n", " ").split("|"):
            key = fold(word)
            if key:
                lookup.setdefault(key, target)
    return lookup


LOOKUP: Final[dict[str, str]] = _build()
"""Folded header → target."""

GLUED: Final[dict[str, str]] = {key.replace(" ", ""): target for key, target in LOOKUP.items() if key.count(" ") and len(key) > 7}
"""The same, written as one word: "hovaten", "dauthoigian"."""
