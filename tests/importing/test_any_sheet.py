"""Whatever cells a sheet holds, importing answers, and every row is accounted for once."""

from __future__ import annotations

from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st

from khachhang.fields import CATALOGUE
from khachhang.importing import Verdict, check_table, find_tables, suggest_mapping
from khachhang.importing.model import Options
from tests.importing.made_sheets import TODAY, MadeSheet

WORDS = (
    "STT|Họ tên|Tên khách hàng|SĐT|Điện thoại|Địa chỉ|Nợ|Có|Ghi chú|Ngày|Tổng cộng|Cộng trang 1|Người lập|Khách sỉ:|Nguyễn Văn An|Chị Lan"
    "|0912345678|0987 654 321|12 Lê Lợi, Q1, TPHCM|a@b.vn|350k|01/02/1990|N****n|=SUM(A1)|Hä vµ tªn|SĐT: 0912345678"
    "|Họ tên: Trần Bình|Mã đơn|Sản phẩm|SL|\n| "
    "|١٢٣|🙂|Số dư cuối kỳ"
).split("|")
LONG = "x" * 300
CELLS = st.one_of(
    st.none(),
    st.sampled_from([*WORDS, LONG]),
    st.sampled_from(WORDS),
    st.integers(-(10**12), 10**12),
    st.floats(),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.datetimes(),
    st.just(time(8, 30)),
    st.text(max_size=20),
)
SHEETS = st.lists(st.lists(CELLS, max_size=9), max_size=14)


@settings(max_examples=200, deadline=None)
@given(SHEETS)
def test_importing_never_fails_and_accounts_for_every_row(rows: list[list[object]]) -> None:
    made = MadeSheet(rows)  # type: ignore[arg-type]

    for table in find_tables(made):
        checked = check_table(made, table, suggest_mapping(made, table, CATALOGUE), CATALOGUE, Options(TODAY))
        seen = [n for r in checked.rows for n in (r.lines or (r.sheet_row,))]
        assert len(seen) == len(set(seen))
        assert all(r.values == {} for r in checked.rows if r.verdict in (Verdict.BLANK, Verdict.NOT_CUSTOMER))
        if table.letter == "" and len(find_tables(made)) == 1:
            assert sorted(seen) == list(range(1, len(rows) + 1))
