<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="vi_VN">
<context>
    <name>CrashDialog</name>
    <message>
        <source>Chương trình gặp lỗi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Việc vừa làm không xong vì chương trình có lỗi. Sổ khách vẫn còn nguyên như lần ghi cuối.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chép bản báo lỗi dưới đây gửi cho người làm chương trình. Trong đó không có tên, số điện thoại của ai.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bản báo lỗi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Chép báo lỗi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Đóng</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
