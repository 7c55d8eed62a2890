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
        |name of customer|attendee|attendee name|participant|khach tham quan|khach moi|ten khach moi""",
    "family_name": """
        ho|ho dem|ho va dem|ho lot|ho va ten dem|ho va ten lot|ho ten dem|last name|lastname|family name|surname|familyname
        |ho va chu lot|ho chu lot""",
    "middle_name": "ten dem|ten lot|dem|chu lot|middle name|additional name|middlename|ten giua",
    "given_name": "ten rieng|ten goi rieng|first name|firstname|given name|givenname|ten chinh|forename",
    "title": "xung ho|danh xung|cach xung ho|salutation|title|danh xung khach hang|quy danh|name prefix|prefix|dx",
    "company": """
        cong ty|ten cong ty|doanh nghiep|ten doanh nghiep|co quan|to chuc|ten to chuc|ten don vi kinh doanh|company|company name
        |companyname|organization|organization name|organisation|organization 1 name|business|business name|cua hang|ten cua hang
        |ten shop|ten co so|co so|ten co quan|don vi cong tac|noi cong tac|co quan cong tac|ten hkd|ho kinh doanh|ten ho kinh doanh|dn
        |ten dn|cty|ten cty|org|ten cong ty don vi|exhibitor|ten don vi cong ty|cong ty don vi|firm|noi lam viec""",
    "contact": """
        nguoi dai dien|dai dien|nguoi lien he|ho ten nguoi lien he|ten nguoi lien he|lien he nguoi|nguoi phu trach mua hang
        |contact person|contact|representative|nguoi dai dien phap luat|dai dien phap luat|giam doc|ten giam doc|chu doanh nghiep
        |chu cua hang|chu co so|chu shop|nguoi lien lac|nguoi lien lac chinh|attn|lanh dao""",
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
        |sodienthoai|sodt|sdtkh|dienthoai|dt lien he|dt lien lac|primary phone number|sms|whatsapp""",
    "phone2": """
        dien thoai 2|sdt 2|sdt2|dt 2|dt2|so dien thoai 2|so dt 2|so 2|phone 2|phone2|phone 2 value|dien thoai phu|sdt phu|so phu
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
        |detail address|adr|location address|address line|dia chi tru so chinh|dia chi dkkd|dia chi nha rieng""",
    "address2": "dia chi 2|address 2|dia chi phu|dia chi khac|other address|business address|address 2 formatted",
    "street": """
        so nha|so nha duong|so nha ten duong|duong|ten duong|so nha duong pho|duong pho|pho|street|street 1|address line 1|addressline1
        |address1|so nha ngo|so nha va duong|dia chi chi tiet|dia chi cu the|home street|business street|address 1 street|ap thon
        |thon ap|to dan pho|so nha va ten duong|shippingaddress|dia chi so nha duong|street name|shipping address1""",
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
        |ngay sn|tuoi nam sinh|ngay thang nam sinh kh|ngaysinh|namsinh|yob""",
    "sex": "gioi tinh|gt|gtinh|g tinh|phai|nam nu|nu nam|gender|sex|m f|gioi|gioi tinh kh|male female|gioi tinh nam nu|gioitinh",
    "tax_code": """
        ma so thue|mst|ms thue|ma thue|msthue|so thue|ma so thue cccd|mst cccd|tax|tax code|taxcode|tax id|tax number|tax no|vat
        |vat number|vat no|ma so doanh nghiep|msdn|ma so thue cong ty|ma so thue khach hang|mst khach hang|ma so thue doanh nghiep
        |mst doanh nghiep|mst dn|mst cty|mst cong ty|ma so dn""",
    "id_number": """
        so cmnd cccd|cmnd|cccd|cmnd cccd|cccd cmnd|so cccd|so cmnd|cmt|cmtnd|so cmt|can cuoc|can cuoc cong dan|chung minh nhan dan
        |chung minh thu|id card|id number|identity card|identity number|passport|ho chieu|so giay to|so dinh danh|ma dinh danh
        |personal id""",
    "customer_code": """
        ma khach hang|ma khach|ma kh|makh|ma so kh|ma so khach hang|ma so khach|ma so|ma|mkh|ms kh|mskh|so the|ma the|ma hoi vien
        |so the hoi vien|so hoi vien|ma thanh vien|ma doi tuong|ma don vi|customer code|customer id|customerid|customer no
        |customer number|code|client id|client code|member id|member code|card code|id|id khach hang|id kh|ma nguoi mua|so the vip
        |ma the thanh vien|ma benh nhan|ma ho so|ma hoc vien|ma kh cu|m kh|ky hieu|kh id|member no|card no|so kh|account no
        |account number|makhachhang""",
    "customer_type": """
        loai khach|loai khach hang|loai kh|kieu khach|kieu khach hang|customer type|type|loai|doi tuong khach hang|ca nhan to chuc
        |ca nhan cong ty|phan loai kh si le|loai doi tuong|si le""",
    "group": """
        nhom khach hang|nhom khach|nhom kh|nhom|ten nhom|phan nhom|phan nhom khach hang|hang|hang khach|hang khach hang|hang thanh vien
        |hang the|hang hoi vien|cap bac|phan loai|phan loai khach hang|phan loai khach|phan hang|group|groups|customer group|segment
        |labels|label|group membership|rank|tier|level|category|categories|loai the|cap do|vip|phan khuc|phan khuc khach hang|class
        |tag name|nhan|nhan khach hang|hang vip|xep hang|xep loai|xep loai khach|nhom doi tuong|customer segment|membership
        |loai thanh vien|the thanh vien""",
    "branch": """
        chi nhanh|chi nhanh tao|cua hang tao|chi nhanh quan ly|branch|store|shop|diem ban|cua hang ban|location|co so quan ly
        |chi nhanh mua hang|kho|chi nhanh phu trach""",
    "status": """
        trang thai|tinh trang|trang thai don|trang thai don hang|tinh trang don|tinh trang don hang|status|state of order|order status
        |tinh trang giao|trang thai giao hang|tinh trang giao hang|trang thai khach hang|tt giao hang|trang thai kh|trang thai giao
        |ket qua giao|ket qua giao hang""",
    "assignee": """
        nguoi phu trach|nhan vien phu trach|nv phu trach|phu trach|sale phu trach|nguoi cham soc|nhan vien cham soc|assigned to|assignee""",
    "source": """
        nguon|nguon khach|nguon khach hang|nguon kh|nguon goc|nguon data|nguon du lieu|nguon thong tin|source|lead source|refer sour
        |refer source|referrer|kenh|biet den qua|biet qua|nguon den|kenh tiep can|nguon tiep can|tu nguon|channel|nguon lead
        |referral source|nguon gioi thieu""",
    "verification": "da kiem|da kiem tra|kiem tra|verified|da xac minh|xac minh|da kiem chua|checked|verification",
    "facebook": """
        facebook|fb|link facebook|link fb|facebook url|nick facebook|nick fb|trang facebook|facebook id|fanpage|tai khoan facebook
        |facebook khach hang""",
    "zalo": "zalo|nick zalo|zalo id|tai khoan zalo|link zalo",
    "website": "website|web|trang web|web site|url|homepage|web page|website 1 value|dia chi web|dia chi website",
    "do_not_contact": """
        xin dung goi|dung goi|khong goi|khong lien he|tu choi quang cao|tu choi nhan tin|do not call|do not contact|dnc|khong nhan tin
        |opt out|unsubscribed|ngung cham soc|khong lam phien|cam goi""",
    "job": """
        nghe nghiep|nghe|cong viec|chuc vu|chuc danh|job|job title|occupation|position|organization title|profession|nghe nghiep kh
        |vi tri|vai tro""",
    "income": "thu nhap|muc thu nhap|luong|income|thu nhap thang|thu nhap binh quan|salary",
    "interests": "so thich|hobby|hobbies|interests|thich|moi quan tam so thich|so thich khach hang",
    "industry": """
        nganh nghe|nganh|linh vuc|nganh nghe kinh doanh|linh vuc hoat dong|linh vuc kinh doanh|industry|business type|nganh hang
        |nganh kinh doanh|loai hinh kinh doanh|nganh nghe linh vuc|sector|mat hang kinh doanh|sp dv|san pham dich vu|nganh nghe chinh""",
    "points": """
        diem|diem hien tai|diem tich luy|so diem|tich diem|diem thuong|points|loyalty point|loyalty points|reward points|point|diem tich
        |tich luy|diem kha dung|diem con lai|diem thanh vien""",
    "debt": """
        cong no|no|no can thu|no can thu hien tai|no hien tai|con no|du no|du no cuoi|du no cuoi ky|no cuoi ky|no cuoi|tien no
        |so tien no|so no|no phai thu|phai thu|con phai thu|con thieu|thieu|khach no|khach con no|khach hang no|tong no|no tong|so du
        |so du no|so du cuoi|so du cuoi ky|so du no cuoi ky|du cuoi ky|ton no|no con lai|con lai phai thu|phai thu cuoi ky
        |cong no cuoi ky|cong no hien tai|no cu|so tien con no|tong cong no|debt|balance|amount due|outstanding|receivable
        |accounts receivable|amount owed|due|owed|so du cuoi ky no|du no hien tai|tien con no|cong no phai thu|con no lai|no lai
        |so tien phai thu|closing debit|so con no|no phai tra tiem|du no den ngay|chua tra|chua thanh toan|con lai chua tra
        |gia tri cong no""",
    "debt_credit": """
        so du co|so du cuoi ky co|du co|du co cuoi ky|so du co cuoi ky|co cuoi ky|closing credit|khach tra truoc|tra truoc|dat coc truoc
        |tien khach ung truoc|ung truoc|so du ben co|du co cuoi|phai tra khach""",
    "debt_days": """
        so ngay no|so ngay qua han|ngay no|tuoi no|qua han ngay|days overdue|overdue days|debt days|no bao nhieu ngay|so ngay con no""",
    "total_spent": """
        tong ban|doanh so|doanh thu|tong mua|tong tien mua|tong tien da mua|so tien da mua|tong chi tieu|chi tieu|tong tien|da mua
        |tong doanh so|tong doanh thu|tong gia tri mua|gia tri mua hang|tong tieu|tien da mua|tong mua hang|doanh so mua|doanh so luy ke
        |luy ke|tong chi|tong da mua|total spent|total paid amount|total sales|total purchase|total purchases|lifetime value|ltv|revenue
        |spent|amount spent|tong so tien mua|tong so tien|doanh so tich luy|tong tien hang da mua|tong thanh toan|muc chi tieu
        |tien mua hang|tong tich luy|doanh so nam|doanh thu luy ke|tong mua trong nam|tong so tien da mua|total spend|total revenue
        |tong chi tieu vnd|gia tri da mua|tong gia tri da mua""",
    "created_date": """
        ngay tao|ngay dang ky|ngay lap|ngay tham gia|ngay gia nhap|ngay vao|created|created at|createdat|created date|creation date
        |date created|join date|joined|registered|registration date|ngay them|ngay cap the|ngay nhap|ngay ghi|ngay tao khach|ngay ky
        |ngay lap the|signup date|sign up date|ngay mo the|ngay vao hoi|khach tu ngay|ngay bat dau|date joined|ngay dang ki
        |ngay tiep nhan|ngay lam the|member since""",
    "last_purchase_date": """
        ngay giao dich cuoi|ngay mua cuoi|ngay mua cuoi cung|lan mua cuoi|mua lan cuoi|mua gan nhat|lan cuoi mua|ngay mua gan nhat
        |lan mua gan nhat|giao dich cuoi|ngay giao dich gan nhat|giao dich gan nhat|gd cuoi|ngay gd cuoi|ngay gd gan nhat|ngay ghe cuoi
        |lan den cuoi|lan ghe cuoi|lan cuoi|last purchase|last purchase date|last order|last order date|last visit|last visited
        |last transaction|last transaction date|ngay mua hang cuoi|ngay mua hang gan nhat|mua hang lan cuoi|don cuoi|ngay den gan nhat
        |lan den gan nhat|don hang cuoi|don gan nhat|ngay dat hang cuoi|last bought|ngay ban cuoi|ngay ban gan nhat
        |ngay mua hang cuoi cung|lan mua cuoi cung|lan giao dich cuoi|hoat dong cuoi|last purchased|ngay phat sinh cuoi|lan gan nhat""",
    "updated_date": """
        ngay cap nhat|cap nhat|cap nhat lan cuoi|ngay sua|ngay sua cuoi|updated|updated at|updatedat|last updated|last modified|modified
        |rev|ngay cap nhat cuoi|update time""",
    "note": """
        ghi chu|ghi chu khac|ghi chu khach hang|ghi chu don hang|gc|g chu|ghichu|chu thich|dien giai|mo ta|luu y|note|notes|remark
        |remarks|comment|comments|description|memo|thong tin them|ghi chu them|nhan xet|yeu cau|yeu cau khac|noi dung|y kien
        |thong tin khac|buyer message|noi dung ghi chu|ghi chu giao hang|dac diem|ghi nho|nhac nho|ghi chu noi bo|customer note
        |nhan xet khach|can luu y""",
    "order_code": """
        don hang so|so order|ma don hang|ma don|ma hoa don|so hoa don|so don|ma hd|so hd|ma dh|so ct|so chung tu|ma phieu|so phieu
        |ma van don|don hang|hoa don|order id|order no|order no.|order code|order number|ordernumber|order|invoice|invoice no
        |invoice no.|invoice number|receipt|receipt no|bill|bill no|so bill|ma bill|ma giao dich|transaction id|so don hang|ma chung tu
        |orderid|order #|so phieu giao|ma don dat hang""",
    "order_date": """
        ngay|ngay ban|ngay mua|ngay dat|ngay dat hang|ngay mua hang|ngay ban hang|ngay giao|ngay giao hang|ngay gui|thoi gian
        |thoi gian dat|thoi gian dat hang|thoi gian ban|thoi gian mua|ngay hoa don|ngay hd|ngay chung tu|ngay ct|ngay don|ngay don hang
        |ngay lay hang|ngay phat sinh|ngay xuat|date|order date|orderdate|order time|created time|createtime|purchase date|sale date
        |invoice date|delivery date|transaction date|ngay thang|ngay thang nam|ngay gio|gio|ngay len don|ngay chot don|time|ngay tao don
        |thoi gian tao don|ngay tra hang|ngay nhan hang|ngay thanh toan hoa don|ngay giao dich|thoi gian tao don hang|ngay order
        |ngay nhan|day""",
    "product": """
        ten hang|san pham|ten san pham|hang hoa|ten hang hoa|mat hang|ten mat hang|hang mua|hang da mua|mon hang|sp|ten sp|noi dung hang
        |noi dung don hang|mua gi|product|product name|productname|item|item name|itemname|goods|ten hang hoa dich vu|dich vu
        |ten dich vu|service|products|items|mua hang gi|loai hang|ten san pham dich vu|san pham mua|san pham da mua|hang giao|hang gui
        |mon|ten mon|goi dich vu|hang hoa dich vu|hh|sp mua|thong tin hang|ten hh""",
    "quantity": """
        so luong|sl|s luong|so luong mua|so luong ban|slg|qty|quantity|q ty|soluong|sl mua|sl ban|so luong hang|count|so cai|s l""",
    "unit_price": """
        don gia|gia|gia ban|gia uu dai|don gia ban|gia don vi|unit price|unitprice|price|dg|dgia|d gia|gia tien|gia le|sell price
        |selling price|sku unit original price|don gia vnd|gia ban le""",
    "discount": """
        giam gia|chiet khau|ck|khuyen mai|giam|discount|chietkhau|tien giam|so tien giam|giam tru|tien chiet khau|discount amount
        |voucher|uu dai|giam gia hoa don""",
    "payment_method": """
        phuong thuc thanh toan|phuong thuc tt|hinh thuc thanh toan|hinh thuc tt|cach thanh toan|cach tra|thanh toan bang|httt|pttt
        |payment method|paymethod|payment|payment type|hinh thuc tra|kieu thanh toan|thanh toan qua""",
    "amount": """
        t tien|ttien|thanh tien|tien hang|tong tien hang|tri gia|gia tri|so tien|tien|gia tri don|gia tri don hang|tong don|tong hoa don
        |tong cong|tong gia tri don hang|khach can tra|mua|tien mua|so tien mua|tong tien don hang|tong thanh tien|amount|total
        |total amount|order amount|order total|grand total|line total|subtotal|sub total|sku subtotal after discount|sales|net amount
        |thanh tien vnd|tong tien don|tong tien thanh toan|tien don hang|tong gia tri|tong tien hoa don|tong gia tri hoa don|so tien don
        |paidprice|value|tong tien phai tra|phai tra|tien phai tra|tien don|thanh tien sau giam|gia tri hoa don|cong tien hang
        |total price|phai thu khach""",
    "cod": """
        thu ho|tien thu ho|cod|tien cod|so tien thu ho|thu ho cod|phi thu ho|thu khach|tien thu|so tien thu|so tien can thu|can thu
        |thu tien|tien can thu|thu cua khach|cod amount|phai thu ho|ship cod|tien thu khach|so tien cod""",
    "paid": """
        khach da tra|da tra|da thanh toan|da thu|tien da tra|khach tra|thanh toan|so tien da tra|so tien da thanh toan|paid|paid amount
        |amount paid|da tt|tien tra|khach thanh toan|tra|tien khach dua|khach dua|tong thanh toan don|da tra vnd|tra truoc mot phan
        |tien da thu|da dua""",
    "ignore": """
        nguoi tao|nhan vien|nhan vien ban|nv|nv ban|nguoi ban|shipper
        |nguoi giao|nguoi giao hang|nv giao|don vi van chuyen|dvvc|tags|tag|photo|phonetic first name|phonetic middle name
        |phonetic last name|name suffix|suffix|nickname|organization department|department|e mail 1 label|e mail 2 label|e mail 1 type
        |phone 1 label|phone 2 label|phone 1 type|phone 2 type|phone 3 label|address 1 label|address 2 label|address 1 type
        |website 1 label|event 1 label|relation 1 label|custom field 1 label|quoc gia|country|ma buu dien|ma buu chinh|zip|zip code
        |postal code|zipcode|fax|so fax|seller sku|sku|sku id|ma sp|ma san pham|ma hang|ma hang hoa|variation|phan loai hang|dvt
        |don vi tinh|unit|ky ten|chu ky|ky nhan|so lan mua|so don hang da mua|so don da mua|ban giao|nguoi nhap|nguoi cap nhat
        |nguoi gioi thieu|khach gioi thieu|phi ship|phi van chuyen|tien ship|ship|so du dau ky no|so du dau ky co|so du dau ky|dau ky no
        |dau ky co|no dau ky|co dau ky|du no dau ky|du co dau ky|phat sinh no|phat sinh co|phat sinh trong ky no|phat sinh trong ky co
        |phat sinh|phat sinh tang|phat sinh giam|ps no|ps co|trong ky no|trong ky co|so phat sinh no|so phat sinh co|ps trong ky no
        |ps trong ky co|tang trong ky|giam trong ky|no dau|ton dau|so phat sinh trong ky no|so phat sinh trong ky co|tong diem
        |tong diem tich luy|tong ban tru tra hang|tong ban khong import|ma nhom|ma nhom khach hang|username|buyer username|ten dang nhap
        |password|avatar|anh|hinh anh|hinh|quan tam|san pham quan tam|dich vu quan tam|loai so|sound|gia goc|tam tinh|kenh ban|ca|ban so
        |xe|bien so|so khung|gia von|thue suat|thue|tien thue|vat amount|gio giao|ngay hen|hen giao lai
        |ghi chu shipper|ngon ngu|language|mileage|directory server|initials|spouse|children|manager s name|assistant s name|account
        |user 1|user 2|sensitivity|priority|private|keywords|hobby label|occupation label|billing information|quoc tich|dan toc|ton giao
        |nhom hang|nhom hang hoa|nhom san pham|loai san pham|danh muc|thuong hieu|brand""",
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
