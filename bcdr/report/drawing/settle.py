"""Boxes in a column, each as close as it can be to where its lines lead, in their order and without touching."""

from __future__ import annotations

from collections.abc import Sequence


def settled(
    wanted: Sequence[float | None], heights: Sequence[float], gap: float, top: float, bottom: float
) -> list[float]:
    """Top edge of each box: the least sum of squared distances of the centres from `wanted`.

    None wants nothing and follows the one above. Boxes that need more room than there is start at the top.
    (Isotonic regression by pooling adjacent violators; the positions less the room above them must not fall.)
    """
    room, above = 0.0, []
    for height in heights:
        above.append(room)
        room += height + gap
    pools: list[tuple[float, float, int]] = []
    last = top
    for want, height, offset in zip(wanted, heights, above, strict=True):
        last = last if want is None else want - height / 2 - offset
        pool = (last, 0.01 if want is None else 1.0, 1)
        while pools and pools[-1][0] > pool[0]:
            value, weight, count = pools.pop()
            total = weight + pool[1]
            pool = ((value * weight + pool[0] * pool[1]) / total, total, count + pool[2])
        pools.append(pool)
    least, most = top, max(top, bottom - (room - gap))
    flat = [min(max(value, least), most) for value, _, count in pools for _ in range(count)]
    return [start + offset for start, offset in zip(flat, above, strict=True)]
