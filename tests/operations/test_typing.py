"""What a person types is never lost: kept with its doubt, or refused with a sentence."""

from __future__ import annotations

import pytest

from khachhang.errors import UserError
from khachhang.operations import customers
from khachhang.operations.opened import OpenVault


def test_a_number_that_cannot_be_right_is_kept_as_typed_and_doubtful(shop: OpenVault) -> None:
    added = customers.add(shop, {"full_name": "Chị Bảy", "phones": ["0912 345 67", "0987 654 321"], "email": "bay@"}).customer_ids[0]

    row = customers.rows(shop, [added])[0]

    assert row.values["phones"] == "0912 345 67; 0987 654 321"
    assert row.values["email"] == "bay@"
    assert row.has_doubt
    assert customers.first_page(shop, customers.CustomerQuery(text="34567")) == [added]


def test_a_date_that_means_nothing_is_refused_with_a_sentence(shop: OpenVault) -> None:
    with pytest.raises(UserError, match="value_unreadable"):
        customers.add(shop, {"full_name": "Chị Bảy", "birth_date": "hôm qua"})
    assert customers.count(shop, customers.CustomerQuery()) == 0


def test_clearing_and_setting_again(shop: OpenVault) -> None:
    added = customers.add(shop, {"full_name": "Chị Bảy", "sex": "Nữ", "phones": "0987 654 321"}).customer_ids[0]

    customers.edit(shop, added, {"sex": None, "phones": []})
    assert "sex" not in customers.rows(shop, [added])[0].values
    assert "phones" not in customers.rows(shop, [added])[0].values

    customers.edit(shop, added, {"sex": "Nữ", "phones": ["0987 654 321"]})
    assert customers.rows(shop, [added])[0].values["sex"] == "Nữ"
    assert customers.rows(shop, [added])[0].values["phones"] == "0987 654 321"
