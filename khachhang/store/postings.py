"""Who holds a piece of text, as far as the index alone can tell: bits per customer for what many hold, ids for what few hold. In memory.

The answers of the text index are kept, at most `CAP_BYTES` of them; the pieces that many customers hold are asked for ahead (`fill`), so
that a keystroke meets them as an AND of bits. A change of customers changes their bits alone; an import drops everything.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from sqlalchemy import Connection

from khachhang.searching import SearchWords
from khachhang.store import text_index

if TYPE_CHECKING:
    from numpy.typing import NDArray

Bits: TypeAlias = "NDArray[Any]"
"""uint8: one bit for each customer_id, eight in a byte."""
Ids: TypeAlias = "NDArray[Any]"
"""int32: customer_ids, ascending."""

CAP_BYTES = 48 << 20
ASKED_US = 0.09
"""CPU of one entry of the index read."""
UNITED_US = 0.18
"""The same, when words that begin so must be united first."""
ASKING_US = 120.0
"""CPU of asking at all."""
_WORTH_US = (2_500.0, 60_000.0)
"""What costs less is asked for when it is typed; what costs more is so common that a page is full at once."""
_AHEAD = 0.8
"""So much of CAP_BYTES is filled ahead; the rest is for what is typed."""
_SPARSE = 48
"""Ids are kept instead of bits when fewer than one in so many hold it."""


def asked(needle: str) -> str:
    """Return what the index is asked for a needle: a word cut as the index cuts it."""
    if needle[0] != " ":
        return needle
    return needle[: (3 if needle[1:].isdecimal() else text_index.CUT) + 1]


class Postings:
    """The kept answers for one state of the vault. size: length of every array by customer_id."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._kept: OrderedDict[str, Bits | Ids] = OrderedDict()
        self._bytes = 0

    def knows(self, needle: str) -> bool:
        """Return whether the answer for this needle is there."""
        return asked(needle) in self._kept

    def get(self, needle: str) -> Bits | Ids | None:
        """Return who may hold it, if that is known."""
        found = self._kept.get(asked(needle))
        if found is not None:
            self._kept.move_to_end(asked(needle))
        return found

    def ask(self, connection: Connection, needle: str) -> Bits | Ids:
        """Return who may hold it, as the index says; not kept."""
        ids = text_index.candidates(connection, text_index.match_terms(SearchWords(), chosen=[needle]))
        if len(ids) * _SPARSE < self.size:
            return ids.astype(np.int32)
        flags = np.zeros(self.size, np.bool_)
        flags[ids] = True
        return np.packbits(flags)

    def keep(self, needle: str, found: Bits | Ids) -> None:
        """Keep an answer; the ones not used for longest go."""
        key = asked(needle)
        if key in self._kept:
            return
        self._kept[key] = found
        self._bytes += found.nbytes
        while self._bytes > CAP_BYTES:
            self._bytes -= self._kept.popitem(last=False)[1].nbytes

    def patch(self, texts: Mapping[int, str], ids: Sequence[int]) -> None:
        """Set anew what these customers hold; texts: of those of them that still exist. Long numbers are asked for again."""
        for key, found in list(self._kept.items()):
            if key[0] != " " and len(key) > 3:
                self._bytes -= self._kept.pop(key).nbytes
                continue
            before = found.nbytes
            self._kept[key] = _patched(found, ids, {i for i in ids if key in texts.get(i, "")})
            self._bytes += self._kept[key].nbytes - before

    @property
    def nbytes(self) -> int:
        """Return how much memory the answers take."""
        return self._bytes


def _patched(found: Bits | Ids, ids: Sequence[int], holding: Set[int]) -> Bits | Ids:
    """Return the answer with what these customers hold now; bits are changed where they lie."""
    if found.dtype != np.uint8:
        places = np.searchsorted(found, ids)
        held = {i for i, at in zip(ids, places.tolist(), strict=True) if at < len(found) and found[at] == i}
        if held == holding:
            return found
        kept = found[~np.isin(found, ids)]
        return np.sort(np.concatenate([kept, np.array(sorted(holding), np.int32)]))
    for i in ids:
        bit = 128 >> (i & 7)
        byte = int(found[i >> 3])
        if bool(byte & bit) != (i in holding):
            found[i >> 3] = byte ^ bit
    return found


def together(parts: Sequence[Bits | Ids], mask: NDArray[np.bool_]) -> NDArray[np.bool_] | NDArray[np.int64]:
    """Return who is in all parts and in the mask: ids when a part names few, else flags by customer_id."""
    rare = sorted((p for p in parts if p.dtype != np.uint8), key=len)
    packed = [p for p in parts if p.dtype == np.uint8]
    if not rare:
        bits = np.bitwise_and.reduce(packed) if len(packed) > 1 else packed[0]
        return np.unpackbits(bits, count=len(mask)).view(np.bool_) & mask
    ids = rare[0].astype(np.int64)
    ids = ids[mask[ids]]
    for one in rare[1:]:
        ids = ids[np.isin(ids, one, assume_unique=True, kind="sort")]
    for bits in packed:
        ids = ids[(bits[ids >> 3] >> (7 - (ids & 7)).astype(np.uint8)) & 1 == 1]
    return ids


# ---- ahead of time ---------------------------------------------------------------------------------------------------


def common_pieces(texts: Sequence[str], people: int) -> list[str]:
    """Return the needles worth asking for ahead, the cheapest first: beginnings of words and three digits that many of these texts hold."""
    counts: Counter[str] = Counter()
    for text in texts:
        held: set[str] = set()
        for word in text.split():
            if word.isdecimal() and len(word) > 3:
                held.update(word[at : at + 3] for at in range(len(word) - 2))
                continue
            held.update(f" {word[:end]}" for end in range(1, min(len(word), text_index.CUT) + 1))
        counts.update(held)
    costs = {needle: cost_us(needle, n / max(1, len(texts)), people) for needle, n in counts.items() if n > 8}
    worth = (needle for needle, cost in costs.items() if _WORTH_US[0] < cost < _WORTH_US[1])
    room = int(_AHEAD * CAP_BYTES * 8 / max(1, people))
    return sorted(worth, key=lambda needle: (costs[needle], needle))[-room:]


def cost_us(needle: str, share: float, people: int) -> float:
    """Return about how much CPU it costs to ask the index for a needle that this share of the customers hold."""
    if needle[0] != " ":
        return ASKING_US + max(share, (len(needle) - 3) * 0.012) * people * ASKED_US
    return ASKING_US + share * people * (ASKED_US if text_index.is_whole(needle) else UNITED_US)
